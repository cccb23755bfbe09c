"""What a town sees, and its one-tap reminders."""

from datetime import timedelta

import pytest

from handlers.chat.scene import Scene
from storage.direct import Direct
from tests.handlers.cast import enrol


def test_progress_tells_how_many_villages_are_done(town):
    card = town.say("全镇进度")
    assert "/10村办齐" in card.text
    assert "问题未销号 0 件" in card.text


def test_a_village_is_reminded_once_in_three_days(stage, town, secretary):
    town.do("看逾期", "#提醒1")
    assert secretary.newest().kind == "nudge_recv"
    card = town.do("看逾期", "#提醒1")
    assert "没有发出提醒" in card.text
    stage.now += timedelta(days=3)
    assert "已提醒 1 个村" in town.do("看逾期", "#提醒1").text


def test_a_reminder_at_night_waits_for_the_morning(stage, town):
    stage.now = stage.now.replace(hour=21)
    assert "早上8点" in town.do("看逾期", "#提醒1").text


def test_a_reminder_shows_what_is_still_owed(town, secretary):
    town.do("看逾期", "#提醒1")
    card = secretary.newest()
    secretary.tap("已办，补录", card)
    done = secretary.tap("今天 15日")
    assert "计入5月" in done.text


def test_home_progress_and_the_list_count_the_same(town):
    (home,) = (label for label in town.say("你好").buttons if label.startswith("看逾期"))
    (progress,) = (label for label in town.say("全镇进度").buttons if label.startswith("看逾期"))
    assert home == progress
    card = town.tap(home, town.say("你好"))
    listed = sum(line[:1].isdigit() for line in card.text.splitlines())
    while "第一页" not in card.buttons:
        card = town.tap("下一页", card)
        listed += sum(line[:1].isdigit() for line in card.text.splitlines())
    assert home == f"看逾期（{listed}项）"


@pytest.mark.parametrize("word", ["看逾期", "全镇进度", "各村得分"])
def test_a_village_is_not_shown_the_town(secretary, word):
    assert secretary.say(word).kind == "denied"


def test_the_late_ones_go_round(town):
    card = town.say("看逾期")
    assert "（2/" in town.tap("下一页", card).text


def test_a_town_raises_a_finding_in_a_village(town, secretary):
    town.do("各村得分", "#示例一村", "#发现问题", "公开栏玻璃破损")
    assert secretary.newest().kind == "finding_assigned"
    assert "公开栏玻璃破损" in town.do("各村得分", "#示例一村", "#未销号问题").text


def test_a_village_that_nobody_is_bound_in_is_not_said_to_be_reminded(town):
    late = town.say("看逾期")
    place, village = next(
        (line[0], line[3:].split("　")[0])
        for line in late.text.splitlines()[1:]
        if "示例一村" not in line
    )
    card = town.tap(f"提醒{place}", late)
    assert "没有发出提醒" in card.text
    assert f"{village}还没有人绑定" in card.text
    again = town.tap("看逾期", card)
    assert "已提醒" not in again.text


def test_a_remedy_to_be_judged_is_not_settled_wherever_it_is_counted(town, chair, secretary):
    chair.do("发现问题", "公开栏玻璃破损")
    secretary.do("#已整改", "换了玻璃")
    assert "问题未销号 1 件" in town.say("全镇进度").text
    assert "未销号问题 1 件" in town.do("各村得分", "#示例一村").text
    assert "未销号问题 1 件" in town.tap("未销号问题").text
    assert "未销号问题 1 件" in secretary.say("你好").text


def test_those_reached_and_those_nobody_is_bound_in_are_told_apart(town):
    card = town.do("看逾期", "#提醒这4项")
    assert "已提醒 1 个村，2 个村没有发出" in card.text
    assert "还没有人绑定" in card.text


def test_the_list_of_villages_opens_no_ledger(town, monkeypatch):
    monkeypatch.setattr(Scene, "books_of", lambda *_: pytest.fail("a ledger was opened"))
    assert town.say("各村得分").kind == "town_villages"


@pytest.mark.parametrize("word", ["全镇进度", "看逾期"])
def test_more_villages_cost_no_more_queries(stage, town, monkeypatch, word):
    asked, execute = [], Direct.execute
    monkeypatch.setattr(Direct, "execute", lambda *given: (asked.append(given), execute(*given))[1])

    def queries(villages):
        for name in villages:
            with stage.begin() as uow:
                uow.places.add("village", name, uow.places.towns()[0].id)
            enrol(stage, "wenling-2022", village=name)
        asked.clear()
        town.say(word)
        return len(asked)

    few = queries([f"新{number}村" for number in range(5)])
    assert queries([f"又{number}村" for number in range(5)]) == few
