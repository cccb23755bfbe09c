"""到期未见记录: what was due and is on no record; done in time, it can still be logged late."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.month import report_buttons
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from handlers.services import standing

PAGE = 3


def show_missed(scene: Scene) -> None:
    """The word 补录 typed."""
    say(scene, "missed", page=0)


@action("missed")
def open_missed(press: Press) -> None:
    """补录: from the month, from a reminder, or to the next page."""
    press.show("missed", page=press.args[0])


@view("missed")
def missed(scene: Scene, data: Data) -> Message:
    book = scene.book()
    page = page_of(standing.missed(book), data["page"], PAGE)
    owed = [entry.occurrence for entry in page.rows]
    return render(
        "missed",
        village=book.village.name,
        page=page,
        rows=[{"label": each.label, "by": words.dated(each.due, scene.today)} for each in owed],
        doers=sorted({post for each in owed for post in book.doers(each.duty)}),
        buttons=report_buttons(book, owed, scene.actor),
    )
