"""A flood of one person's messages: once a day he is told that all are kept, and come in order."""

from handlers.chat.cards import Data, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render

MANY = 20
"""So many updates of one person wait behind the one at hand: nobody taps so fast by himself."""


def tell_once(turn: Turn) -> None:
    """His own wait is worth a word; the others' turn comes between his messages."""
    if turn.chat_id == turn.sender and _many_wait(turn) and not _told_today(turn):
        say(turn.scene, "flooded")


def _many_wait(turn: Turn) -> bool:
    return turn.uow.inbox.more_wait(turn.sender, MANY)


def _told_today(turn: Turn) -> bool:
    told = turn.uow.cards.latest(turn.chat_id, "flooded")
    return (
        told is not None and told.created_at.astimezone(turn.now.tzinfo).date() == turn.now.date()
    )


@view("flooded")
def flooded(_scene: Scene, _data: Data) -> Message:
    return render("flooded")
