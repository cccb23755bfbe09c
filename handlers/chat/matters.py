"""重大事项和工程: from the first step to 办结, and the words of the supervisors and the town."""

from datetime import date
from itertools import chain

from handlers.chat import asking, fact_photos
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.days import day_buttons
from handlers.chat.queues import lay_before_others
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import fact_evidence, matters, progress
from handlers.services.act import Act
from handlers.services.minutes import read_minutes
from rubric.matter import MatterKind
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS
from rubric.utterance_answer import names_day, read_day
from storage.fact_rows import FactRow

LISTED, LISTED_TO_OTHERS, STEPS_LISTED = 2, 4, 3
STATES = {"open": "○", "concluded": "△", "confirmed": "✓"}


def show_list(scene: Scene) -> None:
    """重大事项, typed."""
    say(scene, "matter_list", village=scene.book().village.id, page=0)


@action("matter.list")
def open_list(press: Press) -> None:
    """The matters of the actor's village, or of the one he looks at."""
    village = press.args[0] if press.args else press.scene.book().village.id
    press.show("matter_list", village=village, page=press.args[1] if press.args[1:] else 0)


@action("matter.new")
def ask_title(press: Press) -> None:
    """新的: the next sentence is what it is about."""
    press.scene.act().require(VILLAGE_POSTS)
    card = press.show("matter_new", kind=press.args[0])
    asking.ask(press.scene, card, "matter.title", kind=press.args[0])


def take_title(turn: Turn, data: Data, text: str, show: Show) -> bool:
    number = matters.start(turn.act(), data["kind"], text)
    turn.scene.forget()
    show("matter", matter=number)
    return True


@action("matter.drop")
def give_up(press: Press) -> None:
    asking.drop(press.scene)
    press.show("dropped")


@action("matter.open")
def open_one(press: Press) -> None:
    asking.drop(press.scene)
    press.show("matter", matter=press.args[0])


@action("matter.steps")
def open_steps(press: Press) -> None:
    press.show("matter_steps", matter=press.args[0], page=press.args[1])


@action("matter.step")
def ask_day(press: Press) -> None:
    """记 提议: a day by a tap, or a sentence with the day, who came and the votes."""
    number, step = press.args
    card = press.show("matter_day", matter=number, step=step)
    asking.ask(press.scene, card, "matter.day", matter=number, step=step)


@action("matter.day")
def tap_day(press: Press) -> None:
    asking.drop(press.scene)
    day = date.fromisoformat(press.args[0])
    _take(press.turn, press.data, day, {}, press.show)


