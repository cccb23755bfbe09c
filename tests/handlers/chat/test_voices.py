"""建议, 投诉 and 有不同意见, and the answer that reaches the asker."""

import pytest

from handlers.services.errors import Denied
from tests.handlers.cast import drawn, moved


@pytest.mark.parametrize(
    "said", ["建议按钮大一点", "投诉：审批太慢", "意见，字太小", "我要投诉审批太慢"]
)
def test_a_sentence_is_heard_at_once_and_laid_before_the_town(secretary, town, said):
    assert "已收到" in secretary.say(said).text
    assert town.newest().kind == "voice_asked"


@pytest.mark.parametrize("said", ["建议", "我要投诉", "我想提个建议", "提意见"])
def test_the_word_alone_asks_for_more(secretary, town, said):
    assert secretary.say(said).kind == "voice_new"
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


def test_an_appeal_takes_what_it_is_about_along_and_the_town_can_look_at_it(secretary, town):
    secretary.tap("有不同意见", secretary.say("看得分"))
    secretary.say("第16项扣错了，公开栏早就贴了")
    asked = town.newest()
    looked = town.tap("看所指事项", asked)
    assert (looked.kind, "示例一村" in looked.text) == ("score_card", True)


def test_a_suggestion_is_about_nothing_in_particular(secretary, town):
    secretary.say("建议按钮大一点")
    assert "看所指事项" not in town.newest().buttons


def test_the_office_sees_what_waits_and_how_it_did_so_far(secretary, town):
    secretary.say("建议按钮大一点")
    secretary.say("投诉：审批太慢")
    town.do("更多办理")
    card = open_list(town)
    assert "待答复的意见　2 件" in card.text
    town.tap("答复1", card)
    town.tap("答复", town.card(card.token))
    town.say("已经改大了")
    again = open_list(town)
    assert "今年收到 2 件，已答复 1 件，按时 1 件" in again.text
    assert "建议" not in again.text.split("\n")[2]


def open_list(town):
    card = town.say("更多办理")
    return town.tap(next(each for each in card.buttons if each.startswith("答复意见")), card)


def test_a_reminder_is_explained_in_a_sentence_and_stays_to_be_acted_upon(town, secretary):
    town.do("看逾期", "#提醒1")
    reminder = secretary.newest()
    asked = secretary.tap("说明情况", reminder) and secretary.newest()
    assert "请写一句说明情况" in asked.text
    assert "不同意见" not in asked.text
    assert secretary.say("会计住院，下周补").kind == "voice_heard"
    assert "收到情况说明" in town.newest().text
    assert "已办，补录" in secretary.card(reminder.token).buttons
    assert secretary.tap("已办，补录", secretary.card(reminder.token)).kind == "log_ask"


@pytest.mark.parametrize("steps", [(), ("#答复",)], ids=["asked", "being answered"])
def test_who_is_moved_to_another_town_is_shown_nothing_of_it_any_more(
    stage, secretary, town, steps
):
    secretary.say("建议按钮大一点")
    card = town.do(*steps) if steps else town.newest()
    moved(stage, town)
    with pytest.raises(Denied):
        drawn(stage, town, card)


@pytest.mark.parametrize("said", ["没意见", "群众的意见收了一箱", "昨天收到投诉"])
def test_the_word_within_a_sentence_begins_nothing(secretary, said):
    assert not secretary.say(said).kind.startswith("voice")
