"""录入一票否决 from the queue: first of which village; in a city, of which town before that."""

from handlers.chat.cards import Data, Press, action, view
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import vetoes
from rubric.posts import CITY_POSTS
from storage.places import PlaceRow

PAGE = 5


@action("veto.where")
def open_villages(press: Press) -> None:
    *town, page = press.args
    press.show("veto_where", town=town[0] if town else 0, page=page)


@action("veto.in")
def choose(press: Press) -> None:
    """What vetoes there are for the village."""
    press.scene.act(press.args[0]).require(vetoes.ENTITLED)
    press.show("veto_kinds", village=press.args[0])


@view("veto_where")
def veto_where(scene: Scene, data: Data) -> Message:
    """A city has too many villages to leaf through: its towns come first."""
    places, town = scene.uow.places, data.get("town", 0)
    asks_town = not town and scene.actor.post in CITY_POSTS
    every = places.towns() if asks_town else places.villages_of(town or scene.actor.place_id)
    page = page_of(every, data["page"], PAGE)
    buttons = [_button(each, into=asks_town) for each in page.rows]
    return render("veto_where", page=page, town=town, asks_town=asks_town, buttons=buttons)


def _button(place: PlaceRow, *, into: bool) -> Button:
    if into:
        return Button(place.name, "veto.where", (place.id, 0))
    return Button(place.name, "veto.in", (place.id,))
