"""A sentence by itself: work done, work planned, a question, a finding; or not understood."""

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.chat import (
    assessing,
    finding_meant,
    log,
    photo_first,
    publication,
    questions,
    remedy_said,
    review,
    villages,
)
from handlers.chat.asking import Show, anew, reply
from handlers.chat.cards import Data, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services.sketch import from_reading
from rubric import utterance_remedy
from rubric.utterance import Intent, Reading, understand, understand_unnamed
from rubric.utterance_answer import leaves
from rubric.utterance_each import understand_each
from rubric.utterance_intent import is_denied, tells_fault
from rubric.utterance_text import plain

SHORTEST_FAULT = 5
"""还没呢 is no fault by itself."""
_ASKS_HOW = re.compile("(?:怎么|咋|如何)(?:办|弄|用|操作|改|更正|撤销|报)")
_OWN_TROUBLE = re.compile("不(?:好意思|知道|晓得|会|懂|明白|用|要|行|想)|看不")
"""不会弄 is no fault of the village."""
_CANNOT_READ = re.compile(
    "(?:[我这那个些条张图卡字句话都也有点实在太])*看不(?:太|大)?(?:清楚?|懂|明白)[了啊呀呢,。!]*"
)
"""这个看不明白: what the bot shows; 公示栏看不清 tells of the village."""


def read(turn: Turn, said: str) -> Reading:
    """What the words say, counted from the day they were written."""
    return understand(said, turn.written_at, turn.lexicon)


def answer(turn: Turn, said: str) -> None:
    """Do what the sentence asks for."""
    village = turn.scene.actor.of_village
    parts = utterance_remedy.apart(said, turn.written_at, turn.lexicon) if village else ()
    if parts:
        _answer_both(turn, *parts)
    else:
        _answer(turn, said)


def _answer_both(turn: Turn, work: str, mended: str) -> None:
    """The work, to which the photos belong, comes last: the next words may tell its day."""
    files, asked = turn.files, turn.asked
    turn.files, turn.asked = (), None
    _answer(turn, mended)
    turn.files, turn.asked = files, asked
    _answer(turn, work)


def _answer(turn: Turn, said: str) -> None:
    reading = read(turn, said)
    if reading.impossible:
        say(turn.scene, "log_impossible", said=reading.impossible)
    elif remedy_said.heard(turn, said, reading):
        pass
    elif publication.says_all_shown(said, reading, turn.scene.today):
        publication.log_shown(turn, said)
    elif _asks_how(turn, said, reading):
        say(turn.scene, "help")
    elif not assessing.heard(turn, said):
        INTENTS.get(reading.intent, _unclear)(turn, said, reading)


def _asks_how(turn: Turn, said: str, reading: Reading) -> bool:
    """报错了怎么办: not how a village stands."""
    left_open = reading.intent in (Intent.QUERY, Intent.NONE) and not reading.duties
    lost = _ASKS_HOW.search(said) or _CANNOT_READ.fullmatch(plain(said))
    return left_open and not turn.files and lost is not None


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
    if reading.date is None and _broken_below(turn.scene, said):
        finding_meant.told(turn, said)
        return
    if elsewhere := villages.begins_elsewhere(turn.scene, said):
        say(turn.scene, "log_elsewhere", elsewhere=elsewhere)
        return
    if reading.duties and not reading.future:
        photo_first.take(turn)
    log_it(turn, said, reading, reply(turn))


def _plan(turn: Turn, _said: str, reading: Reading) -> None:
    say(turn.scene, "log_plan", duties=list(reading.duties))


def _negative(turn: Turn, said: str, reading: Reading) -> None:
    """What one has not done yet; said of others, that is a fault."""
    scene = turn.scene
    own = scene.actor.of_village or (scene.actor.supervises and _any_his(scene, reading))
    if not own:
        finding_meant.told(turn, said)
        return
    say(turn.scene, "log_negative", duties=list(reading.duties))


def _any_his(scene: Scene, reading: Reading) -> bool:
    return not set(reading.duties).isdisjoint(log.offered(scene))


def _confirm(turn: Turn, _said: str, _reading: Reading) -> None:
    review.show_queue(turn.scene)


def _find(turn: Turn, said: str, reading: Reading) -> None:
    """A supervisor's finding is raised at once: it can be taken back in one tap."""
    if turn.scene.actor.supervises:
        finding_meant.found(turn, turn.scene.actor.place_id, said, anew(turn.scene))
    elif turn.scene.actor.of_village:
        _unclear(turn, said, reading)
    else:
        finding_meant.told(turn, said)


def _unclear(turn: Turn, said: str, _reading: Reading) -> None:
    """Words under a photo say at least that something was done: which work is asked."""
    scene = turn.scene
    if _tells_fault(scene, said) or _broken_below(scene, said):
        finding_meant.told(turn, said)
    elif turn.files:
        known = understand_unnamed(said, turn.written_at, turn.lexicon)
        log.begin(turn, replace(from_reading(said, known), duties=()), reply(turn))
    elif leaves(said):
        say(scene, "nothing_open")
    elif not scene.actor.in_village and (village := villages.named_first(scene, said)):
        say(scene, "town_village", village=village.id)
    else:
        say(scene, "unclear", what="text")


def _tells_fault(scene: Scene, said: str) -> bool:
    """低保户没公示, by whoever looks after villages: something was not done there."""
    if scene.actor.of_village or leaves(said):
        return False
    return len(said) >= SHORTEST_FAULT and is_denied(plain(said))


def _broken_below(scene: Scene, said: str) -> bool:
    """示例二村公示栏坏了, from above, or 公示栏坏了 of a supervisor's own: no work of his."""
    if scene.actor.of_village or leaves(said) or not tells_fault(plain(said)):
        return False
    if scene.actor.supervises:
        return len(said) >= SHORTEST_FAULT and not _OWN_TROUBLE.search(said)
    return villages.named_in(scene, said) is not None


INTENTS: dict[Intent, Callable[[Turn, str, Reading], None]] = {
    Intent.LOG: _log,
    Intent.PLAN: _plan,
    Intent.NEGATIVE: _negative,
    Intent.QUERY: questions.answer,
    Intent.CONFIRM: _confirm,
    Intent.FIND: _find,
}


@view("nothing_open")
def nothing_open(_scene: Scene, _data: Data) -> Message:
    return render("nothing_open")


@view("log_impossible")
def log_impossible(_scene: Scene, data: Data) -> Message:
    return render("log_impossible", said=data["said"])


@view("log_elsewhere")
def log_elsewhere(scene: Scene, data: Data) -> Message:
    village = scene.book().village.name
    return render("log_elsewhere", elsewhere=data["elsewhere"], village=village)


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
