"""Who may be put forward for 示范(标杆), and who is taken: by score, within the town's quota.

Points alone never decide between equals: a tie at the quota is left to a person.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from rubric.grading import Obstacle
from rubric.scheme import Scheme
from rubric.scheme_tables import Tier
from rubric.tiers import Candidate, place
from rubric.wording import spoken_points

_LIST = "demonstration"


class Outcome(StrEnum):
    """What the points alone make of a nominee."""

    TAKEN = "taken"
    TIED = "tied"
    NOT_TAKEN = "not-taken"


class Scored(NamedTuple):
    """A village with the town's sealed score (镇级评分)."""

    village: str
    points: Decimal
    vetoed: bool = False


class Nominee(NamedTuple):
    """A village that its town put forward, with the city's score (市级评定分)."""

    village: str
    town: str
    points: Decimal


class Listed(NamedTuple):
    """A nominee with its places, in its town and in the city; equal points share a place."""

    village: str
    town: str
    points: Decimal
    town_place: int
    city_place: int
    outcome: Outcome


def room_to_put_forward(scheme: Scheme, quota: int) -> int:
    """按多出任务数1个上报: how many a town of this quota may put forward."""
    return quota + scheme.recognition.beyond_quota


def objections(scheme: Scheme, quota: int, chosen: Sequence[Scored]) -> tuple[Obstacle, ...]:
    """What speaks against a town's putting forward these villages; nothing if they may be."""
    return tuple(_objections(scheme, room_to_put_forward(scheme, quota), chosen))


def _objections(scheme: Scheme, room: int, chosen: Sequence[Scored]) -> Iterator[Obstacle]:
    line = scheme.thresholds
    for one in chosen:
        if one.vetoed:
            yield Obstacle(f"{one.village}有一票否决事项", scheme.recognition.clause)
        elif one.points < line.demonstration:
            least = spoken_points(line.demonstration)
            told = f"{one.village}镇级评分{spoken_points(one.points)}分,要{least}分(含)以上"
            yield Obstacle(told, line.clause)
    if len(chosen) > room:
        told = f"报了{len(chosen)}个,最多报{room}个(任务数多{scheme.recognition.beyond_quota}个)"
        yield Obstacle(told, scheme.recognition.clause)


def city_list(
    scheme: Scheme, quotas: Mapping[str, int], nominees: Sequence[Nominee]
) -> tuple[Listed, ...]:
    """Every nominee with what becomes of it, in the city-wide order of points.

    Quotas are the year's; a town without one has none to give.
    """
    towns = dict.fromkeys(one.town for one in nominees)
    found = [
        one
        for town in towns
        for one in _in_town(scheme, quotas.get(town, 0), _of(nominees, town), nominees)
    ]
    return tuple(sorted(found, key=lambda one: (one.city_place, one.town, one.village)))


def _of(nominees: Sequence[Nominee], town: str) -> dict[str, Nominee]:
    return {one.village: one for one in nominees if one.town == town}


def _in_town(
    scheme: Scheme, quota: int, own: Mapping[str, Nominee], everybody: Sequence[Nominee]
) -> Iterator[Listed]:
    line = scheme.thresholds.demonstration
    tier = Tier(id=_LIST, name=_LIST, reaching=line, quota=quota, clause=scheme.recognition.clause)
    candidates = [
        Candidate(one.village, one.points, _LIST if one.points >= line else "")
        for one in own.values()
    ]
    for placed in place((tier,), candidates):
        one = own[placed.village]
        city_place = 1 + sum(other.points > one.points for other in everybody)
        yield Listed(*one, placed.place, city_place, _outcome(placed.tier, tied=placed.tied))


def _outcome(tier: str, *, tied: bool) -> Outcome:
    if tied:
        return Outcome.TIED
    return Outcome.TAKEN if tier else Outcome.NOT_TAKEN


def seats_for_the_tied(listed: Sequence[Listed], quotas: Mapping[str, int]) -> dict[str, int]:
    """For each town with a tie: how many of those who stand level there still is room for."""
    towns = dict.fromkeys(one.town for one in listed if one.outcome is Outcome.TIED)
    taken = [one.town for one in listed if one.outcome is Outcome.TAKEN]
    return {town: quotas[town] - taken.count(town) for town in towns}


def decided(
    listed: Sequence[Listed], quotas: Mapping[str, int], town: str, chosen: Collection[str]
) -> tuple[Listed, ...] | None:
    """The list after a person chose among a town's tied; None if that choice is none of theirs.

    Exactly as many as there is room for, and only villages that stand level.
    """
    tied = {one.village for one in listed if one.town == town and one.outcome is Outcome.TIED}
    picked = set(chosen)
    if not tied or not picked <= tied or len(picked) != seats_for_the_tied(listed, quotas)[town]:
        return None
    taken = {True: Outcome.TAKEN, False: Outcome.NOT_TAKEN}
    return tuple(
        one._replace(outcome=taken[one.village in picked])
        if one.town == town and one.village in tied
        else one
        for one in listed
    )
