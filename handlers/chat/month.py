"""本月要办: what a village owes, overdue first, with a button for what can be reported."""

from collections.abc import Iterable

from handlers.chat.cards import Data, Press, action, view
from handlers.chat.receipts import who_confirms
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import LABEL_WIDTH, Button, Message, render
from handlers.services import standing, tasks
from handlers.services.actor import Actor
from handlers.services.book import Book
from rubric.agenda import Entry, Mark
from rubric.occurrences import Occurrence
from rubric.period import Cadence

MARKS = {Mark.OVERDUE: "！", Mark.OPEN: "○", Mark.WAITING: "△", Mark.DONE: "✓"}
MOST_LISTED = 5
MOST_BUTTONS = 3


@view("month")
def month(scene: Scene, _data: Data) -> Message:
    book = scene.book()
    entries = standing.month_agenda(book)
    shown = [entry for entry in entries if entry.mark is not Mark.DONE]
    return render(
        "month",
        village=book.village.name,
        number=book.village.id,
        month=scene.today.month,
        entries=[_line(entry, scene) for entry in shown[:MOST_LISTED]],
        more=len(shown[MOST_LISTED:]),
        done=sum(entry.mark is Mark.DONE for entry in entries),
        missed=len(standing.missed(book)),
        buttons=_report_buttons(shown, scene),
    )


def _report_buttons(shown: list[Entry], scene: Scene) -> list[Button]:
    """Report buttons for what is not done yet and this post does itself."""
    undone = [entry.occurrence for entry in shown if entry.mark in (Mark.OVERDUE, Mark.OPEN)]
    return report_buttons(scene.book(), undone, scene.actor)[:MOST_BUTTONS]


def report_buttons(book: Book, owed: Iterable[Occurrence], actor: Actor) -> list[Button]:
    """报 5月财务公开, for what the actor may report."""
    return [
        _report_button(book, each)
        for each in owed
        if actor.post in (book.doers(each.duty) if each.duty else tasks.DOERS)
    ]


def _report_button(book: Book, each: Occurrence) -> Button:
    """Of a duty its record, of a task in words the report that it is done."""
    if each.duty:
        told = (each.duty, str(each.period), each.unit)
        return Button(_report_label(book, each), "log.owed", told)
    return Button(_task_label(each.label), "task.report", (tasks.number(each),))


def _task_label(title: str) -> str:
    return title if title.startswith(("报", "上报", "填报")) else _fitting(f"报 {title}", title)


def _report_label(book: Book, each: Occurrence) -> str:
    """The period, then 报 are left out where the label would be cut; the Party group never."""
    group = f"第{each.unit}组" if book.several_units(each.duty) else ""
    name = book.name(each.duty) + group
    known = book.duties.get(each.duty)
    of_festival = known is not None and known.cadence is Cadence.FESTIVAL
    whole = each.label if of_festival else f"{words.period(each.period)}{name}"
    return _fitting(f"报 {whole}", f"报 {name}", name)


def _fitting(*labels: str) -> str:
    """The first that is not cut, else the last."""
    fits = (label for label in labels if words.width(label) <= LABEL_WIDTH[1])
    return next(fits, labels[-1])


@action("month")
def show_month(press: Press) -> None:
    press.show("month")


def _line(entry: Entry, scene: Scene) -> dict[str, str]:
    return {"mark": MARKS[entry.mark], "name": title(entry), "note": deadline(entry, scene)}


def title(entry: Entry) -> str:
    """What is owed, as people call it: 5月财务公开."""
    return entry.occurrence.label


def deadline(entry: Entry, scene: Scene) -> str:
    """7月31日到期, 逾期15天 or 待村监会确认."""
    if entry.mark is Mark.WAITING:
        return f"待{who_confirms(scene.book(), entry.occurrence.duty)}确认"
    if entry.mark is Mark.OVERDUE:
        return f"逾期{(scene.today - entry.occurrence.due).days}天"
    return f"{words.dated(entry.occurrence.due, scene.today)}到期"
