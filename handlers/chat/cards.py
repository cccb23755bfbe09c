"""Cards: stored screens whose buttons live on. Views draw them, actions answer their buttons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from handlers.chat.quiet import next_waking
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Button, Message
from storage.cards import CardRow
from storage.grants import GrantRow

Data = dict[str, Any]
View = Callable[[Scene, Data], Message]

REPLY, RECEIPT, NEWS, REMINDER = range(4)
"""Urgencies of the outbox, most urgent first."""

SECRETS = "secrets"
"""Under which a payload names the invitations whose secrets delivery puts into its text."""

VIEWS: dict[str, View] = {}
QUESTIONS: set[str] = set()
"""Cards that ask something of their readers: a burden statement counts them."""
ACTIONS: dict[str, "Action"] = {}


@dataclass
class Press:
    """A button pressed on a card, in the turn of whoever pressed it."""

    turn: Turn
    card: CardRow
    args: tuple[Any, ...]

    @property
    def scene(self) -> Scene:
        return self.turn.scene

    @property
    def data(self) -> Data:
        return dict(self.card.data)

    def show(self, kind: str, /, **data: Any) -> CardRow:
        """Turn this card into another screen, in place."""
        return redraw(self.scene, self.card, kind, data)


Action = Callable[[Press], None]


def view(kind: str, *, asks: bool = False) -> Callable[[View], View]:
    """Register how a kind of card is drawn, and whether it asks something of its reader."""

    def keep(function: View) -> View:
        VIEWS[kind] = function
        if asks:
            QUESTIONS.add(kind)
        return function

    return keep


def action(name: str) -> Callable[[Action], Action]:
    """Register what a button does."""

    def keep(function: Action) -> Action:
        ACTIONS[name] = function
        return function

    return keep


def say(scene: Scene, kind: str, /, *, urgency: int = REPLY, **data: Any) -> CardRow:
    """Send a new card to the scene's chat; what nobody asked for waits until morning."""
    message = _drawn(scene, kind, data)
    card = scene.uow.cards.add(
        scene.who.person_id if scene.who else None,
        scene.chat_id,
        kind,
        data,
        message.text,
        stored(message),
        scene.now,
    )
    _put(scene, card, "send", message, urgency)
    return card


def tell(scene: Scene, grants: Iterable[GrantRow], kind: str, /, **data: Any) -> None:
    """News to the holders of some grants, each in his own view; once in each chat."""
    reached = {theirs.chat_id: theirs for grant in grants for theirs in scene.of(grant)}
    for theirs in reached.values():
        say(theirs, kind, urgency=NEWS, **data)


def redraw(scene: Scene, card: CardRow, kind: str, data: Data) -> CardRow:
    """Draw a card anew in place, as another kind or the same; its version grows by one."""
    message = _drawn(scene, kind, data)
    changed = scene.uow.cards.change(card.id, kind, data, message.text, stored(message), scene.now)
    _put(scene, changed, "edit", message, REPLY)
    return changed


def _drawn(scene: Scene, kind: str, data: Data) -> Message:
    """As its reader sees it, whoever made it necessary."""
    with scene.sight():
        return VIEWS[kind](scene, data)


def stored(message: Message) -> list[Data]:
    """The buttons as the card keeps them, each with the number of its row."""
    return [
        {"label": button.label, "action": button.action, "args": list(button.args), "row": number}
        for number, row in enumerate(message.rows)
        for button in row
    ]


def _put(scene: Scene, card: CardRow, method: str, message: Message, urgency: int) -> None:
    scene.uow.outbox.put(
        scene.chat_id,
        method,
        payload(message, card),
        urgency,
        card=card,
        person_id=scene.who.person_id if scene.who else None,
        grant_id=scene.who.grant_id if scene.who else None,
        not_before=next_waking(scene.now) if urgency >= NEWS and method == "send" else None,
        asked=urgency < REMINDER,
        question=card.kind in QUESTIONS,
        at=scene.now,
    )


def payload(message: Message, card: CardRow) -> Data:
    """The message as the Bot API takes it."""
    body: Data = {"text": message.text, "parse_mode": "HTML"}
    if message.secrets:
        body[SECRETS] = dict(message.secrets)
    if message.rows:
        body["reply_markup"] = {"inline_keyboard": _inline(message, card)}
    elif message.keys:
        body["reply_markup"] = {
            "keyboard": [[{"text": word} for word in row] for row in message.keys],
            "resize_keyboard": True,
            "is_persistent": True,
        }
    return body


def _inline(message: Message, card: CardRow) -> list[list[Data]]:
    places = iter(range(len(message.buttons)))

    def drawn(button: Button) -> Data:
        return {
            "text": button.label,
            "callback_data": f"{card.token}:{card.version}:{next(places)}",
        }

    return [[drawn(button) for button in row] for row in message.rows]
