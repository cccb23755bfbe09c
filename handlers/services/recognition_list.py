"""The list of a year: by 市级评定分 within each town's quota, a tie decided by a person.

What is fixed is written to each nominee's recognition as its event `decide`, with the figures it
was fixed on; a later objection that is upheld takes a village off, and the list is fixed anew.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.services import sealed_scores
from handlers.services.errors import NotNow
from handlers.services.nominations import nominees
from handlers.services.proceeding import CITY, Proceeding, Seen
from handlers.services.quotas import TownQuota, quotas
from rubric.duty import day_in
from rubric.period import Cadence, Period
from rubric.recognition import Listed, Nominee, Outcome, city_list, decided, seats_for_the_tied
from rubric.scheme import Scheme
from storage.fact_rows import FactRow


@dataclass(frozen=True, slots=True)
class Entry:
    """A nominee on the list: where it stands, and what becomes of it. Its names are for people."""

    row: FactRow
    village: str
    town_id: int
    town: str
    points: Decimal
    town_place: int
    city_place: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CityList:
    """Every nominee that is evaluated, in the city-wide order; `seats` of towns with a tie.

    `missing` are nominees without a sealed city score, by name.
    """

    entries: tuple[Entry, ...]
    seats: dict[int, int]
    missing: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return bool(self.entries) and not self.seats and not self.missing

    def tied(self, town_id: int) -> list[Entry]:
        return [
            one for one in self.entries if one.town_id == town_id and one.outcome is Outcome.TIED
        ]


def compute(seen: Seen) -> CityList:
    """The list as points, quotas and the choices made so far have it; nothing is written."""
    rows, points = standing(seen), sealed_scores.points_at(seen, "city")
    places = seen.uow.places
    numbers = {town: each.demonstration for town, each in _quotas(seen).items()}
    named = {str(town): number for town, number in numbers.items()}
    judged = [
        Nominee(str(village), str(places.town_of(village).id), points[village])
        for village in rows
        if village in points
    ]
    listed = _chosen(rows, city_list(seen.scheme, named, judged), named)
    seats = seats_for_the_tied(listed, named)
    return CityList(
        entries=tuple(_entry(seen, rows, one) for one in listed),
        seats={int(town): free for town, free in seats.items()},
        missing=tuple(places.get(village).name for village in rows if village not in points),
    )


def decide_by(scheme: Scheme, year: int) -> date | None:
    """认定的最后一天."""
    return day_in(scheme.recognition.confirm_by, Period(year, Cadence.YEAR))


def standing(seen: Seen) -> dict[int, FactRow]:
    """Nominees whom nothing bars by now: a veto, a spot check, or a corrected town score may."""
    able = sealed_scores.reaching(seen, seen.scheme.thresholds.demonstration)
    return {village: row for village, row in nominees(seen).items() if village in able}


def _quotas(seen: Seen) -> dict[int, TownQuota]:
    return quotas(seen.uow, seen.scheme, seen.year)


def _chosen(
    rows: dict[int, FactRow], listed: tuple[Listed, ...], named: dict[str, int]
) -> tuple[Listed, ...]:
    """The list after the choices between equals; one that no longer fits is none."""
    for town in seats_for_the_tied(listed, named):
        picked = [
            one.village for one in listed if one.town == town and _picked(rows[int(one.village)])
        ]
        listed = decided(listed, named, town, picked) or listed
    return listed


def _picked(row: FactRow) -> bool:
    last = row.last("choose")
    return bool(last and last.data["taken"])


def _entry(seen: Seen, rows: dict[int, FactRow], one: Listed) -> Entry:
    places, village = seen.uow.places, int(one.village)
    return Entry(
        rows[village],
        places.get(village).name,
        int(one.town),
        places.get(int(one.town)).name,
        one.points,
        one.town_place,
        one.city_place,
        one.outcome,
    )


def choose(proceeding: Proceeding, town_id: int, chosen: Collection[int], reason: str) -> None:
    """Decide between equals at the town's quota; the reason stands with each of them."""
    proceeding.require(CITY)
    found = compute(proceeding)
    tied = {one.row.village_id: one.row for one in found.tied(town_id)}
    picked = set(chosen)
    if not tied or not picked <= set(tied) or len(picked) != found.seats[town_id]:
        raise NotNow("seats", seats=found.seats.get(town_id, 0))
    if not reason.strip():
        raise NotNow("reason")
    for village, row in tied.items():
        proceeding.event(row.id, village, "choose", reason, taken=village in picked)


def fix(proceeding: Proceeding) -> CityList:
    """定名单: write what becomes of every nominee. Only a whole list without a tie is one."""
    proceeding.require(CITY)
    found = compute(proceeding)
    if not found.ready:
        raise NotNow("list-open", missing=len(found.missing), ties=len(found.seats))
    for one in found.entries:
        if moved(one):
            proceeding.event(one.row.id, one.row.village_id, "decide", **_figures(one))
    return found


def _figures(one: Entry) -> dict[str, str | int]:
    return {
        "outcome": one.outcome.value,
        "points": str(one.points),
        "town_place": one.town_place,
        "city_place": one.city_place,
    }


def moved(one: Entry) -> bool:
    """Whether it is not, or no longer, as it was fixed."""
    last = one.row.last("decide")
    return last is None or dict(last.data) != _figures(one)


def taken(row: FactRow) -> bool:
    """Whether the list as it was last fixed takes the village."""
    last = row.last("decide")
    return bool(last and last.data["outcome"] == Outcome.TAKEN)


def listed(proceeding: Proceeding) -> list[FactRow]:
    """Everybody whom the fixed list takes and nothing bars by now."""
    return [row for row in standing(proceeding).values() if taken(row)]
