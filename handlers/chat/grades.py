"""等级评估: the standing under a scheme with grades, and grading item by item with four buttons."""

from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.receipts import ask_confirmers, rows_of
from handlers.chat.scene import Scene
from handlers.chat.town_duties import show_logged
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import grading, progress
from handlers.services.book import Enrolled
from rubric.grade_tables import Level
from rubric.scheme_tables import Item

PAGE = 3
MISSING = 3
"""Of what is missing, so many are told on the first card."""


@action("grade.open")
def open_card(press: Press) -> None:
    """The standing under the scheme of the button."""
    village, scheme = press.args
    press.show("grade_card", village=village, scheme=scheme)


@action("grade.why")
def open_why(press: Press) -> None:
    press.show("grade_why", **_place(press), page=press.args[0])


@action("grade.items")
def open_items(press: Press) -> None:
    press.show("grade_items", **_place(press), page=press.args[0])


@action("grade.item")
def open_item(press: Press) -> None:
    press.show("grade_item", **_place(press), no=press.args[0], part=0)


@action("grade.part")
def turn_part(press: Press) -> None:
    press.show("grade_item", **press.data | {"part": press.args[0]})


@action("grade.start")
def start(press: Press) -> None:
    """The first item that this post has not graded yet."""
    _go_on(press)


@action("grade.give")
def give(press: Press) -> None:
    """好、较好、一般 or 差, and on to the next."""
    data = press.data
    grading.grade(press.turn.act(data["village"]), data["scheme"], data["no"], press.args[0])
    press.scene.forget()
    _go_on(press)


def _go_on(press: Press) -> None:
    place = _place(press)
    part = _part(press.scene, place)
    level = grading.level_of(part.scheme, press.scene.actor.post)
    done = grading.given(part, level) if level else {}
    left = [no for no in grading.applicable(part) if no not in done]
    if level is not None and left:
        press.show("grade_item", **place, no=left[0], part=0)
    else:
        press.show("grade_card", **place)


@action("grade.report")
def report(press: Press) -> None:
    """报送自评, or a level of the town its 评估: logged as the duty it is."""
    place = _place(press)
    record = grading.report(press.turn.act(place["village"]), place["scheme"])
    press.scene.forget()
    (row,) = rows_of(press.scene, {"records": [record]})
    if grading.grades_itself(press.scene.actor.post):
        press.show("log_saved", records=[record])
        ask_confirmers(press.scene, [row])
    else:
        show_logged(press.scene, row.duties[0], {row.village_id: record}, press.show)


@action("grade.excuse")
def ask_excuse(press: Press) -> None:
    """不适用: the next sentence is the reason."""
    told = _place(press) | {"no": press.data["no"]}
    press.scene.act(told["village"]).require(grading.RUNNERS)
    asking.ask(press.scene, press.show("grade_excuse", **told), "grade.excuse", **told)


@action("grade.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("grade_item", **_place(press), no=press.data["no"], part=0)


def take_excuse(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why the item does not apply."""
    grading.excuse(turn.act(data["village"]), data["scheme"], data["no"], text)
    turn.scene.forget()
    told = {key: data[key] for key in ("village", "scheme", "no")}
    show("grade_item", **told, part=0)
    return True


@action("grade.apply")
def apply_again(press: Press) -> None:
    data = press.data
    grading.apply_again(press.turn.act(data["village"]), data["scheme"], data["no"])
    press.scene.forget()
    press.show("grade_item", **data)


def _place(press: Press) -> Data:
    return {"village": press.data["village"], "scheme": press.data["scheme"]}


def _part(scene: Scene, data: Data) -> Enrolled:
    return grading.part_of(scene.book(data["village"]), data["scheme"])


@view("grade_card")
def grade_card(scene: Scene, data: Data) -> Message:
    """认定与否, how many are good of how many, and what is missing."""
    book, part = scene.book(data["village"]), _part(scene, data)
    made = progress.verdict(book, part)
    level = grading.level_of(part.scheme, scene.actor.post)
    left = _ungraded(part, level) if level else []
    return render(
        "grade_card",
        village=book.village.name,
        number=book.village.id,
        title=part.scheme.short,
        recognised=made.standing == "recognised",
        good=made.good,
        graded=made.graded,
        applicable=made.applicable,
        best=part.scheme.graded.grading.name(part.scheme.graded.recognition.best),
        missing=[each.why for each in _missing(made)[:MISSING]],
        more=len(_missing(made)[MISSING:]),
        total=len(_missing(made)),
        notice=progress.notice_posted(book, part),
        ends=made.cycle_ends,
        level=level,
        left=len(left),
        reports=level is not None and grading.reportable(book, part, level),
        itself=grading.grades_itself(scene.actor.post),
    )


def _missing(made: Any) -> list[Any]:
    return [*made.why, *made.pending]


def _ungraded(part: Enrolled, level: Level) -> list[int]:
    done = grading.given(part, level)
    return [no for no in grading.applicable(part) if no not in done]


@view("grade_why")
def grade_why(scene: Scene, data: Data) -> Message:
    """Everything that is missing, each with its clause."""
    missing = _missing(progress.verdict(scene.book(data["village"]), _part(scene, data)))
    page = page_of(missing, data["page"], PAGE)
    return render("grade_why", page=page, village=data["village"], scheme=data["scheme"])


@view("grade_items")
def grade_items(scene: Scene, data: Data) -> Message:
    part = _part(scene, data)
    ruling = {one.no: one for one in progress.verdict(scene.book(data["village"]), part).items}
    page = page_of(list(part.scheme.items.values()), data["page"], PAGE)
    return render(
        "grade_items",
        village=data["village"],
        scheme=data["scheme"],
        page=page,
        rows=[_line(part, item, ruling[item.no]) for item in page.rows],
        buttons=[Button(f"第{item.no}项", "grade.item", (item.no,)) for item in page.rows],
    )


def _line(part: Enrolled, item: Item, one: Any) -> dict[str, Any]:
    words = part.scheme.graded.grading
    return {
        "no": item.no,
        "name": item.name,
        "applies": one.applies,
        "grade": words.name(one.ruling.grade) if one.ruling else "",
        "by": words.levels[words.level(one.ruling.by)].name if one.ruling else "",
    }


@view("grade_item")
def grade_item(scene: Scene, data: Data) -> Message:
    """The item, one of its numbered sub-points at a time, and the grades it has."""
    part = _part(scene, data)
    scheme, item = part.scheme, part.scheme.items[data["no"]]
    words, post = scheme.graded.grading, scene.actor.post
    applies = item.no in grading.applicable(part)
    grades = [(level.name, grading.given(part, level).get(item.no)) for level in words.levels]
    return render(
        "grade_item",
        village=data["village"],
        scheme=data["scheme"],
        item=item,
        parts=page_of(item.parts, data["part"], 1),
        applies=applies,
        given=[(name, words.name(one.grade)) for name, one in grades if one],
        choices=[Button(word.name, "grade.give", (word.id,)) for word in words.grades]
        if applies and grading.level_of(scheme, post)
        else [],
        runs=bool(item.may_not_apply) and post in grading.RUNNERS,
        of_village=scene.actor.in_village,
    )


@view("grade_excuse")
def grade_excuse(scene: Scene, data: Data) -> Message:
    item = _part(scene, data).scheme.items[data["no"]]
    return render("grade_excuse", no=item.no, name=item.name, because=item.may_not_apply)
