"""报加分: what it is, where it can be read, on which day it was."""

import pytest

from tests.handlers.chat.test_honours import PIECE, reported


def test_a_village_reports_a_piece_with_its_source(secretary):
    card = reported(secretary)
    assert card.kind == "honour_card"
    assert "省主要媒体宣传报道　4月2日（周四）" in card.text
    assert "确认后加 2 分（加分最高3分）" in card.text
    assert "待镇里确认" in card.text


def test_the_kinds_say_what_each_brings_and_the_most_there_is(secretary):
    card = secretary.do("报加分", "#报一件")
    assert "加分最高3分" in card.text
    assert "省主要媒体宣传报道，2分" in card.text


def test_one_who_has_begun_may_leave_it(secretary):
    secretary.do("报加分", "#报一件", "#第1种", "#不报了")
    assert secretary.say("《清风》").kind == "unclear"


DATELESS = "2026年5月省纪委表彰，文件号浙纪发〔2026〕5号"


def dateless(phone):
    return phone.do("报加分", "#报一件", "#第3种", PIECE, DATELESS)


def test_where_no_day_is_clear_it_is_asked_and_nothing_is_reported_yet(secretary, town):
    before = len(town.cards())
    asked = dateless(secretary)
    assert "是哪一天刊发或表彰的" in asked.text
    assert list(asked.buttons)[:3] == ["今天 15日", "昨天 14日", "前天 13日"]
    assert len(town.cards()) == before


def test_a_day_alone_is_no_source_but_is_kept(secretary, town):
    before = len(town.cards())
    asked = secretary.do("报加分", "#报一件", "#第3种", PIECE, "7月1日")
    assert (asked.kind, "7月1日" in asked.text) == ("honour_source", True)
    assert len(town.cards()) == before
    card = secretary.say("《浙江日报》第3版")
    assert "省主要媒体宣传报道　7月1日（" in card.text
    assert "《浙江日报》第3版" in card.text


@pytest.mark.parametrize(("step", "day"), [("5月5日", "5月5日"), ("#昨天 14日", "7月14日")])
def test_the_day_is_written_or_tapped(secretary, town, step, day):
    dateless(secretary)
    card = secretary.do(step)
    assert f"省主要媒体宣传报道　{day}（" in card.text
    assert DATELESS[:29] in card.text
    assert day in town.newest().text


def test_words_without_a_day_are_asked_again(secretary):
    asked = dateless(secretary)
    assert secretary.say("记不清了").kind == "not_read"
    secretary.say("5月5日")
    assert secretary.card(asked.token).kind == "honour_card"


def test_the_day_can_be_changed_until_somebody_decided(secretary, town):
    reported(secretary)
    shown = town.newest()
    card = secretary.do("#改日期", "4月3日")
    assert "4月3日（周五）" in card.text
    assert "4月3日" in town.newest().text
    town.tap("属实，确认", shown)
    assert town.newest().kind == "settled"


def test_changing_the_day_may_be_left(secretary):
    reported(secretary)
    assert "4月2日（周四）" in secretary.do("#改日期", "#返回").text
    assert "改日期" in secretary.newest().buttons


def test_once_decided_the_day_stands(secretary, town):
    card = reported(secretary)
    town.tap("属实，确认", town.newest())
    secretary.tap("改日期", card)
    assert secretary.newest().kind == "settled"


def test_a_day_of_another_year_shows_its_year(secretary, town):
    secretary.do("报加分", "#报一件", "#第3种", PIECE, "去年12月20日《浙江日报》")
    assert "2025年12月20日（周六）" in town.newest().text
