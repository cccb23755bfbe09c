"""A sentence by itself: work done, work planned, a question, a finding; or not understood."""

from collections.abc import Callable
from dataclasses import replace

from handlers.chat import (
    assessing,
    findings,
    log,
    photo_first,
    publication,
    remedy_said,
    review,
    score,
    town,
)
from handlers.chat.asking import Show, anew, reply
from handlers.chat.cards import Data, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services.findings import CHECKERS
from handlers.services.sketch import from_reading
from rubric.utterance import Intent, Reading, understand, understand_unnamed
from rubric.utterance_each import understand_each


def read(turn: Turn, said: str) -> Reading:
    """What the words say, counted from the day they were written."""
    return understand(said, turn.written_at, turn.lexicon)


def answer(turn: Turn, said: str) -> None:
    """Do what the sentence asks for."""
    reading = read(turn, said)
    if reading.impossible:
        say(turn.scene, "log_impossible", said=reading.impossible)
    elif remedy_said.heard(turn, said, reading):
        pass
    elif publication.says_all_shown(said, reading):
        publication.log_shown(turn, said)
    elif not assessing.heard(turn, said):
        INTENTS.get(reading.intent, _unclear)(turn, said, reading)


def log_it(turn: Turn, said: str, reading: Reading, show: Show) -> None:
    """Work done becomes a record; what is still ahead does not."""
    if reading.future:
        turn.scene.book()
        show("log_future", day=reading.future.isoformat(), duties=list(reading.duties))
    elif not _log_each(turn, said, show):
        log.begin(turn, from_reading(said, reading), show)


def _log_each(turn: Turn, said: str, show: Show) -> bool:
    """Several pieces of work on different days: one receipt for what is clear by itself."""
    parts = understand_each(said, turn.written_at, turn.lexicon)
    if parts:
        log.write_all(turn, [from_reading(words, one) for words, one in parts], show)
    return bool(parts)


def _log(turn: Turn, said: str, reading: Reading) -> None:
    if reading.duties and not reading.future:
        photo_first.take(turn)
    log_it(turn, said, reading, reply(turn))


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


def _find(turn: Turn, said: str, reading: Reading) -> None:
    """A supervisor's finding is raised at once: it can be taken back in one tap."""
    if turn.scene.actor.supervises:
        findings.found(turn, turn.scene.actor.place_id, said, anew(turn.scene))
    elif turn.scene.actor.post in CHECKERS:
        say(turn.scene, "finding_where", text=said, page=0)
    else:
        _unclear(turn, said, reading)


def _unclear(turn: Turn, said: str, _reading: Reading) -> None:
    """Words under a photo say at least that something was done: which work is asked."""
    if turn.files:
        known = understand_unnamed(said, turn.written_at, turn.lexicon)
        log.begin(turn, replace(from_reading(said, known), duties=()), reply(turn))
    else:
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
        for duty in data["duties"]
        for each in scene.book().of(duty)
        if each.due >= scene.today
    ]
    return words.dated(min(due), scene.today) if due else ""
