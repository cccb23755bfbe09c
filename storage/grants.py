"""Posts in places, held for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import PostGrant

_grant = PostGrant.__table__


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


class Grants(Repository):
    """Who may act where. A grant takes effect when it is accepted, not before its date."""

    def add(self, person_id: int, post: str, place_id: int, starts_on: date) -> int:
        values = {"person_id": person_id, "post": post, "place_id": place_id}
        return self._insert(_grant, **values, starts_on=starts_on)

    def get(self, grant_id: int) -> GrantRow:
        query = select(_grant).where(_grant.c.id == grant_id)
        row = self._db.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("职务授权", grant_id)
        return GrantRow(**row)

    def of(self, person_id: int) -> list[GrantRow]:
        """Every grant the person has or had, accepted or not."""
        query = select(_grant).where(_grant.c.person_id == person_id).order_by(_grant.c.id)
        return [GrantRow(**row) for row in self._db.execute(query).mappings()]

    def active_of(self, person_id: int, at: datetime, today: date) -> list[GrantRow]:
        """The grants the person may act under: accepted, begun and not ended."""
        query = select(_grant).where(
            _grant.c.person_id == person_id,
            _grant.c.accepted_at <= at,
            _grant.c.starts_on <= today,
            or_(_grant.c.ended_at.is_(None), _grant.c.ended_at > at),
        )
        return [GrantRow(**row) for row in self._db.execute(query.order_by(_grant.c.id)).mappings()]

    def holders(self, place_id: int, posts: Iterable[str], today: date) -> list[GrantRow]:
        """Who holds one of the posts in the place itself; not above or below it."""
        query = select(_grant).where(
            _grant.c.place_id == place_id,
            _grant.c.post.in_(sorted(posts)),
            _grant.c.accepted_at.is_not(None),
            _grant.c.starts_on <= today,
            _grant.c.ended_at.is_(None),
        )
        return [GrantRow(**row) for row in self._db.execute(query.order_by(_grant.c.id)).mappings()]

    def accept(self, grant_id: int, at: datetime) -> bool:
        """Take up a grant; False if it was taken up or ended before."""
        return bool(
            self._update(
                _grant,
                _grant.c.id == grant_id,
                _grant.c.accepted_at.is_(None),
                _grant.c.ended_at.is_(None),
                accepted_at=at,
            )
        )

    def end(self, grant_id: int, at: datetime) -> bool:
        """End a grant at once; False if it had ended before."""
        open_grant = (_grant.c.id == grant_id, _grant.c.ended_at.is_(None))
        return bool(self._update(_grant, *open_grant, ended_at=at))
