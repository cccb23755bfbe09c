"""Binding a chat account to a post: by invite link or by a typed code of eight digits."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.services import handover, phones
from handlers.services.actor import Actor, acting, office_above
from handlers.services.errors import InviteRefused
from storage.grants import GrantRow
from storage.invites import InviteRow
from storage.people import AccountRow
from storage.unit_of_work import UnitOfWork

NOTICE_VERSION = "2026-11-22"
"""Of the notice in `_notice.j2`, which who binds agrees to: another text is another version."""
LINK_LIVES = timedelta(hours=72)
CODE_LIVES = timedelta(days=15)
TRIES_EACH, EACH_WITHIN = 5, timedelta(hours=1)
TRIES_IN_ALL, ALL_WITHIN = 100, timedelta(days=1)
"""Only codes can be guessed: a day of guessing finds a given one once in a million times."""
_CODE = re.compile(r"[0-9]{8}")
_BETWEEN = re.compile(r"[\s-]")
_CALLED = re.compile("(?:我的)?(?:绑定|邀请|验证)?(?:码|绑定)(?:是|为)?[:,.。]?")


@dataclass(frozen=True, slots=True)
class Offer:
    """Whom an invite is for, to be checked by the person before it binds.

    `moves`: he has another phone, which this one takes the place of.
    """

    invite_id: int
    holder: Actor
    hands_over: bool = False
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Secret:
    """A fresh invite's secret: told to the invited, and kept nowhere."""

    invite_id: int
    text: str
    expires_at: datetime


def invite(
    uow: UnitOfWork, grant: GrantRow, now: datetime, *, typed: bool, printed: bool = False
) -> Secret:
    """A new invite for a post's holder: a code to type, or the payload of a link (192 bits).

    What is printed takes its time to arrive: it lives as long as a code.
    """
    kind = "code" if typed else "link"
    lives = CODE_LIVES if typed or printed else LINK_LIVES
    row = uow.invites.issue(grant.id, kind, now + lives, now)
    _note(uow, grant, now, f"invite.{kind}")
    return Secret(row.id, uow.invites.secret(row), row.expires_at)


def typed_code(text: str) -> str | None:
    """The eight digits of a code as people type it: in groups, by a Chinese keyboard, 绑定码是…"""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    digits = digits.removeprefix(called[0]) if (called := _CALLED.match(digits)) else digits
    return digits if _CODE.fullmatch(digits) else None


def offer(uow: UnitOfWork, secret: str, sender: str, now: datetime) -> Offer:
    """Look at an invite without using it; wrong codes are counted, and too many refused."""
    code = typed_code(secret)
    if code:
        _refuse_guessing(uow, sender, now)
    row = uow.invites.find(code or secret)
    if row is None:
        if code:
            uow.invites.note_try(sender, now)
        raise InviteRefused("unknown")
    grant = _valid(uow, row, now)
    hands_over = grant.accepted_at is None and bool(handover.predecessors(uow, grant))
    moves = bool(phones.beside(uow, grant.person_id, sender))
    return Offer(row.id, acting(uow, grant), hands_over, moves)


def accept(uow: UnitOfWork, invite_id: int, sender: str, chat_id: str, now: datetime) -> AccountRow:
    """Bind the chat account to the person of the invite, record the consent, spend the invite.

    It takes the place of whatever other phone the person had.
    """
    row = uow.invites.get(invite_id)
    grant = _valid(uow, row, now)
    if not uow.invites.use(invite_id, now):
        raise InviteRefused("used")
    for left in phones.beside(uow, grant.person_id, sender):
        phones.let_go(uow, left, now)
    account = uow.people.bind(grant.person_id, sender, chat_id, now)
    uow.people.choose_grant(account.id, grant.id)
    uow.people.consent(grant.person_id, NOTICE_VERSION, now)
    uow.invites.burn_all(grant.id, now)
    _take_up(uow, grant, now)
    _note(uow, grant, now, "account.bound", account=account.id, person_id=grant.person_id)
    return replace(account, chosen_grant_id=grant.id)


def _take_up(uow: UnitOfWork, grant: GrantRow, now: datetime) -> None:
    """The post of the invite, and the person's others that nobody has to hand over."""
    handover.take_up(uow, grant, now)
    for other in handover.waiting_for(uow, grant.person_id):
        if not handover.predecessors(uow, other):
            handover.take_up(uow, other, now)


def decline(uow: UnitOfWork, invite_id: int, now: datetime) -> GrantRow:
    """The wrong person holds it: burn the invite. The grant is returned for whom to tell."""
    grant = _valid(uow, uow.invites.get(invite_id), now)
    uow.invites.burn_all(grant.id, now)
    _note(uow, grant, now, "invite.burned")
    return grant


def town_holders(uow: UnitOfWork, grant: GrantRow, now: datetime) -> list[GrantRow]:
    """The office that issued the invite."""
    return office_above(uow, grant.place_id, now.date())


def _refuse_guessing(uow: UnitOfWork, sender: str, now: datetime) -> None:
    """His own wrong codes within the hour, or everybody's within a day."""
    tries = uow.invites.tries_since
    if tries(sender, now - EACH_WITHIN) >= TRIES_EACH:
        raise InviteRefused("too-many")
    if tries(None, now - ALL_WITHIN) >= TRIES_IN_ALL:
        raise InviteRefused("closed")


def _valid(uow: UnitOfWork, row: InviteRow, now: datetime) -> GrantRow:
    """The grant of an invite that can still be used."""
    if row.used_at or row.burned_at:
        raise InviteRefused("used")
    if row.expires_at <= now:
        raise InviteRefused("expired")
    grant = uow.grants.get(row.grant_id)
    if grant.ended_at is not None and grant.ended_at <= now:
        raise InviteRefused("ended")
    return grant


def _note(
    uow: UnitOfWork,
    grant: GrantRow,
    now: datetime,
    action: str,
    *,
    account: int | None = None,
    person_id: int | None = None,
) -> None:
    """Who burns an invite is nobody we know: only a bound person is named."""
    data = {"account": account} if account else {}
    uow.audit.append(now, action, f"grant:{grant.id}", data, person_id=person_id, grant_id=grant.id)
