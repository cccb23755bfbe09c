"""市级评定分: the city with its four partners, item by item from the town's sealed sheet.

Readings, told on the sheet's card: the four partners are the holders of 市联合认定组; whoever of
the city gave amounts does not sign; every other holder of that day signs what he was shown, at
least one; then 市农水局 seals, by somebody who gave no amount.
"""

from dataclasses import dataclass
from decimal import Decimal

from handlers.services.act import Act
from handlers.services.errors import NotNow, OwnRecord, ScoringRefused
from handlers.services.nominations import nominees
from handlers.services.proceeding import CITY, Proceeding
from handlers.services.scorings import adopt, begin, require_impartial, under_way
from handlers.services.sealed_scores import points_at
from handlers.services.sealing import Outcome, seal
from handlers.services.signatures import PANEL, signatures, signatures_on
from handlers.services.worksheets import Worksheet, worksheet
from rubric.posts import CITY_POSTS
from storage.places import PlaceRow
from storage.scorings import ScoringRow

LEVEL = "city"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A nominee, and how far its evaluation is: none, open, submitted or sealed."""

    village: PlaceRow
    town: PlaceRow
    town_points: Decimal | None
    state: str
    scoring: ScoringRow | None
    points: Decimal | None


def overview(proceeding: Proceeding) -> list[Evaluated]:
    """Every nominee of the actor's scope, by town and village."""
    chosen = nominees(proceeding)
    at_town, at_city = points_at(proceeding, "town"), points_at(proceeding, LEVEL)
    latest = {
        row.village_id: row
        for row in proceeding.uow.scorings.of(
            proceeding.scheme.id, proceeding.year, LEVEL, proceeding.actor.scope
        )
        if row.state != "dropped"
    }
    places = proceeding.uow.places
    found = [
        Evaluated(
            places.get(village),
            places.town_of(village),
            at_town.get(village),
            latest[village].state if village in latest else "none",
            latest.get(village),
            at_city.get(village),
        )
        for village in chosen
    ]
    return sorted(found, key=lambda one: (one.town.id, one.village.id))


def to_sign(proceeding: Proceeding) -> list[Evaluated]:
    """What waits for the signature of this holder of 市联合认定组."""
    if proceeding.actor.post not in PANEL:
        return []
    return [
        one
        for one in overview(proceeding)
        if one.scoring is not None
        and one.state == "submitted"
        and _waits_for(proceeding, one.scoring)
    ]


def _waits_for(proceeding: Proceeding, row: ScoringRow) -> bool:
    wanted = signatures(proceeding.uow, row, proceeding.day).wanted
    return proceeding.actor.person_id in {grant.person_id for grant in wanted}


def opened(act: Act, proceeding: Proceeding) -> Worksheet:
    """A nominee's sheet; begun with the first look of somebody entitled."""
    proceeding.require(CITY_POSTS)
    if act.book.village.id not in nominees(proceeding):
        raise NotNow("not-nominated")
    row = begin(act, proceeding.scheme.id, proceeding.year, LEVEL)
    return worksheet(act, row)


def running(act: Act, proceeding: Proceeding) -> Worksheet | None:
    """The same as it stands, if anybody has begun."""
    row = under_way(act, proceeding.scheme.id, proceeding.year, LEVEL)
    return worksheet(act, row) if row else None


def adopt_all(act: Act, sheet: Worksheet) -> int:
    """采用镇级评分: every item that has no amount yet gets the town's; how many they were."""
    return adopt(act, sheet, sheet.open)


def sign(act: Act, row: ScoringRow, shown: int) -> None:
    """签署: a holder of 市联合认定组 agrees with the amounts as submitted; `shown` is that event.

    The amounts cannot change without another submission, nor be sealed once their grounds have.
    """
    act.require(PANEL)
    _require_city(row)
    if act.actor.person_id in row.scorers:
        raise OwnRecord
    submitted = row.last("submit")
    if row.state != "submitted" or submitted is None or submitted.id != shown:
        raise ScoringRefused("moved")
    if act.actor.person_id in {event.by_id for event in signatures_on(row)}:
        raise NotNow("signed")
    require_impartial(act, row.scheme_id, row.year, row.level)
    act.uow.scorings.event(row.id, "sign", **act.signed)
    act.note("scoring.sign", f"scoring:{row.id}")


def send_back(act: Act, sheet: Worksheet, reason: str) -> None:
    """退回: by a partner or the bureau; whoever scored it may take it back. Signatures fall."""
    act.require(CITY_POSTS)
    _require_city(sheet.row)
    if sheet.row.state != "submitted":
        raise ScoringRefused("moved")
    if not reason.strip():
        raise NotNow("reason")
    act.uow.scorings.event(sheet.row.id, "send_back", reason=reason.strip(), **act.signed)
    act.note("scoring.send_back", f"scoring:{sheet.row.id}")


def seal_signed(act: Act, row: ScoringRow, shown: str) -> Outcome:
    """封存: once everybody who has to has signed."""
    act.require(CITY)
    _require_city(row)
    return seal(act, row, shown)


def _require_city(row: ScoringRow) -> None:
    """What another level scored is neither signed nor sent back here."""
    if row.level != LEVEL:
        raise ScoringRefused("moved")
