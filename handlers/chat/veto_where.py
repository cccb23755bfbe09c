"""录入一票否决 from the queue: first of which village."""

from handlers.chat.cards import Data, Press, action, view
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import vetoes

PAGE = 5


@action("veto.where")
def open_villages(press: Press) -> None:
    press.show("veto_where", page=press.args[0])


@action("veto.in")
def choose(press: Press) -> None:
    """What vetoes there are for the village."""
    press.scene.act(press.args[0]).require(vetoes.ENTITLED)
    press.show("veto_kinds", village=press.args[0])


@view("veto_where")
def veto_where(scene: Scene, data: Data) -> Message:
    page = page_of(scene.uow.places.villages_of(scene.actor.place_id), data["page"], PAGE)
    buttons = [Button(each.name, "veto.in", (each.id,)) for each in page.rows]
    return render("veto_where", page=page, buttons=buttons)
