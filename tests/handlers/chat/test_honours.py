"""加分, once reported: the town's word, then the city's."""

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
