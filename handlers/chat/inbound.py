"""What somebody writes: a word of the keys, an answer to a question, or a sentence."""

from collections.abc import Callable

from handlers.chat import (
    answers,
    asking,
    bind,
    examples,
    findings,
    home,
    log,
    publication,
    review,
    score,
    sentence,
    town,
    voices,
)
from handlers.chat.cards import say
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.services.bind import typed_code
from handlers.services.sketch import Sketch

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
    "换一个职务": lambda scene: say(scene, "me"),
    "帮助": lambda scene: say(scene, "help"),
    "找人帮忙": lambda scene: say(scene, "help"),
    "能看懂哪些话": examples.show,
    "首页": home.show_home,
    "回首页": home.show_home,
    "你好": home.show_home,
    "您好": home.show_home,
}
STARTS = frozenset({"报一项工作", "报一项监督"})


def on_text(turn: Turn, text: str) -> None:
    """Answer one text. Strangers can only bind; whoever holds no post any more is told so."""
    said = text.strip()
    if turn.scene.who is None:
        _without_post(turn, said)
    elif said in WORDS or said in STARTS:
        _key(turn, said)
    elif len(said) > LONGEST:
        say(turn.scene, "unclear", what="long")
    elif not answers.answered(turn, said):
        _voice_or_sentence(turn, said)


def _without_post(turn: Turn, said: str) -> None:
    if typed_code(said):
        bind.present(turn, said)
    else:
        say(turn.scene, "no_post" if turn.account else "start_unbound")


def _key(turn: Turn, said: str) -> None:
    """A word of the keys leads elsewhere: an open question no longer takes the next sentence."""
    asking.leave(turn.scene)
    if said in STARTS:
        log.begin(turn, Sketch(text="", ask_date=True), asking.anew(turn.scene))
    else:
        WORDS[said](turn.scene)


def _voice_or_sentence(turn: Turn, said: str) -> None:
    heard = voices.prefixed(said)
    if typed_code(said):
        bind.present(turn, said)
    elif heard:
        voices.hear(turn, *heard, asking.anew(turn.scene))
    else:
        sentence.answer(turn, said)
