"""Nine people with phones in two towns, and what each may try: whatever he likes, as the law is."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from handlers.chat import press
from handlers.chat.guard import REFUSALS, guarded
from handlers.chat.inbound import on_text
from handlers.services import handover
from handlers.services.act import Act
from handlers.services.actor import actor_of
from handlers.services.book import open_book
from rubric.posts import Post
from storage.errors import StorageError
from storage.grants import GrantRow
from storage.unit_of_work import UnitOfWork
from tests.handlers.machine.laws import Judge
from tests.handlers.services.hall import Hall
from tests.handlers.stage import Stage

SEATS = {
    "书记": (Post.SECRETARY, "first"),
    "文书": (Post.CLERK, "first"),
    "主任": (Post.SUPERVISOR_CHAIR, "first"),
    "成员": (Post.SUPERVISOR, "first"),
    "清廉办": (Post.TOWN_OFFICE, "town"),
    "纪委": (Post.TOWN_DISCIPLINE, "town"),
    "邻村": (Post.SECRETARY, "second"),
    "外镇": (Post.SUPERVISOR_CHAIR, "far"),
    "外镇办": (Post.TOWN_OFFICE, "west"),
}
"""Where everybody begins, and where anybody may be moved."""


@dataclass
class County:
    """The people, by the name of the seat in which each began."""

    stage: Stage
    uow: UnitOfWork
    people: dict[str, int] = field(default_factory=dict)
    posts: dict[int, tuple[Post, str]] = field(default_factory=dict)
    """Which post each took up last and has not left, and where."""

    def __post_init__(self) -> None:
        self.hall = Hall(self.uow, self.stage.schemes, self.stage.now).build()
        self.judge = Judge(self.uow)
        for name, (post, place) in SEATS.items():
            self.people[name] = person = self.hall.person(f"示例{name}")
            self.take(person, post, place)
            self.uow.people.bind(person, name, name, self.stage.now)

    @property
    def now(self) -> datetime:
        return self.stage.now

    def take(self, person: int, post: Post, place: str) -> None:
        """He takes the post up at once; in a post for one, whoever held it goes."""
        if place in ("first", "second", "far"):
            self.judge.workers[self.hall.places[place]].add(person)
        day = self.now.date()
        grant = self.uow.grants.get(self.uow.grants.add(person, post, self.hall.places[place], day))
        gone = handover.take_up(self.uow, grant, self.now)
        self.judge.ended |= {each.id for each in gone}
        for each in gone:
            self.posts.pop(each.person_id, None)
        self.posts[person] = (post, place)

    def named(self, person: int, post: Post, place: str) -> None:
        """He is to have the post, and has not taken it up."""
        day = self.now.date()
        grant = self.uow.grants.add(person, post, self.hall.places[place], day)
        self.judge.unaccepted.add(grant)

    def newcomer(self) -> tuple[int, GrantRow]:
        """Somebody without a phone, named for a post of the first village."""
        village = self.hall.places["first"]
        person = self.hall.person("示例新人")
        number = self.uow.grants.add(person, Post.SUPERVISOR, village, self.now.date())
        self.judge.workers[village].add(person)
        return person, self.uow.grants.get(number)

    def leaves(self, person: int) -> None:
        """All his posts end at once."""
        self.posts.pop(person, None)
        for grant in self.uow.grants.active_of(person, self.now, self.now.date()):
            handover.end(self.uow, grant, self.now, self.now)
            self.judge.ended.add(grant.id)

    def fitting(self, posts: Collection[Post], village: str) -> list[str]:
        """Whoever is in such a post by now, in the village or above it."""
        over = {village, "west" if village == "far" else "town"}
        return [
            name
            for name, person in self.people.items()
            if person in self.posts
            and self.posts[person][0] in posts
            and self.posts[person][1] in over
        ]

    def tries(self, name: str, village: str, what: Callable[[Act], object]) -> None:
        """He does it in his present post, if he is let; what is refused leaves nothing."""
        account = self.uow.people.account_of(name)
        actor = account and actor_of(self.uow, account, self.now)
        if not actor:
            return
        with suppress(*REFUSALS, StorageError), self.uow.savepoint():
            where = (actor.scope, self.hall.places[village], self.now.date())
            book = open_book(self.uow, self.stage.schemes, *where)
            what(Act(uow=self.uow, actor=actor, at=self.now, book=book))

    def hears(self, name: str, text: str) -> None:
        """He writes it, as a new update."""
        self._update(name, lambda turn: on_text(turn, text))

    def taps(self, name: str, data: str) -> None:
        self._update(name, lambda turn: press.on_press(turn, data, None))

    def _update(self, name: str, what: Callable) -> None:
        turn = self.stage.turn(self.uow, name)
        with self.uow.savepoint():
            guarded(turn, lambda: what(turn))

    def delivered(self, number: int, name: str, text: str) -> None:
        """An update of this number comes in; one that came before is known."""
        told = [(number, name, {}, self.now.date())]
        for inbox in self.uow.inbox.put(1, told, self.now):
            turn = self.stage.turn(self.uow, name)
            turn.inbox_id = inbox
            guarded(turn, lambda: on_text(turn, text))  # noqa: B023 - called at once
