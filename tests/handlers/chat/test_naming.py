"""换人: two acts of the town, two of whoever comes."""

import pytest

from rubric.posts import Post
from tests.handlers.chat.test_invites import code_of, filled

TAKE = "核对无误，接收"


@pytest.fixture
def his(town):
    """The card of the first village's secretary."""
    return town.tap("1 示例书记", town.tap("示例一村", town.say("人员")))


def test_two_acts_of_the_town_and_two_of_the_new_holder(stage, town, secretary, his):
    before = len(town.cards())
    town.tap("换人", his)
    sent = town.say("示例新任")
    assert (sent.kind, len(town.cards())) == ("invite_sent", before)
    assert "接任：示例一村" in sent.text
    new = stage.phone("7001")
    shown = new.say(code_of(filled(stage, town)))
    assert "移交：示例书记　接任：示例新任" in shown.text
    new.tap(TAKE)
    assert [card.kind for card in new.cards()] == ["handover_in", "bind_ok"]
    assert "已由示例新任接任" in secretary.newest().text
    assert secretary.say("你好").kind == "no_post"


def test_until_it_is_taken_up_nothing_changes_and_it_can_be_taken_back(stage, town, secretary, his):
    town.tap("换人", his)
    sent = town.say("示例新任")
    code = code_of(filled(stage, town))
    assert secretary.say("今天支委会，5人参加").kind == "log_saved"
    town.tap("撤回换人", sent)
    assert stage.phone("7001").say(code).kind == "bind_fail"
    assert secretary.say("你好").kind == "home_secretary"


def test_a_second_name_takes_the_place_of_the_first(stage, town, his):
    town.tap("换人", his)
    town.say("示例新任")
    first = code_of(filled(stage, town))
    town.do("人员", "#示例一村", "#1 示例书记", "#换人", "示例另一人")
    second = code_of(filled(stage, town))
    assert stage.phone("7001").say(first).kind == "bind_fail"
    assert "示例另一人" in stage.phone("7001").say(second).text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("85123456789", "不像姓名"),
        ("张三、李四", "一格只写一个人"),
        ("示例书记", "已经担任"),
        ("张", "2到6个汉字"),
        ("下周再说换成谁吧", "2到6个汉字"),
        ("zhangsan", "2到6个汉字"),
    ],
)
def test_what_is_no_name_is_asked_for_again(town, his, said, why):
    town.tap("换人", his)
    asked = town.say(said)
    assert (asked.kind, why in asked.text) == ("person_naming", True)
    assert town.say("示例新任").kind == "invite_sent"


@pytest.mark.parametrize(
    ("said", "what"), [("13800000000", "手机号码"), ("张三 330106199001011234", "身份证号码")]
)
def test_a_private_number_is_refused_and_the_question_stays_open(town, his, said, what):
    town.tap("换人", his)
    refused = town.say(said)
    assert (refused.kind, what in refused.text) == ("private_data", True)
    town.say("示例新任")
    assert "invite_sent" in {card.kind for card in town.cards()}


def test_somebody_of_the_village_who_is_bound_takes_over_without_an_invitation(
    stage, town, secretary, his
):
    with stage.begin() as uow:
        place = uow.places.villages_of(uow.places.towns()[0].id)[0].id
        (clerk,) = uow.grants.holders(place, [Post.CLERK], stage.now.date())
        uow.people.bind(clerk.person_id, "7002", "7002", stage.now)
    town.tap("换人", his)
    assert town.say("示例文书").kind == "person_named"
    clerk = stage.phone("7002")
    assert clerk.newest().kind == "handover_in"
    clerk.tap(TAKE)
    assert secretary.say("你好").kind == "no_post"


def test_what_was_taken_up_cannot_be_taken_back(stage, town, secretary, his):
    town.tap("换人", his)
    sent = town.say("示例新任")
    stage.phone("7001").do(code_of(filled(stage, town)), f"#{TAKE}")
    town.tap("撤回换人", sent)
    assert any("已经接收" in card.text for card in town.cards()[-2:])
    assert secretary.say("你好").kind == "no_post"


@pytest.mark.parametrize(
    "said", ["算了", "取消", "不换了", "暂时没有", "帮助", "看逾期", "确认加分"]
)
def test_nobody_called_by_words_that_leave_the_question_is_appointed(town, his, said):
    town.tap("换人", his)
    town.say(said)
    assert "invite_sent" not in {card.kind for card in town.cards()}


def test_a_long_name_with_a_dot_is_one(town, his):
    town.tap("换人", his)
    assert "买买提·阿不都" in town.say("买买提•阿不都").text


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("去示例一村走访了12户，未发现问题", "assess_pick"),
        ("提醒示例一村", "nudge_done"),
        ("李四", "draft_or_log"),
    ],
)
def test_once_it_was_left_only_a_name_is_asked_about(town, his, said, kind):
    town.tap("换人", his)
    assert town.do("看逾期", said).kind == kind


def test_it_can_be_left(town, his):
    asked = town.tap("换人", his)
    assert town.tap("不换了", asked).kind == "people"
    assert town.say("示例新任").kind == "unclear"
