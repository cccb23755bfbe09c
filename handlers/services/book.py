"""A village's book: its schemes, its facts and what is due, read once for one act."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

from rubric.agenda import Entry, agenda
from rubric.duty import Duty
from rubric.facts import Facts, Profile, Record
from rubric.occurrences import Occurrence, occurrences, settlement_day
from rubric.period import Period
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from rubric.scheme import Scheme
from rubric.scoring import Score, score
from storage.enrolments import EnrolmentRow
from storage.fact_rows import FactRow, as_fact
from storage.facts import Known
from storage.places import PlaceRow
from storage.readings import Chosen
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Enrolled:
    """One scheme the village is enrolled in, with the facts as that scheme sees them."""

    scheme: Scheme
    facts: Facts
    readings: Mapping[int, Chosen] = field(default_factory=dict)
    """By year; a year without one has the defaults."""

    def read_in(self, year: int) -> Chosen:
        """The readings chosen for the year."""
        return self.readings.get(year, {})

    def score(self, year: int, as_of: date) -> Score:
        """The answer of a scheme with points, under the year's readings."""
        return score(self.scheme, year, self.facts, as_of, self.read_in(year))


@dataclass(frozen=True)
class Book:
    """What an act on a village needs to know of it, on one day."""

    village: PlaceRow
    today: date
    words: Schemes
    enrolled: tuple[Enrolled, ...]
    tasks: tuple[FactRow, ...] = ()
    """What the town assigned and did not take back, with its words."""

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Every duty of the village's schemes by id; the first scheme that has it speaks."""
        found: dict[str, Duty] = {}
        for part in self.enrolled:
            for duty in part.scheme.duties.values():
                found.setdefault(duty.id, duty)
        return found

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """What was or is due in last year and this, across the schemes, each once."""
        return self._owed.by_day

    @cached_property
    def _owed(self) -> "Owed":
        parts = tuple((part.scheme, part.facts.profile) for part in self.enrolled)
        return _all_owed(parts, self.today.year)

    @cached_property
    def owed_keys(self) -> frozenset[str]:
        """The keys of all that is owed once a period."""
        return frozenset(each.key for each in self.occurrences)

    @property
    def records(self) -> tuple[Record, ...]:
        """Every scheme sees the same ones."""
        return next((part.facts.records for part in self.enrolled), ())

    @cached_property
    def _filed(self) -> dict[tuple[str, Period], list[date]]:
        """When each duty was done for a period, as far as a record names one."""
        found: dict[tuple[str, Period], list[date]] = {}
        for record in self.records:
            if record.period is not None and record.returned is None:
                for duty in record.duties:
                    found.setdefault((duty, record.period), []).append(record.done_on)
        return found

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What is owed in the years whose ledgers still move, scheme by scheme."""
        return tuple(
            entry
            for part in self.enrolled
            for year in (self.today.year - 1, self.today.year)
            if self.year_open(part.scheme, year)
            for entry in agenda(part.scheme, year, part.facts, self.today)
        )

    def of(self, duty: str) -> list[Occurrence]:
        """The duty's occurrences of last year and this, by due day."""
        return self._owed.by_duty.get(duty, [])

    def first_done(self, each: Occurrence) -> date | None:
        """The first day of doing it that counts, told from records that name its period."""
        days = self._filed.get((each.duty, each.period), [])
        return min((day for day in days if each.takes(day)), default=None)

    def names_period(self, duty: str) -> bool:
        """Whether some scheme cannot tell from the day alone for which period a record is."""
        return any(owed.names_period for _, owed in self._owing(duty))

    def several_units(self, duty: str) -> bool:
        """Whether it is owed once for each of several Party groups."""
        by_group = any(owed.units == "party_groups" for _, owed in self._owing(duty))
        return by_group and self.party_groups > 1

    def _owing(self, duty: str) -> Iterator[tuple[Enrolled, Duty]]:
        for part in self.enrolled:
            if duty in part.scheme.duties:
                yield part, part.scheme.duties[duty]

    @property
    def party_groups(self) -> int:
        return max((part.facts.profile.party_groups for part in self.enrolled), default=0)

    def name(self, duty: str) -> str:
        """The duty's short name, as people say it; a town's own has none but its scheme's."""
        known = self.duties.get(duty)
        return known.name if known else self.words.name_of(duty)

    def doers(self, duty: str) -> frozenset[Post]:
        """Who may log it, under whichever scheme; what none names anybody of the village may."""
        named = frozenset(post for _, owed in self._owing(duty) for post in owed.done_by)
        return named or VILLAGE_POSTS | SUPERVISOR_POSTS

    def confirmers(self, *duties: str) -> frozenset[Post]:
        """Who may confirm a record that serves these duties: entitled for every one of them."""
        return frozenset.intersection(*(self._confirmers(duty) for duty in duties))

    def _confirmers(self, duty: str) -> frozenset[Post]:
        """What no scheme names is the supervisors' to confirm."""
        known = self.duties.get(duty)
        return frozenset(known.confirmed_by) if known else SUPERVISOR_POSTS

    def asks_for(self, each: Occurrence) -> bool:
        """Whether some scheme holds the village to it: due since it joined, its year not closed."""
        return any(
            self.year_open(part.scheme, each.period.year) and not _excused(part.facts, each)
            for part, _ in self._owing(each.duty)
        )

    def year_open(self, scheme: Scheme, year: int) -> bool:
        """Whether that year's ledger still moves today; only what is scored is ever closed."""
        return scheme.kind != "points" or self.today < settlement_day(scheme, year)

    def scores(self, year: int | None = None) -> tuple[Score, ...]:
        """The answer of each scheme with points, for the year (default: this one)."""
        return tuple(
            part.score(year or self.today.year, self.today)
            for part in self.enrolled
            if part.scheme.kind == "points"
        )


