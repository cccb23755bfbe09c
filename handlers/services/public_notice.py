"""公示 of the fixed list, objections to it with their answers, and the confirmation at its end.

The document names no length of the notice: the county's reading is used, and told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.services import county, workdays
from handlers.services.errors import AlreadySettled, NotNow, OwnRecord
from handlers.services.proceeding import CITY, Proceeding
from handlers.services.recognition_list import listed
from storage.fact_rows import FactEventRow, FactRow


@dataclass(frozen=True, slots=True)
class Posted:
    """A notice as it was posted: its first and last working day, both included."""

    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody said against a village's recognition; no name of his is kept."""

    event: FactEventRow
    answer: FactEventRow | None


def post(proceeding: Proceeding, posted_on: date, days: int) -> list[FactRow]:
    """Post everybody on the fixed list who is not posted yet; whom."""
    proceeding.require(CITY)
    county.choose(proceeding, county.NOTICE_DAYS, days)
    new = [row for row in listed(proceeding) if notice(row) is None]
    if not new:
        raise NotNow("nobody-to-post")
    span = workdays.notice_until(posted_on, days)
    for row in new:
        proceeding.event(
            row.id,
            row.village_id,
            "notice",
            first=span.first.isoformat(),
            last=span.last.isoformat(),
            days=days,
        )
    return new


def notice(row: FactRow) -> Posted | None:
    """The notice of a village's recognition, if it was posted."""
    event = row.last("notice")
    if event is None:
        return None
    first, last = (date.fromisoformat(event.data[name]) for name in ("first", "last"))
    return Posted(first, last, event.data["days"])


def object_to(proceeding: Proceeding, row: FactRow, text: str) -> None:
    """Record what was said against it while the notice was up; without the name of who said it."""
    proceeding.require(CITY)
    up = notice(row)
    if up is None or row.status != "open":
        raise NotNow("not-posted")
    if proceeding.day > up.last:
        raise NotNow("notice-over")
    proceeding.event(row.id, row.village_id, "object", text)


def answer(
    proceeding: Proceeding, row: FactRow, objection: int, text: str, *, upheld: bool
) -> None:
    """Answer an objection, once. One that is upheld takes the village off the list."""
    proceeding.require(CITY)
    open_ones = [one.event.id for one in objections(row) if one.answer is None]
    if objection not in open_ones or row.status != "open":
        raise AlreadySettled("answered")
    data = {"objection": objection, "upheld": upheld}
    proceeding.event(row.id, row.village_id, "answer", text, **data)
    if upheld:
        proceeding.event(row.id, row.village_id, "return", text)


def objections(row: FactRow) -> list[Objection]:
    """Every objection to a village's recognition, oldest first."""
    answers = {one.data["objection"]: one for one in row.events if one.kind == "answer"}
    return [Objection(one, answers.get(one.id)) for one in row.events if one.kind == "object"]


def obstacle(proceeding: Proceeding, row: FactRow) -> str:
    """Why the village on the list cannot be confirmed today, as a code; empty if it can."""
    up = notice(row)
    if up is None:
        return "not-posted"
    if proceeding.day <= up.last:
        return "notice-up"
    return "objection-open" if any(one.answer is None for one in objections(row)) else ""


def waiting(proceeding: Proceeding) -> list[FactRow]:
    """Whom the city could confirm today."""
    return [
        row for row in listed(proceeding) if row.status == "open" and not obstacle(proceeding, row)
    ]


def confirm(proceeding: Proceeding, rows: Iterable[FactRow]) -> None:
    """Confer the standing. Whoever decided a tie for the village leaves it to somebody else."""
    proceeding.require(CITY)
    on_list = {row.id for row in listed(proceeding)}
    for row in rows:
        if row.status != "open":
            raise AlreadySettled(row.status)
        why = obstacle(proceeding, row) if row.id in on_list else "not-listed"
        if why:
            raise NotNow(why)
        if decided_by(row, proceeding.actor.person_id):
            raise OwnRecord
        proceeding.event(row.id, row.village_id, "confirm")


def decided_by(row: FactRow, person_id: int) -> bool:
    """Whether the person put it forward, or chose it among equals."""
    chose = (event.by_id for event in row.events if event.kind == "choose")
    return person_id in {row.by_id, *chose}
