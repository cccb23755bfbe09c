"""Where no scheme has points, nothing on any phone speaks of points."""

import re
from collections import deque

import pytest

from handlers.chat.home import home_keys
from rubric.posts import Post
from tests.handlers.cast import appoint, leave_points
from tests.handlers.limits import faults

POINTS = re.compile(r"[得扣加评计补满]分|分数|\d\s*分(?!钟)")
SCHEMES = ("tangjiafang-2020", "sanguan-2022")
STARTS = {
    "1001": ("你好", "本月要办", "看进展", "报一项工作", "台账", "帮助", "更多办理", "今天天气不错",
             "昨天支委会,5人参加", "上半年创廉工作书面报告交了", "我的信息", "报现状", "任务清单"),
    "1002": ("你好", "去确认", "看进展", "发现问题", "本月要办", "更多办理", "帮助"),
    "1003": ("你好", "看逾期", "全镇进度", "各村进展", "本月要办", "更多办理", "帮助", "看进展"),
    "1009": ("各村进展", "更多办理"),
}  # fmt: skip
MOST = 35
"""Cards looked at in breadth, for each phone."""


@pytest.fixture(params=SCHEMES)
def county(request, stage):
    """Every village under one scheme without points, and somebody at every phone."""
    with stage.begin() as uow:
        villages = uow.places.villages_of(uow.places.towns()[0].id)
    for village in villages:
        leave_points(stage, request.param, village=village.name)
    appoint(stage, Post.TOWN_DISCIPLINE, "1009")
    stage.phone("1001").say("昨天支委会,5人参加")
    return stage


@pytest.mark.parametrize("phone", STARTS)
def test_no_card_and_no_button_names_them(county, phone):
    found, pressed = set(), 0
    seen: set[tuple[str, str]] = set()
    queue = deque((word, ()) for word in STARTS[phone])
    while queue and pressed < MOST:
        word, path = queue.popleft()
        card = reached(county, phone, word, path)
        pressed += 1
        found |= {(card.kind, told) for told in (card.text, *card.buttons) if POINTS.search(told)}
        assert not faults(card.text, card.rows, town=phone not in ("1001", "1002")), card
        for label in card.buttons:
            if (card.kind, label) not in seen and len(path) < 3:
                seen.add((card.kind, label))
                queue.append((word, (*path, label)))
    assert found == set()
    assert pressed > 20


def test_where_a_scheme_has_points_they_would_be_found(secretary):
    assert POINTS.search(secretary.say("看得分").text)
    assert "看得分" in secretary.say("你好").buttons


COURSES = {
    "a remedy": (
        ("1002", "发现问题", "公开栏玻璃破损"),
        ("1002", "#改期限"),
        ("1002", "#改到8月5日"),
        ("1001", "#申请延期"),
        ("1001", "材料要等镇里盖章"),
        ("1002", "#不同意，写理由"),
        ("1002", "材料已经齐了"),
        ("1001", "#已整改"),
        ("1001", "玻璃已换"),
        ("1002", "#不合格，写理由"),
        ("1002", "还缺一块"),
        ("1001", "#已整改"),
        ("1001", "两块都换了"),
        ("1002", "#合格，销号"),
    ),
    "an objection": (
        ("1002", "发现问题", "公开栏玻璃破损"),
        ("1001", "#有异议"),
        ("1001", "玻璃上周已换"),
        ("1003", "#维持，写理由"),
        ("1003", "照片上没有换"),
        ("1001", "#已整改"),
        ("1001", "今天换了"),
        ("1002", "#澄清，撤销问题"),
        ("1002", "#查无此事"),
    ),
    "taken back": (
        ("1002", "发现问题", "公开栏玻璃破损"),
        ("1002", "#撤回"),
        ("1002", "#写错了村"),
    ),
}
"""A finding from being raised to being over: whose phone, and what is said or tapped on it."""


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_nor_does_any_card_of_a_finding(county, course):
    for phone, *steps in course:
        county.phone(phone).do(*steps)
        assert spoken_of(county) == set()
    ended = {county.phone(phone).newest().kind for phone in ("1001", "1002")}
    assert ended == {"finding_closed"}


def test_a_finding_is_not_put_under_a_clause_where_none_costs_anything(county):
    card = county.phone("1002").do("发现问题", "公开栏玻璃破损")
    assert card.kind == "finding_raised"
    assert "定性到条款" not in card.buttons


def test_where_a_scheme_has_points_a_finding_still_tells_them(chair, secretary):
    assert "定性到条款" in chair.do("发现问题", "公开栏玻璃破损").buttons
    secretary.do("#已整改", "玻璃已换")
    cleared = chair.do("#澄清，不扣分", "#查无此事")
    assert "从今天起不扣分" in cleared.text


def spoken_of(stage):
    """The cards on all phones that speak of points, as they stand now."""
    return {
        (card.kind, told)
        for phone in STARTS
        for card in stage.phone(phone).cards()
        for told in (card.text, *card.buttons)
        if POINTS.search(told)
    }


def reached(stage, phone, word, path):
    """The card that a word and these taps lead to; nothing of it is kept."""
    with stage.rehearsal():
        card = stage.phone(phone).say(word)
        for label in path:
            card = stage.phone(phone).tap(label, card)
        return card


@pytest.mark.parametrize("phone", ["1001", "1002", "1003"])
def test_nor_do_the_keys_under_the_message(county, phone):
    with county.begin() as uow:
        words = [word for row in home_keys(county.turn(uow, phone).scene) for word in row]
    assert [word for word in words if POINTS.search(word)] == []
    assert len(words) == len(set(words))


def test_the_keys_words_are_understood(county):
    assert county.phone("1001").say("看进展").kind in ("grade_card", "checklist_card")
    assert county.phone("1003").say("各村进展").kind == "town_villages"
    assert county.phone("1003").say("本镇要办").kind == "town_month"


def test_somebody_who_still_asks_for_points_gets_the_answer_there_is(county):
    assert county.phone("1001").say("看得分").kind in ("grade_card", "checklist_card")
