"""A scoring beside the proposal of the day: what is given, what still holds, what is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from handlers.services.act import Act
from handlers.services.proposals import Line, Proposal, propose
from handlers.services.sealed import amounts
from rubric.judged import Judged, judged
from rubric.posts import Post
from storage.scope import Scope
from storage.scorings import ScoringEventRow, ScoringRow
from storage.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Level:
    """At which level it is scored, and by which posts.

    `starts_from` is the level whose sealed amounts are proposed instead of the program's.
    """

    id: str
    scorers: frozenset[Post]
    sealers: frozenset[Post]
    starts_from: str = ""
    two_persons: bool = True
    signed: bool = False
    """Whether it is sealed only with the signatures of the partners."""


_TOWN = frozenset({Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE})
_CITY = frozenset({Post.CITY_AGRICULTURE})
_JOINT = _CITY | {Post.CITY_PANEL}
LEVELS: Mapping[str, Level] = {
    "town": Level("town", _TOWN, _TOWN),
    "spot": Level("spot", _CITY, _CITY, starts_from="town", two_persons=False),
    "city": Level("city", _JOINT, _CITY, starts_from="town", signed=True),
}


@dataclass(frozen=True)
class Worksheet:
    """A scoring beside the proposal of the day."""

    row: ScoringRow
    proposal: Proposal

    @cached_property
    def lines(self) -> dict[int, Line]:
        """The items that are to be looked at."""
        wanted = self.row.items or tuple(self.proposal.lines)
        return {no: line for no, line in self.proposal.lines.items() if no in wanted}

    @cached_property
    def given(self) -> dict[int, ScoringEventRow]:
        """What was given on the grounds that still hold."""
        known = self.row.given
        return {
            no: known[no]
            for no, line in self.lines.items()
            if no in known and known[no].evidence_hash == line.digest
        }

    @property
    def open(self) -> tuple[int, ...]:
        """The items that still want an amount."""
        return tuple(no for no in self.lines if no not in self.given)

    @property
    def stale(self) -> tuple[int, ...]:
        """Those of them that had one, before their proposal changed."""
        return tuple(no for no in self.open if no in self.row.given)

    @property
    def undisputed(self) -> tuple[int, ...]:
        """What 采用全部无争议项 would adopt."""
        return tuple(no for no in self.open if self.lines[no].undisputed)

    @cached_property
    def amounts(self) -> dict[int, Decimal]:
        """Every item's points as they are now; as proposed where nobody has given any."""
        proposed = {no: line.proposed for no, line in self.proposal.lines.items()}
        return proposed | {no: points_of(event) for no, event in self.given.items()}

    @property
    def changed(self) -> tuple[int, ...]:
        """The items that were given another amount than the proposed."""
        return tuple(no for no in self.given if self.amounts[no] != self.lines[no].proposed)

    @property
    def judged(self) -> Judged:
        part = self.proposal.part
        return judged(part.scheme, part.facts, self.proposal.paper.score, self.amounts)


def points_of(event: ScoringEventRow) -> Decimal:
    assert event.points is not None
    return event.points


def worksheet(act: Act, row: ScoringRow) -> Worksheet:
    """The scoring beside what is proposed on the act's day."""
    below = LEVELS[row.level].starts_from
    sealed = sheet_in_force(act, row.scheme_id, row.year, below) if below else None
    starts = amounts(sealed) if sealed else {}
    return Worksheet(row, propose(act, row.scheme_id, row.year, starts))


def sheet_in_force(act: Act, scheme_id: str, year: int, level: str) -> SheetRow | None:
    """The village's newest sealed sheet."""
    village = act.book.village.id
    act.actor.scope.require(village)
    only = Scope.of({village}, act.actor.scope.why)
    return act.uow.sheets.in_force(scheme_id, year, level, only).get(village)
