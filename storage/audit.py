"""The audit log: a hash chain over ids and codes, so that no row can be changed unnoticed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, insert, select, update

from storage.errors import AuditNotPlain
from storage.repository import Repository
from storage.tables import Audit, AuditHead

_audit, _head = Audit.__table__, AuditHead.__table__
_BATCH = 1000
_APPEND, _MOVE_HEAD = insert(_audit), update(_head)
_HEAD = select(_head.c.seq, _head.c.hash)
_LOCKED_HEAD = _HEAD.with_for_update()


class Head(NamedTuple):
    """The end of the chain: how many rows, and the last one's hash."""

    seq: int
    hash: str


BEGINNING = Head(0, "0" * 64)
"""What the first row is chained to."""


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
        row = {
            "seq": head.seq + 1,
            "at": at.astimezone(UTC),
            "person_id": person_id,
            "grant_id": grant_id,
            "village_id": village_id,
            "action": action,
            "subject": subject,
            "data": dict(data),
        }
        link = _link(head.hash, row)
        self._db.execute(_APPEND, row | {"prev_hash": head.hash, "hash": link})
        self._db.execute(_MOVE_HEAD, {"seq": row["seq"], "hash": link})
        return link

    def head(self) -> Head:
        return Head(*self._db.execute(_HEAD).one())

    def verify(self) -> list[AuditFault]:
        """Every place where rows were edited, deleted or swapped, or the end was cut off."""
        faults: list[AuditFault] = []
        end = BEGINNING
        for row in self._rows():
            faults += _faults_of(row, end)
            end = Head(row["seq"], row["hash"])
        if end != self.head():
            faults.append(AuditFault(end.seq, "链尾与登记的不符,末尾的记录被删改"))
        return faults

    def _locked_head(self) -> Head:
        """On PostgreSQL the head is held to the end of the transaction: the chain cannot fork."""
        return Head(*self._db.execute(_LOCKED_HEAD).one())

    def _rows(self) -> Iterator[RowMapping]:
        query = select(_audit).order_by(_audit.c.seq).execution_options(yield_per=_BATCH)
        yield from self._db.execute(query).mappings()


def _faults_of(row: RowMapping, end: Head) -> Iterator[AuditFault]:
    if row["seq"] != end.seq + 1:
        yield AuditFault(row["seq"], f"第{end.seq + 1}至{row['seq'] - 1}条缺失")
    elif row["prev_hash"] != end.hash:
        yield AuditFault(row["seq"], f"第{row['seq']}条与上一条接不上")
    if row["hash"] != _link(row["prev_hash"], row):
        yield AuditFault(row["seq"], f"第{row['seq']}条被改动")


def _link(prev_hash: str, row: RowMapping | dict[str, Any]) -> str:
    """The hash of a row chained to the one before it: over canonical JSON, keys sorted."""
    columns = ("seq", "person_id", "grant_id", "village_id", "action", "subject", "data")
    told = {name: row[name] for name in columns} | {"at": row["at"].isoformat()}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if not text.isascii():
        raise AuditNotPlain(row["action"])
    return sha256((prev_hash + text).encode()).hexdigest()
