"""更正 and 撤销: a new version of what was logged, or taking it out of the count for a day."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.days import day_buttons
from handlers.chat.log import offered, period_buttons
from handlers.chat.receipts import (
    ask_confirmers,
    briefly,
    changeable,
    log_saved,
    names,
    refresh_receipts,
    rows_of,
)
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import records
from handlers.services.errors import NotCorrectable
from handlers.services.sketch import Question, Sketch, next_question
from rubric.utterance_answer import read_day
from rubric.utterance_numerals import NUMBER, number
from rubric.utterance_text import plain
from rubric.utterance_undo import takes_back
from storage.record_rows import RecordRow

PAGE = 3
MOST_PICKS = 4
HEADS = re.compile(rf"\s*(?:改[成为]|是|到了|来了)?\s*({NUMBER})\s*(?:个?人|名|位|个)?\s*[。.]?\s*")
MOST_HEADS = 9999


@action("log.edit")
def edit(press: Press) -> None:
    press.show("log_edit", records=press.data["records"])


@action("log.pick")
def pick(press: Press) -> None:
    press.show("log_edit", records=[press.args[0]])


@action("log.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("log_saved", records=press.data["records"])


@action("log.edit-day")
def ask_day(press: Press) -> None:
    _ask(press, "log_edit_day", "edit.day")


@action("log.edit-heads")
def ask_heads(press: Press) -> None:
    _ask(press, "log_edit_heads", "edit.heads")


def _ask(press: Press, shown: str, kind: str) -> None:
    row = _changing(press)
    asking.ask(press.scene, press.show(shown, records=[row.id]), kind, record=row.id)


@action("log.edit-duty")
def ask_duty(press: Press) -> None:
    press.show("log_edit_duty", records=[_changing(press).id], page=0)


@action("log.edit-page")
def turn_page(press: Press) -> None:
    press.show("log_edit_duty", records=press.data["records"], page=press.args[0])


@action("log.set-day")
def set_day(press: Press) -> None:
    _change(press, done_on=date.fromisoformat(press.args[0]))


@action("log.set-duty")
def set_duty(press: Press) -> None:
    """改事项."""
    renamed(press.turn, _changing(press), press.args[0], press.show)


def renamed(turn: Turn, row: RecordRow, duty: str, show: Show) -> None:
    """Where the day leaves the period of the new duty open, it is asked."""
    if _period_question(turn.scene, row, duty):
        show("log_edit_period", records=[row.id], duty=duty)
    else:
        corrected(turn, row.id, show, duties=(duty,))


@action("log.set-period")
def set_period(press: Press) -> None:
    duty, period = press.args
    _change(press, duties=(duty,), period=period)


def _period_question(scene: Scene, row: RecordRow, duty: str) -> Question | None:
    sketch = Sketch(text="", duties=(duty,), done_on=row.done_on, unit=1)
    question = next_question(sketch, scene.book(row.village_id))
    return question if question and question.kind == "period" else None


@action("log.withdraw")
def withdraw(press: Press) -> None:
    """撤销: out of the count, still in the ledger; what is confirmed already stays."""
    withdrawn(press.turn, _still_changeable(press), press.show)


def withdrawn(turn: Turn, rows: Sequence[RecordRow], show: Show) -> None:
    for row in rows:
        records.withdraw(turn.act(row.village_id), row)
    _tell(turn.scene, [row.id for row in rows])
    show("log_undone", records=[row.id for row in rows])


@action("log.restore")
def restore(press: Press) -> None:
    """恢复, within 24 hours."""
    rows = rows_of(press.scene, press.data)
    for row in rows:
        records.restore(press.turn.act(row.village_id), row)
    _settled(press, "log_saved", rows)


@action("log.resubmit")
def resubmit(press: Press) -> None:
    """重新报送 what was returned, as it stands."""
    rows = rows_of(press.scene, press.data)
    for row in [row for row in rows if row.status == "returned"] or rows:
        records.resubmit(press.turn.act(row.village_id), row)
    _settled(press, "log_saved", rows)


def take_day(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A typed day for 改日期; False when the text is no day."""
    day = read_day(text, turn.written_at)
    if day is None or takes_back(text):
        return False
    corrected(turn, data["record"], show, done_on=day)
    return True


