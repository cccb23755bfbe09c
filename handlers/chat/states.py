"""报现状: how things stand, by a number or a yes; the supervisors say whether it is so."""

import re
from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import NEWS, Data, Press, action, redraw, say, view
from handlers.chat.receipts import dumped, score_now
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import standing, states
from handlers.services.states import Kind, Standing
from rubric.posts import SUPERVISOR_POSTS
from rubric.utterance_numerals import NUMBER, number
from storage.fact_rows import FactRow

PAGE = 3
OFFERED = 4
"""Counts from 0 to this have a button; any other is typed."""
COUNT = re.compile(rf"({NUMBER})\s*[处个人名]?[。.]?")


def show_list(scene: Scene) -> None:
    say(scene, "state_list", village=scene.book().village.id, page=0)


@action("state.list")
def open_list(press: Press) -> None:
    """Of the village of the button, or of one's own."""
    village = press.args[0] if press.args else press.scene.book().village.id
    press.show("state_list", village=village, page=0)


@action("state.page")
def turn_page(press: Press) -> None:
    press.show("state_list", village=press.data["village"], page=press.args[0])


@action("state.pick")
def pick(press: Press) -> None:
    """One state: a count may be typed as well."""
    village, name = press.data["village"], press.args[0]
    kind = _kind(press.scene, village, name)
    press.scene.act(village).require(kind.posts)
    card = press.show("state_ask", village=village, name=name)
    if not kind.yes_no:
        asking.ask(press.scene, card, "state.number", village=village, name=name)


@action("state.set")
def set_value(press: Press) -> None:
    asking.drop(press.scene)
    data = press.data
    _said(press.turn, data["village"], data["name"], press.args[0], press.show)


def take_number(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A typed count; False when the words are none."""
    match = COUNT.fullmatch(text.strip())
    value = number(match[1]) if match else None
    if value is None or value > states.MOST:
        return False
    _said(turn, data["village"], data["name"], value, show)
    return True


def _said(turn: Turn, village: int, name: str, value: int, show: Show) -> None:
    """State it, show what it moved, and lay it before those who confirm."""
    scene = turn.scene
    before = score_now(scene, village)
    row = states.state(turn.act(village), name, value)
    scene.forget()
    show("state_done", state=row, moved=dumped(before, score_now(scene, village)))
    _ask_supervisors(scene, village)


@action("state.undo")
def undo(press: Press) -> None:
    """撤销 of one's own."""
    row = _row(press.scene, press.data)
    states.withdraw(press.turn.act(row.village_id), row)
    press.scene.forget()
    press.show("state_done", state=row.id)
    _ask_supervisors(press.scene, row.village_id)


def _ask_supervisors(scene: Scene, village: int) -> None:
    """The card that waits is drawn anew; where none does, one that waits until morning."""
    for grant in scene.uow.grants.holders(village, tuple(SUPERVISOR_POSTS), scene.today):
        for theirs in scene.of(grant):
            with theirs.sight():
                _ask_supervisor(theirs, village)


def _ask_supervisor(theirs: Scene, village: int) -> None:
    live = theirs.uow.cards.latest(theirs.chat_id, "state_check")
    if live is not None and live.buttons[0]["action"] == "state.confirm":
        redraw(theirs, live, "state_check", {"village": village})
    elif states.waiting(theirs.act(village)):
        say(theirs, "state_check", urgency=NEWS, village=village)


@action("state.check")
def open_check(press: Press) -> None:
    village = press.args[0] if press.args else press.scene.book().village.id
    press.show("state_check", village=village)


@action("state.confirm")
def confirm(press: Press) -> None:
    """都属实: what the card showed, in one tap."""
    scene, village = press.scene, press.data["village"]
    before = score_now(scene, village)
    for row in [row for row in states.waiting(scene.act(village)) if row.id in press.args]:
        states.confirm(press.turn.act(village), row)
    scene.forget()
    press.show("state_check", village=village, moved=dumped(before, score_now(scene, village)))


def _kind(scene: Scene, village: int, name: str) -> Kind:
    return states.kinds(scene.book(village))[name]


def _row(scene: Scene, data: Data) -> FactRow:
    return scene.uow.facts.get("state", data["state"], scene.actor.scope)


@view("state_list")
def state_list(scene: Scene, data: Data) -> Message:
    """What this post may state, as it stands; each with the button to state it anew."""
    book = scene.book(data["village"])
    page = page_of(states.standings(scene.act(book.village.id)), data["page"], PAGE)
    first = page.number * PAGE + 1
    return render(
        "state_list",
        village=book.village.name,
        page=page,
        rows=[_line(scene, at, each) for at, each in enumerate(page.rows, first)],
        buttons=[
            Button(f"填第{at}项", "state.pick", (each.kind.id,))
            for at, each in enumerate(page.rows, first)
        ],
    )


def _line(scene: Scene, at: int, each: Standing) -> dict[str, Any]:
    return {"at": at, "name": each.kind.name} | _told(scene, each.kind, each.row)


def _told(scene: Scene, kind: Kind, row: FactRow | None) -> dict[str, Any]:
    if row is None:
        return {"value": None}
    return {
        "value": row.said["value"],
        "yes_no": kind.yes_no,
        "on": row.said["seen_on"],
        "confirmed": row.status == "confirmed",
        "by": scene.uow.grants.get(row.by_grant_id).post,
    }


@view("state_ask")
def state_ask(scene: Scene, data: Data) -> Message:
    village = scene.book(data["village"]).village
    kind = _kind(scene, village.id, data["name"])
    counts = [Button(f"{count}", "state.set", (count,)) for count in range(OFFERED + 1)]
    return render(
        "state_ask",
        village=village.name,
        number=village.id,
        name=kind.name,
        yes_no=kind.yes_no,
        counts=counts,
    )


@view("state_done")
def state_done(scene: Scene, data: Data) -> Message:
    row = _row(scene, data)
    book = scene.book(row.village_id)
    kind = states.kinds(book).get(row.said["name"])
    name = kind.name if kind else row.said["name"]
    yes_no = kind.yes_no if kind else isinstance(row.said["value"], bool)
    return render(
        "state_done",
        village=book.village.name,
        number=book.village.id,
        name=name,
        value=row.said["value"],
        yes_no=yes_no,
        on=row.said["seen_on"],
        status=row.status,
        mine=row.counts and row.by_id == scene.actor.person_id and _undoable(row),
        moved=standing.moved_from(data.get("moved", [])),
    )


def _undoable(row: FactRow) -> bool:
    """Nobody else has confirmed it yet."""
    confirmed = row.last("confirm")
    return confirmed is None or confirmed.by_id == row.by_id


@view("state_check")
def state_check(scene: Scene, data: Data) -> Message:
    """What the village says of itself and nobody else has confirmed."""
    book = scene.book(data["village"])
    rows, known = states.waiting(scene.act(book.village.id)), states.kinds(book)
    return render(
        "state_check",
        village=book.village.name,
        number=book.village.id,
        rows=[
            {"name": known[row.said["name"]].name} | _told(scene, known[row.said["name"]], row)
            for row in rows[:PAGE]
        ],
        more=len(rows[PAGE:]),
        ids=[row.id for row in rows[:PAGE]],
        moved=standing.moved_from(data.get("moved", [])),
    )
