"""任务清单: what of a checklist is done, open and overdue; its targets; whose each line is."""

from typing import Any

from handlers.chat import score
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from handlers.services import progress
from handlers.services.book import Enrolled
from rubric.checklist import Line, Progress, Reach, Status
from rubric.duty import Owner

FIRST = 3
PAGE = 4
ORDER = (Status.OVERDUE, Status.OPEN, Status.AHEAD, Status.DONE)
MARKS = {Status.OVERDUE: "！", Status.OPEN: "○", Status.AHEAD: "○", Status.DONE: "✓"}


def show(scene: Scene) -> None:
    """任务清单 by its word: of one's own village, where it has one."""
    lists = [part.scheme.id for part in scene.book().enrolled if part.scheme.kind == "checklist"]
    if lists:
        say(scene, "checklist_card", village=scene.actor.place_id, scheme=lists[0])
    else:
        score.show_score(scene)


@action("checklist.open")
def open_card(press: Press) -> None:
    village, scheme = press.args
    press.show("checklist_card", village=village, scheme=scheme)


@action("checklist.lines")
def open_lines(press: Press) -> None:
    press.show("checklist_lines", **_place(press), page=press.args[0])


@action("checklist.targets")
def open_targets(press: Press) -> None:
    press.show("checklist_targets", **_place(press), page=press.args[0])


def _place(press: Press) -> Data:
    return {"village": press.data["village"], "scheme": press.data["scheme"]}


def _made(scene: Scene, data: Data) -> tuple[Enrolled, Progress]:
    book = scene.book(data["village"])
    part = next(part for part in book.enrolled if part.scheme.id == data["scheme"])
    return part, progress.done_so_far(book, part)


def _lines(made: Progress) -> list[Line]:
    """What is late first, then by due day."""
    return sorted(made.lines, key=lambda line: (ORDER.index(line.status), line.due))


@view("checklist_card")
def checklist_card(scene: Scene, data: Data) -> Message:
    part, made = _made(scene, data)
    undone = [line for line in _lines(made) if line.status in (Status.OVERDUE, Status.OPEN)]
    return render(
        "checklist_card",
        village=scene.book(data["village"]).village.name,
        title=part.scheme.title,
        year=made.year,
        done=made.count(Status.DONE),
        open=made.count(Status.OPEN),
        overdue=made.count(Status.OVERDUE),
        ongoing=len(made.ongoing),
        rows=[_told(scene, line) for line in undone[:FIRST]],
        reached=sum(bool(each.reached) for each in made.targets),
        targets=len(made.targets),
    )


def _told(scene: Scene, line: Line) -> dict[str, Any]:
    late = (scene.today - line.due).days if line.status is Status.OVERDUE else 0
    return {
        "mark": MARKS[line.status],
        "label": line.label,
        "of_town": line.owed_by is Owner.TOWN,
        "late": late,
        "done": line.status is Status.DONE,
        "by": words.dated(line.due, scene.today),
    }


@view("checklist_lines")
def checklist_lines(scene: Scene, data: Data) -> Message:
    _, made = _made(scene, data)
    page = page_of(_lines(made), data["page"], PAGE)
    rows = [_told(scene, line) for line in page.rows]
    return render(
        "checklist_lines", page=page, rows=rows, village=data["village"], scheme=data["scheme"]
    )


@view("checklist_targets")
def checklist_targets(scene: Scene, data: Data) -> Message:
    _, made = _made(scene, data)
    page = page_of(made.targets, data["page"], PAGE)
    return render(
        "checklist_targets",
        page=page,
        rows=[_reach(scene, each) for each in page.rows],
        village=data["village"],
        scheme=data["scheme"],
    )


def _reach(scene: Scene, each: Reach) -> dict[str, Any]:
    return {
        "name": each.target.name,
        "reached": each.reached,
        "needed": each.needed,
        "percent": each.target.percent,
        "found": each.found,
        "by": words.dated(each.target.by, scene.today) if each.target.by else "",
    }
