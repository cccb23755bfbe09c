"""A correction after confirmation: a reason to the supervisors, and their yes or no."""

from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, redraw, tell, view
from handlers.chat.log_edit import MOST_PICKS
from handlers.chat.receipts import (
    ask_confirmers,
    briefly,
    log_saved,
    names,
    refresh_receipts,
    rows_of,
    who_confirms,
)
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Button, Message, render
from handlers.services import corrections
from rubric.posts import SUPERVISOR_POSTS, TOWN_POSTS
from storage.grants import GrantRow
from storage.record_rows import EventRow, RecordRow


@action("unlock.start")
def start(press: Press) -> None:
    """更正 on the receipt of what is confirmed: why it cannot simply be changed."""
    if len(press.data["records"]) > 1:
        press.show("unlock_pick", records=press.data["records"])
    else:
        _lock(press, press.data["records"][0])


@action("unlock.pick")
def pick(press: Press) -> None:
    _lock(press, press.args[0])


def _lock(press: Press, record: int) -> None:
    """Where it may be asked for, the next sentence is already the reason."""
    card = press.show("log_locked", records=[record])
    row = _row(press.scene, {"records": [record]})
    may = _mine(press.scene, row) and row.status == "confirmed"
    if may and corrections.request_of(row) is None:
        asking.ask(press.scene, card, "unlock.reason", record=record)


@action("unlock.ask")
def ask(press: Press) -> None:
    """写更正理由: the next sentence is the reason."""
    row = _row(press.scene, press.data)
    corrections.may_ask(press.turn.act(row.village_id), row)
    card = press.show("unlock_reason", records=[row.id])
    asking.ask(press.scene, card, "unlock.reason", record=row.id)


@action("unlock.leave")
def leave(press: Press) -> None:
    """不改了: nothing was asked yet, or what was opened waits for its confirmation as it is."""
    scene, rows = press.scene, rows_of(press.scene, press.data)
    asking.drop(scene)
    kept = [row for row in rows if corrections.opened(row)]
    for row in kept:
        corrections.keep(press.turn.act(row.village_id), row)
    if kept:
        scene.forget()
        ask_confirmers(scene, kept)
    press.show("log_saved", records=press.data["records"])


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The reason goes to those who may confirm the record."""
    row = _row(turn.scene, {"records": [data["record"]]})
    corrections.ask(turn.act(row.village_id), row, text)
    show("log_locked", records=[row.id])
    tell(turn.scene, _answerers(turn.scene, row), "unlock_check", records=[row.id])
    return True


@action("unlock.allow")
def allow(press: Press) -> None:
    """同意更正: it is open again, and the asker is told."""
    row = _row(press.scene, press.data)
    request = corrections.request_of(row)
    corrections.allow(press.turn.act(row.village_id), row)
    _answered(press.turn, row, request, press.show)


@action("unlock.refuse")
def ask_why_not(press: Press) -> None:
    """不同意,写理由: the next sentence is the reason."""
    row = _row(press.scene, press.data)
    corrections.may_answer(press.turn.act(row.village_id), row)
    card = press.show("unlock_refuse", records=[row.id])
    asking.ask(press.scene, card, "unlock.refusal", record=row.id)


@action("unlock.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("unlock_check", records=press.data["records"])


def take_refusal(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it stands as it is; the asker is told."""
    row = _row(turn.scene, {"records": [data["record"]]})
    request = corrections.request_of(row)
    corrections.refuse(turn.act(row.village_id), row, text)
    _answered(turn, row, request, show)
    return True


def _answered(turn: Turn, row: RecordRow, request: EventRow | None, show: Show) -> None:
    scene = turn.scene
    scene.forget()
    show("unlock_check", records=[row.id])
    refresh_receipts(scene, row, [])
    for grant in _askers(scene, request) if request else ():
        _receipt_again(scene, grant, row)
        tell(scene, [grant], "unlock_answered", records=[row.id])


def _askers(scene: Scene, request: EventRow) -> list[GrantRow]:
    """Who holds the post in which it was asked now."""
    asked = scene.uow.grants.get(request.by_grant_id)
    return scene.uow.grants.holders(asked.place_id, (asked.post,), scene.today)


