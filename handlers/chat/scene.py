"""What a card is drawn from: the transaction, the moment, and the person it is drawn for."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.services.act import Act
from handlers.services.actor import Actor, acting, contact
from handlers.services.book import Book, open_books, reread
from handlers.services.errors import Denied
from rubric.posts import VILLAGE_POSTS
from rubric.utterance import Lexicon
from storage.grants import GrantRow
from storage.people import AccountRow
from storage.schemes import Schemes
from storage.unit_of_work import UnitOfWork


class Stranger(Exception):
    """请先绑定身份。"""


class Finished(Exception):
    """这一项已经办完。"""


@dataclass
class Scene:
    """One person's view of one moment. `who` is None for a chat that is not bound yet."""

    uow: UnitOfWork
    now: datetime
    schemes: Schemes
    lexicon: Lexicon
    chat_id: str
    who: Actor | None = None
    books: dict[int, Book] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def actor(self) -> Actor:
        """The person, who must be bound and hold a post."""
        if self.who is None:
            raise Stranger
        return self.who

    @property
    def contact(self) -> str:
        """Whom the actor may call for help."""
        return contact(self.uow, self.actor)

    def sight(self) -> AbstractContextManager[None]:
        """A part in which the database itself shows no more than this person may see."""
        return self.uow.narrowed(self.who.scope) if self.who else nullcontext()

    def book(self, village_id: int | None = None) -> Book:
        """The village's book, read once; by default the actor's own, who must be of a village."""
        (book,) = self.books_of((village_id or self._own_village(),))
        return book

    def books_of(self, villages: Iterable[int]) -> list[Book]:
        """The books of several villages: those that were not read yet are read at once."""
        wanted, scope = list(villages), self.actor.scope
        for village in wanted:
            scope.require(village)
        new = [each for each in wanted if each not in self.books]
        if new:
            self.books.update(open_books(self.uow, self.schemes, scope, new, self.today))
        return [self.books[each] for each in wanted]

    def _own_village(self) -> int:
        if not self.actor.in_village:
            raise Denied(tuple(sorted(VILLAGE_POSTS)))
        return self.actor.place_id

    def scored(self, village_id: int | None = None) -> bool:
        """Whether a scheme with points is in force in the village, or in any the actor sees."""
        rows = self.uow.enrolments.current(self.actor.scope, self.today)
        schemes = {row.scheme_id for row in rows if village_id in (None, row.village_id)}
        return any(self.schemes[each].kind == "points" for each in schemes)

    def act(self, village_id: int | None = None, inbox_id: int | None = None) -> Act:
        """The actor at work on a village's book."""
        return Act(self.uow, self.actor, self.now, self.book(village_id), inbox_id)

    def reread(self, village_id: int) -> None:
        """Something was written about records of the village: its book must know it."""
        if village_id in self.books:
            known = self.books[village_id]
            self.books[village_id] = reread(known, self.uow, self.actor.scope)

    def forget(self) -> None:
        """Facts were written: books must be read anew."""
        self.books.clear()

    def of(self, grant: GrantRow) -> list["Scene"]:
        """The same moment as another grant's holder sees it, in each chat that reaches him."""
        return [
            Scene(
                self.uow,
                self.now,
                self.schemes,
                self.lexicon,
                account.chat_id,
                acting(self.uow, grant),
                self.books,
            )
            for account in self.uow.people.accounts_of(grant.person_id)
            if reachable(account)
        ]


def reachable(account: AccountRow) -> bool:
    return account.unreachable_at is None
