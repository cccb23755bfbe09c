"""What a sentence is meant to do."""

import pytest

from rubric.utterance_intent import (
    Intent,
    Signs,
    found_at,
    intent_of,
    is_backfill,
    is_denied,
    is_done,
    is_planned,
    tells_fault,
)

NAMED = {"named": True, "named_before_finding": False}
UNNAMED = {"named": False, "named_before_finding": False}


@pytest.mark.parametrize(
    "text",
    [
        "还没开",
        "没有开",
        "未开展",
        "没上墙",
        "不开了",
        "取消了",
        "推迟",
        "忘了开",
        "没来得及搞",
        "没开成",
        "尚未公布",
        "没有及时更新",
        "会没有",
    ],
)
def test_what_was_not_done_is_denied(text: str) -> None:
    assert is_denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "没发现问题",
        "没有意见",
        "没问题",
        "没有人请假",
        "还没到的有2人",
        "开了",
        "没有异议",
        "没取消",
        "未发现违规",
    ],
)
def test_nothing_wrong_is_no_denial(text: str) -> None:
    assert not is_denied(text)


@pytest.mark.parametrize(
    "text", ["补录", "补记一下", "补报", "补一条", "补登", "漏报了", "忘记报了"]
)
def test_words_of_late_entry_are_heard(text: str) -> None:
    assert is_backfill(text)


@pytest.mark.parametrize(
    "text", ["补贴", "补助", "补开", "补签", "补课", "补选", "抓紧补上", "明天补上"]
)
def test_words_that_only_begin_like_them_are_not(text: str) -> None:
    assert not is_backfill(text)


@pytest.mark.parametrize(
    "text", ["准备开", "打算", "定于", "计划下周", "下周", "要开", "拟于", "将召开"]
)
def test_plans_are_heard(text: str) -> None:
    assert is_planned(text)


@pytest.mark.parametrize("text", ["工作计划", "准备工作", "要求", "主要", "纪要"])
def test_words_that_only_look_like_plans_are_not(text: str) -> None:
    assert not is_planned(text)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("开了", True),
        ("已上墙", True),
        ("到会", True),
        ("过节", False),
        ("过几天", False),
        ("好的", False),
    ],
)
def test_done_is_heard(text: str, done: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_done(text) is done


def test_a_finding_is_where_something_was_found() -> None:
    assert found_at("昨天发现问题") == 2
    assert found_at("没发现问题") is None
    assert found_at("发现的问题") is None


@pytest.mark.parametrize(
    ("text", "signs", "intent"),
    [
        ("得分", Signs(**UNNAMED), Intent.QUERY),
        ("进度", Signs(**UNNAMED, counted=True), Intent.NONE),
        ("吃饭了吗", Signs(**UNNAMED), Intent.NONE),
        ("开了吗", Signs(**NAMED), Intent.QUERY),
        ("开了吗", Signs(**NAMED, past=True, counted=True), Intent.LOG),
        ("发现问题", Signs(**UNNAMED), Intent.FIND),
        ("审过发现问题", Signs(named=True, named_before_finding=True), Intent.LOG),
        ("两张白条", Signs(**UNNAMED), Intent.FIND),
        ("两张白条", Signs(**NAMED), Intent.LOG),
        ("同意", Signs(**UNNAMED), Intent.CONFIRM),
        ("请确认", Signs(**NAMED), Intent.LOG),
        ("大家没意见", Signs(**NAMED), Intent.LOG),
        ("没意见", Signs(**NAMED, counted=True), Intent.LOG),
        ("还没开", Signs(**NAMED), Intent.NEGATIVE),
        ("还没开", Signs(**UNNAMED), Intent.NONE),
        ("还没开补录", Signs(**NAMED, backfill=True), Intent.LOG),
        ("开会", Signs(**UNNAMED, ahead=True), Intent.PLAN),
        ("开会了", Signs(**NAMED, ahead=True), Intent.LOG),
        ("明天开会了", Signs(**NAMED, ahead=True), Intent.PLAN),
        ("明天开了", Signs(**NAMED, ahead=True), Intent.LOG),
        ("审核不同意", Signs(**NAMED), Intent.NEGATIVE),
        ("同意8月的", Signs(**NAMED), Intent.CONFIRM),
        ("放假", Signs(**UNNAMED, ahead=True), Intent.NONE),
        ("开了", Signs(**NAMED, ahead=True), Intent.LOG),
        ("定在村部开了", Signs(**NAMED, past=True), Intent.LOG),
        ("打算开", Signs(**NAMED, past=True), Intent.PLAN),
        ("打算开", Signs(**NAMED, past=True, counted=True), Intent.LOG),
        ("准备开", Signs(**NAMED, past=True, ahead=True), Intent.PLAN),
        ("换好了,财务要等下周", Signs(**NAMED, past=True, ahead=True), Intent.LOG),
        ("七点", Signs(**NAMED, past=True, ahead=True, later_today=True), Intent.PLAN),
        ("七点开好了", Signs(**NAMED, past=True, ahead=True, later_today=True), Intent.LOG),
        ("周六", Signs(**NAMED, past=True, ahead=True, sooner=True), Intent.PLAN),
        ("交", Signs(**NAMED, deadline=True), Intent.PLAN),
        ("交了", Signs(**NAMED, deadline=True), Intent.LOG),
        ("开会", Signs(**UNNAMED, past=True), Intent.LOG),
        ("开会", Signs(**UNNAMED), Intent.NONE),
        ("下雨", Signs(**UNNAMED, past=True), Intent.NONE),
        ("补录", Signs(**UNNAMED, backfill=True), Intent.LOG),
        ("好的", Signs(**UNNAMED), Intent.NONE),
    ],
)
def test_the_intent_follows_from_words_and_signs(text: str, signs: Signs, intent: Intent) -> None:
    assert intent_of(text, signs) is intent


@pytest.mark.parametrize("text", ["公示栏坏了", "账目不清", "低保户没公示", "公开栏破损"])
def test_what_is_amiss_is_a_fault(text: str) -> None:
    assert tells_fault(text)


@pytest.mark.parametrize("text", ["联系人", "没有问题", "公示没问题", "不错", "支委会开过了"])
def test_what_is_in_order_is_none(text: str) -> None:
    assert not tells_fault(text)