def take_day(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The sentence on a step; one that names no day is of the day it was written."""
    day = read_day(text, turn.written_at)
    if day is None and names_day(text, turn.written_at):
        return False
    said = {"note": text, **read_minutes(text, turn.written_on).dump()}
    _take(turn, data, day or turn.written_on, said, show)
    return True


def tells_votes(text: str, today: date) -> bool:
    """Whether a sentence says how many agreed: what only a deciding step has."""
    return read_minutes(text, today).agreed is not None


def _take(turn: Turn, data: Data, day: date, said: Data, show: Show) -> None:
    row, act = at_work(turn, data)
    matters.take(act, row, data["step"], day, said)
    fact_evidence.file_under(act, f"{row.ref}/{data['step']}", turn.files)
    show_changed(turn, row, show)
    if data["step"] == matters.FILED:
        town = turn.uow.places.town_of(row.village_id)
        asked = (matters.RECEIVERS, "matter_check", "matter.acknowledge")
        lay_before_others(turn.scene, town.id, *asked)


@action("matter.untake")
def untake(press: Press) -> None:
    """撤销这一步."""
    asking.drop(press.scene)
    row, act = at_work(press.turn, press.data)
    matters.untake(act, row, press.data["step"])
    show_changed(press.turn, row, press.show)


@action("matter.conclude")
def conclude(press: Press) -> None:
    """办结: what it would cost is shown before."""
    row, act = at_work(press.turn, press.data)
    kind = matters.kinds(act.book)[row.said["kind"]]
    if matters.at_stake(act.book, row) or kind.missing(row.steps):
        press.show("matter_conclude", matter=row.id)
    else:
        _conclude(press, row, act)


@action("matter.conclude-so")
def conclude_so(press: Press) -> None:
    _conclude(press, *at_work(press.turn, press.data))


def _conclude(press: Press, row: FactRow, act: Act) -> None:
    matters.conclude(act, row)
    show_changed(press.turn, row, press.show)
    asked = (SUPERVISOR_POSTS, "matter_check", "matter.confirm")
    lay_before_others(press.scene, row.village_id, *asked)


@action("matter.withdraw")
def withdraw(press: Press) -> None:
    row, act = at_work(press.turn, press.data)
    matters.withdraw(act, row)
    show_changed(press.turn, row, press.show)


@action("matter.restore")
def restore(press: Press) -> None:
    row, act = at_work(press.turn, press.data)
    matters.restore(act, row)
    show_changed(press.turn, row, press.show)


def show_changed(turn: Turn, row: FactRow, show: Show) -> None:
    turn.scene.forget()
    show("matter", matter=row.id)


def at_work(turn: Turn, data: Data) -> tuple[FactRow, Act]:
    row = row_of(turn.scene, data)
    return row, turn.act(row.village_id)


def row_of(scene: Scene, data: Data) -> FactRow:
    return scene.uow.facts.get("matter", data["matter"], scene.actor.scope)


# --- cards ----------------------------------------------------------------------------------------


@view("matter_list")
def matter_list(scene: Scene, data: Data) -> Message:
    book = scene.book(data["village"])
    rows = matters.listed(scene.uow, scene.actor.scope, book.village.id)
    page = page_of(rows, data["page"], LISTED if scene.actor.of_village else LISTED_TO_OTHERS)
    return render(
        "matter_list",
        village=book.village.name,
        number=book.village.id,
        page=page,
        rows=[{"mark": STATES[matters.state(row)], **_line(scene, row)} for row in page.rows],
        buttons=[
            Button(f"看第{at}件", "matter.open", (row.id,)) for at, row in enumerate(page.rows, 1)
        ],
        new=[
            Button(f"新的{kind.name}", "matter.new", (kind.id,))
            for kind in matters.kinds(book).values()
            if scene.actor.of_village
        ],
    )


def _line(scene: Scene, row: FactRow) -> Data:
    kind = _kind(scene, row)
    course = matters.course(kind, row.steps)
    return {
        "title": row.said["title"],
        "state": matters.state(row),
        "next": course.coming[0][1] if course.coming else "",
        "faulty": bool(matters.lacking(kind, row) or course.disordered),
    }


def _kind(scene: Scene, row: FactRow) -> MatterKind:
    return matters.kinds(scene.book(row.village_id))[row.said["kind"]]


@view("matter_new")
def matter_new(scene: Scene, data: Data) -> Message:
    return render("matter_new", kind=matters.kinds(scene.book())[data["kind"]].name)


@view("matter")
def matter(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    mine = [each.id for each in matters.waiting(scene.uow, scene.actor)]
    return render("matter", waits=row.id in mine, left=0, **told_of(scene, row))


def told_of(scene: Scene, row: FactRow) -> Data:
    kind = _kind(scene, row)
    state = matters.state(row)
    back = row.last("send_back", "reopen")
    received = row.last("acknowledge")
    return {
        "id": row.id,
        "number": row.village_id,
        "village": scene.uow.places.get(row.village_id).name,
        "kind": kind.name,
        "title": row.said["title"],
        "course": matters.course(kind, row.steps),
        "lacking": matters.lacking(kind, row),
        "photos": fact_photos.button_of(scene, row.ref),
        "said": matters.newest_minutes(row),
        "state": state,
        "concluded_on": row.since("conclude"),
        "back": back.reason if back and state == "open" else "",
        "filed": matters.filed(row),
        "received": received.on_day if received and not matters.filed(row) else None,
        "of_village": scene.actor.of_village,
        "supervises": scene.actor.supervises,
    }


@view("matter_steps")
def matter_steps(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    kind = _kind(scene, row)
    page = page_of(list(chain.from_iterable(kind.steps)), data["page"], STEPS_LISTED)
    return render(
        "matter_steps",
        matter=row.id,
        title=row.said["title"],
        page=page,
        rows=[
            {"name": kind.names.get(each, each), "day": row.steps.get(each)} for each in page.rows
        ],
        buttons=[
            Button(
                f"{'改' if each in row.steps else '记'}{kind.names.get(each, each)}",
                "matter.step",
                (row.id, each),
            )
            for each in page.rows
        ],
    )


@view("matter_day")
def matter_day(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    kind = _kind(scene, row)
    return render(
        "matter_day",
        matter=row.id,
        title=row.said["title"],
        step=kind.names.get(data["step"], data["step"]),
        taken=row.steps.get(data["step"]),
        photos=len(fact_photos.of(scene, f"{row.ref}/{data['step']}")),
        choices=day_buttons(scene.today, "matter.day"),
    )


@view("matter_conclude")
def matter_conclude(scene: Scene, data: Data) -> Message:
    """What concluding it now would cost; once it is concluded, the matter as it stands."""
    row = row_of(scene, data)
    if matters.state(row) != "open":
        return matter(scene, data)
    book, kind = scene.book(row.village_id), _kind(scene, row)
    course = matters.course(kind, row.steps)
    return render(
        "matter_conclude",
        matter=row.id,
        title=row.said["title"],
        missing=kind.missing(row.steps),
        disordered=course.disordered,
        stakes=matters.at_stake(book, row),
        scored=progress.has_points(book),
    )
