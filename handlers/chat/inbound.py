"""What somebody writes: a word of the keys, an answer to a question, or a sentence."""

from collections.abc import Callable

from handlers.chat import (
    answers,
    asking,
    assigning,
    bind,
    checklist,
    city,
    evaluation,
    examples,
    findings,
    home,
    honours,
    labels,
    last_said,
    late,
    log,
    matter_board,
    matter_review,
    menu,
    missed,
    nominations,
    papers,
    people,
    places_named,
    private_data,
    publication,
    recognition,
    review,
    rounds,
    score,
    scoring,
    sentence,
    spot_check,
    state_round,
    states,
    task_board,
    tasks,
    tasks_named,
    town,
    town_duties,
    typed,
    voices,
)
from handlers.chat.cards import say
from handlers.chat.guard import guarded
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
    "看逾期": late.show_late,
    "待评分": scoring.show_progress,
    "抽查": spot_check.show_list,
    "评定": evaluation.show_list,
    "名单": recognition.show_list,
    "各镇进度": city.show_towns,
    "上报示范村居": nominations.show_slate,
    "人员": people.show_progress,
    "换人": people.show_progress,
    "发邀请": people.show_progress,
    "绑定进度": people.show_progress,
    "我的信息": lambda scene: say(scene, "me"),
    "换一个职务": lambda scene: say(scene, "me"),
    "帮助": lambda scene: say(scene, "help"),
    "找人帮忙": lambda scene: say(scene, "help"),
    "人工": lambda scene: say(scene, "help"),
    "怎么用": lambda scene: say(scene, "help"),
    "怎么操作": lambda scene: say(scene, "help"),
    "你是谁": lambda scene: say(scene, "help"),
    "换手机": lambda scene: say(scene, "me"),
    "请假": lambda scene: say(scene, "me"),
    "我要请假": lambda scene: say(scene, "me"),
    "能看懂哪些话": examples.show,
    "重大事项": matter_board.show,
    "村级工程": matter_board.show,
    "收报备": matter_review.show_queue,
    "镇里布置": tasks.show_list,
    "布置任务": assigning.show_new,
    "布置交叉巡查": rounds.show_round,
    "任务进度": task_board.show_board,
    "补录": missed.show_missed,
    "打印": papers.show_papers,
    "打印和图片": papers.show_papers,
    "填现状": states.show_list,
    "报现状": states.show_list,
    "全镇现状": state_round.show,
    "报加分": honours.show,
    "任务清单": checklist.show,
    "本镇要办": town_duties.show_month,
    "看进展": score.show_score,
    "各村进展": town.show_villages,
    "更多办理": menu.show_menu,
    "更多": menu.show_menu,
    "首页": home.show_home,
    "返回": home.show_home,
    "回首页": home.show_home,
    "你好": home.show_home,
    "您好": home.show_home,
}
HEARING: tuple[Callable[[Turn, str], bool], ...] = (
    places_named.finds_elsewhere,
    answers.answered,
    places_named.heard,
    tasks_named.heard,
)
"""Who may know what the words are, before they are read as a sentence."""
STARTS = frozenset({"报一项工作", "报一项监督"})


def on_text(turn: Turn, text: str) -> None:
    """Answer one text. Strangers can only bind; whoever holds no post any more is told so."""
    said = turn.said = text.strip()
    if turn.scene.who is None:
        _without_post(turn, said)
    elif private_data.refused(turn, said):
        pass
    elif _is_home_key(turn.scene, word := typed.bare(said)):
        _key(turn, word)
    elif typed.heard(turn, said):
        pass
    elif word in WORDS:
        _key(turn, word)
    elif labels.heard(turn, said):
        pass
    elif len(said) > LONGEST:
        say(turn.scene, "unclear", what="long")
    elif not any(hears(turn, said) for hears in HEARING):
        _voice_or_sentence(turn, said)


def _is_home_key(scene: Scene, said: str) -> bool:
    return said in STARTS or (said in WORDS and any(said in row for row in home.home_keys(scene)))


def _without_post(turn: Turn, said: str) -> None:
    turn.keep_no_word()
    if typed_code(said):
        bind.present(turn, said)
    elif not typed.heard_of_invited(turn, said):
        say(turn.scene, "no_post" if turn.account else "start_unbound")


def _key(turn: Turn, said: str) -> None:
    """A word of the keys leads elsewhere: an open question no longer takes the next sentence."""
    asking.leave(turn.scene)
    guarded(turn, lambda: _lead(turn, said))


def _lead(turn: Turn, said: str) -> None:
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
    elif not last_said.heard(turn, said):
        sentence.answer(turn, said)
