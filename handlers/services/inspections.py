"""A town's rounds of cross-inspections: proposed, assigned with their lot on record, looked up."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from handlers.services import rounds, tasks
from handlers.services.act import Act
from handlers.services.book import Book
from handlers.services.errors import AlreadySettled
from handlers.services.tasks import Order
from storage.draws import DrawRow, NewDraw
from storage.unit_of_work import UnitOfWork

DUTY = "cross-inspection"
_ROUND = re.compile(
    r"(布置|开展|组织|进行|完成|做好|[一本下]次|[一本下]轮|全镇|各村|各?村之?间)*交叉巡查(工作|活动|[一本]次|[一本]轮)*"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A round as it may be assigned: whom each village inspects, in the order of the villages."""

    name: str
    seed: str
    scheme_id: str
    pairs: tuple[tuple[int, int], ...]


def is_a_round(text: str) -> bool:
    """Whether these words ask for nothing but that the villages inspect each other."""
    return bool(_ROUND.fullmatch(re.sub(r"[\W_]", "", text)))


def propose(
    uow: UnitOfWork, town_id: int, books: Iterable[Book], today: date, turn: int
) -> Proposal:
    """The next round of the villages whose scheme has it; NoRoster if there is no way.

    The same town, round and turn always give the same roster; another turn is another lot. A
    round that was taken back is none, but its lot is not drawn again.
    """
    books = tuple(books)
    scheme, villages = _taking_part(books)
    drawn = uow.draws.of(DUTY, scheme, today.year, town_id)
    held = _held(drawn, books)
    name = f"{today.year}-{len(held) + 1}"
    last = (held or _held(uow.draws.of(DUTY, scheme, today.year - 1, town_id), books))[-1:]
    before = dict(zip(last[0].population, last[0].sample, strict=True)) if last else {}
    taken_back = len(drawn) - len(held)
    seed = "/".join(map(str, (town_id, name, *([taken_back] if taken_back else []), turn)))
    return Proposal(name, seed, scheme, tuple(rounds.roster(villages, before, seed).items()))


def _held(drawn: Iterable[DrawRow], books: Iterable[Book]) -> list[DrawRow]:
    """The rounds of which any task still stands, by name the newest."""
    assigned = {row.said["round"] for book in books for row in book.tasks}
    found = {name: row for row in drawn if (name := row.seed.split("/")[1]) in assigned}
    return list(found.values())


def _taking_part(books: Iterable[Book]) -> tuple[str, list[int]]:
    """The scheme that has the duty, and the villages that are under one."""
    found = [
        (part.scheme.id, book.village.id)
        for book in books
        for part in book.enrolled
        if DUTY in part.scheme.duties
    ]
    return (found[0][0] if found else ""), [village for _, village in found]


def assign(act_on: Callable[[int], Act], proposal: Proposal, due: date) -> list[tuple[int, int]]:
    """Give every village of a round its task; (village, number of the task) of each."""
    given = [
        (village, tasks.assign(act_on(village), _order(proposal, target, due)))
        for village, target in proposal.pairs
    ]
    act = act_on(given[0][0])
    population, sample = zip(*proposal.pairs, strict=True)
    act.uow.draws.add(
        NewDraw(
            what=DUTY,
            scheme_id=proposal.scheme_id,
            year=act.day.year,
            place_id=act.actor.place_id,
            seed=proposal.seed,
            population=population,
            sample=sample,
            **act.signed,
        )
    )
    act.note("round.assign", f"round:{proposal.name}", seed=proposal.seed)
    return given


def _order(proposal: Proposal, target: int, due: date) -> Order:
    return Order(due=due, duty=DUTY, target_id=target, round=proposal.name)


def same_as_shown(proposal: Proposal, pairs: Iterable[Iterable[int]]) -> None:
    """Refuse a roster that is no longer the one that was looked at."""
    if [list(pair) for pair in proposal.pairs] != [list(pair) for pair in pairs]:
        raise AlreadySettled("task-round")


def drawn(uow: UnitOfWork, town_id: int, scheme_id: str, year: int) -> list[DrawRow]:
    """The rounds of a year, oldest first, each with its seed."""
    return uow.draws.of(DUTY, scheme_id, year, town_id)
