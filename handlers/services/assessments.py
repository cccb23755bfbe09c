"""核查: somebody entitled looked and found nothing, so that presumed points are confirmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers.services.act import Act
from handlers.services.book import Enrolled
from handlers.services.errors import AlreadySettled, OwnRecord
from handlers.services.own_work import own_work
from handlers.services.states import TOWN_CHECKERS
from rubric.posts import Post
from rubric.scheme_tables import Item, Witness
from rubric.scoring import BasisKind, ItemScore
from storage.fact_rows import FactRow

ASSESSORS = TOWN_CHECKERS | {Post.TOWN_ASSETS}
"""Never a post of the village: who is looked at does not look."""


@dataclass(frozen=True, slots=True)
class Look:
    """One item that may be assessed: its score, on whose word, and whether it is proposed."""

    item: Item
    score: Decimal
    basis: BasisKind
    proposed: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What an assessment brought: which rows were written, and the points now vouched for."""

    rows: tuple[int, ...]
    items: tuple[int, ...]
    points: Decimal


def looks(act: Act) -> list[Look]:
    """The items this post may assess; proposed is what nobody looked at and a visit can tell."""
    part = _scored(act)
    scores = part.score(act.day.year, act.day).items if part else ()
    return [_look(act.actor.post, part.scheme.items[one.no], one) for one in scores if part]


def _scored(act: Act) -> Enrolled | None:
    """Points alone have a basis: the first scheme that has them."""
    return next((part for part in act.book.enrolled if part.scheme.kind == "points"), None)


def _look(post: Post, item: Item, scored: ItemScore) -> Look:
    presumed = scored.basis is BasisKind.PRESUMED
    return Look(item, scored.score, scored.basis, presumed and _tells(post, item))


def _tells(post: Post, item: Item) -> bool:
    """Whether a visit tells of it: by talks, or by how things stand; of systems, the centre's."""
    if post is Post.TOWN_ASSETS or item.witness is Witness.SYSTEM:
        return post is Post.TOWN_ASSETS and item.witness is Witness.SYSTEM
    stands = any(rule.state_names() for rule in item.rules)
    return item.witness is Witness.FINDING or stands


def open_to(act: Act) -> list[Look]:
    """What this post may still assess: every item not confirmed; the assets centre its systems."""
    return [
        look
        for look in looks(act)
        if look.basis is not BasisKind.CONFIRMED and _may(act.actor.post, look.item)
    ]


def _may(post: Post, item: Item) -> bool:
    return post is not Post.TOWN_ASSETS or item.witness is Witness.SYSTEM


def assess(act: Act, items: Sequence[int], note: str) -> Seen:
    """Say of these items that they were looked at and nothing was found; never of one's own."""
    act.require(ASSESSORS)
    if own_work(act, act.day.year):
        raise OwnRecord
    chosen = [look for look in open_to(act) if look.item.no in items]
    part = _scored(act)
    if part is None or not chosen:
        raise AlreadySettled("confirmed")
    rows = tuple(_write(act, part.scheme.id, look.item.no, note) for look in chosen)
    points = sum((look.score for look in chosen), Decimal(0))
    return Seen(rows, tuple(look.item.no for look in chosen), points)


def _write(act: Act, scheme_id: str, item: int, note: str) -> int:
    said = {"scheme_id": scheme_id, "item": item, "on_day": act.day, "note": note}
    return act.state("assessment", "assessment.say", "item", **said)


def withdraw(act: Act, rows: Iterable[FactRow]) -> None:
    """Take back one's own assessments, of items that one's post may assess."""
    act.require(ASSESSORS)
    standing = [row for row in rows if row.counts and row.by_id == act.actor.person_id]
    if not standing:
        raise AlreadySettled("withdrawn")
    if not all(_may_again(act, row) for row in standing):
        act.require(TOWN_CHECKERS)
    for row in standing:
        act.fact_event(row, "withdraw")


def _may_again(act: Act, row: FactRow) -> bool:
    part = _scored(act)
    item = part.scheme.items.get(row.said["item"]) if part else None
    return item is not None and _may(act.actor.post, item)
