"""三务公开: all three at once, or singly, from one card."""

from datetime import timedelta

import pytest


def test_the_card_shows_each_of_the_three(secretary):
    card = secretary.say("三务公开")
    assert "✓ 7月党务公开（7月8日已贴）" in card.text
    assert "！ 5月财务公开（逾期15天）" in card.text
    assert "三务都已贴好" in card.text


@pytest.mark.parametrize(
    "said", ["三项都已贴好", "公开栏都贴好了，三务公开", "今天三务公开都贴好了"]
)
def test_where_two_months_accounts_are_open_which_is_asked(secretary, said):
    asked = secretary.say(said)
    assert "财务公开" in asked.text
    assert {"5月", "6月"} <= set(asked.buttons)
    receipt = secretary.tap("6月", asked)
    assert "计入6月" in receipt.text


def test_the_words_under_a_photo_are_asked_about_too(secretary):
    asked = secretary.photos(caption="公开栏都贴好了，三务公开")
    assert {"5月", "6月"} <= set(asked.buttons)
    assert "照片1张" in secretary.tap("5月", asked).text


def test_where_one_month_is_open_one_sentence_is_enough(stage, secretary):
    secretary.do("三务公开", "#已贴好")
    stage.now += timedelta(days=1)
    assert "计入6月" in secretary.say("三项都已贴好").text


def test_said_twice_it_is_not_meant_twice(secretary):
    secretary.do("三项都已贴好", "#5月")
    card = secretary.say("三项都已贴好")
    assert card.kind == "pub_card"
    assert "6月财务公开" in card.text


def test_with_a_day_it_is_a_sentence_as_any(secretary):
    assert "哪个时段" in secretary.say("昨天三务公开都贴好了").text


def test_a_supervisor_sees_it_and_is_told_whose_it_is(chair):
    card = chair.say("三务公开")
    assert "由村党组织书记或村文书报送" in card.text
    assert list(card.buttons) == ["打印公示单", "回首页"]


def test_a_supervisor_cannot_report_it(chair):
    assert chair.say("三项都已贴好").kind == "denied"


def test_when_all_is_shown_it_says_so(secretary):
    for _ in range(2):
        secretary.do("三务公开", "#已贴好")
    assert "都已贴好。" in secretary.say("三务公开").text


def test_all_three_are_one_kind_of_work_on_the_first_page(secretary):
    card = secretary.say("报一项工作")
    assert "三务公开" in card.buttons
    assert secretary.tap("三务公开").kind == "pub_card"


def test_a_photo_of_the_board_is_a_record_of_all_three(secretary):
    card = secretary.photos()
    assert "三务公开" in card.buttons
    secretary.tap("三务公开", card)
    asked = secretary.tap("今天 15日")
    saved = secretary.tap("5月", asked) if "5月" in asked.buttons else asked
    assert saved.kind == "log_saved"
    assert "财务公开" in saved.text
    assert "照片1张" in saved.text
