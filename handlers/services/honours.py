"""加分: a village's piece of work was published or praised; the town confirms it, then the city."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from handlers.services.act import Act
from handlers.services.actor import Actor
from handlers.services.book import Book, Enrolled
from handlers.services.errors import AlreadySettled, NotNow, OwnRecord
from handlers.services.states import TOWN_CHECKERS
from rubric.facts import Facts, Honour
from rubric.posts import VILLAGE_POSTS, Post
from rubric.scheme_tables import Bonus, HonourKind
from rubric.scoring import score
from storage.fact_rows import FactRow, as_fact
from storage.unit_of_work import UnitOfWork

REPORTERS = VILLAGE_POSTS | TOWN_CHECKERS
CITY = frozenset({Post.CITY_AGRICULTURE})
JUDGES = TOWN_CHECKERS | CITY


@dataclass(frozen=True, slots=True)
class Worth:
    """What an honour is under a scheme: its kind, the most there is, and what it adds or would."""

    kind: HonourKind
    bonus: Bonus | None
    adds: Decimal


def scored(book: Book) -> Enrolled | None:
    """The village's scheme with honours, if it is in one."""
    return next(
        (part for part in book.enrolled if part.scheme.kind == "points" and part.scheme.honours),
        None,
    )


def report(act: Act, kind: str, on: date, piece: str, source: str) -> int:
    """Lay an honour before the town; it counts once somebody there has confirmed it."""
    act.require(REPORTERS)
    if on > act.day:
        raise NotNow("future")
    said = {"kind": kind, "on_day": on, "piece": piece, "source": source}
    return act.state("honour", "honour.report", "kind", **said)


def worth(book: Book, row: FactRow) -> Worth | None:
    """What it adds to the bonus of its year, with all others that count."""
    part = scored(book)
    if part is None or row.said["kind"] not in part.scheme.honours:
        return None
    mine: Honour = as_fact(row)
    others = tuple(one for one in part.facts.honours if one.ref != row.ref)
    without, with_it = (
        _bonus(part, replace(part.facts, honours=known), mine.on)
        for known in (others, (*others, mine))
    )
    head = part.scheme.scored
    return Worth(part.scheme.honours[mine.kind], head.bonus, with_it - without)


def _bonus(part: Enrolled, facts: Facts, on: date) -> Decimal:
    closing = date(on.year, 12, 31)
    return score(part.scheme, on.year, facts, closing, part.read_in(on.year)).bonus


def of_village(act: Act) -> list[FactRow]:
    """The village's honours of this year and last, the newest first."""
    rows = act.uow.facts.rows("honour", act.actor.scope, act.book.village.id)
    known = [row for row in rows if row.said["on_day"].year >= act.day.year - 1]
    return sorted(known, key=lambda row: row.id, reverse=True)


def waiting(uow: UnitOfWork, actor: Actor) -> list[FactRow]:
    """What waits for this person's word in all the villages he sees, oldest first."""
    return [row for row in uow.facts.rows("honour", actor.scope) if may_judge(actor, row)]


def may_judge(actor: Actor, row: FactRow) -> bool:
    """Whether this person may now confirm or refuse it."""
    stage = CITY if row.status == "confirmed" else TOWN_CHECKERS
    is_open = row.status in ("open", "confirmed") and row.last("confirm_city") is None
    return is_open and actor.post in stage and actor.person_id not in _signers(row)


def _signers(row: FactRow) -> frozenset[int]:
    """Whoever reported it or confirmed it before: the next word is another person's."""
    return row.signers | {event.by_id for event in row.events if event.kind == "confirm"}


def confirm(act: Act, row: FactRow) -> None:
    """The town's word first, by which it counts; then the city's."""
    _judge(act, row)
    act.fact_event(row, "confirm_city" if act.actor.post in CITY else "confirm")


def refuse(act: Act, row: FactRow, reason: str) -> None:
    """It is not one, for this reason: it counts for nothing."""
    _judge(act, row)
    act.fact_event(row, "return", reason)


def withdraw(act: Act, row: FactRow) -> None:
    """Take back what the village reported, as long as nobody has decided on it."""
    may_change(act, row)
    act.fact_event(row, "withdraw")


def redate(act: Act, row: FactRow, on: date) -> int:
    """The same on another day, which takes the place of what was reported; its number."""
    withdraw(act, row)
    told = row.said
    return report(act, told["kind"], on, told["piece"], told["source"])


def may_change(act: Act, row: FactRow) -> None:
    """Refuse all but whoever reported it, and him too once somebody has decided on it."""
    act.require(REPORTERS)
    if row.status != "open" or act.actor.person_id != row.by_id:
        raise AlreadySettled(row.status)


def _judge(act: Act, row: FactRow) -> None:
    act.require(JUDGES)
    if act.actor.person_id in _signers(row):
        raise OwnRecord
    if not may_judge(act.actor, row):
        raise AlreadySettled(row.status)
