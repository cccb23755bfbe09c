"""A photo that came alone, and its words at once after it: they are one record."""

from handlers.chat.cards import redraw
from handlers.chat.turn import Turn
from handlers.services import evidence
from handlers.services.sketch import Sketch
from storage.drafts import DraftRow


def take(turn: Turn) -> None:
    """What nobody has said the work of yet belongs to the sentence; its question closes."""
    draft = _unnamed(turn)
    if draft is None:
        return
    waiting = evidence.first_of_each(turn.uow.evidence.of_draft(draft.id))
    turn.files = (*waiting, *turn.files)
    turn.uow.drafts.close(draft.id, turn.now)
    card = turn.uow.cards.latest(turn.chat_id, "log_ask")
    if card is not None and card.data.get("draft") == draft.id:
        redraw(turn.scene, card, card.kind, dict(card.data))


def _unnamed(turn: Turn) -> DraftRow | None:
    """The photos of the last ten minutes about which it was asked what they show."""
    since = turn.now - evidence.JOINS_WITHIN
    draft = turn.uow.drafts.open_since(turn.scene.actor.person_id, "log", since)
    if draft is None or not turn.uow.evidence.of_draft(draft.id):
        return None
    sketch = Sketch.load(draft.data)
    return None if sketch.text or sketch.duties else draft
