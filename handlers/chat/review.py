"""What waits for somebody's word: one card that moves on with every tap."""

from dataclasses import replace
from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.home import other_grants, post_button
from handlers.chat.month import MOST_BUTTONS
from handlers.chat.receipts import (
    dumped,
    log_saved,
    names,
    periods,
    refresh_receipts,
    rows_of,
    score_after,
    score_now,
    waiting,
)
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Button, Message, button, render
from handlers.services import findings, review, standing
from handlers.services.actor import acting
from handlers.services.evidence import reuse
from rubric.posts import Post
from storage.grants import GrantRow
from storage.record_rows import RecordRow

ACCOUNTS = "financial-review"
BRIEFLY = ("now", "confirmed")
"""The figures told of the last one while the next is shown."""
REASONS = ("缺附件或照片", "日期或人数不符", "没有这件事")
REASONS_OF_ACCOUNTS = ("缺附件或照片", "金额或日期不符", "没有联审联签")


def show_queue(scene: Scene) -> None:
    """去确认: the queue as a new card; where only findings wait for a word, those."""
    if not waiting(scene) and findings.awaiting(scene.uow, scene.actor, scene.today):
        say(scene, "finding_waiting", page=0)
    else:
        say(scene, "review_ask", at=None)


@action("review")
def open_queue(press: Press) -> None:
    press.show("review_ask", at=None)


@action("review.next")
def later(press: Press) -> None:
    """以后再看: the next one, round and round."""
    ids = [row.id for row in waiting(press.scene)]
    at = ids.index(press.args[0]) + 1 if press.args[0] in ids else 0
    press.show("review_ask", at=ids[at % len(ids)] if ids else None)


@action("review.confirm")
def confirm(press: Press) -> None:
    """已看,同意: vouched for, and the card moves on to the next."""
    row = _row(press.scene, press.args[0])
    before = score_now(press.scene, row.village_id)
    review.confirm(press.turn.act(row.village_id), row)
    moved = dumped(before, score_after(press.scene, row.village_id))
    if waiting(press.scene):
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
    row = _row(press.scene, press.args[0])
    review.may_settle(press.turn.act(row.village_id), row)
    card = press.show("review_reason", records=[row.id])
    asking.ask(press.scene, card, "return.reason", record=row.id)


@action("review.keep")
def keep(press: Press) -> None:
    """不退了."""
    asking.drop(press.scene)
    press.show("review_ask", at=press.args[0])


