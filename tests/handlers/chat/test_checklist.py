"""任务清单: done, open, overdue; whose each line is; the targets."""

from tests.handlers.cast import leave_points


def test_a_village_under_a_checklist_alone_sees_its_tasks(stage, secretary):
    leave_points(stage, "linyi-2022")
    card = secretary.say("看得分")
    assert card.kind == "checklist_card"
    assert "村里：已办 0，未办 1，逾期 0，到期未见记录 2" in card.text
    assert "镇里：已办 0，未办 1，逾期 6" in card.text


def test_every_line_is_listed_what_is_late_first(stage, secretary):
    leave_points(stage, "linyi-2022")
    card = secretary.do("任务清单", "#看全部任务")
    assert card.text.splitlines()[1].startswith("！")
    assert secretary.do("#下一页", "#返回").kind == "checklist_card"


def test_what_the_village_owes_is_told_alike_at_home_in_the_month_and_here(stage, secretary):
    leave_points(stage, "xx-city-plan")
    assert "到期未见记录 2 项" in secretary.say("你好").text
    assert "另有 2 项到期未见记录" in secretary.say("本月要办").text
    assert "逾期 0，到期未见记录 2" in secretary.say("看进展").text
    stage.now = stage.now.replace(year=2027, month=1)
    assert "到期未见记录 6 项" in secretary.say("你好").text
    assert "逾期 0，到期未见记录 6" in secretary.say("看进展").text


def test_the_villages_own_lines_stand_before_the_towns(stage, secretary):
    leave_points(stage, "linyi-2022")
    card = secretary.do("任务清单", "#看全部任务")
    assert "镇里办" not in card.text
    assert "镇里办" in secretary.tap("下一页").text


def test_what_has_no_day_is_one_tap_away(stage, secretary):
    leave_points(stage, "linyi-2022")
    secretary.say("昨天党务公开贴出来了")
    card = secretary.do("看进展", "#长期推进")
    assert "长期推进 10 项" in card.text
    assert "党务公开（今年8次）" in card.text
    assert "今年未记" in card.text
    assert "镇里办" in secretary.tap("下一页").text
    assert secretary.tap("返回").kind == "checklist_card"


def test_targets_say_how_many_are_needed_and_known(stage, secretary):
    leave_points(stage, "xx-city-plan")
    card = secretary.do("任务清单", "#看目标")
    assert "应有3，还没有人填" in card.text


def test_without_a_checklist_the_word_leads_to_the_standing(secretary):
    assert secretary.say("任务清单").kind == "score_card"
