"""A county in the middle of a year's recognition procedure: sealed sheets, whatever they say."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from handlers.services import nominations, quotas, recognition_list
from handlers.services.act import Act
from handlers.services.actor import acting
from handlers.services.proceeding import Proceeding
from rubric.posts import Post
from storage.facts import NewEvent
from storage.grants import GrantRow
from storage.scorings import NewScoring
from storage.sheets import NewSheet
from tests.handlers.services.hall import WENLING, Hall, moment

YEAR = 2026
AUGUST = moment(2026, 8, 10)


@dataclass
class Procedure:
    """A hall with the city's people, in whose villages anything can be sealed."""

    hall: Hall
    now: datetime = AUGUST
    bureau: GrantRow | None = None
    office: GrantRow | None = None
    year: int = YEAR

    def __post_init__(self) -> None:
        self.bureau = self.bureau or self.hall.appoint(Post.CITY_AGRICULTURE, "city")
        self.office = self.office or self.hall.appoint(Post.TOWN_OFFICE, "town")

    @property
    def scheme(self):
        return self.hall.schemes[WENLING]

    def of(self, grant: GrantRow, at: datetime | None = None) -> Proceeding:
        """The holder of a grant at work on the year's procedure."""
        actor = acting(self.hall.uow, grant)
        return Proceeding(self.hall.uow, actor, at or self.now, self.scheme, self.year)

    def in_year(self, year: int) -> Proceeding:
        """The city at another year's procedure."""
        return replace(self.city, year=year)

    @property
    def city(self) -> Proceeding:
        return self.of(self.bureau)

    @property
    def town(self) -> Proceeding:
        return self.of(self.office)

    def act(self, grant: GrantRow, village: str) -> Act:
        """The holder of a grant at work on a village's book."""
        return self.hall.act(grant, village, self.now)

    def village(self, name: str) -> int:
        return self.hall.places[name]

    def found(self, *names: str, town: str = "town") -> None:
        """More villages under the scheme."""
        for name in names:
            number = self.hall.uow.places.add("village", f"{name}村", self.hall.places[town])
            self.hall.uow.enrolments.add(number, WENLING, date(2026, 1, 1))
            self.hall.places[name] = number

    def sealed(self, *, level: str = "town", **points: float | str) -> None:
        """A sheet in force for each village named, with so many points in all."""
        for name, total in points.items():
            self._seal(self.village(name), level, Decimal(str(total)))

    def _seal(self, village: int, level: str, total: Decimal) -> None:
        uow, by = self.hall.uow, self._signed()
        of = {"village_id": village, "scheme_id": WENLING, "year": self.year, "level": level}
        scoring = uow.scorings.open(NewScoring(**of, **by))
        uow.scorings.event(scoring, "seal", **by)
        items = [
            {"no": no, "given": str(given), "reason": ""}
            for no, given in self._spread(total).items()
        ]
        content = {"items": items, "points": str(total), "standing": "any"}
        hashes = dict.fromkeys(("evidence_hash", "sheet_hash", "chain_head"), "0" * 64)
        version = {"scheme_version": "1", "as_of": self.now.date(), "chain_seq": 0}
        sheet = NewSheet(**of, **by, **version, **hashes, scoring_id=scoring, content=content)
        uow.sheets.add(sheet)

    def _spread(self, total: Decimal) -> dict[int, Decimal]:
        """The items' points, the last items lowered until they come to the total."""
        short, found = Decimal(100) - total, {}
        for no, item in reversed(self.scheme.items.items()):
            lost = max(Decimal(0), min(short, item.points))
            short -= lost
            found[no] = item.points - lost
        return dict(sorted(found.items()))

    def _signed(self):
        return {"by_id": self.office.person_id, "by_grant_id": self.office.id, "at": self.now}

    def veto(self, name: str, *, countersigned: bool = True) -> int:
        """A veto, in force from its second signature on."""
        facts, village = self.hall.uow.facts, self.village(name)
        said = {"kind": "insolvent", "on_day": date(2026, 5, 1)}
        number = facts.state("veto", village, **said, **self._signed())
        if countersigned:
            facts.event("veto", number, village, self._event("countersign"))
        return number

    def lift(self, veto: int, name: str) -> None:
        self.hall.uow.facts.event("veto", veto, self.village(name), self._event("lift"))

    def quota(self, demonstration: int, town: str = "town") -> None:
        """The town's quotas of the year."""
        quotas.set_one(self.city, self.hall.places[town], 10, demonstration)

    def nominated(self, *names: str, town: str = "town") -> None:
        """Put forward by the town, or by whoever is appointed for the other."""
        of = self.town if town == "town" else self.of(self.hall.appoint(Post.TOWN_OFFICE, town))
        nominations.put_forward(of, self.hall.places[town], [self.village(n) for n in names])

    def row(self, name: str):
        """The village's nomination as it stands."""
        return nominations.nominees(self.city)[self.village(name)]

    def listed(self, **points: float | str) -> None:
        """Nominated by the town, evaluated with these points, and the list fixed."""
        self.sealed(**dict.fromkeys(points, 95))
        self.nominated(*points)
        self.sealed(level="city", **points)
        recognition_list.fix(self.city)

    def _event(self, kind: str):
        return NewEvent(kind=kind, on_day=self.now.date(), **self._signed())
