"""A label written from anywhere does what its button does."""

import pytest

from handlers.chat import menu
from handlers.chat.labels import LABELS
from rubric.posts import Post
from tests.handlers.cast import appoint


@pytest.mark.parametrize(
    ("who", "said", "kind"),
    [
        ("secretary", "未销号问题", "finding_list"),
        ("secretary", "有不同意见", "voice_new"),
        ("secretary", "各项明细", "score_items"),
        ("secretary", "全年日历图", "paper_making"),
        ("secretary", "办镇里布置", "task_list"),
        ("secretary", "重大事项和工程", "matter_list"),
        ("secretary", "提意见建议", "voice_new"),
        ("secretary", "【提意见建议】", "voice_new"),
        ("secretary", "记补助使用", "subsidy_account"),
        ("secretary", "补助", "subsidy_account"),
        ("secretary", "请假三天", "me"),
        ("secretary", "我要请假半天", "me"),
        ("chair", "待验收", "finding_waiting"),
        ("town", "待验收", "finding_waiting"),
        ("town", "负担", "papers"),
        ("chair", "核对现状", "state_check"),
        ("chair", "核对补助使用", "subsidy_account"),
        ("chair", "未销号问题", "finding_list"),
        ("town", "确认加分", "honour_queue"),
        ("town", "验收任务", "task_check"),
        ("town", "各村重大事项", "matter_board"),
        ("town", "答复意见建议", "voice_list"),
        ("town", "复核评分表", "scoring_progress"),
        ("town", "写核查", "town_villages"),
        ("town", "未销号问题", "town_villages"),
    ],
)
def test_a_label_acts_from_anywhere(request, who, said, kind):
    assert request.getfixturevalue(who).say(said).kind == kind


@pytest.mark.parametrize(("before", "kind"), [(("示例五村",), "veto_list"), ((), "town_villages")])
def test_a_label_of_the_menu_of_a_village_is_of_the_one_that_is_shown(stage, before, kind):
    office = appoint(stage, Post.TOWN_DISCIPLINE, "1040")
    card = office.do(*before, "一票否决")
    assert card.kind == kind
    assert not before or "示例五村" in card.text


def test_absent_people_of_a_meeting_are_no_leave(secretary):
    assert secretary.say("请假1人").kind != "me"


@pytest.mark.parametrize("who", ["secretary", "chair", "town"])
def test_every_label_of_the_menus_is_answered(request, who):
    phone = request.getfixturevalue(who)
    shown = {said: phone.say(said).kind for said in sorted(LABELS)}
    assert not {"unclear", "draft_or_log", "gone"} & set(shown.values()), shown


def test_all_labels_of_the_menus_are_words():
    assert {each.label for each in (*menu.OF_HOME, *menu.OF_VILLAGE)} <= set(LABELS)


def test_whoever_may_not_do_it_is_told_who_does(secretary):
    card = secretary.say("确认加分")
    assert (card.kind, Post.TOWN_OFFICE in card.text) == ("denied", True)


def test_an_open_question_takes_no_label(chair):
    assert chair.do("发现问题", "提意见建议").kind == "voice_new"
    assert chair.say("字再大一点").kind == "voice_heard"
