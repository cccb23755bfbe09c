"""有异议: the village says why a finding is wrong; somebody other than the finder upholds it."""

from handlers.services.act import Act
from handlers.services.errors import AlreadySettled, OwnRecord
from handlers.services.findings import (
    OFFICES,
    deciders,
    event,
    judges,
    may_clear,
    require_status,
    speakers,
)
from rubric.posts import VILLAGE_POSTS
from storage.findings import FindingRow
from storage.grants import GrantRow

FOUNDED = "异议成立"


def may_dispute(act: Act, row: FindingRow) -> None:
    """Refuse an objection to what has ended, and a second one to what has stayed the same."""
    act.require(VILLAGE_POSTS)
    require_status(row, "open", "reported")
    if not open_to_dispute(row):
        raise AlreadySettled("disputed")


def open_to_dispute(row: FindingRow) -> bool:
    """Once, and once more whenever the finding has become one of another kind."""
    said = row.last("dispute", "classify")
    return not row.ended and (said is None or said.kind == "classify")


def dispute(act: Act, row: FindingRow, reason: str) -> None:
    """有异议: what the finding says does not hold; its due day keeps running."""
    may_dispute(act, row)
    event(act, row, "dispute", reason)


def uphold(act: Act, row: FindingRow, reason: str) -> None:
    """维持: the finding stands; never said by the finder himself, nor by who classified it last."""
    may_uphold(act, row)
    event(act, row, "uphold", reason)


def may_uphold(act: Act, row: FindingRow) -> None:
    act.require(judges(act.uow, row) | OFFICES)
    _require_dispute(row)
    named = row.last("classify")
    sayers = {row.by_id, named.by_id if named else row.by_id}
    if act.actor.person_id in speakers(row) | sayers:
        raise OwnRecord


def accept(act: Act, row: FindingRow) -> None:
    """异议成立: the finding is cleared."""
    _require_dispute(row)
    may_clear(act, row)
    event(act, row, "clear", FOUNDED)


def hearers(act: Act, row: FindingRow) -> list[GrantRow]:
    """Who is told of an objection: the finder's office, and the town's."""
    town = act.uow.places.town_of(row.village_id)
    offices = act.uow.grants.holders(town.id, OFFICES, act.day)
    told = [*deciders(act.uow, row, act.day), *offices]
    return [each for each in told if each.person_id not in speakers(row)]


def _require_dispute(row: FindingRow) -> None:
    if row.dispute is None:
        raise AlreadySettled(row.status if row.ended else "answered")
