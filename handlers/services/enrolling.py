"""Under which schemes a village is, said by the operator: from when, until when, its cycle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from rubric.errors import Fault, Refused
from rubric.scheme import Scheme
from rubric.wording import full_day
from storage.enrolments import EnrolmentRow
from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork

_BACK, _AHEAD = 10, 5
"""Years from today within which what is told begins and ends; else a year was mistyped."""


class EnrolmentRefused(Refused):
    """没有改动。"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be; None: as it is. The last day is included."""

    scheme: Scheme
    starts_on: date | None = None
    cycle_start: date | None = None
    ends_on: date | None = None


def enrol(uow: UnitOfWork, village: PlaceRow, wanted: Wanted, now: datetime) -> EnrolmentRow:
    """Put a village under a scheme, or change what it is under; the enrolment as it is now.

    Refused with everything that is wrong; then nothing is written.
    """
    today = now.date()
    every = uow.enrolments.ever(village.id, today)
    known = [row for row in every if row.scheme_id == wanted.scheme.id]
    running = next((row for row in known if _goes_on(row, today)), None)
    faults = tuple(_faults(known, running, wanted, today))
    if faults:
        source = f"{village.name} {wanted.scheme.id}"
        raise EnrolmentRefused(tuple(Fault(source, "", key, why) for key, why in faults))
    return _changed(uow, running or _begun(uow, village, wanted, now), wanted, now)


def _goes_on(row: EnrolmentRow, today: date) -> bool:
    return row.ends_on is None or row.ends_on >= today


def _faults(
    known: Sequence[EnrolmentRow], running: EnrolmentRow | None, wanted: Wanted, today: date
) -> Iterator[tuple[str, str]]:
    start = running.starts_on if running else wanted.starts_on or today
    yield from _far(wanted, today)
    if running and wanted.starts_on not in (None, start):
        yield "--from", f"已从{full_day(start)}起参加,参加日不能改;要重新参加,先用 --end 结束"
    if running and not (wanted.cycle_start or wanted.ends_on or wanted.starts_on):
        yield "", f"已从{full_day(start)}起参加,没有要改的"
    last = max((row.ends_on for row in known if row.ends_on), default=None)
    if not running and last and start <= last:
        yield "--from", f"以前参加到{full_day(last)},再参加要从第二天或以后起"
    if wanted.cycle_start and wanted.scheme.kind != "grades":
        yield "--cycle-start", "这个考核办法不评等次,没有创建周期"
    if wanted.ends_on and wanted.ends_on < start:
        yield "--end", f"结束日不能早于参加日{full_day(start)}"


def _far(wanted: Wanted, today: date) -> Iterator[tuple[str, str]]:
    told = {"--from": wanted.starts_on, "--cycle-start": wanted.cycle_start}
    for key, day in (told | {"--end": wanted.ends_on}).items():
        if day is not None and is_far(day, today):
            first, last = today.year - _BACK, today.year + _AHEAD
            yield key, f"{full_day(day)}离今天太远,年份要在{first}到{last}之间,请核对"


def is_far(day: date, today: date) -> bool:
    """Whether no enrolment or term begins or ends on such a day."""
    return not -_BACK <= day.year - today.year <= _AHEAD


def _begun(uow: UnitOfWork, village: PlaceRow, wanted: Wanted, now: datetime) -> EnrolmentRow:
    scheme, first = wanted.scheme.id, wanted.starts_on or now.date()
    number = uow.enrolments.add(village.id, scheme, first)
    assert number is not None
    told = {"scheme": scheme, "from": str(first)}
    uow.audit.append(now, "enrolment.add", f"place:{village.id}", told, village_id=village.id)
    return EnrolmentRow(number, village.id, scheme, first, None)


def _changed(uow: UnitOfWork, row: EnrolmentRow, wanted: Wanted, now: datetime) -> EnrolmentRow:
    """The cycle and the end, where they were said."""
    subject = f"enrolment:{row.id}"
    if wanted.cycle_start:
        uow.enrolments.start_cycle(row.id, wanted.cycle_start)
        told = {"first": str(wanted.cycle_start)}
        uow.audit.append(now, "cycle.start", subject, told, village_id=row.village_id)
    if wanted.ends_on:
        uow.enrolments.end(row.id, wanted.ends_on)
        told = {"last": str(wanted.ends_on)}
        uow.audit.append(now, "enrolment.end", subject, told, village_id=row.village_id)
    cycle, last = wanted.cycle_start or row.cycle_start, wanted.ends_on or row.ends_on
    return replace(row, cycle_start=cycle, ends_on=last)
