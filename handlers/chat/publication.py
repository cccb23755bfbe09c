"""三务公开: one card, one tap or one sentence for all three; or each by itself."""

import re
from dataclasses import replace
from datetime import date

from handlers.chat.asking import Show, reply
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.log import advance, begin, begun, write
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import publication, records
from handlers.services.publication import PARTS, Part
from rubric.utterance import Intent, Reading

SHORT = {
    "disclosure-party": "党务",
    "disclosure-village": "村务",
    "disclosure-finance": "财务",
}
ALL_SHOWN = re.compile(
    "(?:这?个?本?月)?三[项务](?:公开)?(?:栏|内容)?[都全均]?已?经?(?:贴|张贴|上墙|公开|公布|公示)[好完了出去]*[。!！]?"
)


def show(scene: Scene) -> None:
    say(scene, "pub_card")


def says_all_shown(said: str, reading: Reading, today: date) -> bool:
    """三项都已贴好: all three, today, what is wanted now."""
    named = reading.intent is Intent.LOG and set(reading.duties) == set(PARTS)
    left_open = reading.date in {None, today} and not (reading.period or reading.future)
    return (named and left_open) or ALL_SHOWN.fullmatch(said) is not None


def log_shown(turn: Turn, said: str) -> None:
    """The sentence in one act, as a tap on 三项都已贴好."""
    show = reply(turn)
    if _told_today(turn):
        show("pub_card")
    elif (asked := publication.left_open(turn.scene.book(), said)) is not None:
        begin(turn, asked, show)
    else:
        _log(turn, PARTS, said, show)


def _told_today(turn: Turn) -> bool:
    """Said twice it is not meant twice: the next month's accounts are another tap."""
    act = turn.act()
    rows = act.uow.records.of_village(act.book.village.id, act.actor.scope, act.day, act.day)
    return any(set(row.duties) & set(PARTS) and not row.withdrawn for row in rows)


@action("log.disclosures")
def choose_all(press: Press) -> None:
    """三务公开 among the kinds of work: their card; what came with photos or words is a record."""
    sketch, draft = begun(press.scene, press.data), press.data["draft"]
    if sketch.text or press.turn.uow.evidence.of_draft(draft):
        meant = publication.of_board(press.scene.book(), sketch)
        advance(press.turn, meant, press.show, draft)
    else:
        press.turn.uow.drafts.close(draft, press.turn.now)
        press.show("pub_card")


@action("pub.shown")
def shown(press: Press) -> None:
    """三项都已贴好, or one of them."""
    _log(press.turn, press.args, "", press.show)


def _log(turn: Turn, duties: tuple[str, ...], said: str, show: Show) -> None:
    """What is not on file yet is logged as of today."""
    act = turn.act()
    records.may_log(act, duties)
    entries = [
        replace(entry, sketch=replace(entry.sketch, text=said))
        for entry in publication.entries(act.book, duties)
    ]
    if entries:
        write(turn, entries, show)
    else:
        show("pub_card")


@view("pub_card")
def pub_card(scene: Scene, _data: Data) -> Message:
    book = scene.book()
    parts = publication.parts(book)
    missing = [part for part in parts if part.shown_on is None]
    can_log = all(scene.actor.post in book.doers(part.occurrence.duty) for part in parts)
    return render(
        "pub_card",
        village=book.village.name,
        number=book.village.id,
        month=scene.today.month,
        parts=[_line(part, scene) for part in parts],
        missing=len(missing),
        every=[part.occurrence.duty for part in missing] if can_log else [],
        buttons=[_one(part) for part in missing] if can_log and len(missing) > 1 else [],
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
