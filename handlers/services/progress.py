"""What a village's schemes without points answer, and what a town itself owes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.services import records
from handlers.services.act import Act
from handlers.services.book import Book, Enrolled
from handlers.services.errors import NotNow
from handlers.services.sketch import Entry, Sketch
from handlers.services.standing import URGENCY
from handlers.services.workdays import Notice, notice_until
from rubric.agenda import Entry as Listed
from rubric.agenda import Mark, agenda
from rubric.checklist import Line, Progress, Status, progress
from rubric.duty import Owner
from rubric.grading import Verdict, grade
from rubric.occurrences import Occurrence
from rubric.period import Cadence, Period
from rubric.posts import Post
from rubric.wording import full_day
from storage.facts import NewEvent

BY_URGENCY = ("overdue", "missed", "open", "ahead", "done")
LOGGABLE = (Mark.OVERDUE, Mark.OPEN, Mark.MISSED)
"""What the town may still log: of a period that is over, what was done in its time."""


def verdict(book: Book, part: Enrolled) -> Verdict:
    """Recognised or not, and what is missing, as seen today."""
    return grade(part.scheme, book.today.year, part.facts, book.today)


def notice_posted(book: Book, part: Enrolled) -> Notice | None:
    """The newest 公示 on record of a scheme that asks for one, with its last working day."""
    lasts = {
        duty.id: duty.working_days for duty in part.scheme.duties.values() if duty.working_days
    }
    posted = [
        (record.done_on, lasts[duty])
        for record in part.facts.records
        for duty in record.duties
        if duty in lasts and record.done_on <= book.today
    ]
    return notice_until(*max(posted)) if posted else None


def done_so_far(book: Book, part: Enrolled) -> Progress:
    """How far a checklist is done, as seen today."""
    return progress(part.scheme, book.today.year, part.facts, book.today)


def listed(book: Book, part: Enrolled) -> list[Line]:
    """A checklist's lines of this year, and what last year left undone; the village's own first.

    Of each owner what is late comes first, then by due day.
    """
    before = progress(part.scheme, book.today.year - 1, part.facts, book.today)
    left = [line for line in before.lines if line.status is Status.OVERDUE]
    lines = (*left, *done_so_far(book, part).lines)
    return sorted(lines, key=lambda line: (line.owed_by is Owner.TOWN, *_urgency(line)))


def _urgency(line: Line) -> tuple[int, date]:
    return BY_URGENCY.index(told_status(line)), line.due


def told_status(line: Line) -> str:
    """done, open, overdue, ahead; or missed: overdue and past doing, as 本月要办 tells it."""
    return Mark.MISSED.value if line.missed else line.status.value


def tally(lines: Iterable[Line], owner: Owner) -> dict[str, int]:
    """How many lines of an owner there are of each status; {} where it has none."""
    counted = Counter(told_status(line) for line in lines if line.owed_by is owner)
    return {status: counted[status] for status in BY_URGENCY} if counted else {}


def has_points(book: Book) -> bool:
    """Whether any of its schemes gives points: where none does, nothing speaks of points."""
    return any(part.scheme.kind == "points" for part in book.enrolled)


@dataclass(frozen=True, slots=True)
class TownOwed:
    """One duty of a town for one period, and the villages in whose books it is not on record."""

    occurrence: Occurrence
    mark: Mark
    name: str
    villages: tuple[int, ...]
    doers: frozenset[Post]


def town_agenda(books: Iterable[Book]) -> list[TownOwed]:
    """What the town owes this month or is late with, each once whatever number of villages."""
    found = _lacking(books, lambda book, entry: _asked_now(entry, book.today))
    return sorted(found, key=lambda each: (URGENCY.index(each.mark), each.occurrence.due))


def town_past(books: Iterable[Book]) -> list[TownOwed]:
    """What is on no record of periods that are over, the newest first.

    Done in its time and logged now it still counts.
    """
    found = _lacking(books, lambda _, entry: entry.mark is Mark.MISSED)
    return sorted(found, key=lambda each: each.occurrence.due, reverse=True)


def _lacking(books: Iterable[Book], fits: Callable[[Book, Listed], bool]) -> list[TownOwed]:
    lacking: dict[str, list[tuple[Book, Listed]]] = {}
    for book in books:
        for entry in _of_town(book):
            if fits(book, entry):
                lacking.setdefault(entry.occurrence.key, []).append((book, entry))
    return [_owed(pairs) for pairs in lacking.values()]


def _of_town(book: Book) -> Iterator[Listed]:
    """The town's entries in one village's book, of years that are not closed, each once."""
    seen: set[str] = set()
    for part in book.enrolled:
        for year in (book.today.year - 1, book.today.year):
            for entry in _open_year(book, part, year):
                owner = part.scheme.duties[entry.occurrence.duty].owed_by
                if owner is Owner.TOWN and entry.occurrence.key not in seen:
                    seen.add(entry.occurrence.key)
                    yield entry


def _open_year(book: Book, part: Enrolled, year: int) -> tuple[Listed, ...]:
    owned = any(duty.owed_by is Owner.TOWN for duty in part.scheme.duties.values())
    if not owned or not book.year_open(part.scheme, year):
        return ()
    return agenda(part.scheme, year, part.facts, book.today, Owner.TOWN)


def _asked_now(entry: Listed, today: date) -> bool:
    """Late, or to be done by the end of this month."""
    last = Period.around(today, Cadence.MONTH).last
    return entry.mark is Mark.OVERDUE or (entry.mark is Mark.OPEN and entry.occurrence.due <= last)


def _owed(pairs: list[tuple[Book, Listed]]) -> TownOwed:
    book, entry = pairs[0]
    duty = entry.occurrence.duty
    villages = tuple(each.village.id for each, _ in pairs)
    return TownOwed(entry.occurrence, entry.mark, book.name(duty), villages, book.doers(duty))


def town_any_time(books: Iterable[Book], post: Post) -> dict[str, str]:
    """The town's duties without a day that this post does, with their names."""
    return {
        duty.id: duty.name
        for book in books
        for duty in book.duties.values()
        if duty.owed_by is Owner.TOWN
        and duty.cadence is Cadence.ANY_TIME
        and post in book.doers(duty.id)
    }


