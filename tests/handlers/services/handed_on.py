"""A pytest plugin: what a service is asked in a test, holders of every other post ask first.

In the village of the act, in another of its town and in another town; each is taken back. What they
wrote is told as `Asked`, for `test_rights` to judge. A service counts, once for every post of its
callers, as soon as its own caller writes something.
"""

import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import wraps
from itertools import product
from pathlib import Path
from typing import Any

from handlers.services.act import Deed
from handlers.services.actor import Actor, acting
from rubric.posts import SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from storage.unit_of_work import UnitOfWork
from tests.handlers.chat.handed_on import taken_back
from tests.handlers.services.test_rights import all_services

OWN, NEAR, FAR = "own place", "other village", "other town"
IN_VILLAGE = VILLAGE_POSTS | SUPERVISOR_POSTS


@dataclass
class Asked:
    """A holder of a post asked for a service: whether he wrote anything."""

    service: str
    post: str
    distance: str
    wrote: bool


@dataclass(frozen=True)
class Call:
    """What is called, in whose name: that of an Act, or of an actor beside the ledger."""

    service: Callable[..., object]
    args: inspect.BoundArguments

    def given(self, kind: type) -> Any:
        told = (*self.args.args, *self.args.kwargs.values())
        return next((each for each in told if isinstance(each, kind)), None)

    @property
    def deed(self) -> Deed | None:
        return self.given(Deed)

    @property
    def actor(self) -> Actor | None:
        return self.deed.actor if self.deed else self.given(Actor)

    @property
    def uow(self) -> UnitOfWork | None:
        return self.deed.uow if self.deed else self.given(UnitOfWork)

    def by(self, actor: Actor | None) -> bool:
        """Whether anything is written if this one asks."""
        since = self.uow.audit.head().seq
        with suppress(Exception):
            named = {name: _as(each, actor) for name, each in self.args.kwargs.items()}
            self.service(*(_as(each, actor) for each in self.args.args), **named)
        return self.uow.audit.head().seq != since


def _as(given: Any, actor: Actor) -> Any:
    if isinstance(given, Deed):
        return replace(given, actor=actor)
    return actor if isinstance(given, Actor) else given


class HandedOn:
    """What was asked already, and where it is written down."""

    def __init__(self, told: Path) -> None:
        self.told, self.asked, self.busy = told, set(), False

    def before(self, name: str, call: Call) -> None:
        if self.busy or call.actor is None or call.uow is None:
            return
        asked = (name, call.actor.post)
        if asked in self.asked:
            return
        self.busy = True
        try:
            with taken_back(call.uow):
                wrote = call.by(call.actor)
            if wrote:
                self.asked.add(asked)
                self._everybody(name, call)
        finally:
            self.busy = False

    def _everybody(self, name: str, call: Call) -> None:
        with taken_back(call.uow), self.told.open("a") as file:
            for post, (distance, places) in _seats(call):
                with taken_back(call.uow):
                    wrote = call.by(_holder(call.uow, post, places))
                file.write(json.dumps(asdict(Asked(name, post, distance, wrote))) + "\n")


def _seats(call: Call) -> Iterator[tuple[Post, tuple[str, tuple[int, int, int]]]]:
    """Every post here and far; a town has both villages, and there is one city."""
    for post, place in product(Post, _places(call)):
        if place[0] == OWN or post in IN_VILLAGE or (place[0] == FAR and post in TOWN_POSTS):
            yield post, place


def _places(call: Call) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """A village with its town and city: that of the act, and those that it does not concern."""
    places, book = call.uow.places, getattr(call.deed, "book", None)
    here = book.village.id if book else call.actor.place_id
    villages = places.villages_of(here)
    village = villages[0].id if villages else here
    town = places.town_of(village)
    yield OWN, (village, town.id, town.parent_id)
    yield NEAR, (places.add("village", "近邻村", town.id), town.id, town.parent_id)
    far_town = places.add("town", "彼岸镇", town.parent_id)
    yield FAR, (places.add("village", "彼岸村", far_town), far_town, town.parent_id)


def _holder(uow: UnitOfWork, post: Post, places: tuple[int, int, int]) -> Actor:
    village, town, city = places
    above = town if post in TOWN_POSTS else city
    place = village if post in IN_VILLAGE else above
    begun = uow.grants.get(1).accepted_at
    grant = uow.grants.add(uow.people.add("彼岸人"), post, place, begun.date())
    uow.grants.accept(grant, begun)
    return acting(uow, uow.grants.get(grant))


def pytest_addoption(parser) -> None:
    parser.addoption("--handed-on", type=Path, help="where to tell what the others did")


def pytest_configure(config) -> None:
    others = HandedOn(config.getoption("handed_on"))
    for name, service, module in all_services():
        setattr(module, service.__name__, _watched(others, name, service))


def _watched(others: HandedOn, name: str, service: Callable[..., object]) -> Callable:
    shape = inspect.signature(service)

    @wraps(service)
    def asked(*args: Any, **named: Any) -> object:
        bound = shape.bind(*args, **named)
        others.before(name, Call(service, bound))
        return service(*args, **named)

    return asked
