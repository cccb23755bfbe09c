"""任务进度: what the town assigned, how many villages have done it, and who is late. No ranking."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Finished, Scene
from handlers.chat.tasks import row_of, tell_village, what_of
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import tasks
from handlers.services.errors import Denied
from handlers.services.tasks import Group
from rubric.posts import TOWN_POSTS
from storage.fact_rows import FactRow

GROUPS, VILLAGES = 4, 4
MARKS = {"open": "○", "late": "！", "done": "△", "accepted": "✓"}


def show_board(scene: Scene) -> None:
    """任务进度, typed."""
    say(scene, "task_board", page=0)


@action("task.board")
def open_board(press: Press) -> None:
    press.show("task_board", page=press.args[0] if press.args else 0)


@action("task.group")
def open_group(press: Press) -> None:
    press.show("task_group", task=press.args[0])


@action("task.villages")
def open_villages(press: Press) -> None:
    press.show("task_villages", task=press.args[0], page=press.args[1])


@action("task.recall")
def recall(press: Press) -> None:
    """撤回这次布置: every village is told that it owes it no more."""
    scene, group = press.scene, _group(press.scene, press.data)
    if group is None:
        raise Finished
    tasks.recall(press.turn.act, group)
    scene.forget()
    for row in group.rows:
        tell_village(scene, row)
    press.show("task_board", page=0)


def _groups(scene: Scene) -> list[Group]:
    if scene.actor.in_village:
        raise Denied(tuple(sorted(TOWN_POSTS)))
    rows = scene.uow.facts.rows("task", scene.actor.scope)
    return tasks.grouped(rows, scene.today)


def _group(scene: Scene, data: Data) -> Group | None:
    """The group that the task belongs to; None once it was taken back."""
    number = row_of(scene, data).id
    found = (each for each in _groups(scene) if number in {row.id for row in each.rows})
    return next(found, None)


def _what(scene: Scene, group: Group) -> Data:
    """What they have in common: not the place that each is to inspect."""
    return what_of(scene, group.rows[0]) | {"target": ""}


@view("task_board")
def task_board(scene: Scene, data: Data) -> Message:
    page = page_of(_groups(scene), data["page"], GROUPS)
    return render(
        "task_board",
        town=scene.actor.place,
        page=page,
        rows=[_line(scene, each) for each in page.rows],
        buttons=[
            Button(f"看第{at}项", "task.group", (each.rows[0].id,))
            for at, each in enumerate(page.rows, 1)
        ],
    )


def _line(scene: Scene, group: Group) -> Data:
    return {
        "what": _what(scene, group),
        "by": words.dated(group.due, scene.today),
        "done": len(group.done),
        "all": len(group.rows),
        "late": len(group.late),
    }


@view("task_group")
def task_group(scene: Scene, data: Data) -> Message:
    group = _group(scene, data)
    if group is None:
        return task_board(scene, {"page": 0})
    recallable = scene.actor.post in tasks.ASSIGNERS and not group.done
    return render(
        "task_group",
        task=group.rows[0].id,
        recall=[button("撤回这次布置", "task.recall")] if recallable else [],
        accepted=sum(tasks.state(row) == "accepted" for row in group.rows),
        late_names=[scene.uow.places.get(row.village_id).name for row in group.late],
        **_line(scene, group),
    )


@view("task_villages")
def task_villages(scene: Scene, data: Data) -> Message:
    group = _group(scene, data)
    if group is None:
        return task_board(scene, {"page": 0})
    page = page_of(group.rows, data["page"], VILLAGES)
    return render(
        "task_villages",
        task=group.rows[0].id,
        what=_what(scene, group),
        page=page,
        rows=[_village(scene, group, row) for row in page.rows],
        buttons=[
            Button(f"看第{at}个", "task.open", (row.id,)) for at, row in enumerate(page.rows, 1)
        ],
    )


def _village(scene: Scene, group: Group, row: FactRow) -> Data:
    places, target = scene.uow.places, row.said["target_id"]
    state = "late" if row in group.late else tasks.state(row)
    return {
        "mark": MARKS[state],
        "state": state,
        "village": places.get(row.village_id).name,
        "target": places.get(target).name if target else "",
        "done_on": row.since("done"),
    }
