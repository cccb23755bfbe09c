"""一票否决: entered with a reason by an entitled office, in force once another person signs.

It is lifted the same way: somebody asks with a reason, another person signs.
"""

from typing import Literal

from handlers.services.act import Act
from handlers.services.actor import Actor
from handlers.services.book import Book
from handlers.services.errors import AlreadySettled, OwnRecord
from rubric.posts import Post
from rubric.scheme_tables import VetoKind
from storage.fact_rows import FactEventRow, FactRow
from storage.unit_of_work import UnitOfWork

ENTITLED = frozenset({Post.TOWN_DISCIPLINE, Post.CITY_AGRICULTURE})
Stage = Literal["entered", "refused", "in-force", "lifting", "lifted"]


def kinds(book: Book) -> dict[str, VetoKind]:
    """The vetoes of the village's schemes."""
    found: dict[str, VetoKind] = {}
    for part in book.enrolled:
        for kind in part.scheme.vetoes.values():
            found.setdefault(kind.kind, kind)
    return found


def stage(row: FactRow) -> Stage:
    """How far it has come."""
    if row.since("countersign") is None:
        return "refused" if row.last("return") else "entered"
    if row.since("lift"):
        return "lifted"
    return "lifting" if asked(row) else "in-force"


def asked(row: FactRow) -> FactEventRow | None:
    """The open request to lift it."""
    last = row.last("ask_lift", "keep", "lift")
    return last if last and last.kind == "ask_lift" else None


def enter(act: Act, kind: str, reason: str) -> int:
    """Enter it; nothing counts before the second signature."""
    act.require(ENTITLED)
    return act.state("veto", "veto.enter", "kind", kind=kind, on_day=act.day, reason=reason)


def ask_lift(act: Act, row: FactRow, reason: str) -> None:
    """Ask that it be lifted, saying why."""
    act.require(ENTITLED)
    if stage(row) != "in-force":
        raise AlreadySettled(row.status)
    act.fact_event(row, "ask_lift", reason)


def waiting(uow: UnitOfWork, actor: Actor) -> list[FactRow]:
    """What waits for this person's signature in all the villages he sees, oldest first."""
    return [row for row in uow.facts.rows("veto", actor.scope) if may_sign(actor, row)]


def may_sign(actor: Actor, row: FactRow) -> bool:
    """Whether this person's signature is the second one that is waited for."""
    first = _first(row)
    return actor.post in ENTITLED and first is not None and actor.person_id != first


def _first(row: FactRow) -> int | None:
    """Who signed first what waits for a second signature."""
    wanted = asked(row)
    if wanted is not None and stage(row) == "lifting":
        return wanted.by_id
    return row.by_id if stage(row) == "entered" else None


def sign(act: Act, row: FactRow) -> None:
    """The second signature: from now on it is in force, or lifted."""
    _require_second(act, row)
    act.fact_event(row, "countersign" if stage(row) == "entered" else "lift")


def refuse(act: Act, row: FactRow, reason: str) -> None:
    """Not signed, for this reason: it does not come into force, or stays in force."""
    _require_second(act, row)
    act.fact_event(row, "return" if stage(row) == "entered" else "keep", reason)


def _require_second(act: Act, row: FactRow) -> None:
    act.require(ENTITLED)
    first = _first(row)
    if first is None:
        raise AlreadySettled(row.status)
    if first == act.actor.person_id:
        raise OwnRecord


def of_village(act: Act) -> list[FactRow]:
    """All that were ever entered of the village, the newest first."""
    rows = act.uow.facts.rows("veto", act.actor.scope, act.book.village.id)
    return sorted(rows, key=lambda row: row.id, reverse=True)
