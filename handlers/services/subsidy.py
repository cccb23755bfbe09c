"""补助 of a recognised village: that it was paid, and what it was used for, item by item.

第七条(二): 专款专用. The village states each use, its supervisors confirm it, its town watches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.services.act import Act
from handlers.services.errors import NotNow, OwnRecord
from handlers.services.proceeding import CITY, Proceeding
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from rubric.scheme import Scheme
from rubric.scheme_tables import PointsHead, Subsidy
from rubric.scoring import Standing
from storage.fact_rows import FactEventRow, FactRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

WATCHERS = frozenset({Post.TOWN_OFFICE, Post.TOWN_ASSETS, Post.TOWN_DISCIPLINE})
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of the money. `state`: open, confirmed, returned or dropped."""

    id: int
    yuan: Decimal
    purpose: str
    on_day: date
    by_id: int
    files: tuple[int, ...]
    state: str
    reason: str

    @property
    def counts(self) -> bool:
        return self.state in ("open", "confirmed")


@dataclass(frozen=True, slots=True)
class Account:
    """A village's subsidy as it stands. `paid_on` None: not paid yet."""

    row: FactRow
    due: int
    paid_on: date | None
    uses: tuple[Use, ...]

    @property
    def used(self) -> Decimal:
        return sum((use.yuan for use in self.uses if use.counts), Decimal(0))

    @property
    def left(self) -> Decimal:
        return (self.due if self.paid_on else 0) - self.used

    @property
    def open(self) -> list[Use]:
        return [use for use in self.uses if use.state == "open"]


def granted(scheme: Scheme) -> Subsidy | None:
    """What the document grants a recognised village; None if it grants nothing."""
    head = scheme.head
    told = head.recognition if isinstance(head, PointsHead) else None
    return told.subsidy if told else None


def accounts(
    uow: UnitOfWork, scheme: Scheme, scope: Scope, village_id: int | None = None
) -> list[Account]:
    """The subsidies of every recognised 示范(标杆) village, of one village or of the scope."""
    grant = granted(scheme)
    if grant is None:
        return []
    return [
        account(row, grant.yuan)
        for row in uow.facts.rows("recognition", scope, village_id)
        if row.said["scheme_id"] == scheme.id
        and row.said["standing"] == Standing.DEMONSTRATION
        and row.status == "confirmed"
    ]


def account(row: FactRow, due: int) -> Account:
    """A recognition's subsidy."""
    paid = row.last("pay")
    uses = (_use(event, row) for event in row.events if event.kind == "use")
    return Account(
        row, due, date.fromisoformat(paid.data["paid_on"]) if paid else None, tuple(uses)
    )


def _use(event: FactEventRow, row: FactRow) -> Use:
    last = _last_about(event.id, row)
    return Use(
        event.id,
        Decimal(event.data["yuan"]),
        event.reason,
        event.on_day,
        event.by_id,
        tuple(event.data["files"]),
        _STATES[last.kind] if last else "open",
        last.reason if last else "",
    )


_STATES = {"use_confirm": "confirmed", "use_return": "returned", "use_drop": "dropped"}


def _last_about(use: int, row: FactRow) -> FactEventRow | None:
    about = (event for event in row.events if event.kind in _STATES)
    return next((event for event in about if event.data["use"] == use), None)


def pay(proceeding: Proceeding, found: Account, paid_on: date) -> None:
    """Note that the whole sum was paid to the village."""
    proceeding.require(CITY)
    if found.paid_on is not None:
        raise NotNow("paid")
    if paid_on > proceeding.day:
        raise NotNow("future")
    data = {"yuan": found.due, "paid_on": paid_on.isoformat()}
    proceeding.event(found.row.id, found.row.village_id, "pay", **data)


def use(
    act: Act,
    found: Account,
    yuan: Decimal,
    purpose: str,
    on_day: date,
    files: Sequence[int] = (),
) -> None:
    """State one use of the money; never more than is left of it."""
    act.require(VILLAGE_POSTS)
    if found.paid_on is None:
        raise NotNow("unpaid")
    if yuan <= 0 or yuan != yuan.quantize(_CENT):
        raise NotNow("no-sum")
    if yuan > found.left:
        raise NotNow("too-much", left=str(found.left))
    if not found.paid_on <= on_day <= act.day:
        raise NotNow("use-day")
    data = {"yuan": str(yuan), "files": list(files)}
    act.fact_event(found.row, "use", purpose, day=on_day, data=data)


def confirm_use(act: Act, found: Account, use_id: int) -> None:
    """The supervisors saw that it was spent on this; never whoever stated it."""
    act.require(SUPERVISOR_POSTS)
    act.fact_event(found.row, "use_confirm", data={"use": _open(act, found, use_id)})


def return_use(act: Act, found: Account, use_id: int, reason: str) -> None:
    """It does not hold, says a supervisor or the town that watches: the sum is free again."""
    act.require(SUPERVISOR_POSTS | WATCHERS)
    act.fact_event(found.row, "use_return", reason, data={"use": _open(act, found, use_id)})


def drop_use(act: Act, found: Account, use_id: int) -> None:
    """The village takes back what nobody has confirmed yet."""
    act.require(VILLAGE_POSTS)
    if use_id not in {use.id for use in found.open}:
        raise NotNow("use-settled")
    act.fact_event(found.row, "use_drop", data={"use": use_id})


def _open(act: Act, found: Account, use_id: int) -> int:
    waiting = {use.id: use for use in found.open}
    if use_id not in waiting:
        raise NotNow("use-settled")
    if waiting[use_id].by_id == act.actor.person_id:
        raise OwnRecord
    return use_id
