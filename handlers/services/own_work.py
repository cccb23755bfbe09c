"""Who may not judge a village, in whatever post: whoever had a part in its work of that time.

That is whoever held a post in the village itself, or wrote one of its records in such a post. What
a town or a city entered in its own name (an import, a duty of the town) is no part of it.
"""

from datetime import date, datetime, time

from handlers.services.act import Act
from storage.grants import SHANGHAI
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


def own_work(act: Act, year: int) -> bool:
    """Whether the actor had a part in the village's work of the year."""
    return act.actor.person_id in workers(act.uow, act.book.village.id, year)


def own_work_since(act: Act, since: date) -> bool:
    """The same of the time from a day until today."""
    return act.actor.person_id in _workers(act.uow, act.book.village.id, since, act.day)


def workers(uow: UnitOfWork, village_id: int, year: int) -> frozenset[int]:
    """Everybody who had a part in the village's work of the year."""
    return _workers(uow, village_id, date(year, 1, 1), date(year, 12, 31))


def _workers(uow: UnitOfWork, village_id: int, since: date, until: date) -> frozenset[int]:
    begun = datetime.combine(since, time(), SHANGHAI)
    held = (
        grant.person_id
        for grant in uow.grants.of_place(village_id)
        if grant.accepted_at is not None
        and grant.starts_on <= until
        and (grant.ended_at is None or grant.ended_at > begun)
    )
    only = Scope.of({village_id}, "回避")
    return frozenset(held) | uow.records.village_writers(village_id, only, since, until)
