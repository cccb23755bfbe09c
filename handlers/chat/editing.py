"""What cannot simply be read: an edited message, whose record follows, and files not kept."""

from typing import Any

from handlers.chat import private_data, sentence
from handlers.chat.cards import Data, redraw, say, view
from handlers.chat.log_edit import corrected
from handlers.chat.receipts import changeable, rows_of
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services.sketch import Entry, entries, from_reading, next_question
from rubric.utterance import Intent
from storage.cards import CardRow


def on_edit(turn: Turn, message_id: int, text: str) -> None:
    """Correct what the message had logged; a stranger's edits, and others', change nothing."""
    if turn.scene.who is None:
        turn.keep_no_word()
        return
    if private_data.refused(turn, text):
        return
    receipt = _receipt(turn, message_id)
    if receipt is None or not _follows(turn, receipt, text.strip()):
        say(turn.scene, "edited", records=list(receipt.data["records"]) if receipt else [])


def _receipt(turn: Turn, message_id: int) -> CardRow | None:
    """The newest receipt, if that message brought it."""
    card = turn.uow.cards.latest(turn.chat_id, "log_saved")
    return card if card and card.data.get("message") == message_id else None


def _follows(turn: Turn, receipt: CardRow, text: str) -> bool:
    """Whether the one record of the receipt now says what the edited sentence says."""
    rows = rows_of(turn.scene, dict(receipt.data))
    told = _read(turn, text)
    if told is None or len(rows) != 1 or not changeable(turn.scene, rows):
        return False
    corrected(turn, rows[0].id, _show_on(turn, receipt), **_content(told))
    return True


def _read(turn: Turn, text: str) -> Entry | None:
    """The one record that the sentence tells of, if it leaves nothing open."""
    reading = sentence.read(turn, text)
    if reading.intent is not Intent.LOG or reading.future or reading.impossible:
        return None
    sketch, book = from_reading(text, reading), turn.scene.book()
    made = entries(sketch, book) if not next_question(sketch, book) else ()
    return made[0] if len(made) == 1 else None


def _content(told: Entry) -> dict[str, Any]:
    sketch = told.sketch
    return {
        "duties": told.duties,
        "done_on": told.done_on,
        "period": told.period,
        "unit": told.unit,
        "title": sketch.title,
        "body": sketch.text,
        "time": sketch.time,
        "heads": sketch.heads,
        "heads_expected": sketch.heads_expected,
    }


def _show_on(turn: Turn, receipt: CardRow) -> Any:
    """The receipt shows the correction in place, and still knows its message."""
    message = receipt.data["message"]
    return lambda kind, **data: redraw(turn.scene, receipt, kind, data | {"message": message})


@view("not_kept")
def not_kept(_scene: Scene, _data: Data) -> Message:
    return render("not_kept")


@view("edited")
def edited(_scene: Scene, data: Data) -> Message:
    return render("edited", record=next(iter(data["records"]), None))
