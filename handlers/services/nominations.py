"""按多出任务数1个上报: which villages a town puts forward for 示范(标杆) in a year.

A nomination is the recognition's row itself; it may be changed until somebody of the city has begun
to evaluate one of the town's.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from handlers.services import sealed_scores
from handlers.services.errors import NotNow
from handlers.services.proceeding import Proceeding, Seen
from handlers.services.quotas import quotas
from handlers.services.sealed_scores import Sealed
from rubric.posts import Post
from rubric.recognition import Scored, objections, room_to_put_forward
from rubric.scoring import Standing
from storage.fact_rows import FactRow
from storage.places import PlaceRow

NOMINATORS = frozenset({Post.TOWN_OFFICE})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A village that could be put forward, and whether it is."""

    village: PlaceRow
    points: Sealed
    nominated: bool


@dataclass(frozen=True, slots=True)
class Slate:
    """A town's choice as it stands. `room` None: no quota is known for the year."""

    room: int | None
    candidates: tuple[Candidate, ...]
    changeable: bool

    @property
    def nominated(self) -> frozenset[int]:
        return frozenset(one.village.id for one in self.candidates if one.nominated)


def rows(seen: Seen, standing: Standing) -> dict[int, FactRow]:
    """The year's recognitions that stand, by village; of each village the newest."""
    return {
        row.village_id: row
        for row in _of_year(seen, standing)
        if row.status not in ("withdrawn", "returned")
    }


def taken_off(seen: Seen) -> frozenset[int]:
    """Which villages an objection that was upheld has taken off the year's list."""
    known = _of_year(seen, Standing.DEMONSTRATION)
    return frozenset(row.village_id for row in known if row.status == "returned")


def _of_year(seen: Seen, standing: Standing) -> list[FactRow]:
    return [
        row
        for row in seen.uow.facts.rows("recognition", seen.scope)
        if (row.said["scheme_id"], row.said["year"], row.said["standing"])
        == (seen.scheme.id, seen.year, standing)
    ]


def nominees(seen: Seen) -> dict[int, FactRow]:
    """Whoever is put forward for 示范(标杆), by village."""
    return rows(seen, Standing.DEMONSTRATION)


def slate(proceeding: Proceeding, town_id: int) -> Slate:
    """Whom the town may put forward, the best first, and whom it did."""
    scores = sealed_scores.reaching(proceeding, proceeding.scheme.thresholds.demonstration)
    chosen = nominees(proceeding)
    open_ones = scores.keys() - taken_off(proceeding)
    able = [one for one in proceeding.villages(town_id) if one.id in open_ones]
    able.sort(key=lambda one: (-scores[one.id].points, one.name))
    candidates = (Candidate(one, scores[one.id], one.id in chosen) for one in able)
    quota = quotas(proceeding.uow, proceeding.scheme, proceeding.year).get(town_id)
    return Slate(
        room=room_to_put_forward(proceeding.scheme, quota.demonstration) if quota else None,
        candidates=tuple(candidates),
        changeable=not _begun(proceeding, town_id),
    )


def put_forward(proceeding: Proceeding, town_id: int, chosen: Collection[int]) -> None:
    """Let these be the town's nominees: the others of its villages are taken back."""
    proceeding.require(NOMINATORS)
    if _begun(proceeding, town_id):
        raise NotNow("evaluating")
    _refuse_what_cannot_be(proceeding, town_id, chosen)
    before = _of_town(proceeding, town_id)
    for village, row in before.items():
        if village not in chosen:
            proceeding.event(row.id, village, "withdraw")
    for village in sorted(set(chosen) - set(before)):
        _nominate(proceeding, village)


def _nominate(proceeding: Proceeding, village: int) -> None:
    number = proceeding.put_forward(village, Standing.DEMONSTRATION)
    proceeding.note("recognition.nominate", f"recognition:{number}", village)


def _refuse_what_cannot_be(proceeding: Proceeding, town_id: int, chosen: Collection[int]) -> None:
    quota = quotas(proceeding.uow, proceeding.scheme, proceeding.year).get(town_id)
    if quota is None:
        raise NotNow("no-quota", year=proceeding.year)
    scored = list(_scored(proceeding, town_id, chosen))
    obstacles = objections(proceeding.scheme, quota.demonstration, scored)
    if obstacles:
        raise NotNow("rules", text=obstacles[0].why, clause=obstacles[0].clause)


def _scored(proceeding: Proceeding, town_id: int, chosen: Collection[int]) -> Iterator[Scored]:
    scores = sealed_scores.town_scores(proceeding)
    own = {village.id: village for village in proceeding.villages(town_id)}
    off = taken_off(proceeding)
    for village in chosen:
        proceeding.actor.scope.require(village)
        if village not in own or village not in scores:
            raise NotNow("unsealed")
        if village in off:
            raise NotNow("taken-off", village=own[village].name)
        score = scores[village]
        if score.fell_short:
            raise NotNow("fell-short", village=own[village].name)
        yield Scored(own[village].name, score.points, score.vetoed)


def _of_town(proceeding: Proceeding, town_id: int) -> dict[int, FactRow]:
    own = {village.id for village in proceeding.villages(town_id)}
    return {village: row for village, row in nominees(proceeding).items() if village in own}


def _begun(proceeding: Proceeding, town_id: int) -> bool:
    """Whether the city has begun with any of the town's nominees."""
    evaluated = proceeding.uow.scorings.of(
        proceeding.scheme.id, proceeding.year, "city", proceeding.actor.scope
    )
    begun = {one.village_id for one in evaluated if one.state != "dropped"}
    return bool(begun & set(_of_town(proceeding, town_id)))