def log_any_time(acts: Iterable[Act], duty: str, on: date, note: str) -> dict[int, int | None]:
    """Write that the town did something that has no day, into each book that asks for it."""
    acts = list(acts)
    _require_past(acts, on)
    told = Sketch(text=note, duties=(duty,), done_on=on)
    entry = Entry((duty,), on, None, 1, told)
    return {act.book.village.id: records.log(act, entry) for act in acts if duty in act.book.duties}


def log_for_town(acts: Iterable[Act], key: str, on: date, note: str) -> dict[int, int | None]:
    """Write that the town did it into the book of each village that lacks it.

    The record by village; None where it was assigned and its task is done by that. NotNow for a
    day on which it does not count, and where no book lacks it.
    """
    lacking = [(act, entry) for act in acts for entry in _of_town(act.book) if _lacks(entry, key)]
    if not lacking:
        raise NotNow("duty-over")
    _require_past([act for act, _ in lacking], on)
    _require_day(lacking[0][1].occurrence, on)
    return {act.book.village.id: _written(act, entry, on, note) for act, entry in lacking}


def _lacks(entry: Listed, key: str) -> bool:
    return entry.occurrence.key == key and entry.mark in LOGGABLE


def _require_past(acts: Sequence[Act], on: date) -> None:
    if any(on > act.day for act in acts):
        raise NotNow("future")


def _require_day(each: Occurrence, on: date) -> None:
    """Refuse a day that does not count for it."""
    if each.takes(on):
        return
    said = {"name": each.label, "day": full_day(on)}
    if on < each.opens:
        raise NotNow("duty-early", first=full_day(each.opens), **said)
    raise NotNow("duty-late", last=full_day(each.counts_until or each.due), **said)


def _written(act: Act, entry: Listed, on: date, note: str) -> int | None:
    duty = entry.occurrence.duty
    if act.book.duties[duty].cadence is not Cadence.ASSIGNED:
        return records.log(act, _entry(act, entry.occurrence, on, note))
    act.require(act.book.doers(duty))
    for ref in entry.records:
        new = NewEvent(kind="done", on_day=on, reason=note, **act.signed)
        act.uow.facts.event("task", int(ref.partition(":")[2]), act.book.village.id, new)
        act.note("task.done", ref)
    return None


def _entry(act: Act, each: Occurrence, on: date, note: str) -> Entry:
    told = Sketch(text=note, duties=(each.duty,), done_on=on)
    named = act.book.names_period(each.duty)
    return Entry((each.duty,), on, str(each.period) if named else None, each.unit, told)
