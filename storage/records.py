"""The ledger's records: logged, corrected, confirmed, returned, withdrawn; always by new rows."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from storage.errors import NotFound
from storage.evidence import evidence_row
from storage.record_rows import EventRow, EvidenceRow, NewRecord, NewVersion, RecordRow
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Evidence, PostGrant, Record, RecordEvent, RecordVersion

_record, _version = Record.__table__, RecordVersion.__table__
_event, _evidence = RecordEvent.__table__, Evidence.__table__
_AT_ONCE = 5_000
"""Keys of an import in one query; a database takes some ten thousands of parameters at most."""
_grant = PostGrant.__table__
_FOLLOWED = (
    exists().where(_event.c.record_id == _record.c.id).label("has_events"),
    exists().where(_evidence.c.record_id == _record.c.id).label("has_files"),
)
"""Whether anything hangs on a record: most have nothing yet, and nothing is looked up for them."""
_later = _version.alias("later")
NEWEST = ~exists().where(
    _later.c.record_id == _version.c.record_id, _later.c.version > _version.c.version
)
"""Of a record's versions the one that no correction followed."""
_HUNG = ("authors", "events", "evidence")
_TOLD = tuple(field.name for field in fields(RecordRow) if field.name not in _HUNG)
"""What is told of a record by itself, in its newest version."""

