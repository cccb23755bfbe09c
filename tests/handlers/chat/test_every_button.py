"""Every button of every card can be pressed, answers sensibly, and leads home."""

from collections import deque

import pytest

from handlers.chat.cards import VIEWS
from tests.handlers.limits import faults

STARTS = {
    "secretary": (
        "你好", "本月要办", "看得分", "报一项工作", "台账", "三务公开", "帮助", "我的信息",
        "昨天支委会,5人参加", "财务公开已上墙", "今天天气不错", "明天下午开党员大会",
        "这个月主题党日还没开", "2月30日开了支委会", "建议按钮大一点", "投诉", "发现问题",
        "重大事项", "镇里布置",
    ),
    "chair": (
        "你好", "去确认", "看得分", "发现问题", "本月要办", "台账", "6月财务审核做完了",
        "报一项监督", "昨天支委会,5人参加",
    ),
    "town": ("你好", "看逾期", "任务进度", "布置任务", "布置交叉巡查", "全镇进度",
             "各村得分", "看得分", "待评分", "台账", "本月要办",
             "去确认", "人员", "我的信息"),
}  # fmt: skip
SOME, MOST = 80, 250
"""Cards looked at on the way in breadth; the drill goes further."""


@pytest.mark.parametrize(
    ("who", "most"),
    [
        pytest.param(who, most, marks=pytest.mark.drill if most == MOST else ())
        for who in STARTS
        for most in (SOME, MOST)
    ],
)
def test_every_card_that_can_be_reached_answers_keeps_the_limits_and_leads_home(
    stage, request, who, most
):
    phone = request.getfixturevalue(who)
    phone.stage.phone("1001").say("昨天支委会,5人参加")
    seen: set[tuple[str, tuple[str, ...]]] = set()
    queue = deque((word, ()) for word in STARTS[who])
    pressed = 0
    while queue and pressed < most:
        word, path = queue.popleft()
        with stage.rehearsal():
            card = phone.say(word)
            for label in path:
                card = phone.tap(label, card)
        assert not faults(card.text, card.rows, town=who == "town"), (word, path, card)
        assert not any(label.endswith("…") for label in card.buttons), card
        for label in card.buttons:
            state = (card.kind, (*card.buttons, label))
            if state not in seen and len(path) < 4:
                seen.add(state)
                queue.append((word, (*path, label)))
        pressed += 1
    assert pressed > 60
    assert all(kind in VIEWS for kind, _ in seen)
