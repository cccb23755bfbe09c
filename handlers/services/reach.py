"""Who holds a post and is not reached any more: he blocked the bot, or his account is no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork

STAGE = "gone"
"""The stage under which it is noted that an office was told of it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A post whose holder hears nothing; `key` is another each time that it happens."""

    village: PlaceRow
    post: str
    key: str


def is_gone(uow: UnitOfWork, person_id: int) -> bool:
    """Whether every chat of somebody bound refuses our messages."""
    accounts = uow.people.accounts_of(person_id)
    return bool(accounts) and all(each.unreachable_at for each in accounts)


def gone_from(uow: UnitOfWork, villages: Collection[PlaceRow], now: datetime) -> list[Gone]:
    """The posts of these villages whose holders are not reached, who was lost first before."""
    places = {each.id: each for each in villages}
    return [
        Gone(places[grant.place_id], grant.post, f"{STAGE}/{account.id}/{account.unreachable_at}")
        for account in uow.people.unreachable_accounts()
        if is_gone(uow, account.person_id)
        for grant in uow.grants.active_of(account.person_id, now, now.date())
        if grant.place_id in places
    ]
