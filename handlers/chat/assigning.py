"""布置任务: a sentence, or a duty left to the town, to one village or to all, by a day."""

from datetime import date

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.chat.tasks import row_of, tell_village, what_of
from handlers.chat.town import books
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import inspections, tasks, workdays
from handlers.services.book import Book
from handlers.services.errors import Denied
from handlers.services.finding_terms import read_due
from handlers.services.tasks import Order
from rubric.utterance_days import deadline_in

LATER = (5, 10, 20, 40)
"""Working days from today on that are offered as the due day."""
VILLAGES_LISTED = 4
DUTIES_LISTED = 2


def show_new(scene: Scene) -> None:
    """布置任务, typed."""
    may_assign(scene)
    asking.ask(scene, say(scene, "order_new"), "order.text")


@action("order.new")
def ask_text(press: Press) -> None:
    """布置任务: the next sentence is what is to be done."""
    may_assign(press.scene)
    asking.ask(press.scene, press.show("order_new"), "order.text")


def take_text(turn: Turn, _data: Data, text: str, show: Show) -> bool:
    may_assign(turn.scene)
    due = deadline_in(text, turn.written_on) or usual_due(turn.scene)
    show("order", text=text, duty="", village=0, due=due.isoformat())
    return True


@action("order.duty")
def choose_duty(press: Press) -> None:
    asking.drop(press.scene)
    due = usual_due(press.scene).isoformat()
    press.show("order", text="", duty=press.args[0], village=0, due=due)


@action("order.drop")
def give_up(press: Press) -> None:
    asking.drop(press.scene)
    press.show("dropped")


@action("order.places")
def open_places(press: Press) -> None:
    press.show("order_places", **press.data | {"page": press.args[0]})


@action("order.place")
def choose_place(press: Press) -> None:
    """Only this village; 0: all of them."""
    press.show("order", **_kept(press.data) | {"village": press.args[0]})


@action("order.due")
def ask_due(press: Press) -> None:
    """改期限: a tap, or the next sentence that names a day."""
    kept = press.data
    asking.ask(press.scene, press.show("order_due", **kept), "order.day", **kept)


@action("order.by")
def choose_due(press: Press) -> None:
    asking.drop(press.scene)
    back(press.show, press.data | {"due": press.args[0]})


def take_due(turn: Turn, data: Data, text: str, show: Show) -> bool:
    day = read_due(text, turn.written_on)
    if day is None:
        return False
    told = {name: value for name, value in data.items() if name not in ("card", asking.INTERRUPTED)}
    back(show, told | {"due": day.isoformat()})
    return True


def back(show: Show, data: Data) -> None:
    """To the card on which the day was to be changed: an order's or a round's."""
    if "pairs" in data:
        show("round_new", **data | {"page": 0})
    else:
        show("order", **_kept(data))


@action("order.give")
def give(press: Press) -> None:
    """布置: every village one task and one message to each who does it."""
    scene, data = press.scene, press.data
    order = Order(due=date.fromisoformat(data["due"]), duty=data["duty"], text=data["text"])
    given = [tasks.assign(press.turn.act(each.village.id), order) for each in meant(scene, data)]
    scene.forget()
    for number in given:
        tell_village(scene, row_of(scene, {"task": number}))
    press.show("order_given", task=given[0], villages=len(given))


def may_assign(scene: Scene) -> None:
    if scene.actor.post not in tasks.ASSIGNERS:
        raise Denied(tuple(sorted(tasks.ASSIGNERS)))


def usual_due(scene: Scene) -> date:
    return workdays.after(scene.today, tasks.WORKING_DAYS)


def meant(scene: Scene, data: Data) -> list[Book]:
    """The villages it is for: the one, or all that have the duty."""
    if data["village"]:
        return [scene.book(data["village"])]
    duty = data["duty"]
    return [book for book in books(scene) if not duty or duty in tasks.assignable([book])]


def _kept(data: Data) -> Data:
    return {name: data[name] for name in ("text", "duty", "village", "due")}


# --- cards ----------------------------------------------------------------------------------------


@view("order_new")
def order_new(scene: Scene, _data: Data) -> Message:
    known = books(scene)
    names = {duty: book.name(duty) for book in known for duty in tasks.assignable([book])}
    return render(
        "order_new",
        town=scene.actor.place,
        by=usual_due(scene),
        buttons=[_offer(duty, name) for duty, name in list(names.items())[:DUTIES_LISTED]],
    )


def _offer(duty: str, name: str) -> Button:
    """A round of inspections says whom each village inspects; any other duty is the same to all."""
    if duty == inspections.DUTY:
        return Button(f"布置{name}", "round.new")
    return Button(f"布置{name}", "order.duty", (duty,))


@view("order")
def order(scene: Scene, data: Data) -> Message:
    found = meant(scene, data)
    return render(
        "order",
        title=data["text"] or found[0].name(data["duty"]),
        villages=len(found),
        village=found[0].village.name if data["village"] else "",
        due=date.fromisoformat(data["due"]),
    )


@view("order_places")
def order_places(scene: Scene, data: Data) -> Message:
    every = meant(scene, data | {"village": 0})
    page = page_of([book.village for book in every], data["page"], VILLAGES_LISTED)
    return render(
        "order_places",
        page=page,
        villages=len(every),
        buttons=[Button(each.name, "order.place", (each.id,)) for each in page.rows],
    )


@view("order_due")
def order_due(scene: Scene, data: Data) -> Message:
    days = [workdays.after(scene.today, count) for count in LATER]
    return render(
        "order_due",
        due=date.fromisoformat(data["due"]),
        choices=[Button(words.short_day(day), "order.by", (day.isoformat(),)) for day in days],
    )


@view("order_given")
def order_given(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    return render(
        "order_given",
        what=what_of(scene, row) | {"target": ""},
        villages=data["villages"],
        due=row.said["due"],
    )
