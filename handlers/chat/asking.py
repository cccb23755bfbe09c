"""The one question that waits for words: asked on a card, answered by the next sentence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from handlers.chat.cards import REPLY, redraw, say
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from storage.cards import CardRow
from storage.drafts import DraftRow

Show = Callable[..., Any]
"""Shows a card of a kind with its data: in place of another, or as a new message."""
FRESH = timedelta(hours=12)
INTERRUPTED = "interrupted"
UNHEARD = ("unclear", "nothing_open", "not_read", "welcome", "private_data", "flooded")
"""Answers that stand beside what the person still has before his eyes."""


def ask(scene: Scene, card: CardRow, kind: str, /, **data: Any) -> None:
    """The next words belong to this card's question; what was asked before waits no longer."""
    scene.uow.drafts.open(
        scene.actor.person_id, kind, data | {"card": card.token}, awaits_text=True, at=scene.now
    )


def leave(scene: Scene) -> None:
    """The person turned to something else: his next words may be no answer any more."""
    waiting = scene.uow.drafts.awaiting(scene.actor.person_id)
    if waiting is not None:
        scene.uow.drafts.update(waiting.id, {**waiting.data, INTERRUPTED: True})


def drop(scene: Scene) -> None:
    """The question is withdrawn."""
    waiting = scene.uow.drafts.awaiting(scene.actor.person_id)
    if waiting is not None:
        scene.uow.drafts.close(waiting.id, scene.now)


def still_meant(scene: Scene, waiting: DraftRow) -> bool:
    """Whether the person still has the question before his eyes."""
    return INTERRUPTED not in waiting.data and scene.now - waiting.opened_at < FRESH


def anew(scene: Scene) -> Show:
    """Every card a new message."""
    return lambda kind, **data: say(scene, kind, **data)


def reply(turn: Turn) -> Show:
    """The answer to an update: a new message, or in place of the card that asked too early."""
    card = turn.asked
    return in_place_of(turn.scene, card) if card else anew(turn.scene)


def in_place_of(scene: Scene, card: CardRow) -> Show:
    """The card itself becomes what is shown."""
    return lambda kind, **data: redraw(scene, card, kind, data)


def below(scene: Scene, card: CardRow) -> Show:
    """The same, as a new message: the answer to what was written stands below it."""

    def show(kind: str, /, **data: Any) -> CardRow:
        changed = redraw(scene, card, kind, data)
        bring_down(scene, card)
        return changed

    return show


def bring_down(scene: Scene, card: CardRow) -> None:
    """What the card has become since is sent anew: a person looks below what he wrote."""
    scene.uow.outbox.send_anew(card, REPLY)


def in_place(scene: Scene, waiting: DraftRow) -> Show:
    """The card that asked becomes the answer's result: where it is, or below what came since."""
    card = scene.uow.cards.by_token(waiting.data["card"])
    if card is None:
        return anew(scene)
    return below(scene, card) if scene.uow.cards.is_behind(card) else in_place_of(scene, card)
