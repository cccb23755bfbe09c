"""镇里布置的任务: reported done on the village's phone, accepted or sent back on the town's."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.log import begin
from handlers.chat.queues import lay_before_others
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import tasks
from handlers.services.act import Act
from handlers.services.sketch import Sketch
from rubric.posts import TOWN_POSTS
from storage.fact_rows import FactRow

LISTED = 3


def show_list(scene: Scene) -> None:
    """镇里布置, typed."""
    say(scene, "task_list", village=scene.book().village.id, page=0)


@action("task.list")
def open_list(press: Press) -> None:
    """What the village still has to do: the actor's own, or the one he looks at."""
    village = press.args[0] if press.args else press.scene.book().village.id
    press.show("task_list", village=village, page=press.args[1] if press.args[1:] else 0)


@action("task.open")
def open_one(press: Press) -> None:
    asking.drop(press.scene)
    press.show("task", task=press.args[0])


@action("task.report")
def ask_report(press: Press) -> None:
    """报完成: of a duty it is a record like any other, of the rest the next sentence."""
    named = {"task": press.args[0]} if press.args else press.data
    row, act = at_work(press.turn, named)
    act.require(tasks.doers(act.book, row))
    if row.said["duty"] in act.book.duties:
        begin(press.turn, _sketch(press.scene, row), press.show)
    else:
        card = press.show("task_report", task=row.id)
        asking.ask(press.scene, card, "task.report", task=row.id)


def _sketch(scene: Scene, row: FactRow) -> Sketch:
    """The record to be: named after the village that was to be inspected."""
    target = row.said["target_id"]
    title = scene.uow.places.get(target).name if target else ""
    return Sketch(text="", duties=(row.said["duty"],), title=title, ask_date=True)


def take_report(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """What was done; the town is asked to look."""
    row, act = at_work(turn, data)
    tasks.report(act, row, text)
    turn.scene.forget()
    show("task", task=row.id)
    town = turn.uow.places.town_of(row.village_id)
    lay_before_others(turn.scene, town.id, tasks.ASSIGNERS, "task_check", "task.accept")
    return True


@action("task.check")
def open_queue(press: Press) -> None:
    asking.drop(press.scene)
    press.show("task_check", at=None)


@action("task.accept")
def accept(press: Press) -> None:
    row, act = at_work(press.turn, {"task": press.args[0]})
    tasks.accept(act, row)
    press.scene.forget()
    press.show("task_check", at=None)


@action("task.return")
def ask_return(press: Press) -> None:
    """退回,写理由: the next sentence."""
    row, act = at_work(press.turn, {"task": press.args[0]})
    tasks.may_judge(act, row)
    asking.ask(press.scene, press.show("task_reason", task=row.id), "task.return", task=row.id)


def take_return(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """It is open again, and the village is told why."""
    row, act = at_work(turn, data)
    tasks.send_back(act, row, text)
    turn.scene.forget()
    show("task_check", at=None)
    tell_village(turn.scene, row)
    return True


@action("task.cancel")
def cancel(press: Press) -> None:
    """撤销布置: the village is told that it owes it no more."""
    row, act = at_work(press.turn, press.data)
    tasks.cancel(act, row)
    press.scene.forget()
    press.show("task", task=row.id)
    tell_village(press.scene, row)


def tell_village(scene: Scene, row: FactRow) -> None:
    """One message to each of those who do it."""
    posts = tasks.told_to(scene.book(row.village_id), row)
    holders = scene.uow.grants.holders(row.village_id, tuple(posts), scene.today)
    tell(scene, holders, "task", task=row.id)


def at_work(turn: Turn, data: Data) -> tuple[FactRow, Act]:
    row = row_of(turn.scene, data)
    return row, turn.act(row.village_id)


def row_of(scene: Scene, data: Data) -> FactRow:
    return scene.uow.facts.get("task", data["task"], scene.actor.scope)


def what_of(scene: Scene, row: FactRow) -> Data:
    """What is to be done, of which round, and where."""
    target, (year, _, number) = row.said["target_id"], (row.said["round"] or "").partition("-")
    return {
        "title": tasks.title(scene.book(row.village_id), row),
        "target": scene.uow.places.get(target).name if target else "",
        "year": year,
        "round": number,
    }


# --- cards ----------------------------------------------------------------------------------------


@view("task_list")
def task_list(scene: Scene, data: Data) -> Message:
    act = scene.act(data["village"])
    page = page_of(tasks.open_of(act), data["page"], LISTED)
    return render(
        "task_list",
        village=act.book.village.name,
        number=act.book.village.id,
        page=page,
        rows=[{"what": what_of(scene, row), **_days(scene, row)} for row in page.rows],
        buttons=[
            Button(f"看第{at}项", "task.open", (row.id,)) for at, row in enumerate(page.rows, 1)
        ],
    )


def _days(scene: Scene, row: FactRow) -> Data:
    due = row.said["due"]
    late = max(0, (scene.today - due).days) if tasks.state(row) == "open" else 0
    return {"by": words.dated(due, scene.today), "late": late}


@view("task")
def task(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    waits = bool(tasks.waiting(scene.actor, [row]))
    return render("task", waits=waits, left=0, **told_of(scene, row))


@view("task_check")
def task_check(scene: Scene, _data: Data) -> Message:
    """What the villages report done, one at a time."""
    queue = waiting(scene)
    if not queue:
        return render("task_none")
    return render("task", waits=True, left=len(queue) - 1, **told_of(scene, queue[0]))


def waiting(scene: Scene) -> list[FactRow]:
    """What waits for the actor's acceptance in all villages he sees, oldest first."""
    return tasks.waiting(scene.actor, scene.uow.facts.rows("task", scene.actor.scope))


def told_of(scene: Scene, row: FactRow) -> Data:
    book = scene.book(row.village_id)
    done, back = row.last("done"), row.last("send_back")
    state = tasks.state(row)
    return {
        "id": row.id,
        "number": row.village_id,
        "village": book.village.name,
        "what": what_of(scene, row),
        "state": state,
        "by_record": tasks.record_of(row) is not None,
        "done_on": row.since("done"),
        "said": done.reason if done else "",
        "back": back.reason if back and state == "open" else "",
        "mine": scene.actor.post in tasks.doers(book, row),
        "assigns": scene.actor.post in tasks.ASSIGNERS,
        "town": scene.actor.post in TOWN_POSTS,
        **_days(scene, row),
    }


@view("task_report")
def task_report(scene: Scene, data: Data) -> Message:
    """The question what was done; once it is answered, the task as it stands."""
    row = row_of(scene, data)
    if tasks.state(row) != "open":
        return task(scene, data)
    return render("task_report", task=row.id, what=what_of(scene, row))


@view("task_reason")
def task_reason(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    if tasks.state(row) != "done":
        return task(scene, data)
    return render("task_reason", task=row.id, what=what_of(scene, row))
