"""Numbers of private persons: a text that holds one is refused before anything is written."""

from handlers.chat.cards import Data, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import private_data as numbers


def refused(turn: Turn, text: str, *, photo: bool = False) -> bool:
    """Whether the text was refused; an open question goes on waiting for its answer."""
    what = numbers.found(text)
    if what:
        turn.keep_no_word()
        say(turn.scene, "private_data", what=what, photo=photo)
    return bool(what)


@view("private_data")
def private_data(_scene: Scene, data: Data) -> Message:
    return render("private_data", what=data["what"], photo=data["photo"])
