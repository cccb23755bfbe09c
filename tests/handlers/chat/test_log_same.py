"""同一场: nothing that was said anew of a meeting on file is lost."""

import pytest

LOG = "昨天支委会，5人参加"
ANEW = "昨天的支委会是6个人，不是5个人"


def test_another_number_of_people_is_told_and_taken_over(secretary, chair):
    secretary.say(LOG)
    asked = secretary.say(ANEW)
    assert "原记5人" in asked.text
    assert next(iter(asked.buttons)) == "同一场，改为6人"
    receipt = secretary.tap("同一场，改为6人", asked)
    assert receipt.kind == "log_saved"
    assert "6人" in receipt.text
    assert "6人" in chair.newest().text


def test_the_same_number_leaves_it_as_it_is(secretary):
    assert secretary.do(LOG, LOG, "#同一场，不另记").kind == "log_kept"


def test_a_number_where_there_was_none(secretary):
    secretary.say("昨天支委会开过了")
    asked = secretary.say(LOG)
    assert "原记" not in asked.text
    assert "5人" in secretary.tap("同一场，改为5人", asked).text


def test_what_is_confirmed_is_not_changed_and_it_is_said_why(secretary, chair):
    secretary.say(LOG)
    chair.tap("已看，同意")
    asked = secretary.say(ANEW)
    assert secretary.tap("同一场，不另记", asked).kind == "log_locked"


def test_both_are_kept_what_it_served_besides_and_how_many_came(secretary):
    first = secretary.say("7月12日党课，20人参加")
    asked = secretary.say("主题党日加党课一起开的，7月12号，21人")
    receipt = secretary.tap("同一场，改为21人", asked)
    assert "主题党日" in receipt.text
    assert "21人" in receipt.text
    assert "21人" in secretary.card(first.token).text


@pytest.mark.parametrize("word", ["同一场，改为6人", "不同场，另记一条"])
def test_an_answered_question_is_over(secretary, word):
    secretary.say(LOG)
    asked = secretary.say(ANEW)
    secretary.tap(word, asked)
    assert secretary.newest().kind == "log_saved"


def test_another_day_of_what_is_owed_once_a_month_is_told_not_asked(secretary):
    secretary.say("7月2日支委会，5人")
    card = secretary.say("昨天支委会，5人")
    assert card.kind == "log_saved"
    assert "7月支委会7月2日已有记录，这条另存。是同一场的，请点“撤销”。" in card.text
    assert "已有记录" not in secretary.tap("撤销").text


def test_the_first_record_of_a_month_says_nothing_of_a_later_one(secretary):
    first = secretary.say("7月2日支委会，5人")
    secretary.say("昨天支委会，5人")
    secretary.tap("更正", first)
    assert "已有记录" not in secretary.tap("返回", secretary.card(first.token)).text


def test_what_may_be_done_often_is_never_done_already(secretary):
    secretary.say("昨天廉洁教育，20人")
    assert "已有记录" not in secretary.say("今天廉洁教育，20人").text
