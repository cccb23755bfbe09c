"""What somebody is about to log, and the one thing that still has to be asked. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from handlers.services.book import Book
from rubric.occurrences import Occurrence
from rubric.period import Period
from rubric.utterance import Reading

MOST_CHOICES = 4


@dataclass(frozen=True)
class Sketch:
    """A record in the making. `periods` holds what was said or chosen for a duty; `then` what the
    same sentence told besides, dumped, which is asked about afterwards.
    """

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
    ask_heads: bool = False
    distinct: bool = False
    then: tuple[Mapping[str, Any], ...] = ()

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
                "then": tuple(data.get("then", ())),
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
        ask_heads="head_count" in reading.asks,
    )


def next_question(sketch: Sketch, book: Book) -> Question | None:
    """What has to be asked before it can be written; None when nothing has."""
    if not sketch.duties:
        return Question("duty")
    unit = _unit_question(sketch, book)
    if unit:
        return unit
    asked = [_period_question(sketch, book, duty) for duty in sketch.duties]
    early = next((question for question in asked if question and question.early), None)
    if sketch.done_on is None and sketch.ask_date:
        return early or Question("date", sketch.duties[0])
    return next((question for question in asked if question), None)


def entries(sketch: Sketch, book: Book) -> tuple[Entry, ...]:
    """The records a finished sketch makes: one, unless its duties name different periods.

    Nor can one record serve duties that nobody is entitled to confirm together.
    """
    made: list[Entry] = []
    for duty in sketch.duties:
        alone = _entry(sketch, book, (duty,), _period_of(sketch, book, duty))
        at = next((n for n, each in enumerate(made) if _goes_with(book, each, alone)), None)
        if at is None:
            made.append(alone)
        else:
            made[at] = replace(made[at], duties=(*made[at].duties, duty))
    return tuple(made)


def period_on(book: Book, duty: str, day: date, known: str | None) -> str | None:
    """The period a record of the duty must name: the known one if it fits, else the only one."""
    fits = known is not None and known in {str(each.period) for each in _taking(book, duty, day)}
    said = known if fits else None
    return _period_of(Sketch(text="", duties=(duty,), done_on=day, said_period=said), book, duty)


def with_day(sketch: Sketch, day: date) -> Sketch:
    return replace(sketch, done_on=day, ask_date=False)


def with_period(sketch: Sketch, duty: str, period: str) -> Sketch:
    """The period chosen for one duty; what runs over the same days follows where it can."""
    return replace(sketch, periods=sketch.periods | {duty: period})


def _entry(sketch: Sketch, book: Book, duties: tuple[str, ...], period: str | None) -> Entry:
    return Entry(duties, sketch.done_on or book.today, period, sketch.unit or 1, sketch)


def _goes_with(book: Book, made: Entry, alone: Entry) -> bool:
    return made.period == alone.period and bool(book.confirmers(*made.duties, *alone.duties))


def _unit_question(sketch: Sketch, book: Book) -> Question | None:
    """Which Party group, when none is named or one that the village does not have."""
    units = tuple(map(str, range(1, book.party_groups + 1)))
    duty = next((duty for duty in sketch.duties if book.several_units(duty)), None)
    return Question("unit", duty, units) if duty and str(sketch.unit) not in units else None


def _period_question(sketch: Sketch, book: Book, duty: str) -> Question | None:
    """Asked when the day leaves the period open, or tells another than the sentence did."""
    named, day = _named(sketch, book, duty), sketch.done_on or book.today
    choices = [str(each.period) for each in _choices(sketch, book, duty)]
    if named is None:
        is_open = book.names_period(duty) and _period_of(sketch, book, duty) is None
        return Question("period", duty, tuple(choices)) if is_open and choices else None
    if day < named.opens and choices:
        return Question("period", duty, tuple(choices), str(named.period))
    if named.takes(day) or duty in sketch.periods or not choices:
        return None
    return Question("period", duty, (str(named.period), *choices[1 - MOST_CHOICES :]))


def _period_of(sketch: Sketch, book: Book, duty: str) -> str | None:
    """The period to be written with the record: named, or the only one there is.

    None where the day tells it. A named one that the day does not fit is written as it was said;
    such a record counts for nothing, and its receipt says so.
    """
    named = _named(sketch, book, duty)
    if named is not None and not named.takes(sketch.done_on or book.today):
        return str(named.period)
    if not book.names_period(duty):
        return None
    if named is not None:
        return str(named.period)
    choices = _choices(sketch, book, duty)
    return str(choices[0].period) if len(choices) == 1 else None


def _named(sketch: Sketch, book: Book, duty: str) -> Occurrence | None:
    """The occurrence of the period chosen or said; a period no such duty has names none."""
    period = sketch.periods.get(duty, sketch.said_period)
    if period is not None:
        return next((each for each in book.of(duty) if str(each.period) == period), None)
    return next(
        (each for each in _choices(sketch, book, duty) if _shared(sketch, book, each)), None
    )


def _shared(sketch: Sketch, book: Book, each: Occurrence) -> bool:
    """Whether another duty was given this period and runs over the same days (党务 and 村务)."""
    return any(
        (other.period, other.opens, other.due) == (each.period, each.opens, each.due)
        for duty, period in sketch.periods.items()
        for other in book.of(duty)
        if str(other.period) == period
    )


def _choices(sketch: Sketch, book: Book, duty: str) -> list[Occurrence]:
    """What may be meant: what is asked for and not on file, or the newest few when nothing is."""
    taking = _taking(book, duty, sketch.done_on or book.today)
    missing = [each for each in taking if _wanted(book, each) and book.first_done(each) is None]
    return (missing or taking)[-MOST_CHOICES:]


def _taking(book: Book, duty: str, day: date) -> list[Occurrence]:
    """The occurrences, one a period, for which doing it on the day counts."""
    return [each for each in book.of(duty) if each.unit == 1 and each.takes(day)]


def _wanted(book: Book, each: Occurrence) -> bool:
    """What never closes is wanted only while the village is held to it."""
    return each.counts_until is not None or book.asks_for(each)


def days_meant(sketch: Sketch, book: Book) -> tuple[date, date] | None:
    """The first and last day on which it can have been done, where its period was named."""
    if not sketch.duties:
        return None
    said = sketch.periods.get(sketch.duties[0], sketch.said_period)
    if said is None:
        return None
    named = _named(sketch, book, sketch.duties[0])
    if named is None:
        period = Period.parse(said)
        return period.first, min(period.last, book.today)
    return named.opens, min(named.counts_until or book.today, book.today)


def likely_days(sketch: Sketch, book: Book) -> list[date]:
    """Those of the last three days on which it can have been done; none for a month long past."""
    meant = days_meant(sketch, book)
    return [day for day in recent_days(book.today) if not meant or meant[0] <= day <= meant[1]]


def recent_days(today: date) -> tuple[date, ...]:
    """Days offered as buttons: today and the two before."""
    return tuple(today - timedelta(days=back) for back in range(3))
