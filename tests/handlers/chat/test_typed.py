"""A label written instead of tapped acts as the tap."""

from datetime import timedelta

import pytest

from storage.scope import Scope
from tests.journeys.near import Near


@pytest.mark.parametrize("said", ["更正", "【更正】", "[更正]", "“更正”", " 更 正 "])
def test_a_label_of_the_last_card_acts_as_the_tap(secretary, said):
    receipt = secretary.say("昨天支委会，5人参加")
    card = secretary.say(said)
    assert (card.kind, card.token) == ("log_edit", receipt.token)


@pytest.mark.parametrize("said", ["6月", "6月的", "6月份的"])
def test_a_label_may_be_said_with_a_little_word_after_it(secretary, said):
    secretary.say("三项都已贴好")
    assert "计入6月" in secretary.say(said).text


@pytest.fixture
def near(stage):
    """The secretary's phone, on which messages are delivered and counted."""
    return Near(stage.store, stage.now).phone("1001")


@pytest.mark.parametrize(
    ("first", "word"),
    [
        ("昨天支委会，5人参加", "更正"),
        ("支委会开过了", "昨天"),
        ("支委会开过了", "7月3日"),
        ("支委会开过了", "选别的日期"),
        ("支委会开过了", "取消"),
    ],
)
def test_what_is_written_is_answered_below_it(near, first, word):
    asked = near.say(first)
    _, new, edits = near.tally()
    assert near.say(word).version > 1
    assert near.newest().token == asked.token
    assert near.tally()[1:] == (new + 1, edits)


def test_the_buttons_above_what_was_written_only_show_how_it_stands(near):
    asked = near.say("支委会开过了")
    near.say("昨天")
    counted = near.tally()
    assert near.tap("前天 13日", asked).kind == "log_saved"
    assert "7月14日" in near.card(asked.token).text
    assert near.tally()[1:] == (counted[1], counted[2] + 1)


def test_a_day_for_an_older_question_is_answered_below(near):
    asked = near.do("支委会开过了")
    near.say("本月要办")
    _, new, edits = near.tally()
    near.say("14日")
    assert near.card(asked.token).kind == "log_saved"
    assert near.tally()[1:] == (new + 1, edits)


def test_signs_and_spaces_of_a_label_need_not_be_met(town, secretary):
    town.say("你好")
    assert town.say("看逾期(28项)").kind == "town_late"
    secretary.say("本月要办")
    assert "财务公开是哪天办的" in secretary.say("报5月财务公开").text


@pytest.mark.parametrize("said", ["昨天", "14日", "昨天14日", "14号", "7月14日", "是昨天的"])
def test_the_day_may_be_written_where_it_could_be_tapped(secretary, said):
    card = secretary.say("支委会开过了")
    saved = secretary.say(said)
    assert (saved.kind, saved.token) == ("log_saved", card.token)
    assert "7月14日" in saved.text


def test_a_whole_sentence_is_never_taken_for_the_day_asked_for(secretary):
    secretary.say("支委会开过了")
    assert "党课" in secretary.say("昨天党课，20人").text


def test_a_label_keeps_what_its_card_is_about(town):
    town.do("各村得分", "#示例一村")
    assert "示例一村" in town.say("发现问题").text


def test_a_key_of_the_keyboard_is_a_new_card_wherever_its_word_stands(secretary):
    home = secretary.say("你好")
    assert secretary.say("本月要办").token != home.token


def test_two_buttons_that_could_be_meant_are_not_guessed_between(town):
    card = town.say("看逾期")
    assert town.say("提醒").token != card.token


def test_a_button_that_has_acted_shows_its_card_again(stage, secretary):
    stage.tick(days=1)
    card = secretary.newest()
    secretary.say("本月要办")
    assert secretary.tap("本月要办", card).token == card.token


def test_what_another_person_was_shown_on_this_phone_is_not_pressed(stage, secretary):
    receipt = secretary.say("昨天支委会，5人参加")
    with stage.begin() as uow:
        theirs = uow.people.account_of("1003").person_id
        uow.people.bind(theirs, "1001", "1001", stage.now)
    secretary.say("撤销")
    assert secretary.card(receipt.token).kind == "log_saved"


def test_going_back_by_word_leads_home_where_no_button_says_it(secretary):
    secretary.say("本月要办")
    assert secretary.say("返回").kind == "home_secretary"


def test_a_label_still_acts_after_something_that_was_not_understood(chair, secretary):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    assert secretary.say("这个嘛").kind == "unclear"
    assert secretary.say("已整改").kind == "unclear"
    assert [card.kind for card in secretary.cards()][-2:] == ["finding_remedy", "unclear"]


def test_a_question_is_still_answered_after_a_text_that_was_refused(secretary):
    asked = secretary.say("支委会，5人参加")
    assert secretary.say("支委会，联系13800138000").kind == "private_data"
    secretary.say("昨天")
    assert secretary.card(asked.token).kind == "log_saved"


