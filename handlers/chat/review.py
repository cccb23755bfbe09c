"""The supervisors' queue: one card that moves on with every tap."""

from typing import Any

from handlers.chat.cards import NEWS, Data, Press, action, say, view
from handlers.chat.receipts import dumped, names, refresh_receipts, rows_of, score_now
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services import review, standing
from handlers.services.errors import Denied
from rubric.period import Period
from rubric.posts import SUPERVISOR_POSTS
from storage.drafts import DraftRow
from storage.record_rows import RecordRow


def show_queue(scene: Scene) -> None:
    """去确认: the queue as a new card."""
    _supervisors_only(scene)
    say(scene, "review_ask", at=None)


@action("review")
def open_queue(press: Press) -> None:
    _supervisors_only(press.scene)
    press.show("review_ask", at=None)


@action("review.next")
def later(press: Press) -> None:
    """以后再看: the next one, round and round."""
    queue = _queue(press.scene)
    following = [row.id for row in queue if row.id > press.args[0]] or [row.id for row in queue]
    press.show("review_ask", at=following[0] if following else None)


@action("review.confirm")
def confirm(press: Press) -> None:
    """已看,同意: vouched for, and the card moves on to the next."""
    row = _row(press.scene, press.args[0])
    before = score_now(press.scene, row.village_id)
    review.confirm(press.turn.act(row.village_id), row)
    moved = dumped(before, score_now(press.scene, row.village_id))
    if _queue(press.scene):
        press.show("review_ask", at=None, done=row.id, moved=moved)
    else:
        press.show("review_done", records=[row.id], moved=moved)
    refresh_receipts(press.scene, row, moved)


@action("review.take-back")
def take_back(press: Press) -> None:
    """撤回这次确认: it waits again."""
    row = _row(press.scene, press.args[0])
    review.take_back(press.turn.act(row.village_id), row)
    press.scene.forget()
    press.show("review_ask", at=row.id)
    refresh_receipts(press.scene, row, [])


@action("review.return")
def ask_reason(press: Press) -> None:
    """退回,写理由: a stock reason, or the next sentence."""
    press.turn.uow.drafts.open(
        press.scene.actor.person_id,
        "return.reason",
        {"record": press.args[0]},
        awaits_text=True,
        at=press.turn.now,
    )
    press.show("review_reason", records=[press.args[0]])


@action("review.keep")
def keep(press: Press) -> None:
    _close_draft(press.turn)
    press.show("review_ask", at=press.args[0])


@action("review.reason")
def stock_reason(press: Press) -> None:
    record, reason = press.args
    _close_draft(press.turn)
    _return(press.turn, record, reason)
    press.show("review_returned", records=[record], reason=reason)


def take_reason(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """A typed reason for a return."""
    turn.uow.drafts.close(waiting.id, turn.now)
    record = waiting.data["record"]
    _return(turn, record, text)
    say(turn.scene, "review_returned", records=[record], reason=text)
    return True


def _return(turn: Turn, record: int, reason: str) -> None:
    scene = turn.scene
    row = _row(scene, record)
    review.return_(turn.act(row.village_id), row, reason)
    scene.forget()
    refresh_receipts(scene, row, [])
    for grant in turn.uow.grants.active_of(row.author_id, turn.now, scene.today):
        for theirs in scene.of(grant):
            if theirs.actor.scope.allows(row.village_id):
                say(theirs, "review_back", urgency=NEWS, records=[row.id])


def _close_draft(turn: Turn) -> None:
    waiting = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    if waiting is not None and waiting.kind == "return.reason":
        turn.uow.drafts.close(waiting.id, turn.now)


def _supervisors_only(scene: Scene) -> None:
    if not scene.actor.supervises:
        raise Denied(tuple(sorted(SUPERVISOR_POSTS)))


def _row(scene: Scene, record: int) -> RecordRow:
    return scene.uow.records.get(record, scene.actor.scope)


def _queue(scene: Scene) -> tuple[RecordRow, ...]:
    return review.queue(scene.act())


@view("review_ask")
def review_ask(scene: Scene, data: Data) -> Message:
    queue = _queue(scene)
    if not queue:
        return render("review_empty")
    place = next((n for n, row in enumerate(queue) if row.id == data.get("at")), 0)
    return render(
        "review_ask",
        place_in_queue=place + 1,
        total=len(queue),
        last=_last(scene, data),
        **_shown(scene, queue[place]),
    )


def _shown(scene: Scene, row: RecordRow) -> dict[str, Any]:
    book = scene.book(row.village_id)
    return {
        "record": row.id,
        "village": book.village.name,
        "names": names(book, [row]),
        "period": words.period(Period.parse(row.period)) if row.period else "",
        "when": row.done_on,
        "heads": row.heads,
        "photos": len(row.evidence),
        "body": row.body,
        "author": scene.uow.people.get(row.author_id).name,
        "logged": row.logged_at.astimezone(scene.now.tzinfo),
    }


def _last(scene: Scene, data: Data) -> dict[str, Any] | None:
    """The one just confirmed, told above the next."""
    if "done" not in data:
        return None
    row = _row(scene, data["done"])
    return {
        "record": row.id,
        "names": names(scene.book(row.village_id), [row]),
        "when": row.done_on,
        "moved": standing.moved_from(data.get("moved", [])),
    }


@view("review_done")
def review_done(scene: Scene, data: Data) -> Message:
    row = rows_of(scene, data)[0]
    return render(
        "review_done",
        record=row.id,
        names=names(scene.book(row.village_id), [row]),
        when=row.done_on,
        by=scene.uow.people.get(row.events[-1].by_id).name,
        at=row.events[-1].at.astimezone(scene.now.tzinfo),
        moved=standing.moved_from(data.get("moved", [])),
        waiting=len(_queue(scene)),
    )


@view("review_reason")
def review_reason(scene: Scene, data: Data) -> Message:
    row = rows_of(scene, data)[0]
    return render(
        "review_reason",
        record=row.id,
        names=names(scene.book(row.village_id), [row]),
        when=row.done_on,
    )


@view("review_returned")
def review_returned(scene: Scene, data: Data) -> Message:
    row = rows_of(scene, data)[0]
    return render(
        "review_returned",
        names=names(scene.book(row.village_id), [row]),
        when=row.done_on,
        reason=data["reason"],
        waiting=len(_queue(scene)),
    )


@view("review_back")
def review_back(scene: Scene, data: Data) -> Message:
    row = rows_of(scene, data)[0]
    back = [event for event in row.events if event.kind == "return"][-1]
    return render(
        "review_back",
        names=names(scene.book(row.village_id), [row]),
        when=row.done_on,
        reason=back.reason,
        by=scene.uow.people.get(back.by_id).name,
        at=back.at.astimezone(scene.now.tzinfo),
    )


@view("own_record")
def own_record(_scene: Scene, _data: Data) -> Message:
    return render("own_record")
