"""三务公开: one card, one tap for all three; or each by itself."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.log import write
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import publication, records
from handlers.services.publication import Part

SHORT = {
    "disclosure-party": "党务",
    "disclosure-village": "村务",
    "disclosure-finance": "财务",
}


def show(scene: Scene) -> None:
    say(scene, "pub_card")


@action("pub")
def open_card(press: Press) -> None:
    press.show("pub_card")


@action("pub.shown")
def shown(press: Press) -> None:
    """三项都已贴好, or one of them: what is not on file yet is logged as of today."""
    act = press.turn.act()
    records.may_log(act, press.args)
    entries = publication.entries(act.book, press.args)
    if entries:
        write(press.turn, entries, press.show)
    else:
        press.show("pub_card")


@view("pub_card")
def pub_card(scene: Scene, _data: Data) -> Message:
    book = scene.book()
    parts = publication.parts(book)
    open_parts = [part for part in parts if part.shown_on is None]
    can_log = all(scene.actor.post in book.doers(part.occurrence.duty) for part in parts)
    return render(
        "pub_card",
        village=book.village.name,
        month=scene.today.month,
        parts=[_line(part, scene) for part in parts],
        every=[part.occurrence.duty for part in open_parts] if can_log else [],
        buttons=[_one(part) for part in open_parts] if can_log and len(open_parts) > 1 else [],
    )


def _line(part: Part, scene: Scene) -> dict[str, str | int]:
    each = part.occurrence
    return {
        "name": f"{words.period(each.period)}{SHORT[each.duty]}公开",
        "shown": words.short_day(part.shown_on) if part.shown_on else "",
        "late": max(0, (scene.today - each.due).days),
        "by": words.dated(each.due, scene.today),
    }


def _one(part: Part) -> Button:
    return Button(SHORT[part.occurrence.duty], "pub.shown", (part.occurrence.duty,))
