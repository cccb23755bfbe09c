"""本月要办: what is owed, overdue first, and what can be reported from it."""

import pytest

from handlers.messages.words import width
from rubric.duty import Owner
from storage.schemes import load
from tests.handlers.cast import leave_points


def test_the_month_lists_what_is_overdue_first(secretary):
    card = secretary.say("本月要办")
    assert card.text.splitlines()[1].startswith("！")
    assert next(iter(card.buttons)).startswith("报 ")


def test_a_supervisor_is_offered_only_what_supervisors_report(chair):
    assert not any("支委会" in label for label in chair.say("本月要办").buttons)


def test_what_waits_is_told_with_whose_word_it_waits_for(secretary):
    secretary.say("昨天支委会，5人参加")
    assert "待村监会确认" in secretary.say("本月要办").text


def test_what_is_owed_is_told_with_its_last_day(secretary):
    assert "6月财务公开（7月31日到期）" in secretary.say("本月要办").text


def test_what_is_due_before_a_festival_is_reported_by_its_name_and_no_label_is_cut(
    stage, secretary
):
    leave_points(stage, "xx-city-plan")
    stage.now = stage.now.replace(year=2027, month=1, day=20)
    card = secretary.do("补录")
    assert "报 元旦节前廉洁提醒" in card.buttons
    assert not [label for label in card.buttons if "…" in label]


@pytest.mark.parametrize("scheme", sorted(load()))
def test_what_a_village_reports_fits_its_button(scheme):
    for duty in load()[scheme].duties.values():
        if duty.owed_by is Owner.VILLAGE:
            assert width(duty.name) <= 10


def test_a_task_in_words_is_reported_from_the_month(town, secretary):
    town.do("布置任务", "报送资产自查", "#布置")
    card = secretary.say("本月要办")
    assert "○ 报送资产自查" in card.text
    assert secretary.tap("报送资产自查", card).kind == "task_report"
    assert "待镇里验收" in secretary.say("表已交").text
    assert "报送资产自查" not in secretary.say("本月要办").buttons
