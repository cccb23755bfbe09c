"""A record that several open tasks could mean: which of them was done is asked, never guessed."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import task_records
from storage.fact_rows import FactRow
from storage.record_rows import RecordRow

MOST = 4


def ask_which(turn: Turn, written: list[int]) -> None:
    """Ask of each of the records just written, where there is something to ask."""
    tasks = turn.act().book.tasks
    for record in written if tasks else ():
        if _fitting(turn.scene, _record(turn.scene, record)):
            say(turn.scene, "task_which", record=record)


@action("task.which")
def choose(press: Press) -> None:
    row = _record(press.scene, press.data["record"])
    task = press.scene.uow.facts.get("task", press.args[0], press.scene.actor.scope)
    task_records.fulfil(press.turn.act(row.village_id), task, row)
    press.scene.forget()
    press.show("task", task=task.id)


def _record(scene: Scene, record: int) -> RecordRow:
    return scene.uow.records.get(record, scene.actor.scope)


def _fitting(scene: Scene, row: RecordRow) -> list[FactRow]:
    act = scene.act(row.village_id)
    return [] if task_records.done_by(act, row) else task_records.fitting_tasks(act, row)


@view("task_which")
def task_which(scene: Scene, data: Data) -> Message:
    row = _record(scene, data["record"])
    book = scene.book(row.village_id)
    return render(
        "task_which",
        name="、".join(dict.fromkeys(book.name(duty) for duty in row.duties)),
        when=row.done_on,
        buttons=[_button(scene, task) for task in _fitting(scene, row)[:MOST]],
    )


def _button(scene: Scene, task: FactRow) -> Button:
    """Told apart by where it was, or by when it is due."""
    target, by = task.said["target_id"], words.short_day(task.said["due"])
    place = scene.uow.places.get(target).name if target else ""
    return Button(f"{by}到期{place}", "task.which", (task.id,))