def take_heads(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A typed head count for 改人数; False when the text is none."""
    match = HEADS.fullmatch(plain(text))
    heads = number(match[1]) if match else None
    if heads is None or heads > MOST_HEADS:
        return False
    corrected(turn, data["record"], show, heads=heads)
    return True


def _change(press: Press, **changes: Any) -> None:
    corrected(press.turn, press.data["records"][0], press.show, **changes)


def corrected(turn: Turn, record: int, show: Show, **changes: Any) -> None:
    """Write the new version, and show the receipt."""
    correct(turn, record, **changes)
    show("log_saved", records=[record])


def correct(turn: Turn, record: int, **changes: Any) -> None:
    """Write the new version; every receipt of the record, and the queue, show it."""
    row = turn.uow.records.get(record, turn.scene.actor.scope)
    records.correct(turn.act(row.village_id), row, **changes)
    _tell(turn.scene, [record])


def _settled(press: Press, kind: str, rows: list[RecordRow]) -> None:
    """The card shows what became of the records, and so does everything else that shows them."""
    _tell(press.scene, [row.id for row in rows])
    press.show(kind, records=[row.id for row in rows])


def _tell(scene: Scene, records_: list[int]) -> None:
    scene.forget()
    rows = rows_of(scene, {"records": records_})
    for row in rows:
        refresh_receipts(scene, row, [])
    ask_confirmers(scene, rows)


def _still_changeable(press: Press) -> list[RecordRow]:
    every = rows_of(press.scene, press.data)
    rows = changeable(press.scene, every)
    if not rows:
        raise NotCorrectable(every[0].id)
    return rows


def _changing(press: Press) -> RecordRow:
    """The one record that is being corrected."""
    return _still_changeable(press)[0]


def _told(scene: Scene, data: Data) -> dict[str, Any]:
    rows = rows_of(scene, data)
    return {
        "names": names(scene.book(rows[0].village_id), rows),
        "when": rows[0].done_on,
        "today": scene.today,
    }


def _while_changeable(scene: Scene, data: Data) -> Message | None:
    """The receipt instead of the question, when there is nothing left to correct."""
    return None if changeable(scene, rows_of(scene, data)) else log_saved(scene, data)


def _pick(scene: Scene, row: RecordRow) -> Button:
    return Button(briefly(scene.book(row.village_id), row), "log.pick", (row.id,))


@view("log_edit")
def log_edit(scene: Scene, data: Data) -> Message:
    rows = changeable(scene, rows_of(scene, data))
    picks = [_pick(scene, row) for row in rows[:MOST_PICKS]]
    return _while_changeable(scene, data) or render(
        "log_edit", picks=picks if len(rows) > 1 else [], **_told(scene, data)
    )


@view("log_edit_day")
def log_edit_day(scene: Scene, data: Data) -> Message:
    choices = day_buttons(scene.today, "log.set-day")
    return _while_changeable(scene, data) or render(
        "log_edit_day", choices=choices, **_told(scene, data)
    )


@view("log_edit_heads")
def log_edit_heads(scene: Scene, data: Data) -> Message:
    return _while_changeable(scene, data) or render(
        "log_edit_heads", unsure=data.get("unsure", False), **_told(scene, data)
    )


@view("log_edit_duty")
def log_edit_duty(scene: Scene, data: Data) -> Message:
    page = page_of(offered(scene), data["page"], PAGE)
    buttons = [Button(scene.book().name(duty), "log.set-duty", (duty,)) for duty in page.rows]
    return _while_changeable(scene, data) or render(
        "log_edit_duty", page=page, buttons=buttons, **_told(scene, data)
    )


@view("log_edit_period")
def log_edit_period(scene: Scene, data: Data) -> Message:
    row, duty = rows_of(scene, data)[0], data["duty"]
    question = _period_question(scene, row, duty) or Question("period", duty)
    return _while_changeable(scene, data) or render(
        "log_edit_period",
        duty=scene.book().name(duty),
        buttons=period_buttons(question, "log.set-period"),
        **_told(scene, data),
    )


@view("log_undone")
def log_undone(scene: Scene, data: Data) -> Message:
    rows = rows_of(scene, data)
    if any(not row.withdrawn for row in rows):
        return log_saved(scene, data)
    withdrawn_at = min(row.events[-1].at for row in rows)
    return render(
        "log_undone",
        restorable=scene.now - withdrawn_at <= records.RESTORE_WITHIN,
        **_told(scene, data),
    )
