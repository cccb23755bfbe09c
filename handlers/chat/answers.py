"""Words that may answer an open question: taken as its answer, or asked about, never guessed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers.chat import findings, log, log_edit, review, sentence, voices
from handlers.chat.asking import Show, drop, in_place, still_meant
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.guard import guarded
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from rubric.utterance import Intent, Reading
from storage.drafts import DraftRow

AWAITED: dict[str, Callable[[Turn, Data, str, Show], bool]] = {
    "log.day": log.take_day,
    "edit.day": log_edit.take_day,
    "edit.heads": log_edit.take_heads,
    "return.reason": review.take_reason,
    "finding.text": findings.take_text,
    "finding.remedy": findings.take_remedy,
    "finding.reject": findings.take_rejection,
    "voice.text": voices.take_text,
    "voice.answer": voices.take_answer,
}
"""By kind of question, who takes an answer; False if the words cannot be one."""
ELSEWHERE = (Intent.QUERY, Intent.CONFIRM)


def answered(turn: Turn, said: str) -> bool:
    """Whether the words belonged to the open question, or are now asked about."""
    waiting = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    if waiting is None:
        return False
    reading = sentence.read(turn, said)
    meant = still_meant(turn.scene, waiting)
    if not meant and reading.intent in ELSEWHERE:
        return False
    if _is_log(reading) or not meant:
        _ask_which(turn, waiting, said, reading)
        return True
    return _taken(turn, waiting, said, in_place(turn.scene, waiting)) or _asked_again(
        turn, waiting, reading
    )


def _is_log(reading: Reading) -> bool:
    """Whether it is a whole record by itself; less than that answers the question just asked."""
    return reading.intent is Intent.LOG and bool(reading.duties) and not reading.asks


def _ask_which(turn: Turn, waiting: DraftRow, said: str, reading: Reading) -> None:
    say(
        turn.scene,
        "draft_or_log",
        draft=waiting.id,
        waits=waiting.kind,
        text=said,
        is_log=_is_log(reading),
        written_on=turn.written_on.isoformat(),
    )


def _taken(turn: Turn, waiting: DraftRow, said: str, show: Show) -> bool:
    """Take the words as the answer; what the rules refuse is explained, and not waited for."""
    fits: list[bool] = []
    refused = guarded(
        turn, lambda: fits.append(AWAITED[waiting.kind](turn, dict(waiting.data), said, show))
    )
    if refused is None and not fits[0]:
        return False
    turn.uow.drafts.close(waiting.id, turn.now)
    return True


def _asked_again(turn: Turn, waiting: DraftRow, reading: Reading) -> bool:
    """Words that are neither an answer nor anything else: the question still stands."""
    if reading.intent is not Intent.NONE:
        drop(turn.scene)
        return False
    say(turn.scene, "not_read", what=_asked_for(waiting))
    return True


def _asked_for(waiting: DraftRow) -> str:
    return "heads" if waiting.kind == "edit.heads" else "day"


@action("draft.take")
def take_as_answer(press: Press) -> None:
    """It was the answer that had been waited for."""
    waiting = _waiting(press)
    _as_written(press)
    if waiting.closed_at is not None:
        press.show("draft_or_log", **press.data)
    elif not _taken(press.turn, waiting, press.data["text"], press.show):
        press.show("not_read", what=_asked_for(waiting))


@action("draft.log")
def take_as_log(press: Press) -> None:
    """It was a piece of work; what had been begun is dropped."""
    _as_written(press)
    press.turn.uow.drafts.close(_waiting(press).id, press.turn.now)
    said = press.data["text"]
    sentence.log_it(press.turn, said, sentence.read(press.turn, said), press.show)


@action("draft.drop")
def drop_both(press: Press) -> None:
    """Neither: nothing is written, and nothing waits any more."""
    press.turn.uow.drafts.close(_waiting(press).id, press.turn.now)
    press.show("dropped")


def _waiting(press: Press) -> DraftRow:
    return press.turn.uow.drafts.get(press.data["draft"], press.scene.actor.person_id)


def _as_written(press: Press) -> None:
    """What 昨天 meant was fixed by the day of the sentence, not of this tap."""
    press.turn.written_on = date.fromisoformat(press.data["written_on"])


@view("draft_or_log")
def draft_or_log(scene: Scene, data: Data) -> Message:
    waiting = scene.uow.drafts.get(data["draft"], scene.actor.person_id)
    told: dict[str, Any] = {name: data[name] for name in ("waits", "text", "is_log")}
    return render("draft_or_log", open=waiting.closed_at is None, **told)


@view("dropped")
def dropped(_scene: Scene, _data: Data) -> Message:
    return render("dropped")


@view("not_read")
def not_read(_scene: Scene, data: Data) -> Message:
    return render("not_read", what=data["what"])
