"""报加分: what it is, where it can be read; the town's word, then the city's."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint

PIECE = "《一张清单管小微权力》"
SOURCE = "4月2日《浙江日报》第3版"


@pytest.fixture
def city(stage):
    return appoint(stage, Post.CITY_AGRICULTURE, "1006")


def reported(phone):
    phone.do("报加分", "#报一件")
    return phone.do("#第3种", PIECE, SOURCE)


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


def test_town_then_city_confirm_and_the_village_hears_of_it(secretary, town, city):
    reported(secretary)
    card = town.newest()
    assert card.kind == "honour_card"
    assert "镇里已确认" in town.tap("属实，确认", card).text
    assert "2" in secretary.newest().text
    shown = city.newest()
    assert shown.kind == "honour_card"
    assert "市里已确认" in city.tap("属实，确认", shown).text
    assert "市里已确认" in secretary.newest().text


def test_refused_with_a_reason_that_the_village_reads(secretary, town):
    reported(secretary)
    town.do("#不属实，写理由", "没有查到这篇报道")
    told = secretary.newest()
    assert "未予认可" in told.text
    assert "没有查到这篇报道" in told.text


def test_a_refusal_begun_may_be_left(secretary, town):
    reported(secretary)
    assert "属实，确认" in town.do("#不属实，写理由", "#返回").buttons


def test_what_waits_is_listed(secretary, town, city):
    reported(secretary)
    assert PIECE[:11] in town.do("更多办理", *paged(town, "确认加分")).text
    assert city.do("更多办理", *paged(city, "确认加分")).kind == "honour_queue"


def paged(phone, label):
    """The taps that lead to a label of the menu."""
    with phone.stage.rehearsal():
        card, steps = phone.say("更多办理"), []
        while not (found := [each for each in card.buttons if each.startswith(label)]):
            card = phone.tap("下一页", card)
            steps.append("#下一页")
    return [*steps, f"#{found[0]}"]


def test_a_village_takes_back_what_nobody_decided(secretary):
    reported(secretary)
    assert "已撤销" in secretary.tap("撤回").text


def test_supervisors_are_not_offered_to_report(chair):
    assert "报一件" not in chair.say("报加分").buttons


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
