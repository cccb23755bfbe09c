"""Documents from a tap: ordered in the chat, made as a job, sent when they are ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.chat.cards import RECEIPT, Data, Press, action, redraw, say, view
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services.catalogue import DOCUMENTS, offered, require
from storage.cards import CardRow

MAKE = "make-document"
"""The kind of job that makes one."""
IN_VILLAGE, ABOVE = 4, 6


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file: where it is kept, and the name it is sent under."""

    path: str
    filename: str


def show_papers(scene: Scene) -> None:
    """The word 打印 typed."""
    say(scene, "papers", place=scene.actor.place_id, page=0)


@action("papers")
def open_papers(press: Press) -> None:
    """打印和图片 of the actor's own place."""
    press.show("papers", place=press.scene.actor.place_id, page=0)


@action("papers.of")
def open_papers_of(press: Press) -> None:
    """打印和图片 of one village."""
    press.show("papers", place=press.args[0], page=0)


@action("papers.page")
def turn_page(press: Press) -> None:
    press.show("papers", place=press.data["place"], page=press.args[0])


@action("paper.make")
def make(press: Press) -> None:
    """Order one: its id, its place, and of what it is where that is needed."""
    id_, place, *of = press.args
    order(press, id_, place, of)


def order(press: Press, id_: str, place: int, of: Sequence[Any]) -> None:
    """Put the job, and turn the card into the one that tells how far it is."""
    scene = press.scene
    require(scene.uow, scene.actor, DOCUMENTS[id_], place)
    card = press.show("paper_making", paper=id_, place=place, of=list(of), state="making")
    payload = {"paper": id_, "place": place, "of": list(of), "card": card.token}
    who = {"grant": scene.actor.grant_id, "chat": scene.chat_id}
    scene.uow.jobs.put(MAKE, payload | who, at=scene.now)


def finished(scene: Scene, card: CardRow, files: Sequence[Made]) -> None:
    """Send what was made, and say so on the card that ordered it."""
    for made in files:
        picture = made.path.endswith(".png")
        scene.uow.outbox.put(
            scene.chat_id,
            "photo" if picture else "document",
            {"path": made.path, "filename": made.filename},
            RECEIPT,
            person_id=scene.actor.person_id,
            grant_id=scene.actor.grant_id,
            at=scene.now,
        )
    told(scene, card, "done" if files else "nothing")


def told(scene: Scene, card: CardRow, state: str, percent: int = 0) -> None:
    """How far it has come; a card that shows something else by now is left alone."""
    if card.kind == "paper_making":
        redraw(scene, card, "paper_making", {**card.data, "state": state, "percent": percent})


@view("papers")
def papers(scene: Scene, data: Data) -> Message:
    place = scene.uow.places.get(data["place"])
    known = offered(place.kind, scene.actor.post, _kinds(scene, place.id))
    page = page_of(known, data["page"], IN_VILLAGE if scene.actor.in_village else ABOVE)
    buttons = [Button(each.name, "paper.make", (each.id, place.id)) for each in page.rows]
    return render("papers", place=place.name, page=page, buttons=buttons)


def _kinds(scene: Scene, place: int) -> set[str]:
    """The kinds of scheme in force in the villages of a place, as far as the actor sees them."""
    below = {village.id for village in scene.uow.places.villages_of(place)}
    rows = scene.uow.enrolments.current(scene.actor.scope, scene.today)
    return {scene.schemes[row.scheme_id].kind for row in rows if row.village_id in below}


@view("paper_making")
def paper_making(scene: Scene, data: Data) -> Message:
    return render(
        "paper_making",
        name=DOCUMENTS[data["paper"]].name,
        place=scene.uow.places.get(data["place"]).name,
        state=data["state"],
        percent=data.get("percent", 0),
        again=[Button("再做一次", "paper.make", (data["paper"], data["place"], *data["of"]))],
    )
