"""What somebody is about to log, and the one thing that still has to be asked. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from handlers.services.book import Book
from rubric.occurrences import Occurrence
from rubric.utterance import Reading

MOST_CHOICES = 4


@dataclass(frozen=True)
class Sketch:
    """A record in the making. `periods` holds what was said or chosen for a duty."""

    text: str
    duties: tuple[str, ...] = ()
    done_on: date | None = None
    said_period: str | None = None
    periods: dict[str, str] = field(default_factory=dict)
    unit: int | None = None
    time: str | None = None
    heads: int | None = None
    heads_expected: int | None = None
    title: str = ""
    ask_date: bool = False
    distinct: bool = False

    def dump(self) -> dict[str, Any]:
        """As kept in a draft."""
        return asdict(self) | {"done_on": self.done_on and self.done_on.isoformat()}

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Sketch":
        """Back from a draft."""
        done_on = data["done_on"]
        return cls(
            **dict(data)
            | {
                "duties": tuple(data["duties"]),
                "done_on": date.fromisoformat(done_on) if done_on else None,
            }
        )


@dataclass(frozen=True)
class Question:
    """The one thing to ask: duty, unit, date, period (of one duty) or same, with its choices."""

    kind: str
    duty: str = ""
    choices: tuple[str, ...] = ()
    early: str = ""


@dataclass(frozen=True)
class Entry:
    """One record to be written."""

    duties: tuple[str, ...]
    done_on: date
    period: str | None
    unit: int
    sketch: Sketch


def from_reading(text: str, reading: Reading) -> Sketch:
    """What a sentence said."""
    return Sketch(
        text=text,
        duties=reading.duties,
        done_on=reading.date,
        said_period=reading.period,
        unit=reading.unit,
        time=reading.time,
        heads=reading.head_count,
        heads_expected=reading.head_expected,
        title=reading.title or "",
        ask_date="date" in reading.asks,
    )


def next_question(sketch: Sketch, book: Book) -> Question | None:
    """What has to be asked before it can be written; None when nothing has."""
    if not sketch.duties:
        return Question("duty")
    if _wants_unit(sketch, book):
        return Question("unit", "group-meeting", tuple(map(str, range(1, book.party_groups + 1))))
    if sketch.done_on is None and (sketch.ask_date or _said_period_is_over(sketch, book)):
        return Question("date", sketch.duties[0])
    for duty in sketch.duties:
        question = _period_question(sketch, book, duty)
        if question:
            return question
    return None


def entries(sketch: Sketch, book: Book) -> tuple[Entry, ...]:
    """The records a finished sketch makes: one for each period that must be named, else one."""
    done_on = sketch.done_on or book.today
    grouped: dict[str | None, list[str]] = {}
    for duty in sketch.duties:
        grouped.setdefault(_period_of(sketch, book, duty), []).append(duty)
    return tuple(
        Entry(tuple(duties), done_on, period, sketch.unit or 1, sketch)
        for period, duties in grouped.items()
    )


def with_day(sketch: Sketch, day: date) -> Sketch:
    return replace(sketch, done_on=day, ask_date=False)


def with_period(sketch: Sketch, duty: str, period: str) -> Sketch:
    """The period chosen for one duty; parts shown on the same board follow it where they can."""
    return replace(sketch, periods=sketch.periods | {duty: period})


def _wants_unit(sketch: Sketch, book: Book) -> bool:
    return "group-meeting" in sketch.duties and sketch.unit is None and book.party_groups > 1


def _said_period_is_over(sketch: Sketch, book: Book) -> bool:
    """A period was named whose time has passed: the day it was done decides whether it counts."""
    return any(
        each.counts_until is not None and each.counts_until < book.today
        for duty in sketch.duties
        for each in _of(book, duty)
        if str(each.period) == sketch.said_period
    )


def _period_question(sketch: Sketch, book: Book, duty: str) -> Question | None:
    """Asked when the sentence leaves open, or misnames, a period that the day does not tell."""
    if _period_of(sketch, book, duty) is not None or not _must_name(book, duty):
        return None
    choices = tuple(str(each.period) for each in _choices(sketch, book, duty))
    known = {str(each.period) for each in _of(book, duty)}
    early = sketch.said_period if sketch.said_period in known else None
    return Question("period", duty, choices, early or "") if choices else None


def _period_of(sketch: Sketch, book: Book, duty: str) -> str | None:
    """The period to be written with the record: chosen, said, or the only one there is."""
    if not _must_name(book, duty):
        return None
    if duty in sketch.periods:
        return sketch.periods[duty]
    open_then = {str(each.period) for each in _open_then(sketch, book, duty)}
    if sketch.said_period is not None:
        return sketch.said_period if sketch.said_period in open_then else None
    choices = _choices(sketch, book, duty)
    return str(choices[0].period) if len(choices) == 1 else None


def _choices(sketch: Sketch, book: Book, duty: str) -> list[Occurrence]:
    """What may be meant: what is not on file yet, or the newest few when everything is."""
    open_then = _open_then(sketch, book, duty)
    missing = [each for each in open_then if not _on_file(book, each)]
    return (missing or open_then)[-MOST_CHOICES:]


def _open_then(sketch: Sketch, book: Book, duty: str) -> list[Occurrence]:
    day = sketch.done_on or book.today
    return [each for each in _of(book, duty) if each.takes(day)]


def _must_name(book: Book, duty: str) -> bool:
    return duty in book.duties and book.duties[duty].names_period


def _of(book: Book, duty: str) -> list[Occurrence]:
    return [each for each in book.occurrences if each.duty == duty]


def _on_file(book: Book, each: Occurrence) -> bool:
    return any(
        each.duty in record.duties and record.period == each.period and record.returned is None
        for part in book.enrolled
        for record in part.facts.records
    )


def recent_days(today: date) -> tuple[date, ...]:
    """Days offered as buttons: today and the two before."""
    return tuple(today - timedelta(days=back) for back in range(3))
