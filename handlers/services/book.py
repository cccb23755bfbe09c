"""A village's book: its schemes, its facts and what is due, read once for one act."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handlers.services.actor import Actor
from rubric.duty import Duty
from rubric.facts import Facts
from rubric.occurrences import Occurrence, occurrences, settlement_day
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from rubric.scheme import Scheme
from rubric.scoring import Score, score
from storage.places import PlaceRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Enrolled:
    """One scheme the village is enrolled in, with the facts as that scheme sees them."""

    scheme: Scheme
    facts: Facts


@dataclass(frozen=True)
class Book:
    """What an act on a village needs to know of it, on one day."""

    village: PlaceRow
    today: date
    words: Schemes
    enrolled: tuple[Enrolled, ...]

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Every duty of the village's schemes by id; the first scheme that has it speaks."""
        found: dict[str, Duty] = {}
        for part in self.enrolled:
            for duty in part.scheme.duties.values():
                found.setdefault(duty.id, duty)
        return found

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """What was or is due in last year and this, across the schemes, each once."""
        found = {
            (each.duty, each.period, each.unit): each
            for part in reversed(self.enrolled)
            for year in (self.today.year - 1, self.today.year)
            for each in occurrences(part.scheme, year, part.facts.profile)
        }
        return tuple(sorted(found.values(), key=lambda each: (each.due, each.duty, each.unit)))

    @property
    def party_groups(self) -> int:
        return max((part.facts.profile.party_groups for part in self.enrolled), default=0)

    def name(self, duty: str) -> str:
        """The duty's short name, as people say it."""
        return self.words.vocabulary.duties[duty].name

    def doers(self, duty: str) -> frozenset[Post]:
        """Who may log it; what no scheme names is the village's."""
        known = self.duties.get(duty)
        return frozenset(Post(post) for post in known.done_by) if known else VILLAGE_POSTS

    def confirmers(self, duty: str) -> frozenset[Post]:
        """Who may confirm it; what no scheme names is the supervisors'."""
        known = self.duties.get(duty)
        return frozenset(Post(post) for post in known.confirmed_by) if known else SUPERVISOR_POSTS

    def excused(self, each: Occurrence) -> bool:
        """Due before the village was enrolled: neither missed nor lagging."""
        starts = [part.facts.profile.enrolled_on for part in self.enrolled]
        return all(day is not None and each.due < day for day in starts)

    def year_open(self, scheme: Scheme, year: int) -> bool:
        """Whether that year's ledger still moves today."""
        return self.today < settlement_day(scheme, year)

    def scores(self, year: int | None = None) -> tuple[Score, ...]:
        """The answer of each scheme with points, for the year (default: this one)."""
        return tuple(
            score(part.scheme, year or self.today.year, part.facts, self.today)
            for part in self.enrolled
            if part.scheme.kind == "points"
        )


def open_book(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, village_id: int, today: date
) -> Book:
    """Read the book of one village within a scope."""
    enrolled = tuple(
        Enrolled(schemes[row.scheme_id], uow.facts.of(village_id, scope, row.scheme_id, today))
        for row in uow.enrolments.of(village_id, today)
    )
    return Book(uow.places.get(village_id), today, schemes, enrolled)


def own_book(uow: UnitOfWork, schemes: Schemes, actor: Actor, today: date) -> Book:
    """The book of the village the actor serves."""
    return open_book(uow, schemes, actor.scope, actor.place_id, today)
