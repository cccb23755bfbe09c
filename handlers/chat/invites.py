"""Invitations in chat: for one person, for all of a place who have no phone, for one's new phone.

A card names the invitations only; delivery puts their secrets into the text (decision 0006).
"""

from dataclasses import replace

from handlers.chat import papers
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from handlers.services import invitations
from handlers.services.actor import Actor, acting
from handlers.services.invitations import Invitation
from storage.invites import InviteRow
from storage.settings import BOT_NAME

PAGE = 5


@action("invite.one")
def invite_one(press: Press) -> None:
    """发邀请, 换手机: a fresh link and code for one person."""
    scene, grant = press.scene, press.scene.uow.grants.get(press.args[0])
    made = invitations.invite_one(scene.uow, scene.actor, grant, scene.now)
    press.show("invite_sent", grant=grant.id, **numbers(made))


@action("invite.own")
def invite_own(press: Press) -> None:
    """换手机: one's own."""
    scene = press.scene
    grant = scene.uow.grants.get(scene.actor.grant_id)
    made = invitations.invite_one(scene.uow, scene.actor, grant, scene.now)
    press.show("invite_sent", grant=grant.id, **numbers(made))


@action("invite.all")
def invite_all(press: Press) -> None:
    """都发邀请: a code for each person of the place who has no phone bound."""
    scene, place = press.scene, press.args[0]
    made = invitations.invite_unbound(scene.uow, scene.actor, place, scene.now)
    codes = [each.typed.invite_id for each in made]
    press.show("invite_list", place=place, codes=codes, page=0)


@action("invite.sheet")
def invite_sheet(press: Press) -> None:
    """打印邀请二维码: a slip for everybody of the villages below who has no phone bound."""
    scene = press.scene
    made = invitations.invite_below(scene.uow, scene.actor, scene.now)
    of = [[each.link.invite_id, each.typed.invite_id] for each in made]
    papers.order(press, "invite-sheet", scene.actor.place_id, of)


@action("invite.page")
def turn_page(press: Press) -> None:
    press.show("invite_list", **(press.data | {"page": press.args[0]}))


def numbers(made: Invitation) -> dict[str, int]:
    """What a card keeps of an invitation."""
    return {"link": made.link.invite_id, "typed": made.typed.invite_id}


@view("invite_sent")
def invite_sent(scene: Scene, data: Data) -> Message:
    """One invitation; `why` it was made: for a successor, for a stand-in, or plainly."""
    link, typed = (scene.uow.invites.get(data[kind]) for kind in ("link", "typed"))
    bot_name = scene.uow.settings.get(BOT_NAME)
    drawn = render(
        "invite_sent",
        holder=_holder(scene, link),
        own=scene.actor.grant_id == link.grant_id,
        why=data.get("why", ""),
        link=invitations.link(_mark(link), bot_name) if bot_name else "",
        link_until=_until(scene, link),
        code=_mark(typed),
        code_until=_until(scene, typed),
    )
    return _with_secrets(drawn, link, typed)


@view("invite_list")
def invite_list(scene: Scene, data: Data) -> Message:
    page = page_of([scene.uow.invites.get(each) for each in data["codes"]], data["page"], PAGE)
    drawn = render(
        "invite_list",
        place=scene.uow.places.get(data["place"]),
        page=page,
        lines=[{"holder": _holder(scene, row), "code": _mark(row)} for row in page.rows],
    )
    return _with_secrets(drawn, *page.rows)


def _holder(scene: Scene, row: InviteRow) -> Actor:
    return acting(scene.uow, scene.uow.grants.get(row.grant_id))


def _until(scene: Scene, row: InviteRow) -> str:
    until = row.expires_at.astimezone(scene.now.tzinfo)
    return f"{words.dated(until.date(), scene.today)} {words.clock(until)}"


def _mark(row: InviteRow) -> str:
    return f"⟦{row.id}⟧"


def _with_secrets(drawn: Message, *rows: InviteRow) -> Message:
    return replace(drawn, secrets=tuple((_mark(row), row.id) for row in rows))
