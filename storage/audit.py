"""The audit log: a hash chain over ids and codes, so that no row can be changed unnoticed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update

from storage.errors import AuditNotPlain
from storage.repository import Repository
from storage.tables import Audit, AuditHead, Sheet

_audit, _head, _sheet = Audit.__table__, AuditHead.__table__, Sheet.__table__
_BATCH = 1000
_ROWS = select(*_audit.c).order_by(_audit.c.seq).execution_options(yield_per=_BATCH)
"""Its columns stand in the order that `_link` takes them in."""
_APPEND, _MOVE_HEAD = insert(_audit), update(_head)
_HEAD = select(_head.c.seq, _head.c.hash)
_LOCKED_HEAD = _HEAD.with_for_update()
_SEALED = select(_sheet.c.id, _sheet.c.chain_seq, _sheet.c.chain_head).order_by(_sheet.c.id)
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Head(NamedTuple):
    """The end of the chain: how many rows, and the last one's hash."""

    seq: int
    hash: str


BEGINNING = Head(0, "0" * 64)
"""What the first row is chained to."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head of the chain as it was written down elsewhere; `source` says where (Chinese)."""

    seq: int
    hash: str
    source: str


@dataclass(frozen=True, slots=True)
class AuditFault:
    """Where the chain is broken, and how (Chinese)."""

    seq: int
    message: str


class AuditLog(Repository):
    """Append, and verify."""

    def append(
        self,
        at: datetime,
        action: str,
        subject: str,
        data: Mapping[str, Any],
        person_id: int | None = None,
        grant_id: int | None = None,
        village_id: int | None = None,
    ) -> str:
        """Add a row and tell its hash. Ids and codes only: AuditNotPlain for names and texts."""
        head = self._locked_head()
        row: dict[str, Any] = {
            "seq": head.seq + 1,
            "at": at.astimezone(UTC),
            "person_id": person_id,
            "grant_id": grant_id,
            "village_id": village_id,
            "action": action,
            "subject": subject,
            "data": dict(data),
        }
        link = _link(head.hash, **row)
        self._db.execute(_APPEND, row | {"prev_hash": head.hash, "hash": link})
        self._db.execute(_MOVE_HEAD, {"seq": row["seq"], "hash": link})
        return link

    def head(self) -> Head:
        return Head(*self._db.execute(_HEAD).one())

    def told(self, action: str) -> list[tuple[int, Mapping[str, Any]]]:
        """What every row of an action says, by its number, oldest first."""
        query = select(_audit.c.seq, _audit.c.data).where(_audit.c.action == action)
        return [(seq, data) for seq, data in self._db.execute(query.order_by(_audit.c.seq))]

    def sealed(self) -> list[Anchor]:
        """The heads that stand on the sealed sheets."""
        rows = self._db.execute(_SEALED)
        return [Anchor(seq, head, f"第{number}号评分表") for number, seq, head in rows]

    def verify(self, anchors: Iterable[Anchor] = ()) -> list[AuditFault]:
        """Every place where rows were edited, deleted or swapped, or the end was cut off.

        A chain that was made anew as a whole is sound in itself: only anchors tell.
        """
        waiting = _by_seq(anchors)
        faults = list(_unlike(waiting, *BEGINNING))
        end, last = BEGINNING
        for *told, prev_hash, link in self._db.execute(_ROWS):
            seq = told[0]
            computed = _link(prev_hash, *told)
            if link != computed or prev_hash != last or seq != end + 1:
                faults += _faults_of(seq, end, told=link == computed, joined=prev_hash == last)
            if seq in waiting:
                faults += _unlike(waiting, seq, link)
            end, last = seq, link
        faults += _lost(waiting)
        if (end, last) != self.head():
            faults.append(AuditFault(end, "链尾与登记的不符,末尾的记录被删改"))
        return faults

    def hold(self) -> None:
        """Keep everybody else from appending until this transaction ends."""
        if self._db.dialect.name == "postgresql":
            self._locked_head()

    def _locked_head(self) -> Head:
        """On PostgreSQL the head is held to the end of the transaction: the chain cannot fork."""
        return Head(*self._db.execute(_LOCKED_HEAD).one())


def _by_seq(anchors: Iterable[Anchor]) -> dict[int, list[Anchor]]:
    found: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        found.setdefault(anchor.seq, []).append(anchor)
    return found


def _faults_of(seq: int, end: int, *, told: bool, joined: bool) -> Iterator[AuditFault]:
    """What is wrong with a row after row `end`: `told` if its hash fits it, `joined` if it follows
    the hash before it.
    """
    if seq != end + 1:
        yield AuditFault(seq, f"第{end + 1}至{seq - 1}条缺失")
    elif not joined:
        yield AuditFault(seq, f"第{seq}条与上一条接不上")
    if not told:
        yield AuditFault(seq, f"第{seq}条被改动")


def _unlike(waiting: dict[int, list[Anchor]], seq: int, link: str) -> Iterator[AuditFault]:
    """The anchors of this row that say otherwise; those that are met wait no longer."""
    for anchor in waiting.pop(seq, ()):
        if anchor.hash != link:
            told = f"第{seq}条与{anchor.source}上的校验码不符,这一条或以前的记录被重写"
            yield AuditFault(seq, told)


def _lost(waiting: dict[int, list[Anchor]]) -> Iterator[AuditFault]:
    for seq in sorted(waiting):
        for anchor in waiting[seq]:
            yield AuditFault(seq, f"{anchor.source}上有第{seq}条,链上没有,已被删去")


def _link(
    prev_hash: str,
    seq: int,
    at: datetime,
    person_id: int | None,
    grant_id: int | None,
    village_id: int | None,
    action: str,
    subject: str,
    data: Mapping[str, Any],
) -> str:
    """The hash of a row chained to the one before it: over canonical JSON, keys sorted."""
    told = {
        "action": action,
        "at": at.isoformat(),
        "data": data,
        "grant_id": grant_id,
        "person_id": person_id,
        "seq": seq,
        "subject": subject,
        "village_id": village_id,
    }
    text = _canonical(told)
    if not text.isascii():
        raise AuditNotPlain(action)
    return sha256((prev_hash + text).encode()).hexdigest()
