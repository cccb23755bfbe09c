"""A year's recognition procedure (认定程序) under one scheme, and who acts in it, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from handlers.services.act import Deed
from rubric.posts import Post
from rubric.scheme import Scheme
from rubric.scoring import Standing
from storage.facts import NewEvent
from storage.places import PlaceRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

CITY = frozenset({Post.CITY_AGRICULTURE})
"""市农水局组织、确认 (第六条); the panel signs, and no more."""


class Seen(Protocol):
    """What is needed to read of a year's procedure: whose villages, as of which day."""

    @property
    def uow(self) -> UnitOfWork: ...
    @property
    def scheme(self) -> Scheme: ...
    @property
    def year(self) -> int: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def day(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Looking:
    """A year's procedure for a reader who is nobody in it: a document, an operator."""

    uow: UnitOfWork
    scheme: Scheme
    year: int
    scope: Scope
    day: date


@dataclass(frozen=True, slots=True)
class Proceeding(Deed):
    """What every service of the procedure is given."""

    scheme: Scheme
    year: int

    @property
    def scope(self) -> Scope:
        return self.actor.scope

    def villages(self, place_id: int | None = None) -> list[PlaceRow]:
        """The villages of a place (default: the actor's own) that are under the scheme now."""
        rows = self.uow.enrolments.current(self.actor.scope, self.day)
        enrolled = {row.village_id for row in rows if row.scheme_id == self.scheme.id}
        below = self.uow.places.villages_of(place_id or self.actor.place_id)
        return [village for village in below if village.id in enrolled]

    def by_town(self) -> dict[int, list[PlaceRow]]:
        """All of the actor's villages under the scheme, town by town in the roster's order."""
        found: dict[int, list[PlaceRow]] = {}
        for village in self.villages():
            found.setdefault(village.parent_id or village.id, []).append(village)
        return dict(sorted(found.items()))

    def towns(self) -> list[PlaceRow]:
        """The towns with a village under the scheme that the actor sees."""
        used = {village.parent_id for village in self.villages()}
        return [town for town in self.uow.places.towns() if town.id in used]

    def put_forward(self, village: int, standing: Standing) -> int:
        """A village is put forward for a standing; the number of its recognition."""
        told = {"scheme_id": self.scheme.id, "year": self.year, "standing": standing}
        return self.uow.facts.state("recognition", village, **told, **self.signed)

    def event(
        self, recognition: int, village: int, kind: str, reason: str = "", /, **data: Any
    ) -> None:
        """Say what became of a village's recognition, and note it in the audit."""
        told = NewEvent(kind=kind, on_day=self.day, reason=reason, data=data, **self.signed)
        self._happened("recognition", recognition, village, told)

    def note(self, action: str, subject: str, village: int | None = None, **data: Any) -> None:
        """One audit row: ids and numbers only, no words of a person."""
        self._noted(action, subject, village, data)


def recognising(schemes: Schemes, used: Iterable[str]) -> list[Scheme]:
    """Those of the schemes in use that recognise villages by points, by id."""
    known = (schemes[each] for each in sorted(set(used)))
    scored = (each for each in known if each.kind == "points")
    return [each for each in scored if each.scored.recognition and each.scored.thresholds]
