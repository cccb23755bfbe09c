"""What somebody writes: a command, a word of the keys, an answer to a question, or a sentence."""

import unicodedata
from collections.abc import Callable

from handlers.chat import (
    bind,
    findings,
    home,
    log,
    log_edit,
    publication,
    review,
    score,
    town,
    voices,
)
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services.bind import CODE
from handlers.services.sketch import Sketch, from_reading
from rubric.utterance import Intent, Reading, understand
from storage.drafts import DraftRow

LONGEST = 1000

WORDS: dict[str, Callable[[Scene], object]] = {
    "本月要办": town.show_month,
    "本月": town.show_month,
    "看得分": score.show_score,
    "得分": score.show_score,
    "去确认": review.show_queue,
    "发现问题": findings.begin,
    "三务公开": publication.show,
    "台账": town.show_ledger,
    "查台账": town.show_ledger,
    "各村得分": town.show_villages,
    "全镇进度": town.show_progress,
    "看逾期": town.show_late,
    "待评分": town.show_villages,
    "我的信息": lambda scene: say(scene, "me"),
    "帮助": lambda scene: say(scene, "help"),
    "找人帮忙": lambda scene: say(scene, "help"),
    "首页": home.show_home,
    "你好": home.show_home,
    "您好": home.show_home,
}

FREE_TEXT = frozenset(
    {
        "return.reason",
        "finding.text",
        "finding.remedy",
        "finding.reject",
        "voice.text",
        "voice.answer",
    }
)
STARTS = frozenset({"报一项工作", "报一项监督"})

AWAITED: dict[str, Callable[[Turn, DraftRow, str], bool]] = {
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


def on_text(turn: Turn, text: str) -> None:
    """Answer one text. Strangers can only bind; whoever holds no post any more is told so."""
    said = text.strip()
    if turn.account is None:
        _stranger(turn, said)
    elif turn.scene.who is None:
        say(turn.scene, "no_post")
    elif said in WORDS:
        WORDS[said](turn.scene)
    elif said in STARTS:
        log.begin(turn, Sketch(text="", ask_date=True))
    elif len(said) > LONGEST:
        say(turn.scene, "unclear", what="long")
    elif not _awaited(turn, said):
        _voice_or_sentence(turn, said)


def _stranger(turn: Turn, said: str) -> None:
    digits = unicodedata.normalize("NFKC", said).replace(" ", "")
    if CODE.fullmatch(digits):
        bind.present(turn, digits)
    else:
        say(turn.scene, "start_unbound")


def _awaited(turn: Turn, said: str) -> bool:
    """Whether it answered the one question that waits for a text, or might be meant to."""
    waiting = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    if waiting is None:
        return False
    if waiting.kind in FREE_TEXT and _is_log(turn, said):
        say(turn.scene, "draft_or_log", draft=waiting.id, waits=waiting.kind, text=said)
        return True
    return AWAITED[waiting.kind](turn, waiting, said)


def _is_log(turn: Turn, said: str) -> bool:
    """Whether it would be a good record by itself: then it is asked, not swallowed by a draft."""
    reading = understand(said, turn.written_at, turn.lexicon)
    return reading.intent is Intent.LOG and bool(reading.duties) and not reading.asks


@action("draft.take")
def take_as_answer(press: Press) -> None:
    """It was the answer that had been waited for."""
    waiting = press.turn.uow.drafts.get(press.data["draft"], press.scene.actor.person_id)
    press.show("ok")
    if waiting.closed_at is None:
        AWAITED[waiting.kind](press.turn, waiting, press.data["text"])


@action("draft.log")
def take_as_log(press: Press) -> None:
    """It was a piece of work; what had been begun is dropped."""
    press.turn.uow.drafts.close(press.data["draft"], press.turn.now)
    press.show("ok")
    _sentence(press.turn, press.data["text"])


@view("draft_or_log")
def draft_or_log(_scene: Scene, data: Data) -> Message:
    return render("draft_or_log", waits=data["waits"], text=data["text"])


def _voice_or_sentence(turn: Turn, said: str) -> None:
    heard = voices.prefixed(said)
    if heard:
        voices.hear(turn, *heard)
    else:
        _sentence(turn, said)


def _sentence(turn: Turn, said: str) -> None:
    reading = understand(said, turn.written_at, turn.lexicon)
    if reading.impossible:
        say(turn.scene, "log_impossible", said=reading.impossible)
    else:
        INTENTS.get(reading.intent, _unclear)(turn, said, reading)


def _log(turn: Turn, said: str, reading: Reading) -> None:
    if reading.future:
        say(
            turn.scene,
            "log_future",
            day=reading.future.isoformat(),
            duties=list(reading.duties),
        )
    else:
        log.begin(turn, from_reading(said, reading))


def _plan(turn: Turn, _said: str, reading: Reading) -> None:
    say(turn.scene, "log_plan", duties=list(reading.duties))


def _negative(turn: Turn, _said: str, reading: Reading) -> None:
    say(turn.scene, "log_negative", duties=list(reading.duties))


def _query(turn: Turn, said: str, _reading: Reading) -> None:
    if "分" in said:
        score.show_score(turn.scene)
    else:
        town.show_month(turn.scene)


def _confirm(turn: Turn, _said: str, _reading: Reading) -> None:
    review.show_queue(turn.scene)


def _find(turn: Turn, said: str, _reading: Reading) -> None:
    if turn.scene.actor.supervises:
        findings.found(turn, turn.scene.actor.place_id, said)
    else:
        _unclear(turn, said, _reading)


def _unclear(turn: Turn, _said: str, _reading: Reading) -> None:
    say(turn.scene, "unclear", what="text")


INTENTS: dict[Intent, Callable[[Turn, str, Reading], None]] = {
    Intent.LOG: _log,
    Intent.PLAN: _plan,
    Intent.NEGATIVE: _negative,
    Intent.QUERY: _query,
    Intent.CONFIRM: _confirm,
    Intent.FIND: _find,
}


@view("log_impossible")
def log_impossible(_scene: Scene, data: Data) -> Message:
    return render("log_impossible", said=data["said"])


@view("log_plan")
def log_plan(scene: Scene, data: Data) -> Message:
    return render("log_plan", names=_names(scene, data))


@view("log_negative")
def log_negative(scene: Scene, data: Data) -> Message:
    return render("log_negative", names=_names(scene, data), by=_deadline(scene, data))


def _names(scene: Scene, data: Data) -> str:
    return "、".join(scene.book().name(duty) for duty in data["duties"])


def _deadline(scene: Scene, data: Data) -> str:
    """The next day by which one of the duties is due."""
    due = [
        each.due
        for each in scene.book().occurrences
        if each.duty in data["duties"] and each.due >= scene.today
    ]
    return words.dated(min(due), scene.today) if due else ""
