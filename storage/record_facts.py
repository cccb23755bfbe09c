"""Records as the rules see them: of many villages in two statements, without their words."""

import json
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, cast, select

from rubric import facts
from rubric.period import Period
from storage.direct import Direct
from storage.record_rows import RecordRow, decided, is_withdrawn
from storage.records import NEWEST
from storage.tables import Record, RecordEvent, RecordVersion

_record, _version = Record.__table__, RecordVersion.__table__
_event = RecordEvent.__table__
_OF_VILLAGES = _record.c.village_id.in_(bindparam("villages", expanding=True))
_RECORDS = (
    select(
        _record.c.village_id,
        _record.c.id,
        _version.c.version,
        cast(_version.c.duties, Text),
        _version.c.period,
        _version.c.done_on,
        _version.c.unit,
        _version.c.title,
    )
    .join(_version, _version.c.record_id == _record.c.id)
    .where(_OF_VILLAGES, NEWEST)
    .order_by(_version.c.done_on, _record.c.id)
)
_EVENTS = (
    select(_event.c.record_id, _event.c.version, _event.c.kind, _event.c.on_day)
    .join(_record, _record.c.id == _event.c.record_id)
    .where(_OF_VILLAGES)
    .order_by(_event.c.id)
)
_period = lru_cache(maxsize=4096)(Period.parse)
"""Thousands of records name the same few periods, and the same few duties."""


class _Event(NamedTuple):
    """What became of a record, as far as the rules ask for it."""

    version: int
    kind: str
    on_day: date


def record_fact(row: RecordRow) -> facts.Record:
    """A record as the rules see it."""
    return facts.Record(
        duties=row.duties,
        done_on=row.done_on,
        period=_period(row.period) if row.period else None,
        unit=row.unit,
        title=row.title,
        confirmed=row.confirmed_on,
        returned=row.returned_on,
        ref=f"record:{row.id}",
    )


def record_facts(db: Direct, villages: Collection[int]) -> dict[int, tuple[facts.Record, ...]]:
    """The records of these villages that are not withdrawn, by village, in order of their days."""
    given = {"villages": sorted(villages)}
    events: dict[int, list[_Event]] = {}
    for number, *said in db.execute(_EVENTS, given).all():
        events.setdefault(number, []).append(_Event(*said))
    found: dict[int, list[facts.Record]] = {}
    for village, number, version, duties, period, *said in db.execute(_RECORDS, given).all():
        happened = events.get(number, ())
        if not is_withdrawn(happened):
            done_on, unit, title = said
            confirmed, returned = _decided_on(version, happened)
            record = facts.Record(
                duties=_duties(duties),
                done_on=done_on,
                period=_period(period) if period else None,
                unit=unit,
                title=title,
                confirmed=confirmed,
                returned=returned,
                ref=f"record:{number}",
            )
            found.setdefault(village, []).append(record)
    return {village: tuple(records) for village, records in found.items()}


def _decided_on(version: int, happened: Sequence[_Event]) -> tuple[date | None, date | None]:
    """The day from which on it is confirmed, and the one from which on it is returned."""
    decision = decided(version, happened) if happened else None
    if decision is None:
        return None, None
    return (decision.on_day, None) if decision.kind == "confirm" else (None, decision.on_day)


@lru_cache(maxsize=4096)
def _duties(text: str) -> tuple[str, ...]:
    told: list[Any] = json.loads(text)
    return tuple(told)
