"""负面清单 and 创建周期: what the discipline office enters, and when the village's cycle begins."""

from datetime import date

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import grading, progress
from rubric.utterance_answer import read_day
from storage.fact_rows import FactRow

PAGE = 3
KINDS = 4


@action("negative.list")
def open_list(press: Press) -> None:
    """Of the village's first scheme with grades."""
    village = press.args[0]
    press.show("negative_list", village=village, scheme=_scheme(press.scene, village), page=0)


@action("negative.page")
def turn_page(press: Press) -> None:
    press.show(press.card.kind, **press.data | {"page": press.args[0]})


@action("negative.start")
def start(press: Press) -> None:
    press.scene.act(press.data["village"]).require(grading.LISTERS)
    press.show("negative_kinds", **press.data | {"page": 0})


@action("negative.kind")
def choose(press: Press) -> None:
    told = {key: press.data[key] for key in ("village", "scheme")} | {"negative": press.args[0]}
    asking.ask(press.scene, press.show("negative_new", **told), "negative.note", **told)


def take_note(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """What happened, and its day if one is said."""
    on = read_day(text, turn.written_at) or turn.written_on
    act = turn.act(data["village"])
    grading.list_negative(act, data["scheme"], data["negative"], on, text)
    turn.scene.forget()
    show("negative_list", village=data["village"], scheme=data["scheme"], page=0)
    return True


@action("negative.strike")
def ask_reason(press: Press) -> None:
    told = press.data | {"row": press.args[0]}
    press.scene.act(told["village"]).require(grading.LISTERS)
    asking.ask(press.scene, press.show("negative_strike", **told), "negative.strike", **told)


@action("negative.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    told = {key: press.data[key] for key in ("village", "scheme")}
    press.show("negative_list", **told, page=0)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it is struck from the list."""
    row = _row(turn.scene, data["row"])
    grading.strike_negative(turn.act(row.village_id), row, text)
    turn.scene.forget()
    show("negative_list", village=data["village"], scheme=data["scheme"], page=0)
    return True


@action("cycle.open")
def open_cycle(press: Press) -> None:
    """When the cycle began; the next date written is its new first day."""
    village = press.args[0]
    press.scene.act(village).require(grading.RUNNERS)
    _ask_cycle(press, village, _scheme(press.scene, village))


def _ask_cycle(press: Press, village: int, scheme: str) -> None:
    told = {"village": village, "scheme": scheme}
    asking.ask(press.scene, press.show("cycle_card", **told), "cycle.day", **told)


@action("cycle.set")
def set_cycle(press: Press) -> None:
    asking.drop(press.scene)
    _begun(press.turn, press.data, date.fromisoformat(press.args[0]), press.show)


def take_day(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A typed first day; False when the text is none."""
    day = read_day(text, turn.written_at)
    if day is None:
        return False
    _begun(turn, data, day, show)
    return True


def _begun(turn: Turn, data: Data, first: date, show: Show) -> None:
    told = {key: data[key] for key in ("village", "scheme")}
    grading.start_cycle(turn.act(told["village"]), told["scheme"], first)
    turn.scene.forget()
    show("cycle_card", **told)


def _scheme(scene: Scene, village: int) -> str:
    return next((part.scheme.id for part in grading.graded(scene.book(village))), "")


def _row(scene: Scene, number: int) -> FactRow:
    return scene.uow.facts.get("negative", number, scene.actor.scope)


@view("negative_list")
def negative_list(scene: Scene, data: Data) -> Message:
    """What stands on the list, and the window in which it tells."""
    act = scene.act(data["village"])
    part = grading.part_of(act.book, data["scheme"])
    page = page_of(grading.negatives(act, part.scheme.id), data["page"], PAGE)
    enters, first = scene.actor.post in grading.LISTERS, page.number * PAGE + 1
    window = progress.verdict(act.book, part).window
    return render(
        "negative_list",
        village=act.book.village.name,
        window=window,
        page=page,
        first=first,
        rows=[
            {
                "name": part.scheme.negatives[row.said["kind"]].name,
                "on": row.said["on_day"],
                "within": window[0] <= row.said["on_day"] <= window[1],
            }
            for row in page.rows
        ],
        enters=enters,
        buttons=[
            Button(f"撤第{at}条", "negative.strike", (row.id,))
            for at, row in enumerate(page.rows, first)
        ]
        if enters
        else [],
    )


@view("negative_kinds")
def negative_kinds(scene: Scene, data: Data) -> Message:
    scheme = grading.part_of(scene.book(data["village"]), data["scheme"]).scheme
    page = page_of(list(scheme.negatives.values()), data["page"], KINDS)
    first = page.number * KINDS + 1
    return render(
        "negative_kinds",
        page=page,
        first=first,
        buttons=[
            Button(f"第{at}种", "negative.kind", (kind.kind,))
            for at, kind in enumerate(page.rows, first)
        ],
    )


@view("negative_new")
def negative_new(scene: Scene, data: Data) -> Message:
    book = scene.book(data["village"])
    kind = grading.part_of(book, data["scheme"]).scheme.negatives[data["negative"]]
    return render("negative_new", village=book.village.name, text=kind.text, clause=kind.clause)


@view("negative_strike")
def negative_strike(scene: Scene, data: Data) -> Message:
    row = _row(scene, data["row"])
    kind = grading.part_of(scene.book(row.village_id), data["scheme"]).scheme.negatives
    return render("negative_strike", name=kind[row.said["kind"]].name, on=row.said["on_day"])


@view("cycle_card")
def cycle_card(scene: Scene, data: Data) -> Message:
    book = scene.book(data["village"])
    part = grading.part_of(book, data["scheme"])
    made = progress.verdict(book, part)
    this = scene.today.year
    return render(
        "cycle_card",
        village=book.village.name,
        number=book.village.id,
        start=part.facts.profile.cycle_start,
        window=made.window,
        buttons=[
            Button(f"{year}年1月1日起", "cycle.set", (f"{year}-01-01",))
            for year in (this - 1, this, this + 1)
        ],
    )
