"""In a group the bot says one sentence, once: what it is, and that work is done in private."""

from handlers.chat.cards import Data, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render

TOLD = "group.told."
"""Before the number of a group that has been told."""


def tell_once(turn: Turn) -> None:
    """Nothing of any village is public to all in a group, so nothing is shown."""
    if not turn.uow.settings.get(TOLD + turn.chat_id):
        turn.uow.settings.put(TOLD + turn.chat_id, value=True)
        say(turn.scene, "group_notice")


def moved(turn: Turn, new_chat: int) -> None:
    """A group lives on under another number: it has been told what it was told."""
    if turn.uow.settings.get(TOLD + turn.chat_id):
        turn.uow.settings.put(f"{TOLD}{new_chat}", value=True)


@view("group_notice")
def group_notice(_scene: Scene, _data: Data) -> Message:
    return render("group_notice")
