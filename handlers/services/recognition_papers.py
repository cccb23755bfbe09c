"""What recognition lists (认定名单) are made of: the procedure's own lists, as of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from handlers.services.nominations import nominees
from handlers.services.proceeding import Looking, recognising
from handlers.services.quotas import quotas
from handlers.services.recognition_list import Entry, compute, moved, standing
from handlers.services.sealed_scores import Sealed, points_at, reaching
from handlers.services.spot_checks import confirmed
from rubric.recognition import Outcome
from rubric.scheme import Scheme
from storage.audit import Head
from storage.places import PlaceRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


class Stage(StrEnum):
    """How far a village has come; `ABLE`: its town has put nobody forward yet, and could it."""

    TAKEN = "taken"
    TIED = "tied"
    NOT_TAKEN = "not-taken"
    UNSCORED = "unscored"
    ABLE = "able"
    CONFIRMED = "confirmed"
    REACHES = "reaches"


_STAGES = {
    Outcome.TAKEN: Stage.TAKEN,
    Outcome.TIED: Stage.TIED,
    Outcome.NOT_TAKEN: Stage.NOT_TAKEN,
}


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """One village on a list. `order` is its place across the list, None while it has none.

    `fixed`: the city has fixed its list so.
    """

    town: str
    village: str
    town_score: Decimal
    spot: Decimal | None
    city_score: Decimal | None
    order: int | None
    stage: Stage
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """任务数 of a town in a year."""

    town: str
    up_to_standard: int
    demonstration: int


@dataclass(frozen=True, slots=True)
class RecognitionList:
    """Who comes into question for 示范(标杆) and 达标 in a town or city, by what was sealed."""

    place: str
    year: int
    scheme: Scheme
    as_of: date
    demonstration: tuple[RecognitionRow, ...]
    up_to_standard: tuple[RecognitionRow, ...]
    quotas: tuple[QuotaRow, ...]
    head: Head


def recognition_papers(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, place_id: int, today: date, year: int
) -> tuple[RecognitionList, ...]:
    """One for each scheme with a recognition procedure that a village of the scope is under."""
    used = (row.scheme_id for row in uow.enrolments.current(scope, today))
    return tuple(
        _paper(Looking(uow, scheme, year, scope, today), place_id)
        for scheme in recognising(schemes, used)
    )


def _paper(seen: Looking, place_id: int) -> RecognitionList:
    uow, place = seen.uow, seen.uow.places.get(place_id)
    own = {village.id: village for village in uow.places.villages_of(place_id)}
    return RecognitionList(
        place=place.name,
        year=seen.year,
        scheme=seen.scheme,
        as_of=seen.day,
        demonstration=tuple(_demonstration(seen, own)),
        up_to_standard=tuple(_up_to_standard(seen, own)),
        quotas=quota_rows(uow, seen.scheme, seen.year),
        head=uow.audit.head(),
    )


def quota_rows(uow: UnitOfWork, scheme: Scheme, year: int) -> tuple[QuotaRow, ...]:
    """The year's 任务数 by town, as the document or the city has them."""
    return tuple(
        QuotaRow(uow.places.get(town).name, one.up_to_standard, one.demonstration)
        for town, one in quotas(uow, scheme, year).items()
    )


def _demonstration(seen: Looking, own: dict[int, PlaceRow]) -> Iterator[RecognitionRow]:
    """The city's list; then who waits for its score; then whom a town could still put forward."""
    scores = reaching(seen, seen.scheme.thresholds.demonstration)
    named = standing(seen)
    listed = {one.row.village_id: one for one in compute(seen).entries}
    for village, one in listed.items():
        if village in own:
            yield _of_list(scores[village], one)
    busy = {seen.uow.places.town_of(village).id for village in nominees(seen)}
    for village in _best_first(scores, own):
        if village in named and village not in listed:
            yield _row(seen, own[village], scores[village], Stage.UNSCORED)
        elif own[village].parent_id not in busy:
            yield _row(seen, own[village], scores[village], Stage.ABLE)


def _of_list(score: Sealed, one: Entry) -> RecognitionRow:
    return RecognitionRow(
        one.town,
        one.village,
        score.points,
        score.spot,
        one.points,
        one.city_place,
        _STAGES[one.outcome],
        fixed=not moved(one),
    )


def _up_to_standard(seen: Looking, own: dict[int, PlaceRow]) -> Iterator[RecognitionRow]:
    """Whoever reaches the line and was not found short of it; by 镇级评分, equals alike."""
    scores = reaching(seen, seen.scheme.thresholds.up_to_standard)
    done, at_city = confirmed(seen), points_at(seen, "city")
    villages = _best_first(scores, own)
    totals = [scores[village].points for village in villages]
    for village in villages:
        score = scores[village]
        stage = Stage.CONFIRMED if village in done else Stage.REACHES
        order = totals.index(score.points) + 1
        yield _row(seen, own[village], score, stage, order, at_city.get(village))


def _best_first(scores: dict[int, Sealed], own: dict[int, PlaceRow]) -> list[int]:
    known = [village for village in scores if village in own]
    return sorted(known, key=lambda each: (-scores[each].points, own[each].name))


def _row(
    seen: Looking,
    village: PlaceRow,
    score: Sealed,
    stage: Stage,
    order: int | None = None,
    at_city: Decimal | None = None,
) -> RecognitionRow:
    town = seen.uow.places.town_of(village.id).name
    return RecognitionRow(town, village.name, score.points, score.spot, at_city, order, stage)
