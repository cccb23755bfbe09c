"""A round of cross-inspections: looked at, assigned, done by a record, followed by the town."""

import re
from datetime import timedelta

import pytest

from storage.errors import OutOfScope
from tests.handlers.cast import drawn, moved

PAIR = re.compile(r"(示例.村) → (示例.村)")


@pytest.fixture
def shown(town):
    return town.say("布置交叉巡查")


def pairs(phone):
    found = PAIR.findall(phone.newest().text)
    return found + PAIR.findall(phone.tap("下一页").text)


def test_the_roster_is_looked_at_before_it_is_assigned(shown, town, chair):
    assert shown.kind == "round_new"
    assert shown.rows[0] == ["布置"]
    found = pairs(town)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == 10
    assert not {(other, one) for one, other in found} & set(found)
    assert chair.cards() == []


@pytest.mark.usefixtures("shown")
def test_another_lot_is_another_roster_and_the_same_lot_the_same(town):
    first = pairs(town)
    town.tap("重新排")
    assert pairs(town) != first
    town.say("布置交叉巡查")
    assert pairs(town) == first


@pytest.mark.usefixtures("shown")
def test_the_day_can_be_changed_and_the_roster_stays(town):
    first = pairs(town)
    card = town.do("#改期限", "8月15日")
    assert "期限　8月15日" in card.text
    assert pairs(town) == first


def target(phone):
    return re.search(r"（(示例.村)）", phone.newest().text)[1]


@pytest.fixture
def given(shown, town, chair):
    assert shown
    town.tap("布置")
    return target(chair)


@pytest.mark.usefixtures("given")
def test_the_supervisors_are_told_once_and_the_secretary_is_not(chair, secretary, town):
    assert [card.kind for card in chair.cards()] == ["task"]
    assert secretary.cards() == []
    assert "已布置给10个村" in town.newest().text


def test_the_sentence_that_logs_it_completes_it(given, chair, town):
    chair.say(f"今天去{given}交叉巡查，未发现问题")
    assert "布置的任务都已办" in chair.say("镇里布置").text
    card = town.do("任务进度", "#看第1项")
    assert "2026年第1轮交叉巡查" in card.text
    assert "已办 1/10 村，其中已确认 0 村" in card.text


def test_another_village_than_assigned_does_not(given, chair):
    other = "示例三村" if given != "示例三村" else "示例四村"
    chair.say(f"今天去{other}交叉巡查，未发现问题")
    assert "还没办的 1 项" in chair.say("镇里布置").text


def test_a_record_withdrawn_opens_it_again_and_restored_it_is_done(given, chair):
    receipt = chair.say(f"今天去{given}交叉巡查，未发现问题")
    chair.tap("撤销", receipt)
    assert "还没办的 1 项" in chair.say("镇里布置").text
    chair.tap("恢复", chair.card(receipt.token))
    assert "布置的任务都已办" in chair.say("镇里布置").text


def test_the_town_confirms_the_record_and_nothing_twice(given, chair, town):
    chair.say(f"今天去{given}交叉巡查，未发现问题")
    town.do("去确认", "#已看，同意")
    assert "其中已确认 1 村" in town.do("任务进度", "#看第1项").text
    assert "没有待验收" in town.do("任务进度", "#验收任务").text


@pytest.mark.usefixtures("given")
def test_it_can_be_reported_by_taps_from_its_card(chair):
    card = chair.do("#已办，报完成", "#今天 15日")
    assert card.kind == "log_saved"
    assert "布置的任务都已办" in chair.say("镇里布置").text


@pytest.mark.usefixtures("given")
def test_the_score_moves_when_it_is_done_late(stage, given, chair):
    stage.now += timedelta(days=21)
    receipt = chair.say(f"今天去{given}交叉巡查，未发现问题")
    assert "交叉巡查" in receipt.text
    assert re.search(r"目前 [\d.]+→[\d.]+ 分", receipt.text)


@pytest.mark.usefixtures("given")
def test_who_is_late_is_named_and_nobody_ranked(stage, town):
    stage.now += timedelta(days=21)
    card = town.do("任务进度", "#看第1项")
    assert "！ 逾期未办 10 村：示例一村、示例二村" in card.text
    listed = town.tap("看各村")
    assert "1. ！ 示例一村 → " in listed.text


@pytest.mark.usefixtures("given")
def test_the_next_round_repeats_nobodys_village(town):
    town.say("布置交叉巡查")
    again = dict(pairs(town))
    assert len(again) == 10
    assert again["示例一村"] != town_of_first(town)


def town_of_first(town):
    """Whom the first village inspects in the first round."""
    town.do("任务进度", "#看第1项", "#看各村")
    return PAIR.search(town.newest().text)[2]


def test_two_open_ones_without_a_name_are_asked_about(given, town, chair):
    town.do("布置交叉巡查", "#改期限", "8月30日", "#布置")
    chair.say("今天交叉巡查，未发现问题")
    asked = chair.newest()
    assert asked.kind == "task_which"
    label = next(each for each in asked.buttons if given in each)
    assert "已办" in chair.tap(label, asked).text
    assert "还没办的 1 项" in chair.say("镇里布置").text


@pytest.mark.parametrize("said", ["交叉巡查", "开展交叉巡查"])
def test_the_bare_word_as_a_task_leads_to_the_roster(town, said):
    assert town.do("布置任务", said).kind == "round_new"


@pytest.mark.usefixtures("given")
def test_a_wrong_round_is_taken_back_and_every_village_is_told(town, chair):
    card = town.do("任务进度", "#看第1项", "#撤回这次布置")
    assert "还没有布置过任务" in card.text
    assert "撤销" in chair.newest().text
    assert "布置的任务都已办" in chair.say("镇里布置").text
    assert town.do("布置交叉巡查", "#布置").kind == "order_given"


def test_once_a_village_has_inspected_the_round_stands(given, chair, town):
    chair.say(f"今天去{given}交叉巡查，未发现问题")
    assert "撤回这次布置" not in town.do("任务进度", "#看第1项").buttons


def test_a_card_of_a_round_taken_back_since_shows_the_others(given, town):
    assert given
    old = town.do("任务进度", "#看第1项")
    town.do("任务进度", "#看第1项", "#撤回这次布置")
    assert "还没有布置过任务" in town.tap("撤回这次布置", old).text


def test_who_is_moved_to_another_town_neither_sees_nor_assigns_it_any_more(
    stage, shown, town, chair
):
    moved(stage, town)
    with pytest.raises(OutOfScope):
        drawn(stage, town, shown)
    town.tap("布置", shown)
    assert (town.newest().kind, chair.cards()) == ("gone", [])
