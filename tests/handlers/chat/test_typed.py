"""A label written instead of tapped acts as the tap."""

import pytest


@pytest.mark.parametrize("said", ["更正", "【更正】", "[更正]", "“更正”", " 更 正 "])
def test_a_label_of_the_last_card_acts_as_the_tap(secretary, said):
    receipt = secretary.say("昨天支委会，5人参加")
    card = secretary.say(said)
    assert (card.kind, card.token) == ("log_edit", receipt.token)


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
    assert secretary.say("哦哦").kind == "unclear"
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
    secretary.say("7月8日党课，20人")
    chair.say("去确认")
    chair.tap("已看，同意")
    chair.tap("下一件")
    shown = chair.newest()
    assert shown.version > 1
    assert chair.say("已看，同意").kind == "review_ask"
    with stage.begin() as uow:
        rows = uow.records.of_village(uow.places.villages()[0].id, Scope.operator())
    assert sum(row.status == "confirmed" for row in rows if row.done_on.day in (3, 8)) == 1


def test_the_day_is_heard_though_another_card_has_come_since(stage, secretary):
    secretary.say("支委会开过了")
    stage.tick(days=1)
    assert secretary.newest().kind != "log_ask"
    assert secretary.say("14日").kind == "log_saved"