@dataclass(frozen=True, slots=True)
class Owed:
    """What villages alike in schemes and profile owe, by due day and by duty."""

    by_day: tuple[Occurrence, ...]
    by_duty: dict[str, list[Occurrence]]


@lru_cache(maxsize=256)
def _all_owed(parts: tuple[tuple[Scheme, Profile], ...], year: int) -> Owed:
    """Of that year and the one before; where schemes share a duty the first one speaks."""
    found = {
        each.key: each
        for scheme, profile in reversed(parts)
        for each in chain(
            occurrences(scheme, year - 1, profile), occurrences(scheme, year, profile)
        )
    }
    by_day = sorted(found.values(), key=lambda each: (each.due, each.duty, each.unit))
    by_duty: dict[str, list[Occurrence]] = {}
    for each in by_day:
        by_duty.setdefault(each.duty, []).append(each)
    return Owed(tuple(by_day), by_duty)


def _excused(facts: Facts, each: Occurrence) -> bool:
    """Due before the village joined: neither missed nor lagging."""
    joined = facts.profile.enrolled_on
    return joined is not None and each.due < joined


def open_book(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, village_id: int, today: date
) -> Book:
    """Read the book of one village within a scope."""
    return open_books(uow, schemes, scope, (village_id,), today)[village_id]


def open_books(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, villages: Collection[int], today: date
) -> dict[int, Book]:
    """The books of many villages, read at once."""
    known = uow.facts.of_several(villages, scope)
    joined: dict[int, list[EnrolmentRow]] = {}
    for row in uow.enrolments.current(Scope.of(villages, scope.why), today):
        joined.setdefault(row.village_id, []).append(row)
    return {
        each: Book(
            known[each].village,
            today,
            schemes,
            tuple(_enrolled(uow, schemes, known[each], joined.get(each, ()))),
            known[each].stated.get("task", ()),
        )
        for each in villages
    }


def _enrolled(
    uow: UnitOfWork, schemes: Schemes, known: Known, rows: Iterable[EnrolmentRow]
) -> Iterator[Enrolled]:
    """Of each scheme the enrolment that began last."""
    newest: dict[str, EnrolmentRow] = {}
    for row in rows:
        latest = newest.get(row.scheme_id, row)
        newest[row.scheme_id] = max(row, latest, key=lambda each: each.starts_on)
    for scheme_id, row in newest.items():
        facts = known.under(scheme_id, row.starts_on, row.cycle_start)
        yield Enrolled(schemes[scheme_id], facts, uow.readings.of(scheme_id))


def reread(book: Book, uow: UnitOfWork, scope: Scope) -> Book:
    """The book after something was written about records: those are read again, and the tasks.

    A record may do a task; most villages have none.
    """
    records = uow.facts.records_of(book.village.id, scope)
    rows = uow.facts.rows("task", scope, book.village.id) if book.tasks else ()
    tasks = tuple(row for row in rows if row.counts)
    told = tuple(map(as_fact, tasks))
    enrolled = tuple(
        replace(part, facts=replace(part.facts, records=records, tasks=told))
        for part in book.enrolled
    )
    return replace(book, enrolled=enrolled, tasks=tasks)
