"""A post passes on: who comes sees what is open and takes it up; who leaves is told."""

from dataclasses import replace

from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.scene import Finished, Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services import findings, handover, standing
from handlers.services.actor import acting, office_above
from rubric.agenda import Mark
from storage.errors import NotFound
from storage.grants import GrantRow


def offered(scene: Scene, data: Data) -> GrantRow:
    """The post a card offers: by an invite, or to somebody bound already by the grant itself."""
    if "invite" in data:
        return scene.uow.grants.get(scene.uow.invites.get(data["invite"]).grant_id)
    grant = scene.uow.grants.get(data["grant"])
    if scene.who is not None and scene.who.person_id != grant.person_id:
        raise NotFound("职务授权", grant.id)
    return grant


def offer_waiting(turn: Turn) -> None:
    """Whoever is bound now is shown each further post that he has to take over from somebody."""
    if turn.account is not None:
        for grant in handover.waiting_for(turn.uow, turn.account.person_id):
            say(turn.scene, "handover_in", grant=grant.id)


def tell_leaving(scene: Scene, leaving: list[GrantRow], grant: GrantRow) -> None:
    """Those who leave a post hear from when on, and who follows."""
    for each in leaving:
        tell(scene, [each], "handover_out", leaving=each.id, grant=grant.id)


@action("handover.take")
def take(press: Press) -> None:
    """核对无误,接收: of one more post, by somebody bound already."""
    scene, grant = press.scene, offered(press.scene, press.data)
    if grant not in handover.waiting_for(scene.uow, scene.actor.person_id):
        raise Finished
    tell_leaving(scene, handover.take_up(scene.uow, grant, scene.now), grant)
    press.show("handover_in", grant=grant.id, bound=True)


@action("handover.doubt")
def doubt(press: Press) -> None:
    """有疑问: nothing is taken up; whoever appointed him is told to call."""
    scene, grant = press.scene, offered(press.scene, press.data)
    offices = office_above(scene.uow, grant.place_id, scene.today)
    tell(scene, offices, "handover_doubt", grant=grant.id)
    press.show("handover_in", **(press.data | {"asked": True}))


@view("handover_in", asks=True)
def handover_in(scene: Scene, data: Data) -> Message:
    grant = offered(scene, data)
    theirs = replace(scene, who=acting(scene.uow, grant), books={})
    with theirs.sight():
        owed, unsettled = _open_items(theirs)
    return render(
        "handover_in",
        take="bind.accept" if "invite" in data else "handover.take",
        by_invite="invite" in data,
        bound=data.get("bound", False),
        asked=data.get("asked", False),
        begun=grant.starts_on <= scene.today,
        holder=theirs.actor,
        leaving=_names(scene, handover.handing_over(scene.uow, grant)),
        begins=words.dated(max(grant.starts_on, scene.today), scene.today),
        owed=owed,
        unsettled=unsettled,
    )


def _open_items(scene: Scene) -> tuple[int, int]:
    """What the village still owes, and its findings not ended; a town has nothing of its own."""
    if not scene.actor.in_village:
        return 0, 0
    entries = standing.month_agenda(scene.book())
    owed = sum(entry.mark in (Mark.OVERDUE, Mark.OPEN) for entry in entries)
    return owed, len(findings.unsettled_of(scene.act()))


def _names(scene: Scene, grants: list[GrantRow]) -> str:
    return "、".join(scene.uow.people.get(each.person_id).name for each in grants)


@view("handover_out")
def handover_out(scene: Scene, data: Data) -> Message:
    leaving, grant = scene.uow.grants.get(data["leaving"]), scene.uow.grants.get(data["grant"])
    begins = max(grant.starts_on, scene.today)
    return render(
        "handover_out",
        place=scene.uow.places.get(leaving.place_id).name,
        post=leaving.post,
        name=scene.uow.people.get(grant.person_id).name,
        begins=words.dated(begins, scene.today) if begins > scene.today else "",
    )


@view("handover_doubt")
def handover_doubt(scene: Scene, data: Data) -> Message:
    grant = scene.uow.grants.get(data["grant"])
    return render(
        "handover_doubt",
        place=scene.uow.places.get(grant.place_id).name,
        post=grant.post,
        name=scene.uow.people.get(grant.person_id).name,
    )
