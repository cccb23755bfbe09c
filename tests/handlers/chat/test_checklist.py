"""任务清单: done, open, overdue; whose each line is; the targets."""

from tests.handlers.cast import leave_points


def test_a_village_under_a_checklist_alone_sees_its_tasks(stage, secretary):
    leave_points(stage, "linyi-2022")
    card = secretary.say("看得分")
    assert card.kind == "checklist_card"
    assert "已办 0，未办 2，逾期 8" in card.text
    assert "镇里办" in card.text


def test_every_line_is_listed_what_is_late_first(stage, secretary):
    leave_points(stage, "linyi-2022")
    card = secretary.do("任务清单", "#看全部任务")
    assert card.text.splitlines()[1].startswith("！")
    assert secretary.do("#下一页", "#返回").kind == "checklist_card"


def test_targets_say_how_many_are_needed_and_known(stage, secretary):
    leave_points(stage, "xx-city-plan")
    card = secretary.do("任务清单", "#看目标")
    assert "应有3，还没有人填" in card.text


def test_without_a_checklist_the_word_leads_to_the_standing(secretary):
    assert secretary.say("任务清单").kind == "score_card"
