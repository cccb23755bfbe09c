"""Secrets by which people take up their grants: single use, expiring, and not in the database.

A secret follows from a number drawn for it and from a key that lies outside the database, so that
it can be told when a message goes out and is kept nowhere. What is kept to know it again is a keyed
hash: an eight-digit code would be found from a plain one in a second.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import ColumnElement, func, select

from storage.direct import Direct
from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Invite, InviteTry

_invite, _try = Invite.__table__, InviteTry.__table__
_CODES = 10**8
_LINK_BYTES = 24
_NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class InviteRow:
    """An invitation; its secret is known to the invited, and to whoever has the key."""

    id: int
    grant_id: int
    kind: str
    nonce: str
    secret_hash: str
    expires_at: datetime
    used_at: datetime | None
    burned_at: datetime | None
    created_at: datetime

    def open_at(self, now: datetime) -> bool:
        """Whether it can still be used."""
        return not (self.used_at or self.burned_at) and self.expires_at > now


class Invites(Repository):
    """Invitations, and how often somebody guessed."""

    def __init__(self, connection: Direct, key: bytes) -> None:
        super().__init__(connection)
        self._key = key

    def issue(self, grant_id: int, kind: str, expires_at: datetime, now: datetime) -> InviteRow:
        """A new invitation; a secret that was ever given out before is drawn anew."""
        number = None
        while number is None:
            nonce = token_hex(_NONCE_BYTES)
            number = self._insert_once(
                _invite,
                grant_id=grant_id,
                kind=kind,
                nonce=nonce,
                secret_hash=self._hashed(self._derived(kind, nonce)),
                expires_at=expires_at,
                created_at=now,
            )
        return self.get(number)

    def secret(self, row: InviteRow) -> str:
        """What the invited types or opens: eight digits, or the payload of a link (192 bits)."""
        return self._derived(row.kind, row.nonce)

    def find(self, secret: str) -> InviteRow | None:
        """The invitation of this secret, even if used, burned or expired."""
        return self._one(_invite.c.secret_hash == self._hashed(secret))

    def get(self, invite_id: int) -> InviteRow:
        invite = self._one(_invite.c.id == invite_id)
        if invite is None:
            raise NotFound("邀请", invite_id)
        return invite

    def open_of(self, grant_id: int, now: datetime) -> list[InviteRow]:
        """The invitations of a grant that can still be used."""
        found = (InviteRow(**row) for row in self._all(_invite, grant_id=grant_id))
        return [each for each in found if each.open_at(now)]

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

    def _derived(self, kind: str, nonce: str) -> str:
        made = self._keyed(f"secret/{kind}/{nonce}")
        if kind == "code":
            return f"{int.from_bytes(made) % _CODES:08}"
        return urlsafe_b64encode(made[:_LINK_BYTES]).decode()

    def _hashed(self, secret: str) -> str:
        return self._keyed(f"hash/{secret}").hex()

    def _keyed(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), "sha256")