def test_a_word_decides_nothing_on_a_card_that_has_moved_on_to_another_matter(
    stage, secretary, chair
):
    secretary.say("7月3日支委会，5人参加")
    secretary.say("7月8日支委会，4人参加")
    shown = chair.do("去确认", "#已看，同意")
    assert (shown.kind, shown.version) == ("review_ask", 2)
    assert chair.say("已看，同意").kind == "review_ask"
    with stage.begin() as uow:
        person = uow.people.account_of("1001").person_id
        (grant,) = uow.grants.active_of(person, stage.now, stage.now.date())
        rows = uow.records.of_village(grant.place_id, Scope.operator())
    ours = [row for row in rows if row.body.startswith("7月")]
    assert [row.status == "confirmed" for row in ours].count(True) == 1
    assert chair.say("已看，同意").kind == "review_done", "shown once more, it is what is meant"


def test_the_day_is_heard_though_another_card_has_come_since(stage, secretary):
    asked = secretary.say("支委会开过了")
    stage.tick(days=1)
    assert secretary.newest().token != asked.token
    secretary.say("14日")
    assert secretary.card(asked.token).kind == "log_saved"


def test_where_something_else_was_logged_since_it_is_asked_once_more(stage, secretary):
    asked = secretary.say("廉政风险排查做完了")
    secretary.say("7月13日支委会，5人")
    stage.now += timedelta(minutes=1)
    secretary.say("昨天")
    shown = secretary.card(asked.token)
    assert (shown.kind, shown.version) == ("log_ask", asked.version + 1)
    secretary.say("昨天")
    assert secretary.card(asked.token).kind == "log_saved"


@pytest.mark.parametrize(
    ("said", "day"), [("昨天", "7月19日"), ("今天", "7月20日"), ("14号", "7月14日")]
)
def test_a_day_is_counted_from_when_it_was_written_whatever_the_button_says(
    stage, secretary, said, day
):
    asked = secretary.say("支委会开过了")
    assert "昨天 14日" in asked.buttons
    stage.now += timedelta(days=5)
    saved = secretary.say(said)
    assert (saved.kind, saved.token) == ("log_saved", asked.token)
    assert day in saved.text


def test_the_same_where_a_day_is_corrected(stage, secretary):
    asked = secretary.do("7月3日支委会，5人参加", "#更正", "#改日期")
    assert "昨天 14日" in asked.buttons
    stage.now += timedelta(days=5)
    saved = secretary.do("昨天", "#作为更正日期")
    assert (saved.kind, "7月19日" in saved.text) == ("log_saved", True)


@pytest.mark.parametrize(
    "said",
    ["昨天啊", "就是昨天", "昨天下午", "昨天开的", "大概是昨天吧", "14", "14。", "１４", "十四"],
)
def test_a_day_may_be_told_in_short(secretary, said):
    asked = secretary.say("支委会开过了")
    secretary.say(said)
    assert "7月14日" in secretary.card(asked.token).text
    assert secretary.card(asked.token).kind == "log_saved"


@pytest.mark.parametrize("said", ["还没办", "忘了", "算了", "取消", "不用了", "谢谢"])
def test_a_question_for_a_day_is_left_by_a_word(secretary, said):
    asked = secretary.say("支委会开过了")
    assert secretary.say(said).kind == "dropped"
    assert secretary.card(asked.token).kind == "dropped"
    secretary.say("昨天")
    assert "log_saved" not in {card.kind for card in secretary.cards()}


def test_a_number_is_no_day_where_something_else_is_asked(secretary):
    older = secretary.say("支委会开过了")
    secretary.do("昨天主题党日，20人", "#更正", "#改人数", "14")
    assert secretary.card(older.token).kind == "log_ask"
    assert any("14人" in card.text for card in secretary.cards())


def test_the_first_words_of_a_label_are_enough(secretary, chair):
    secretary.say("7月3日支委会，5人参加")
    chair.say("去确认")
    assert chair.say("同意").kind == "review_done"


def test_a_word_for_the_newest_card_does_not_fall_into_an_older_question(secretary, chair):
    chair.do("发现问题", "6月第8号凭证没有联审联签", "#改期限")
    due = chair.newest()
    secretary.tap("已整改", secretary.newest())
    secretary.say("已补签，三人签字齐全")
    assert chair.newest().token != due.token
    assert chair.say("合格").kind == "finding_closed"


def test_what_is_left_under_the_question_which_work_it_was_is_still_to_be_read(secretary):
    card = secretary.do("支委会开过了", "算了")
    assert (card.kind, "支委会开过了" in card.text) == ("dropped", True)
    assert "您写的是" not in secretary.do("报一项工作", "算了").text
