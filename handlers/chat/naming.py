"""换人: the office names the next holder of a post; the post passes on when he takes it up."""

from handlers.chat import asking, invites
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, tell, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import appointments, invitations, managing
from handlers.services.errors import NameRefused
from rubric.posts import Post
from storage.grants import GrantRow


@action("naming")
def ask_name(press: Press) -> None:
    """换人, or 指定人员 for a post that nobody holds: the next words are the name."""
    place, post, holder = press.args
    managing.require(press.scene.uow, press.scene.actor, place)
    card = press.show("person_naming", place=place, post=post, holder=holder)
    asking.ask(press.scene, card, "people.name", place=place, post=post, holder=holder)


@action("naming.cancel")
def cancel(press: Press) -> None:
    asking.drop(press.scene)
    press.show("people", place=press.args[0], page=0)


@action("naming.undo")
def undo(press: Press) -> None:
    """撤回换人: whoever was named and has not taken it up is so no longer."""
    scene, grant = press.scene, press.scene.uow.grants.get(press.args[0])
    appointments.withdraw(scene.uow, scene.actor, grant, scene.now)
    press.show("people", place=grant.place_id, page=0)


def take_name(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The name of whoever comes; one that cannot be registered is asked for again."""
    scene, seat = turn.scene, (data["place"], Post(data["post"]))
    try:
        grant = appointments.appoint(turn.uow, scene.actor, seat, data["holder"], text, turn.now)
    except NameRefused as refused:
        kept = {name: data[name] for name in ("place", "post", "holder")}
        card = show("person_naming", **kept, why=refused.why)
        asking.ask(scene, card, "people.name", **kept)
    else:
        _invite(scene, grant, show)
    return True


def _invite(scene: Scene, grant: GrantRow, show: Show) -> None:
    """Whoever is bound is shown what he takes over; anybody else needs an invitation."""
    if scene.uow.people.accounts_of(grant.person_id):
        show("person_named", grant=grant.id)
        tell(scene, [grant], "handover_in", grant=grant.id)
    else:
        made = invitations.invite_one(scene.uow, scene.actor, grant, scene.now)
        show("invite_sent", grant=grant.id, why="successor", **invites.numbers(made))


@view("person_naming")
def person_naming(scene: Scene, data: Data) -> Message:
    holder = scene.uow.grants.get(data["holder"]) if data["holder"] else None
    return render(
        "person_naming",
        place=scene.uow.places.get(data["place"]),
        post=data["post"],
        name=scene.uow.people.get(holder.person_id).name if holder else "",
        why=data.get("why", ""),
    )


@view("person_named")
def person_named(scene: Scene, data: Data) -> Message:
    grant = scene.uow.grants.get(data["grant"])
    return render(
        "person_named",
        place=scene.uow.places.get(grant.place_id),
        grant=grant,
        name=scene.uow.people.get(grant.person_id).name,
    )