__all__ = [
    "NEWEST",
    "EventRow",
    "EvidenceRow",
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

    def add_once(self, new: NewRecord, key: str) -> int | None:
        """Log a line of an import; None if that line was imported before."""
        number = self._insert_once(
            _record,
            village_id=new.village_id,
            author_id=new.author_id,
            author_grant_id=new.author_grant_id,
            logged_at=new.logged_at,
            import_key=key,
        )
        if number is not None:
            self._insert(_version, record_id=number, version=1, **asdict(new.content))
        return number

    def imported(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys whose lines were imported before."""
        every, found = sorted(keys), set[str]()
        for begun in range(0, len(every), _AT_ONCE):
            some = _record.c.import_key.in_(every[begun : begun + _AT_ONCE])
            known = select(_record.c.import_key).where(some)
            found.update(key for key in self._db.execute(known).scalars() if key)
        return frozenset(found)

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

    def get(self, record_id: int, scope: Scope) -> RecordRow:
        """The record as it stands; NotFound, or OutOfScope if it is another village's."""
        rows = self._load(_ONE, record=record_id)
        if not rows:
            raise NotFound("记录", record_id)
        scope.require(rows[0].village_id)
        return rows[0]

    def versions(self, record_id: int, scope: Scope) -> list[NewVersion]:
        """All that the record ever said, the first version first."""
        self.get(record_id, scope)
        return [_said(row) for row in self._all(_version, record_id=record_id)]

    def of_village(
        self, village_id: int, scope: Scope, since: date | None = None, until: date | None = None
    ) -> list[RecordRow]:
        """The village's records, withdrawn ones too, by the day they tell of (both ends count)."""
        scope.require(village_id)
        days = {"since": since or date.min, "until": until or date.max}
        return self._load(_OF_VILLAGE, village=village_id, **days)

    def village_writers(
        self, village_id: int, scope: Scope, since: date, until: date
    ) -> frozenset[int]:
        """Who wrote any version about these days in a post of the village itself."""
        scope.require(village_id)
        given = {"village": village_id, "since": since, "until": until}
        return frozenset(self._db.execute(_VILLAGE_WRITERS, given).scalars())

    def awaiting(self, scope: Scope, village_id: int, limit: int) -> list[RecordRow]:
        """The village's records neither confirmed, returned nor withdrawn, oldest first."""
        scope.require(village_id)
        return self._load(_AWAITING, village=village_id, at_most=limit)

    def logged_since(
        self, village_id: int, scope: Scope, author_id: int, since: datetime
    ) -> list[RecordRow]:
        """What a person logged in the village from that moment on, oldest first."""
        scope.require(village_id)
        return self._load(_LOGGED, village=village_id, author=author_id, since=since)

    def _newest(self, record_id: int) -> int:
        newest: int | None = self._db.execute(_NEWEST, {"record": record_id}).scalar_one()
        if newest is None:
            raise NotFound("记录", record_id)
        return newest

    def _load(self, query: Select[Any], **given: Any) -> list[RecordRow]:
        rows = self._db.execute(query, given).all()
        versions = self._by_record(_VERSIONS, [row.id for row in rows if row.version > 1])
        events = self._by_record(_EVENTS, [row.id for row in rows if row.has_events])
        files = self._by_record(_FILES, [row.id for row in rows if row.has_files])
        return [
            _assembled(row, versions.get(row.id, ()), events.get(row.id, ()), files.get(row.id, ()))
            for row in rows
        ]

    def _by_record(self, query: Select[Any], ids: Sequence[int]) -> dict[int, list[RowMapping]]:
        grouped: dict[int, list[RowMapping]] = {}
        for row in self._db.execute(query, {"records": ids}).mappings() if ids else ():
            grouped.setdefault(row["record_id"], []).append(row)
        return grouped


def _said(row: RowMapping) -> NewVersion:
    said = {field.name: row[field.name] for field in fields(NewVersion)}
    return NewVersion(**said | {"duties": tuple(row["duties"])})


def _newest_versions(*conditions: ColumnElement[bool]) -> Select[Any]:
    told = [_record.c[name] if name in _record.c else _version.c[name] for name in _TOLD]
    joined = select(*told, *_FOLLOWED).join(_version, _version.c.record_id == _record.c.id)
    return joined.where(NEWEST, *conditions)


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


def _of_records(table: Table, *left_out: str) -> Select[Any]:
    """What hangs on records, in the order it was written."""
    shown = (column for column in table.c if column.name not in left_out)
    of_records = table.c.record_id.in_(bindparam("records", expanding=True))
    return select(*shown).where(of_records).order_by(table.c.id)


def _assembled(
    row: Row[Any],
    versions: Sequence[RowMapping],
    events: Sequence[RowMapping],
    files: Sequence[RowMapping],
) -> RecordRow:
    told = dict(zip(_TOLD, row, strict=False))  # the two flags come after
    told["duties"] = tuple(row.duties)
    return RecordRow(
        **told,
        authors=frozenset({row.by_id, *(version["by_id"] for version in versions)}),
        events=tuple(EventRow(**event) for event in events),
        evidence=tuple(map(evidence_row, files)),
    )


# Built once: to build them costs more than to run them.
_ONE = _newest_versions(_record.c.id == bindparam("record"))
_OF_VILLAGE = _newest_versions(
    _record.c.village_id == bindparam("village"),
    _version.c.done_on.between(bindparam("since"), bindparam("until")),
).order_by(_version.c.done_on, _record.c.id)
_VILLAGE_WRITERS = (
    select(_version.c.by_id)
    .join(_record, _record.c.id == _version.c.record_id)
    .join(_grant, _grant.c.id == _version.c.by_grant_id)
    .where(
        _record.c.village_id == bindparam("village"),
        _grant.c.place_id == _record.c.village_id,
        _version.c.done_on.between(bindparam("since"), bindparam("until")),
    )
    .distinct()
)
_AWAITING = (
    _newest_versions(_record.c.village_id == bindparam("village"), ~_decided())
    .order_by(_record.c.id)
    .limit(bindparam("at_most"))
)
_LOGGED = _newest_versions(
    _record.c.village_id == bindparam("village"),
    _record.c.author_id == bindparam("author"),
    _record.c.logged_at >= bindparam("since"),
).order_by(_record.c.id)
_NEWEST = select(func.max(_version.c.version)).where(_version.c.record_id == bindparam("record"))
_VERSIONS, _EVENTS = _of_records(_version), _of_records(_event)
_FILES = _of_records(_evidence, "prints")
