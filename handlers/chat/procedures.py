"""The recognition procedure in the chat: which year's a card is about, and why an act must wait."""

from handlers.chat.cards import Data, Press, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services.errors import Denied, NotNow
from handlers.services.proceeding import Proceeding, recognising
from rubric.posts import CITY_POSTS

LONGEST = 40
"""Of whatever is named in a refusal."""


def place_of(data: Data) -> Data:
    """The scheme and year of a card."""
    return {name: data[name] for name in ("scheme", "year")}


def current(scene: Scene) -> Data:
    """This year's, of the first scheme in use that recognises villages."""
    rows = scene.uow.enrolments.current(scene.actor.scope, scene.today)
    used = recognising(scene.schemes, (row.scheme_id for row in rows))
    if not used:
        raise NotNow("no-procedure")
    return {"scheme": used[0].id, "year": scene.today.year}


def place(press: Press) -> Data:
    """The card's own, or what is current where the card is of no year."""
    known = "scheme" in press.card.data and "year" in press.card.data
    return place_of(press.data) if known else current(press.scene)


def proceeding(scene: Scene, data: Data) -> Proceeding:
    """The person at work on a card's year."""
    scheme = scene.schemes[data["scheme"]]
    return Proceeding(scene.uow, scene.actor, scene.now, scheme, data["year"])


def of_city(scene: Scene, data: Data) -> Proceeding:
    """The same, for the city's eyes only."""
    if scene.actor.post not in CITY_POSTS:
        raise Denied(tuple(sorted(CITY_POSTS)))
    return proceeding(scene, data)


@view("not_now")
def not_now(_scene: Scene, data: Data) -> Message:
    """What is missing, and that nothing was changed."""
    told = {name: words.clip(str(value), LONGEST) for name, value in data["told"].items()}
    return render("not_now", why=data["why"], told=told)
