"""Binding: the invite is shown, the person says whether it is his, the account is bound."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from handlers.chat import handover
from handlers.chat.cards import RECEIPT, Data, Press, action, say, tell, view
from handlers.chat.home import home_keys
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import bind, phones
from handlers.services import handover as handing
from handlers.services.actor import acting
from handlers.services.errors import InviteRefused
from handlers.services.whom_to_call import contact_for_strangers, contact_of_former
from storage.people import AccountRow


@view("start_unbound")
def start_unbound(scene: Scene, _data: Data) -> Message:
    """How to bind; to a phone that was left or stopped, why it shows nothing any more."""
    account = scene.uow.people.known(scene.chat_id)
    left = ""
    if account and account.unbound_at:
        left = "moved" if phones.moved_on(scene.uow, account) else "stopped"
    return render("start_unbound", left=left, contact=_whom_to_call(scene, account))


def _whom_to_call(scene: Scene, account: AccountRow | None) -> str:
    """Whose phone this was has an office above him; a stranger the one that answers to all."""
    if account is not None:
        return contact_of_former(scene.uow, account.person_id)
    return contact_for_strangers(scene.uow)


def tell_left(scene: Scene, left: Iterable[AccountRow]) -> None:
    """Phones that were bound until now read at once why they are no more."""
    for account in left:
        nobody = replace(scene, chat_id=account.chat_id, who=None, books={})
        say(nobody, "start_unbound", urgency=RECEIPT)


@view("bind_confirm")
def bind_confirm(scene: Scene, data: Data) -> Message:
    row = scene.uow.invites.get(data["invite"])
    holder = acting(scene.uow, scene.uow.grants.get(row.grant_id))
    bound, moves = data.get("bound", False), data.get("moves", False)
    return render("bind_confirm", holder=holder, bound=bound, moves=moves)


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
        home_keys=home_keys(scene),
    )


@view("bind_early")
def bind_early(_scene: Scene, _data: Data) -> Message:
    """Bound before the first day of the post."""
    return render("bind_early")


@view("bind_declined")
def bind_declined(_scene: Scene, _data: Data) -> Message:
    return render("bind_declined")


@view("bind_burned")
def bind_burned(scene: Scene, data: Data) -> Message:
    grant = scene.uow.grants.get(data["grant"])
    return render("bind_burned", place=scene.uow.places.get(grant.place_id).name, post=grant.post)


def present(turn: Turn, secret: str) -> None:
    """Answer an invite's secret: whom it is for, or why it cannot be used.

    Whoever opens the link again by which he came in is greeted. No secret stays as it was sent.
    """
    turn.keep_no_word()
    try:
        offer = bind.offer(turn.uow, secret, turn.sender, turn.now)
        kind = "handover_in" if offer.hands_over else "bind_confirm"
        say(turn.scene, kind, invite=offer.invite_id, moves=offer.moves)
    except InviteRefused as refused:
        if refused.why == "used" and turn.scene.who:
            say(turn.scene, "welcome")
        else:
            say(turn.scene, "bind_fail", why=refused.why)


@action("bind.accept")
def accept(press: Press) -> None:
    """是我本人: bind, then greet with the keys of the post."""
    _or_refused(press.turn, lambda: _bind(press))


def _bind(press: Press) -> None:
    turn = press.turn
    invite, grant = press.card.data["invite"], handover.offered(press.scene, press.data)
    leaving = handing.predecessors(turn.uow, grant)
    left = phones.beside(turn.uow, grant.person_id, turn.sender)
    bind.accept(turn.uow, invite, turn.sender, turn.chat_id, turn.now)
    turn.forget_sender()
    press.show(press.card.kind, invite=invite, bound=True)
    say(turn.scene, "bind_ok" if turn.scene.who else "bind_early")
    tell_left(turn.scene, left)
    handover.tell_leaving(turn.scene, leaving, grant)
    handover.offer_waiting(turn)


@action("bind.decline")
def decline(press: Press) -> None:
    """不是我: the invite is burned and the town told."""
    _or_refused(press.turn, lambda: _burn(press))


def _burn(press: Press) -> None:
    turn = press.turn
    grant = bind.decline(turn.uow, press.card.data["invite"], turn.now)
    press.show("bind_declined")
    tell(turn.scene, bind.town_holders(turn.uow, grant, turn.now), "bind_burned", grant=grant.id)


def _or_refused(turn: Turn, act: Callable[[], None]) -> None:
    try:
        act()
    except InviteRefused as refused:
        say(turn.scene, "bind_fail", why=refused.why)