def _receipt_again(scene: Scene, grant: GrantRow, row: RecordRow) -> None:
    """The card that said the request was under way shows the record."""
    for theirs in scene.of(grant):
        for card in scene.uow.cards.about(theirs.chat_id, "log_locked", row.id):
            redraw(theirs, card, "log_saved", {"records": [row.id]})


def _answerers(scene: Scene, row: RecordRow) -> list[GrantRow]:
    """Who may confirm it, of the village and above; whoever wrote it or asks is not asked."""
    posts = scene.book(row.village_id).confirmers(*row.duties)
    town = scene.uow.places.town_of(row.village_id)
    holders = scene.uow.grants.holders
    found = [
        *holders(row.village_id, posts - TOWN_POSTS, scene.today),
        *holders(town.id, posts & TOWN_POSTS, scene.today),
    ]
    own = row.authors | {scene.actor.person_id}
    return [grant for grant in found if grant.person_id not in own]


def _row(scene: Scene, data: Data) -> RecordRow:
    return rows_of(scene, data)[0]


def _mine(scene: Scene, row: RecordRow) -> bool:
    """Whether it is work of the actor's post."""
    book = scene.book(row.village_id)
    return all(scene.actor.post in book.doers(duty) for duty in row.duties)


def _told(scene: Scene, row: RecordRow) -> dict[str, Any]:
    decision = row.decision
    return {
        "names": names(scene.book(row.village_id), [row]),
        "when": row.done_on,
        "today": scene.today,
        "heads": row.heads,
        "status": row.status,
        "by": _name(scene, decision) if decision else "",
    }


def _name(scene: Scene, event: EventRow) -> str:
    return scene.uow.people.get(event.by_id).name


@view("log_locked")
def log_locked(scene: Scene, data: Data) -> Message:
    """What is confirmed cannot simply be changed; the receipt, where it is confirmed no longer."""
    row = _row(scene, data)
    if row.status != "confirmed":
        return log_saved(scene, data)
    book, request = scene.book(row.village_id), corrections.request_of(row)
    return render(
        "log_locked",
        reason=request.reason if request else "",
        waits_for=who_confirms(book, *row.duties),
        mine=_mine(scene, row),
        **_told(scene, row),
    )


@view("unlock_pick")
def unlock_pick(scene: Scene, data: Data) -> Message:
    """Which of several confirmed records is to be corrected."""
    rows = rows_of(scene, data)[:MOST_PICKS]
    book = scene.book(rows[0].village_id)
    picks = [Button(briefly(book, row), "unlock.pick", (row.id,)) for row in rows]
    return render("unlock_pick", picks=picks, **_told(scene, rows[0]))


@view("unlock_reason", asks=True)
def unlock_reason(scene: Scene, data: Data) -> Message:
    row = _row(scene, data)
    if row.status != "confirmed" or corrections.request_of(row):
        return log_locked(scene, data)
    return render("unlock_reason", **_told(scene, row))


@view("unlock_check", asks=True)
def unlock_check(scene: Scene, data: Data) -> Message:
    """The request before whoever may answer it; answered, what became of it."""
    row = _row(scene, data)
    request = corrections.request_of(row)
    last = next((each for each in reversed(row.events) if each.kind in _ANSWERS), None)
    return render(
        "unlock_check",
        open=request is not None,
        asker=_name(scene, request) if request else "",
        reason=request.reason if request else "",
        refused=last.reason if last and last.kind == "refuse_correction" else "",
        record=row.id,
        supervises=scene.actor.post in SUPERVISOR_POSTS,
        **_told(scene, row),
    )


_ANSWERS = ("unconfirm", "refuse_correction", "confirm")


@view("unlock_refuse")
def unlock_refuse(scene: Scene, data: Data) -> Message:
    row = _row(scene, data)
    if corrections.request_of(row) is None:
        return unlock_check(scene, data)
    return render("unlock_refuse", **_told(scene, row))


@view("unlock_answered")
def unlock_answered(scene: Scene, data: Data) -> Message:
    """News to the asker: open for correction, or why not."""
    row = _row(scene, data)
    last = next((each for each in reversed(row.events) if each.kind in _ANSWERS), None)
    if last is None or last.kind == "confirm":
        return log_saved(scene, data)
    refused = last.kind == "refuse_correction"
    if not refused and not corrections.opened(row):
        return log_saved(scene, data)
    return render(
        "unlock_answered",
        refused=last.reason if refused else "",
        answered=_name(scene, last),
        **_told(scene, row),
    )
