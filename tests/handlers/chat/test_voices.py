"""建议, 投诉 and 有不同意见, and the answer that reaches the asker."""

import pytest


@pytest.mark.parametrize("said", ["建议按钮大一点", "投诉：审批太慢", "意见，字太小"])
def test_a_sentence_is_heard_at_once_and_laid_before_the_town(secretary, town, said):
    assert "已收到" in secretary.say(said).text
    assert town.newest().kind == "voice_asked"


def test_the_word_alone_asks_for_more(secretary, town):
    assert secretary.say("建议").kind == "voice_new"
    assert secretary.say("按钮大一点").kind == "voice_heard"
    assert town.newest().kind == "voice_asked"


def test_the_answer_reaches_the_asker(secretary, town):
    secretary.say("建议按钮大一点")
    card = town.do("#答复", "已经改大了")
    assert "已答复：已经改大了" in card.text
    assert "答复：已经改大了" in secretary.newest().text


def test_it_is_answered_once(secretary, town):
    secretary.say("建议按钮大一点")
    asked = town.newest()
    town.do("#答复", "已经改大了")
    assert "答复" not in town.tap("答复", asked).buttons


def test_an_answer_can_be_put_off(secretary, town):
    secretary.say("建议按钮大一点")
    assert "答复" in town.do("#答复", "#先不答复").buttons


def test_from_help_it_is_two_taps_and_a_sentence(secretary):
    assert secretary.do("帮助", "#提建议或投诉", "按钮大一点").kind == "voice_heard"
    assert secretary.do("帮助", "#提建议或投诉", "#不提了").kind == "dropped"
