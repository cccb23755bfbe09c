"""The ledger's records: logged, corrected, confirmed, returned, withdrawn; always by new rows."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    Table,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)

from storage.errors import NotFound
from storage.record_rows import EventRow, EvidenceRow, NewEvidence, NewRecord, NewVersion, RecordRow
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Evidence, Record, RecordEvent, RecordVersion

_record, _version = Record.__table__, RecordVersion.__table__
_event, _evidence = RecordEvent.__table__, Evidence.__table__

__all__ = [
    "EventRow",
    "EvidenceRow",
    "NewEvidence",
    "NewRecord",
    "NewVersion",
    "RecordRow",
    "Records",
]


class Records(Repository):
    """Records, their versions, events and evidence."""

    def add(self, new: NewRecord) -> int:
        """Log a record; its first version is 1."""
        number = self._insert(
            _record,
            village_id=new.village_id,
            author_id=new.author_id,
            author_grant_id=new.author_grant_id,
            logged_at=new.logged_at,
            inbox_id=new.inbox_id,
        )
        self._insert(_version, record_id=number, version=1, **asdict(new.content))
        return number

    def correct(self, record_id: int, new: NewVersion) -> int:
        """Add what the record should have said; tell the number of this version."""
        version = self._newest(record_id) + 1
        self._insert(_version, record_id=record_id, version=version, **asdict(new))
        return version

    def event(
        self,
        record_id: int,
        kind: str,
        reason: str,
        on_day: date,
        *,
        by_id: int,
        by_grant_id: int,
        at: datetime,
    ) -> None:
        """Say what became of the record in its newest version."""
        signed = {"by_id": by_id, "by_grant_id": by_grant_id, "at": at}
        values = {"kind": kind, "reason": reason, "on_day": on_day, **signed}
        self._insert(_event, record_id=record_id, version=self._newest(record_id), **values)

    def keep(self, new: NewEvidence) -> int:
        """Keep a file somebody sent."""
        return self._insert(_evidence, **asdict(new))

    def attach(self, record_id: int, evidence_ids: Iterable[int]) -> int:
        """Say to which record files belong that belonged to none; tell how many those were."""
        loose = (_evidence.c.id.in_(list(evidence_ids)), _evidence.c.record_id.is_(None))
        return self._update(_evidence, *loose, record_id=record_id)

    def fetched(self, evidence_id: int, sha256: str, path: str, taken_at: datetime | None) -> None:
        """Say where a file was put, and what its bytes are."""
        values = {"sha256": sha256, "path": path, "taken_at": taken_at}
        self._update(_evidence, _evidence.c.id == evidence_id, **values)

    def get(self, record_id: int, scope: Scope) -> RecordRow:
        """The record as it stands; NotFound, or OutOfScope if it is another village's."""
        rows = self._load(_record.c.id == record_id)
        if not rows:
            raise NotFound("记录", record_id)
        scope.require(rows[0].village_id)
        return rows[0]

    def of_village(
        self, village_id: int, scope: Scope, since: date | None = None, until: date | None = None
    ) -> list[RecordRow]:
        """The village's records, withdrawn ones too, by the day they tell of (both ends count)."""
        scope.require(village_id)
        days = [_version.c.done_on >= since] if since else []
        days += [_version.c.done_on <= until] if until else []
        return self._load(_record.c.village_id == village_id, *days)

    def awaiting(self, scope: Scope, village_id: int, limit: int) -> list[RecordRow]:
        """The village's records neither confirmed, returned nor withdrawn, oldest first."""
        scope.require(village_id)
        ids = _newest_versions(_record.c.village_id == village_id, ~_decided())
        oldest = ids.with_only_columns(_record.c.id).order_by(_record.c.id).limit(limit)
        rows = self._load(_record.c.id.in_(self._db.execute(oldest).scalars().all()))
        return sorted(rows, key=lambda row: row.id)

    def _newest(self, record_id: int) -> int:
        query = select(func.max(_version.c.version)).where(_version.c.record_id == record_id)
        newest: int | None = self._db.execute(query).scalar_one()
        if newest is None:
            raise NotFound("记录", record_id)
        return newest

    def _load(self, *conditions: ColumnElement[bool]) -> list[RecordRow]:
        query = _newest_versions(*conditions).order_by(_version.c.done_on, _record.c.id)
        rows = self._db.execute(query).mappings().all()
        ids = [row["id"] for row in rows]
        versions = self._by_record(_version, ids)
        events, files = self._by_record(_event, ids), self._by_record(_evidence, ids)
        return [
            _assembled(row, versions[number], events.get(number, ()), files.get(number, ()))
            for number, row in zip(ids, rows, strict=True)
        ]

    def _by_record(self, table: Table, ids: Sequence[int]) -> dict[int, list[RowMapping]]:
        query = select(table).where(table.c.record_id.in_(ids)).order_by(table.c.id)
        grouped: dict[int, list[RowMapping]] = {}
        for row in self._db.execute(query).mappings() if ids else ():
            grouped.setdefault(row["record_id"], []).append(row)
        return grouped


def _newest_versions(*conditions: ColumnElement[bool]) -> Select[Any]:
    later = _version.alias("later")
    corrected = exists().where(
        later.c.record_id == _version.c.record_id, later.c.version > _version.c.version
    )
    said = [column for column in _version.c if column.name not in ("id", "record_id")]
    told = [column for column in _record.c if column.name != "inbox_id"]
    joined = select(*told, *said).join(_version, _version.c.record_id == _record.c.id)
    return joined.where(~corrected, *conditions)


def _decided() -> ColumnElement[bool]:
    """In SQL what RecordRow.status says: something other than "reported"."""
    undone = _event.alias("undone")
    taken_back = exists().where(
        undone.c.record_id == _event.c.record_id,
        undone.c.id > _event.c.id,
        case(
            (_event.c.kind == "withdraw", undone.c.kind == "restore"),
            else_=undone.c.kind.in_(("unconfirm", "resubmit")),
        ),
    )
    of_this_version = and_(
        _event.c.kind.in_(("confirm", "return")), _event.c.version == _version.c.version
    )
    return exists().where(
        _event.c.record_id == _record.c.id,
        or_(_event.c.kind == "withdraw", of_this_version),
        ~taken_back,
    )


def _assembled(
    row: RowMapping,
    versions: Sequence[RowMapping],
    events: Sequence[RowMapping],
    files: Sequence[RowMapping],
) -> RecordRow:
    became = {
        "duties": tuple(row["duties"]),
        "authors": frozenset(version["by_id"] for version in versions),
        "events": tuple(EventRow(**event) for event in events),
        "evidence": tuple(EvidenceRow(**file) for file in files),
    }
    return RecordRow(**dict(row) | became)
