"""Secrets by which people take up their grants: hashed, single use, expiring."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, func, select

from storage.errors import NotFound, SecretTaken
from storage.repository import Repository
from storage.tables import Invite, InviteTry

_invite, _try = Invite.__table__, InviteTry.__table__


@dataclass(frozen=True, slots=True)
class InviteRow:
    """An invitation; its secret is known to the invited only."""

    id: int
    grant_id: int
    kind: str
    secret_hash: str
    expires_at: datetime
    used_at: datetime | None
    burned_at: datetime | None
    created_at: datetime


class Invites(Repository):
    """Invitations, and how often somebody guessed."""

    def add(
        self, grant_id: int, kind: str, secret: str, expires_at: datetime, now: datetime
    ) -> int:
        """Store the secret's hash; SecretTaken if the secret was ever given out before."""
        number = self._insert_once(
            _invite,
            grant_id=grant_id,
            kind=kind,
            secret_hash=_hashed(secret),
            expires_at=expires_at,
            created_at=now,
        )
        if number is None:
            raise SecretTaken
        return number

    def find(self, secret: str) -> InviteRow | None:
        """The invitation of this secret, even if used, burned or expired."""
        return self._one(_invite.c.secret_hash == _hashed(secret))

    def get(self, invite_id: int) -> InviteRow:
        invite = self._one(_invite.c.id == invite_id)
        if invite is None:
            raise NotFound("邀请", invite_id)
        return invite

    def use(self, invite_id: int, at: datetime) -> bool:
        """Spend the invitation; False if it was used, burned or had expired meanwhile."""
        return bool(
            self._update(
                _invite,
                _invite.c.id == invite_id,
                _invite.c.used_at.is_(None),
                _invite.c.burned_at.is_(None),
                _invite.c.expires_at > at,
                used_at=at,
            )
        )

    def burn_all(self, grant_id: int, at: datetime) -> int:
        """Make every unused invitation of a grant worthless; tell how many."""
        unused = (_invite.c.used_at.is_(None), _invite.c.burned_at.is_(None))
        return self._update(_invite, _invite.c.grant_id == grant_id, *unused, burned_at=at)

    def note_try(self, external_id: str, at: datetime) -> None:
        self._insert(_try, external_id=external_id, at=at)

    def tries_since(self, external_id: str | None, since: datetime) -> int:
        """How many secrets were tried since then by this account, or with None by anybody."""
        query = select(func.count()).select_from(_try).where(_try.c.at >= since)
        if external_id is not None:
            query = query.where(_try.c.external_id == external_id)
        return self._db.execute(query).scalar_one()

    def _one(self, condition: ColumnElement[bool]) -> InviteRow | None:
        row = self._db.execute(select(_invite).where(condition)).mappings().one_or_none()
        return InviteRow(**row) if row else None


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
