"""Binding a chat account to a post: by invite link or by a typed code of eight digits."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.services.actor import Actor, acting
from handlers.services.errors import InviteRefused
from rubric.posts import Post
from storage.grants import GrantRow
from storage.invites import InviteRow
from storage.people import AccountRow
from storage.unit_of_work import UnitOfWork

CODE = re.compile(r"\d{8}")
NOTICE_VERSION = "2026-11"
LINK_LIVES = timedelta(hours=72)
CODE_LIVES = timedelta(days=15)
TRY_WINDOW = timedelta(hours=1)
TRIES_EACH = 5
TRIES_IN_ALL = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """Whom an invite is for, to be checked by the person before it binds."""

    invite_id: int
    holder: Actor


@dataclass(frozen=True, slots=True)
class Secret:
    """A fresh invite's secret: shown once, kept only as a hash."""

    text: str
    expires_at: datetime


def invite(uow: UnitOfWork, grant: GrantRow, now: datetime, *, typed: bool) -> Secret:
    """A new invite for a post's holder: a code to type, or the payload of a link (192 bits)."""
    kind = "code" if typed else "link"
    text = f"{secrets.randbelow(10**8):08}" if typed else secrets.token_urlsafe(24)
    expires_at = now + (CODE_LIVES if typed else LINK_LIVES)
    uow.invites.add(grant.id, kind, text, expires_at, now)
    return Secret(text, expires_at)


def offer(uow: UnitOfWork, secret: str, sender: str, now: datetime) -> Offer:
    """Look at an invite without using it; wrong ones are counted, and too many refused."""
    since = now - TRY_WINDOW
    if (
        uow.invites.tries_since(sender, since) >= TRIES_EACH
        or uow.invites.tries_since(None, since) >= TRIES_IN_ALL
    ):
        raise InviteRefused("too-many")
    row = uow.invites.find(secret)
    why = _refusal(row, now)
    if row is None or why:
        uow.invites.note_try(sender, now)
        raise InviteRefused(why)
    return Offer(row.id, acting(uow, uow.grants.get(row.grant_id)))


def accept(uow: UnitOfWork, invite_id: int, sender: str, chat_id: str, now: datetime) -> AccountRow:
    """Bind the chat account to the person of the invite, record the consent, spend the invite."""
    row = uow.invites.get(invite_id)
    if _refusal(row, now) or not uow.invites.use(invite_id, now):
        raise InviteRefused(_refusal(uow.invites.get(invite_id), now) or "used")
    grant = uow.grants.get(row.grant_id)
    account = uow.people.bind(grant.person_id, sender, chat_id, now)
    uow.people.consent(grant.person_id, NOTICE_VERSION, now)
    uow.grants.accept(grant.id, now)
    _note(uow, grant, now, "account.bound")
    return account


def decline(uow: UnitOfWork, invite_id: int, now: datetime) -> GrantRow:
    """The wrong person holds it: burn the invite. The grant is returned for whom to tell."""
    row = uow.invites.get(invite_id)
    if _refusal(row, now):
        raise InviteRefused(_refusal(row, now))
    uow.invites.burn(invite_id, now)
    grant = uow.grants.get(row.grant_id)
    _note(uow, grant, now, "invite.burned")
    return grant


def town_holders(uow: UnitOfWork, grant: GrantRow, now: datetime) -> list[GrantRow]:
    """The town office that issued the invite of a village's post."""
    town = uow.places.town_of(grant.place_id)
    return uow.grants.holders(town.id, (Post.TOWN_OFFICE,), now.date())


def _refusal(row: InviteRow | None, now: datetime) -> str:
    if row is None:
        return "unknown"
    if row.used_at or row.burned_at:
        return "used"
    return "expired" if row.expires_at <= now else ""


def _note(uow: UnitOfWork, grant: GrantRow, now: datetime, action: str) -> None:
    uow.audit.append(
        now, action, f"grant:{grant.id}", {}, person_id=grant.person_id, grant_id=grant.id
    )
