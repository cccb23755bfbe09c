"""How far a checklist (任务清单) is done: what has a day is done, open or overdue; the targets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from rubric.agenda import Entry, Mark, agenda
from rubric.duty import Duty, Owner
from rubric.facts import Facts
from rubric.period import Cadence
from rubric.scheme import Scheme
from rubric.scheme_tables import Target
from rubric.view import View, look

_PERCENT = 100


class Status(StrEnum):
    """How something with a day stands; what lies ahead is not counted yet."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"
    AHEAD = "ahead"


_STATUS = {
    Mark.DONE: Status.DONE,
    Mark.WAITING: Status.DONE,
    Mark.OPEN: Status.OPEN,
    Mark.OVERDUE: Status.OVERDUE,
    Mark.MISSED: Status.OVERDUE,
    Mark.AHEAD: Status.AHEAD,
}


class Line(NamedTuple):
    """One occurrence or task, and whose it is; `missed`: overdue, and past doing."""

    label: str
    duty: str
    owed_by: Owner
    due: date
    status: Status
    records: tuple[str, ...]
    clause: str
    missed: bool = False


class Ongoing(NamedTuple):
    """What the document asks for without a day (长期推进), and how often it was recorded."""

    duty: str
    name: str
    owed_by: Owner
    times: int
    clause: str


class Reach(NamedTuple):
    """A target: how many are needed (None: of how many is not known), how many there are."""

    target: Target
    needed: int | None
    found: int | None

    @property
    def reached(self) -> bool | None:
        """None as long as either number is unknown."""
        if self.needed is None or self.found is None:
            return None
        return self.found >= self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The answer of a checklist for a year on a day."""

    scheme_id: str
    year: int
    as_of: date
    lines: tuple[Line, ...]
    ongoing: tuple[Ongoing, ...]
    targets: tuple[Reach, ...]

    def count(self, status: Status) -> int:
        return sum(line.status is status for line in self.lines)


def progress(scheme: Scheme, year: int, facts: Facts, as_of: date) -> Progress:
    """What is done, open and overdue on the evening of a day, the village's and the town's."""
    view = look(scheme, year, facts, as_of, closes=False)
    entries = [one for owner in Owner for one in agenda(scheme, year, facts, as_of, owner)]
    return Progress(
        scheme_id=scheme.id,
        year=year,
        as_of=as_of,
        lines=tuple(sorted(_lines(scheme, entries), key=lambda line: (line.due, line.duty))),
        ongoing=tuple(_ongoing(scheme.duties.values(), view)),
        targets=tuple(_reach(target, view) for target in scheme.targets.values()),
    )


def _lines(scheme: Scheme, entries: Iterable[Entry]) -> Iterator[Line]:
    for entry in entries:
        one = entry.occurrence
        duty = scheme.duties[one.duty]
        status = _STATUS[entry.mark]
        records = entry.records if status is Status.DONE else ()
        missed = entry.mark is Mark.MISSED
        yield Line(one.label, duty.id, duty.owed_by, one.due, status, records, duty.clause, missed)


def _ongoing(duties: Iterable[Duty], view: View) -> Iterator[Ongoing]:
    for duty in duties:
        if duty.cadence is Cadence.ANY_TIME:
            times = len(view.events.get(duty.id, ()))
            yield Ongoing(duty.id, duty.name, duty.owed_by, times, duty.clause)


def _reach(target: Target, view: View) -> Reach:
    newest = view.newest(target.state, lambda state: -state.value)
    found = int(newest.value) if newest else None
    return Reach(target, _needed(target), found)


def _needed(target: Target) -> int | None:
    if target.percent is None or target.of is None:
        return target.at_least
    return -(-target.of * target.percent // _PERCENT)
