"""更正 and 撤销: a new version of what was logged, or taking it out of the count for a day."""

import re
from datetime import date
from typing import Any

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.log import offered
from handlers.chat.receipts import ask_supervisors, names, rows_of
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import records
from handlers.services.sketch import recent_days
from rubric.utterance_answer import read_day
from storage.drafts import DraftRow
from storage.record_rows import RecordRow

PAGE = 3
HEADS = re.compile(r"\s*([0-9０-９]{1,4})\s*(?:个?人|名)?\s*")


@action("log.edit")
def edit(press: Press) -> None:
    press.show("log_edit", records=press.data["records"])


@action("log.pick")
def pick(press: Press) -> None:
    press.show("log_edit", records=[press.args[0]])


@action("log.back")
def back(press: Press) -> None:
    press.show("log_saved", records=press.data["records"])


@action("log.edit-day")
def ask_day(press: Press) -> None:
    _await(press, "edit.day")
    press.show("log_edit_day", records=press.data["records"])


@action("log.edit-heads")
def ask_heads(press: Press) -> None:
    _await(press, "edit.heads")
    press.show("log_edit_heads", records=press.data["records"])


@action("log.edit-duty")
def ask_duty(press: Press) -> None:
    press.show("log_edit_duty", records=press.data["records"], page=0)


@action("log.edit-page")
def turn_page(press: Press) -> None:
    press.show("log_edit_duty", records=press.data["records"], page=press.args[0])


@action("log.set-day")
def set_day(press: Press) -> None:
    _change(press, done_on=date.fromisoformat(press.args[0]))


@action("log.set-duty")
def set_duty(press: Press) -> None:
    _change(press, duties=(press.args[0],), period=None)


@action("log.withdraw")
def withdraw(press: Press) -> None:
    """撤销: out of the count, still in the ledger."""
    for row in rows_of(press.scene, press.data):
        records.withdraw(press.turn.act(row.village_id), row)
    _settle(press, "log_undone")


@action("log.restore")
def restore(press: Press) -> None:
    """恢复, within 24 hours."""
    for row in rows_of(press.scene, press.data):
        records.restore(press.turn.act(row.village_id), row)
    _settle(press, "log_saved")


@action("log.resubmit")
def resubmit(press: Press) -> None:
    """重新报送 a returned record as it stands."""
    for row in rows_of(press.scene, press.data):
        records.resubmit(press.turn.act(row.village_id), row)
    _settle(press, "log_saved")


def take_day(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """A typed day for 改日期; False when the text is no day."""
    day = read_day(text, turn.written_at)
    return day is not None and _change_typed(turn, waiting, done_on=day)


def take_heads(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """A typed head count for 改人数; False when the text is none."""
    match = HEADS.fullmatch(text)
    return match is not None and _change_typed(turn, waiting, heads=int(match[1]))


def _change_typed(turn: Turn, waiting: DraftRow, **changes: Any) -> bool:
    turn.uow.drafts.close(waiting.id, turn.now)
    row = turn.uow.records.get(waiting.data["record"], turn.scene.actor.scope)
    _correct(turn, row, changes)
    say(turn.scene, "log_saved", records=[row.id])
    return True


def _change(press: Press, **changes: Any) -> None:
    row = rows_of(press.scene, press.data)[0]
    _correct(press.turn, row, changes)
    press.show("log_saved", records=press.data["records"])


def _correct(turn: Turn, row: RecordRow, changes: dict[str, Any]) -> None:
    records.correct(turn.act(row.village_id), row, **changes)
    turn.scene.forget()
    ask_supervisors(turn.scene, row.village_id)


def _await(press: Press, kind: str) -> None:
    press.turn.uow.drafts.open(
        press.scene.actor.person_id,
        kind,
        {"record": press.data["records"][0]},
        awaits_text=True,
        at=press.turn.now,
    )


def _settle(press: Press, kind: str) -> None:
    """Draw the card again, and the supervisors' queue with it."""
    village = rows_of(press.scene, press.data)[0].village_id
    press.scene.forget()
    press.show(kind, records=press.data["records"])
    ask_supervisors(press.scene, village)


def _told(scene: Scene, data: Data) -> dict[str, Any]:
    rows = rows_of(scene, data)
    return {"names": names(scene.book(rows[0].village_id), rows), "when": rows[0].done_on}


@view("log_edit")
def log_edit(scene: Scene, data: Data) -> Message:
    rows = rows_of(scene, data)
    book = scene.book(rows[0].village_id)
    picks = [Button(words.clip(names(book, [row]), 10), "log.pick", (row.id,)) for row in rows]
    return render("log_edit", picks=picks if len(rows) > 1 else [], **_told(scene, data))


@view("log_edit_day")
def log_edit_day(scene: Scene, data: Data) -> Message:
    days = recent_days(scene.today)
    return render("log_edit_day", days=days, choices=[], **_told(scene, data))


@view("log_edit_heads")
def log_edit_heads(scene: Scene, data: Data) -> Message:
    return render("log_edit_heads", **_told(scene, data))


@view("log_edit_duty")
def log_edit_duty(scene: Scene, data: Data) -> Message:
    page, every = data["page"], offered(scene)
    shown = every[page * PAGE : page * PAGE + PAGE]
    buttons = [Button(scene.book().name(duty), "log.set-duty", (duty,)) for duty in shown]
    following = page + 1 if every[page * PAGE + PAGE :] else 0
    buttons.append(Button("其他", "log.edit-page", (following,)))
    return render("log_edit_duty", buttons=buttons, **_told(scene, data))


@view("log_undone")
def log_undone(scene: Scene, data: Data) -> Message:
    return render("log_undone", **_told(scene, data))


@view("log_locked")
def log_locked(_scene: Scene, _data: Data) -> Message:
    return render("log_locked", who="村监会主任")
