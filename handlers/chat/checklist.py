"""任务清单: what of a checklist is done, open and overdue; its targets; whose each line is."""

from typing import Any

from handlers.chat import score
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from handlers.services import progress
from handlers.services.book import Book, Enrolled
from rubric.checklist import Line, Progress, Reach, Status
from rubric.duty import Owner

FIRST = 3
PAGE = 4
ONGOING_PAGE = 6
UNDONE = (Status.OVERDUE, Status.OPEN)
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


@action("checklist.ongoing")
def open_ongoing(press: Press) -> None:
    """长期推进: what has no day."""
    press.show("checklist_ongoing", **_place(press), page=press.args[0])


def _place(press: Press) -> Data:
    return {"village": press.data["village"], "scheme": press.data["scheme"]}


def _part(scene: Scene, data: Data) -> tuple[Book, Enrolled]:
    book = scene.book(data["village"])
    return book, next(part for part in book.enrolled if part.scheme.id == data["scheme"])


def _made(scene: Scene, data: Data) -> Progress:
    return progress.done_so_far(*_part(scene, data))


@view("checklist_card")
def checklist_card(scene: Scene, data: Data) -> Message:
    book, part = _part(scene, data)
    made, lines = progress.done_so_far(book, part), progress.listed(book, part)
    undone = [line for line in lines if line.status in UNDONE]
    return render(
        "checklist_card",
        village=book.village.name,
        title=part.scheme.short,
        year=made.year,
        own=progress.tally(lines, Owner.VILLAGE),
        of_town=progress.tally(lines, Owner.TOWN),
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
        "missed": line.missed,
        "done": line.status is Status.DONE,
        "by": words.dated(line.due, scene.today),
    }


@view("checklist_lines")
def checklist_lines(scene: Scene, data: Data) -> Message:
    page = page_of(progress.listed(*_part(scene, data)), data["page"], PAGE)
    rows = [_told(scene, line) for line in page.rows]
    return render(
        "checklist_lines", page=page, rows=rows, village=data["village"], scheme=data["scheme"]
    )


@view("checklist_ongoing")
def checklist_ongoing(scene: Scene, data: Data) -> Message:
    every = sorted(_made(scene, data).ongoing, key=lambda each: each.owed_by is Owner.TOWN)
    return render(
        "checklist_ongoing",
        page=page_of(every, data["page"], ONGOING_PAGE),
        town=Owner.TOWN,
        village=data["village"],
        scheme=data["scheme"],
    )


@view("checklist_targets")
def checklist_targets(scene: Scene, data: Data) -> Message:
    page = page_of(_made(scene, data).targets, data["page"], PAGE)
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
