"""Posts in places, held for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, FromClause, bindparam, exists, or_, select

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import PostGrant

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Whose midnight a post passes on at."""
_grant = PostGrant.__table__
_ACTIVE = (
    select(_grant)
    .where(
        _grant.c.person_id == bindparam("person"),
        _grant.c.accepted_at <= bindparam("at"),
        _grant.c.starts_on <= bindparam("today"),
        or_(_grant.c.ended_at.is_(None), _grant.c.ended_at > bindparam("at")),
    )
    .order_by(_grant.c.id)
)
_deputy = _grant.alias("deputy")


def _held(grant: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Taken up, begun, and not over before the end of the day."""
    return (
        grant.c.accepted_at.is_not(None),
        grant.c.starts_on <= bindparam("today"),
        or_(grant.c.ended_at.is_(None), grant.c.ended_at >= bindparam("tomorrow")),
    )


_ON_LEAVE = exists().where(
    _deputy.c.place_id == _grant.c.place_id,
    _deputy.c.post == _grant.c.post,
    _deputy.c.stands_in_for_id == _grant.c.id,
    *_held(_deputy),
)
_HOLDERS = (
    select(_grant)
    .where(
        _grant.c.place_id == bindparam("place"),
        _grant.c.post.in_(bindparam("posts", expanding=True)),
        *_held(_grant),
        ~_ON_LEAVE,
    )
    .order_by(_grant.c.id)
)


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A post in a place, held by a person for a time."""

    id: int
    person_id: int
    post: str
    place_id: int
    starts_on: date
    ended_at: datetime | None
    accepted_at: datetime | None
    replaces_id: int | None = None
    stands_in_for_id: int | None = None


class Grants(Repository):
    """Who may act where. A grant takes effect when it is accepted, not before its date."""

    def add(
        self,
        person_id: int,
        post: str,
        place_id: int,
        starts_on: date,
        replaces_id: int | None = None,
        stands_in_for_id: int | None = None,
    ) -> int:
        """A post for somebody.

        `replaces_id` is the grant that ends when he takes it up; `stands_in_for_id` that of
        somebody on leave, which does not.
        """
        values = {"person_id": person_id, "post": post, "place_id": place_id}
        others = {"replaces_id": replaces_id, "stands_in_for_id": stands_in_for_id}
        return self._insert(_grant, **values, starts_on=starts_on, **others)

    def get(self, grant_id: int) -> GrantRow:
        row = self._first(_grant, id=grant_id)
        if row is None:
            raise NotFound("职务授权", grant_id)
        return GrantRow(**row)

    def of(self, person_id: int) -> list[GrantRow]:
        """Every grant the person has or had, accepted or not."""
        return [GrantRow(**row) for row in self._all(_grant, person_id=person_id)]

    def active_of(self, person_id: int, at: datetime, today: date) -> list[GrantRow]:
        """The grants the person may act under: accepted, begun and not ended."""
        given = {"person": person_id, "at": at, "today": today}
        return [GrantRow(**row) for row in self._db.execute(_ACTIVE, given).mappings()]

    def of_place(self, place_id: int) -> list[GrantRow]:
        """Every grant there is or was in the place itself, accepted or not."""
        return [GrantRow(**row) for row in self._all(_grant, place_id=place_id)]

    def waiting(self) -> list[GrantRow]:
        """Every grant that nobody has taken up yet, and that has not ended."""
        query = select(_grant).where(_grant.c.accepted_at.is_(None), _grant.c.ended_at.is_(None))
        return [GrantRow(**row) for row in self._db.execute(query.order_by(_grant.c.id)).mappings()]

    def holders(self, place_id: int, posts: Iterable[str], today: date) -> list[GrantRow]:
        """Who answers in one of the posts in the place itself; not above or below it.

        An end that is planned for a later day leaves the holder in his post until then. While
        somebody is on leave his stand-in answers for him.
        """
        tomorrow = datetime.combine(today + timedelta(days=1), time(), SHANGHAI)
        given = {"place": place_id, "posts": sorted(posts), "today": today, "tomorrow": tomorrow}
        rows = self._db.execute(_HOLDERS, given).mappings() if given["posts"] else ()
        return [GrantRow(**row) for row in rows]

    def accept(self, grant_id: int, at: datetime) -> bool:
        """Take up a grant; False if it was taken up or has ended before."""
        waiting = (_grant.c.id == grant_id, _grant.c.accepted_at.is_(None))
        return bool(self._update(_grant, *waiting, _not_over(at), accepted_at=at))

    def end(self, grant_id: int, at: datetime) -> bool:
        """End a grant, at once or at a later moment; False if it ends no later as it is."""
        return bool(self._update(_grant, _grant.c.id == grant_id, _not_over(at), ended_at=at))

    def stand_ins(self, grant_id: int, at: datetime) -> list[GrantRow]:
        """Who is to stand in for the holder of this grant, or does; those over are left out."""
        rows = self._all(_grant, stands_in_for_id=grant_id)
        found = (GrantRow(**row) for row in rows)
        return [each for each in found if each.ended_at is None or each.ended_at > at]


def _not_over(at: datetime) -> ColumnElement[bool]:
    return or_(_grant.c.ended_at.is_(None), _grant.c.ended_at > at)
