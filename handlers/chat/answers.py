"""Words that may answer an open question: taken as its answer, or asked about, never guessed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers.chat import (
    assessing,
    assigning,
    city_items,
    evaluation,
    finding_disputes,
    finding_kinds,
    finding_meant,
    finding_remedy,
    finding_terms,
    findings,
    grades,
    honour_report,
    honours,
    last_said,
    leave,
    log,
    log_edit,
    matter_review,
    matters,
    naming,
    negatives,
    places_named,
    public_notice,
    quotas,
    recognition,
    review,
    rounds,
    scoring_items,
    sealing,
    sentence,
    states,
    subsidy,
    tasks,
    town_duties,
    unlock,
    vetoes,
    voices,
)
from handlers.chat.asking import Show, drop, in_place, still_meant
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.guard import guarded
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import appointments
from rubric.utterance import Ask, Intent, Reading
from rubric.utterance_answer import knows_no_day, leaves
from storage.drafts import DraftRow

AWAITED: dict[str, Callable[[Turn, Data, str, Show], bool]] = {
    "assess.text": assessing.take_text,
    "city.amount": city_items.take_amount,
    "cycle.day": negatives.take_day,
    "grade.excuse": grades.take_excuse,
    "honour.day": honour_report.take_day,
    "honour.no": honours.take_refusal,
    "honour.piece": honour_report.take_piece,
    "honour.source": honour_report.take_source,
    "negative.note": negatives.take_note,
    "negative.strike": negatives.take_reason,
    "state.number": states.take_number,
    "veto.lift": vetoes.take_lift,
    "veto.no": vetoes.take_refusal,
    "veto.reason": vetoes.take_reason,
    "list.reason": recognition.take_reason,
    "log.day": log.take_day,
    "edit.day": log_edit.take_day,
    "edit.heads": log_edit.take_heads,
    "leave.days": leave.take_days,
    "leave.name": leave.take_name,
    "notice.answer": public_notice.take_answer,
    "notice.objection": public_notice.take_objection,
    "panel.return": evaluation.take_return,
    "people.name": naming.take_name,
    "quota.numbers": quotas.take_numbers,
    "subsidy.reason": subsidy.take_reason,
    "subsidy.use": subsidy.take_use,
    "return.reason": review.take_reason,
    "finding.text": finding_meant.take_text,
    "finding.clear": findings.take_reason,
    "finding.remedy": finding_remedy.take_remedy,
    "finding.reject": finding_remedy.take_rejection,
    "finding.due": finding_terms.take_due,
    "finding.due-why": finding_terms.take_reason,
    "finding.delay": finding_terms.take_wish,
    "finding.refuse": finding_terms.take_refusal,
    "finding.dispute": finding_disputes.take_objection,
    "finding.uphold": finding_disputes.take_reason,
    "finding.weigh": finding_kinds.take_weight,
    "finding.item": finding_kinds.take_item,
    "unlock.reason": unlock.take_reason,
    "unlock.refusal": unlock.take_refusal,
    "matter.title": matters.take_title,
    "matter.day": matters.take_day,
    "matter.reopen": matter_review.take_reopening,
    "matter.return": matter_review.take_return,
    "task.report": tasks.take_report,
    "task.return": tasks.take_return,
    "order.text": rounds.take_text,
    "order.day": assigning.take_due,
    "scoring.amount": scoring_items.take_amount,
    "scoring.return": sealing.take_return,
    "scoring.correct": sealing.take_correction,
    "townduty.day": town_duties.take_day,
    "voice.text": voices.take_text,
    "voice.answer": voices.take_answer,
}
"""By kind of question, who takes an answer; False if the words cannot be one."""
ASKED_FOR = {
    "city.amount": "amount",
    "edit.heads": "heads",
    "order.day": "due",
    "quota.numbers": "quotas",
    "scoring.amount": "amount",
    "state.number": "count",
    "subsidy.use": "use",
}
"""What words that cannot be an answer were to tell; of the rest a day."""
ELSEWHERE = (Intent.QUERY, Intent.CONFIRM)
NAMES = ("people.name", "leave.name")
VOICES = ("voice.text", "voice.answer")
DONE_ON = ("log.day", "matter.day", "townduty.day")
"""哪天办的？: 还没办 and 忘了 leave it."""


def answered(turn: Turn, said: str) -> bool:
    """Whether the words belonged to the open question, or are now asked about."""
    waiting = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    if waiting is None or _begins_voice(said):
        return False
    meant = still_meant(turn.scene, waiting)
    if _is_left(waiting, said):
        return _left(turn, heard=meant or not last_said.is_about_it(said))
    reading = sentence.read(turn, said)
    if not meant and _leads_elsewhere(turn, waiting, said, reading):
        return False
    logs = _is_log(reading) and not _tells_votes(turn, waiting, said)
    if not meant or logs or _is_voice(waiting, said):
        _ask_which(turn, waiting, said, reading)
        return True
    return _taken(turn, waiting, said, in_place(turn.scene, waiting)) or _asked_again(
        turn, waiting, reading
    )


def _leads_elsewhere(turn: Turn, waiting: DraftRow, said: str, reading: Reading) -> bool:
    """A question, an order, or what cannot be the name that was asked for before."""
    if reading.intent in ELSEWHERE or places_named.is_reminder(turn, said):
        return True
    return waiting.kind in NAMES and not appointments.is_name(said)


def _is_left(waiting: DraftRow, said: str) -> bool:
    """算了, 没有问题, 谢谢: never what was asked for, whatever was asked."""
    return leaves(said) or (waiting.kind in DONE_ON and knows_no_day(said))


def _left(turn: Turn, *, heard: bool) -> bool:
    """The question is withdrawn; photos that came, or what was logged since, may still be meant."""
    drop(turn.scene)
    if turn.files or not heard:
        return False
    say(turn.scene, "dropped")
    return True


def _begins_voice(said: str) -> bool:
    """建议 by itself: what is suggested is asked for next, and nothing else any more."""
    heard = voices.prefixed(said)
    return heard is not None and not heard[1]


def _is_log(reading: Reading) -> bool:
    """Whether it is a whole record by itself; less than that answers the question just asked."""
    return (
        reading.intent is Intent.LOG
        and bool(reading.duties)
        and not {*reading.asks} - {Ask.HEAD_COUNT}
    )


def _is_voice(waiting: DraftRow, said: str) -> bool:
    """建议 and 投诉 are heard at any time; while words are asked for, it is asked which it is."""
    heard = voices.prefixed(said)
    return heard is not None and bool(heard[1]) and waiting.kind not in VOICES


def _tells_votes(turn: Turn, waiting: DraftRow, said: str) -> bool:
    """Whether it reads like work done but tells what was just asked: how a meeting voted."""
    return waiting.kind == "matter.day" and matters.tells_votes(said, turn.written_on)


def _ask_which(turn: Turn, waiting: DraftRow, said: str, reading: Reading) -> None:
    """The words, and the files that came with them, wait for the answer."""
    turn.uow.evidence.hold(waiting.id, turn.files)
    say(
        turn.scene,
        "draft_or_log",
        draft=waiting.id,
        waits=waiting.kind,
        text=said,
        is_log=_is_log(reading),
        is_voice=_is_voice(waiting, said),
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
    return ASKED_FOR.get(waiting.kind, "day")


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
    waiting, uow = _waiting(press), press.turn.uow
    uow.drafts.close(waiting.id, press.turn.now)
    press.turn.files = tuple(file.id for file in uow.evidence.of_draft(waiting.id))
    said = press.data["text"]
    sentence.log_it(press.turn, said, sentence.read(press.turn, said), press.show)


@action("draft.voice")
def take_as_voice(press: Press) -> None:
    """It was 建议 or 投诉; the question that was open stays so."""
    heard = voices.prefixed(press.data["text"])
    if heard is not None:
        voices.hear(press.turn, *heard, press.show)


@action("draft.drop")
def drop_both(press: Press) -> None:
    """Neither: nothing is logged, nothing waits any more, and the words are still to be read."""
    press.turn.uow.drafts.close(_waiting(press).id, press.turn.now)
    press.show("dropped", text=press.data["text"])


def _waiting(press: Press) -> DraftRow:
    return press.turn.uow.drafts.get(press.data["draft"], press.scene.actor.person_id)


def _as_written(press: Press) -> None:
    """What 昨天 meant was fixed by the day of the sentence, not of this tap."""
    press.turn.written_on = date.fromisoformat(press.data["written_on"])


@view("draft_or_log", asks=True)
def draft_or_log(scene: Scene, data: Data) -> Message:
    waiting = scene.uow.drafts.get(data["draft"], scene.actor.person_id)
    told: dict[str, Any] = {name: data[name] for name in ("waits", "text", "is_log")}
    told["is_voice"] = data.get("is_voice", False)
    return render("draft_or_log", open=waiting.closed_at is None, **told)


@view("dropped")
def dropped(_scene: Scene, data: Data) -> Message:
    """What was written besides, so that nobody has to write it twice."""
    return render("dropped", text=data.get("text", ""))


@view("not_read")
def not_read(_scene: Scene, data: Data) -> Message:
    return render("not_read", what=data["what"])