@action("review.reason")
def stock_reason(press: Press) -> None:
    record, reason = press.args
    asking.drop(press.scene)
    _return(press.turn, record, reason, press.show)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A typed reason for a return."""
    _return(turn, data["record"], text, show)
    return True


def _return(turn: Turn, record: int, reason: str, show: Show) -> None:
    scene, row = turn.scene, _row(turn.scene, record)
    review.return_(turn.act(row.village_id), row, reason)
    scene.forget()
    show("review_returned", records=[row.id], reason=reason)
    refresh_receipts(scene, row, [])
    tell(scene, _reporters(scene, row), "review_back", records=[row.id])


def _reporters(scene: Scene, row: RecordRow) -> list[GrantRow]:
    """Whoever reported it, in the post he holds in the village now; else his successors.

    What nobody of the village signed (it was imported, or is the town's work) goes to those whose
    work it is, in the village or else in its town.
    """
    grants, village = scene.uow.grants, row.village_id
    his = grants.active_of(row.author_id, scene.now, scene.today)
    here = [grant for grant in his if grant.place_id == village][:1]
    post = grants.get(row.author_grant_id).post
    return here or grants.holders(village, (post,), scene.today) or _doers(scene, row)


def _doers(scene: Scene, row: RecordRow) -> list[GrantRow]:
    """Who may log its duties, in the village; a duty of the town's, in the town."""
    book = scene.book(row.village_id)
    posts = frozenset[Post]().union(*(book.doers(duty) for duty in row.duties))
    town = scene.uow.places.town_of(row.village_id)
    places = (row.village_id, town.id)
    found = (scene.uow.grants.holders(place, posts, scene.today) for place in places)
    return next(filter(None, found), [])


def _row(scene: Scene, record: int) -> RecordRow:
    return scene.uow.records.get(record, scene.actor.scope)


@view("review_ask", asks=True)
def review_ask(scene: Scene, data: Data) -> Message:
    queue = waiting(scene)
    if not queue:
        return _nothing(scene)
    place = next((n for n, row in enumerate(queue) if row.id == data.get("at")), 0)
    row = queue[place]
    return render(
        "review_ask",
        place_in_queue=place + 1,
        total=len(queue),
        following=[button("以后再看", "review.next", row.id)] if len(queue) > 1 else [],
        last=_last(scene, data),
        can_find=scene.actor.post in findings.CHECKERS,
        **_shown(scene, row),
    )


def _nothing(scene: Scene) -> Message:
    """No record waits; findings may, or work of another of his posts."""
    return render(
        "review_empty",
        findings=len(findings.awaiting(scene.uow, scene.actor, scene.today)),
        others=[post_button(scene, grant) for grant in other_grants(scene) if _waits(scene, grant)][
            :MOST_BUTTONS
        ],
    )


def _waits(scene: Scene, grant: GrantRow) -> bool:
    """Whether anything waits for the person in another of his posts."""
    theirs = replace(scene, who=acting(scene.uow, grant), books={})
    with theirs.sight():
        return bool(waiting(theirs) or findings.awaiting(scene.uow, theirs.actor, scene.today))


def _shown(scene: Scene, row: RecordRow) -> dict[str, Any]:
    book = scene.book(row.village_id)
    return {
        "record": row.id,
        "village": book.village.name,
        "village_id": book.village.id,
        "names": names(book, [row]),
        "period": periods([row]),
        "when": row.done_on,
        "today": scene.today,
        "heads": row.heads,
        "photos": len(row.photos),
        "reuse": reuse(scene.uow, row),
        "body": row.body,
        "author": scene.uow.people.get(row.author_id).name,
        "logged": row.logged_at.astimezone(scene.now.tzinfo),
        "accounts": ACCOUNTS in row.duties,
    }


def _last(scene: Scene, data: Data) -> dict[str, Any] | None:
    """The one just confirmed, told above the next."""
    if "done" not in data:
        return None
    row = _row(scene, data["done"])
    return {
        "record": row.id,
        **_told(scene, row),
        "moved": [
            each for each in standing.moved_from(data.get("moved", [])) if each.figure in BRIEFLY
        ],
    }


@view("review_done")
def review_done(scene: Scene, data: Data) -> Message:
    row = rows_of(scene, data)[0]
    if row.decision is None or row.status != "confirmed":
        return review_ask(scene, {"at": row.id})
    return render(
        "review_done",
        record=row.id,
        by=scene.uow.people.get(row.decision.by_id).name,
        at=row.decision.at.astimezone(scene.now.tzinfo),
        moved=standing.moved_from(data.get("moved", [])),
        waiting=len(waiting(scene)),
        scored=[_standing(scene, row.village_id)],
        **_told(scene, row),
    )


def _standing(scene: Scene, village: int) -> Button:
    """看得分, or 看进展 where no scheme has points."""
    return button("看得分" if scene.scored(village) else "看进展", "score", village)


def _told(scene: Scene, row: RecordRow) -> dict[str, Any]:
    return {
        "names": periods([row]) + names(scene.book(row.village_id), [row]),
        "when": row.done_on,
        "today": scene.today,
    }


@view("review_reason", asks=True)
def review_reason(scene: Scene, data: Data) -> Message:
    row = rows_of(scene, data)[0]
    if row.status != "reported":
        return review_ask(scene, {})
    reasons = REASONS_OF_ACCOUNTS if ACCOUNTS in row.duties else REASONS
    return render("review_reason", record=row.id, reasons=reasons, **_told(scene, row))


@view("review_returned")
def review_returned(scene: Scene, data: Data) -> Message:
    row = rows_of(scene, data)[0]
    return render(
        "review_returned", reason=data["reason"], waiting=len(waiting(scene)), **_told(scene, row)
    )


@view("review_back")
def review_back(scene: Scene, data: Data) -> Message:
    """Why it came back; once it was laid before them again, nothing but the receipt."""
    row = rows_of(scene, data)[0]
    if row.decision is None or row.status != "returned":
        return log_saved(scene, data)
    return render(
        "review_back",
        photos=len(row.photos),
        reason=row.decision.reason,
        by=scene.uow.people.get(row.decision.by_id).name,
        at=row.decision.at.astimezone(scene.now.tzinfo),
        **_told(scene, row),
    )


@view("own_record")
def own_record(_scene: Scene, _data: Data) -> Message:
    return render("own_record")
