"""同一场: what was said twice is one record; what was said anew of it is not lost."""

from dataclasses import replace

from handlers.chat.cards import Data, Press, action, view
from handlers.chat.log import advance, begun, draft_of, go_on
from handlers.chat.log_edit import correct
from handlers.chat.receipts import ask_confirmers, changeable, names, refresh_receipts
from handlers.chat.scene import Scene
from handlers.messages.render import Message, render
from handlers.services import evidence
from handlers.services.sketch import Sketch
from storage.record_rows import RecordRow


@action("log.same")
def answer_same(press: Press) -> None:
    """Photos and heads join what is on file, and what it served besides is written."""
    sketch, kept = begun(press.scene, press.data), _kept(press.scene, press.data)
    besides = tuple(duty for duty in sketch.duties if duty not in kept.duties)
    files = [row.id for row in press.turn.uow.evidence.of_draft(press.data["draft"])]
    if _new_heads(press.scene, kept, sketch):
        correct(press.turn, kept.id, heads=sketch.heads)
    if besides:
        advance(press.turn, replace(sketch, duties=besides), press.show, press.data["draft"])
        return
    press.turn.uow.drafts.close(press.data["draft"], press.turn.now)
    if files:
        _join(press, files)
    else:
        _show_kept(press, kept, sketch)
    go_on(press.turn, sketch)


def _kept(scene: Scene, data: Data) -> RecordRow:
    return scene.uow.records.get(data["record"], scene.actor.scope)


def _differs(kept: RecordRow, sketch: Sketch) -> bool:
    return sketch.heads is not None and sketch.heads != kept.heads


def _new_heads(scene: Scene, kept: RecordRow, sketch: Sketch) -> bool:
    """Whether another number of people was said, of a record that may still be corrected."""
    return _differs(kept, sketch) and bool(changeable(scene, [kept]))


def _join(press: Press, files: list[int]) -> None:
    row = _kept(press.scene, press.data)
    evidence.join(press.turn.act(row.village_id), [row], files)
    press.scene.forget()
    press.show("log_saved", records=[row.id])
    refresh_receipts(press.scene, row)
    ask_confirmers(press.scene, [row])


def _show_kept(press: Press, kept: RecordRow, sketch: Sketch) -> None:
    """The receipt with the new number; why it could not be taken; or that nothing is new."""
    if not _differs(kept, sketch):
        press.show("log_kept")
    elif kept.status == "confirmed":
        press.show("log_locked", records=[kept.id])
    else:
        press.show("log_saved", records=[kept.id])


@view("log_same", asks=True)
def log_same(scene: Scene, data: Data) -> Message:
    draft = draft_of(scene, data)
    if draft.closed_at:
        return render("log_over")
    row, sketch = _kept(scene, data), Sketch.load(draft.data)
    return render(
        "log_same",
        when=row.done_on,
        today=scene.today,
        name=names(scene.book(), [row]),
        files=bool(scene.uow.evidence.of_draft(data["draft"])),
        author=scene.uow.people.get(row.author_id).name,
        old=row.heads,
        heads=sketch.heads if _new_heads(scene, row, sketch) else None,
    )


@view("log_kept")
def log_kept(_scene: Scene, _data: Data) -> Message:
    return render("log_kept")
