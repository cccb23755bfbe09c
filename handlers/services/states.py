"""现状: how something stands in a village as seen on a day; it holds until seen otherwise.

The village reports what it shows itself; what a system or office knows is never asked of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from handlers.services.act import Act
from handlers.services.actor import Actor
from handlers.services.book import Book
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from handlers.services.findings import CHECKERS
from handlers.services.own_work import own_work
from rubric.duty import Owner
from rubric.posts import TOWN_POSTS, VILLAGE_POSTS, Post
from rubric.scheme import Scheme
from rubric.scheme_tables import Witness
from storage.fact_rows import FactRow
from storage.unit_of_work import UnitOfWork

TOWN_CHECKERS = frozenset({Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE})
BY_WITNESS: Mapping[Witness, frozenset[Post]] = {
    Witness.LEDGER: VILLAGE_POSTS | CHECKERS,
    Witness.SYSTEM: frozenset({Post.TOWN_ASSETS}),
    Witness.FINDING: TOWN_CHECKERS,
}
"""Who can know a state, by who knows its item; what a checker saw on the spot he may state."""
FROM_SYSTEMS: Mapping[str, frozenset[Post]] = {"supervision-system-current": TOWN_POSTS}
"""附件2第16项 is looked at on the spot, but for “基层公权力监督系统内容”: a town sees it there."""
BY_OWNER: Mapping[Owner, frozenset[Post]] = {
    Owner.VILLAGE: VILLAGE_POSTS | CHECKERS,
    Owner.TOWN: TOWN_POSTS,
}
"""Who counts what only a target asks for."""
MOST = 999
"""The largest count taken: more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A state that a village's schemes look at; `posts` may state it."""

    id: str
    name: str
    yes_no: bool
    posts: frozenset[Post]

    @property
    def confirmers(self) -> frozenset[Post]:
        """Who can know it besides the village itself."""
        return self.posts - VILLAGE_POSTS


@dataclass(frozen=True, slots=True)
class Standing:
    """How a state stands by its newest statement; None where nobody has made one."""

    kind: Kind
    row: FactRow | None


def kinds(book: Book) -> dict[str, Kind]:
    """The states that the village's schemes look at, each once, in their order."""
    found: dict[str, Kind] = {}
    for part in book.enrolled:
        for kind in _kinds(part.scheme):
            found.setdefault(kind.id, kind)
    return found


def _kinds(scheme: Scheme) -> Iterator[Kind]:
    for name, known in scheme.states.items():
        posts = FROM_SYSTEMS.get(name) or _posts(scheme, name)
        yield Kind(name, known.name, known.yes_no, posts)


def _posts(scheme: Scheme, name: str) -> frozenset[Post]:
    item = scheme.items.get(scheme.states[name].item)
    if item is not None:
        return BY_WITNESS[item.witness]
    owners = (target.owed_by for target in scheme.targets.values() if target.state == name)
    return BY_OWNER[next(owners, Owner.VILLAGE)]


def standings(act: Act) -> list[Standing]:
    """Every state this post may state or confirm, as it stands."""
    known = _newest(act)
    return [
        Standing(kind, known.get(kind.id))
        for kind in kinds(act.book).values()
        if act.actor.post in kind.posts
    ]


def _newest(act: Act) -> dict[str, FactRow]:
    """The newest statement of each state, as the score takes them but for the dearer of one day."""
    return _newest_of(_rows(act))


def _newest_of(rows: Iterable[FactRow]) -> dict[str, FactRow]:
    rows = [row for row in rows if row.counts]
    rows.sort(key=lambda row: (row.said["seen_on"], row.status == "confirmed", row.id))
    return {row.said["name"]: row for row in rows}


def _rows(act: Act) -> list[FactRow]:
    return act.uow.facts.rows("state", act.actor.scope, act.book.village.id)


def state(act: Act, name: str, value: int | bool) -> int:  # noqa: FBT001 - a state is either
    """State it as seen today; the number of the statement.

    What the same person said of it earlier that day is taken back. A town's word counts as
    confirmed at once: it is another post's than the village's own, unless it is of somebody who
    had a part in the village's work of the year.
    """
    act.require(kinds(act.book)[name].posts)
    mine = [row for row in _today(act, name) if row.by_id == act.actor.person_id]
    number = act.state("state", "state.say", "name", name=name, value=value, seen_on=act.day)
    if act.actor.post in TOWN_POSTS and not own_work(act, act.day.year):
        act.fact_event(act.uow.facts.get("state", number, act.actor.scope), "confirm")
    for row in mine:
        act.fact_event(row, "withdraw")
    return number


def state_all(acts: Iterable[Act], name: str, without: frozenset[int]) -> list[int]:
    """Yes for every village but these; the villages in which it was said."""
    told = []
    for act in acts:
        kind = kinds(act.book).get(name)
        if kind is not None and kind.yes_no:
            state(act, name, act.book.village.id not in without)
            told.append(act.book.village.id)
    return told


def _today(act: Act, name: str) -> list[FactRow]:
    """What was stated of it today and still counts."""
    return [
        row
        for row in _rows(act)
        if row.counts and (row.said["name"], row.said["seen_on"]) == (name, act.day)
    ]


def waiting(act: Act) -> list[FactRow]:
    """What the village says of itself that this person may confirm, each state once."""
    return _confirmable(act.actor, act.book, _rows(act))


def waiting_in(uow: UnitOfWork, actor: Actor, book_of: Callable[[int], Book]) -> list[FactRow]:
    """The same in all villages he sees: only the books of those that stated something are read."""
    if actor.post in VILLAGE_POSTS:
        return []
    said: dict[int, list[FactRow]] = {}
    for row in uow.facts.rows("state", actor.scope):
        said.setdefault(row.village_id, []).append(row)
    return [
        row
        for village, rows in said.items()
        if any(each.status == "open" and actor.person_id not in each.signers for each in rows)
        for row in _confirmable(actor, book_of(village), rows)
    ]


def _confirmable(actor: Actor, book: Book, rows: Iterable[FactRow]) -> list[FactRow]:
    known = kinds(book)
    return [
        row
        for name, row in _newest_of(rows).items()
        if name in known and row.status == "open" and _may_confirm(actor, known[name], row)
    ]


def confirm(act: Act, row: FactRow) -> None:
    """It is so: said by somebody who can know it and did not state it; never by the village."""
    known = kinds(act.book).get(row.said["name"])
    act.require(known.confirmers if known else CHECKERS)
    if act.actor.person_id in row.signers:
        raise OwnRecord
    if row.status != "open":
        raise AlreadySettled(row.status)
    act.fact_event(row, "confirm")


def _may_confirm(actor: Actor, kind: Kind, row: FactRow) -> bool:
    return actor.post in kind.confirmers and actor.person_id not in row.signers


def withdraw(act: Act, row: FactRow) -> None:
    """Take back one's own statement, as long as nobody else has confirmed it.

    By then in a post that may state it: whoever went elsewhere says nothing more of it.
    """
    confirmed = row.last("confirm")
    if act.actor.person_id != row.by_id:
        raise Denied((Post(act.uow.grants.get(row.by_grant_id).post),))
    known = kinds(act.book).get(row.said["name"])
    act.require(known.posts if known else VILLAGE_POSTS | CHECKERS)
    if not row.counts or (confirmed is not None and confirmed.by_id != row.by_id):
        raise AlreadySettled(row.status)
    act.fact_event(row, "withdraw")
