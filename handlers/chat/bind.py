"""Binding: the invite is shown, the person says whether it is his, the account is bound."""

from typing import Any

from handlers.chat.cards import NEWS, Data, Press, action, say, view
from handlers.chat.home import home_keys
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import bind
from handlers.services.actor import acting
from handlers.services.errors import InviteRefused
from storage.grants import GrantRow


@view("start_unbound")
def start_unbound(_scene: Scene, _data: Data) -> Message:
    return render("start_unbound")


@view("bind_confirm")
def bind_confirm(scene: Scene, data: Data) -> Message:
    row = scene.uow.invites.get(data["invite"])
    return render("bind_confirm", holder=acting(scene.uow, scene.uow.grants.get(row.grant_id)))


@view("bind_fail")
def bind_fail(_scene: Scene, data: Data) -> Message:
    return render("bind_fail", why=data["why"])


@view("bind_ok")
def bind_ok(scene: Scene, _data: Data) -> Message:
    actor = scene.actor
    return render(
        "bind_ok",
        name=actor.name,
        of_village=actor.of_village,
        supervises=actor.supervises,
        home_keys=home_keys(actor),
    )


@view("bind_declined")
def bind_declined(_scene: Scene, _data: Data) -> Message:
    return render("bind_declined")


@view("bind_burned")
def bind_burned(scene: Scene, data: Data) -> Message:
    grant = scene.uow.grants.get(data["grant"])
    return render("bind_burned", place=scene.uow.places.get(grant.place_id).name, post=grant.post)


def present(turn: Turn, secret: str) -> None:
    """Answer an invite's secret: whom it is for, or why it cannot be used."""
    _or_refused(turn, lambda: _show_offer(turn, secret))


def _show_offer(turn: Turn, secret: str) -> None:
    offer = bind.offer(turn.uow, secret, turn.sender, turn.now)
    say(turn.scene, "bind_confirm", invite=offer.invite_id)


@action("bind.accept")
def accept(press: Press) -> None:
    """是我本人: bind, then greet with the keys of the post."""
    _or_refused(press.turn, lambda: _bind(press))


def _bind(press: Press) -> None:
    turn = press.turn
    bind.accept(turn.uow, press.card.data["invite"], turn.sender, turn.chat_id, turn.now)
    turn.forget_sender()
    say(turn.scene, "bind_ok")


@action("bind.decline")
def decline(press: Press) -> None:
    """不是我: the invite is burned and the town told."""
    _or_refused(press.turn, lambda: _burn(press))


def _burn(press: Press) -> None:
    turn = press.turn
    grant = bind.decline(turn.uow, press.card.data["invite"], turn.now)
    press.show("bind_declined")
    tell(turn.scene, bind.town_holders(turn.uow, grant, turn.now), "bind_burned", grant=grant.id)


def tell(scene: Scene, grants: list[GrantRow], kind: str, **data: Any) -> None:
    """News to the holders of some grants, each in his own view."""
    for grant in grants:
        for theirs in scene.of(grant):
            say(theirs, kind, urgency=NEWS, **data)


def _or_refused(turn: Turn, act: Any) -> None:
    try:
        act()
    except InviteRefused as refused:
        say(turn.scene, "bind_fail", why=refused.why)
