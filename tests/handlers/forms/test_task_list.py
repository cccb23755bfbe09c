from datetime import date

import pytest

from handlers.forms import task_list
from rubric import facts
from tests.handlers.forms.kinds import (
    CITY_PLAN,
    TASKS,
    book,
    many_done,
    record,
    task_paper,
    word_text,
)
from tests.handlers.forms.samples import LONG, millimetres, packed, pages, words

IN_OCTOBER = date(2022, 10, 1)


@pytest.fixture(scope="module")
def plain() -> str:
    return words(task_list.pdf(task_paper()))


def town_list(*records: facts.Record, tasks=(), today=IN_OCTOBER) -> dict:
    known = facts.Facts(records=records, tasks=tasks)
    return task_list.data_of(task_paper(book(TASKS, known, today), 2022))


def row(made: dict, no: int) -> dict:
    rows = (each for section in made["sections"] for each in section["rows"])
    return next(each for each in rows if each["no"] == str(no))


def test_every_row_stands_with_measures_units_and_deadline_as_written(plain):
    made = task_list.data_of(task_paper())
    for item in CITY_PLAN.items.values():
        assert row(made, item.no)["standard"] == item.standard
        assert packed(item.standard)[:20] in plain
        assert packed(item.standard)[-20:] in plain
    made = town_list()
    assert row(made, 1)["deadline"] == "9月底前完成整顿验收"
    assert row(made, 5)["units"] == "组织人事、农业农村、民政"


def test_a_row_without_a_deadline_says_so_and_invents_none(plain):
    assert "原文没有写" in plain
    assert "没有可以登记的事项" in plain


def test_what_is_past_its_day_is_overdue_with_that_day():
    (duty,) = row(town_list(), 1)["duties"]
    assert duty == {
        "name": "软弱涣散村(社区)党组织整顿验收",
        "owner": "镇里",
        "status": "逾期（应不晚于9月30日）",
        "record": "",
    }


def test_what_lies_ahead_says_until_when():
    (duty,) = row(town_list(), 5)["duties"]
    assert duty["status"] == "待办（不晚于2022年10月31日）"


def test_what_is_done_names_the_day_of_its_record():
    (duty,) = row(town_list(record("weak-branch-remedy", date(2022, 9, 2))), 1)["duties"]
    assert (duty["status"], duty["record"]) == ("已办", "2022年9月2日")


def test_what_goes_on_without_a_day_is_only_counted():
    made = town_list(record("self-government-rules", date(2022, 6, 2)))
    (duty,) = row(made, 3)["duties"]
    assert duty["status"] == "长期推进，记了1次"


def test_several_occurrences_of_one_duty_are_told_in_sum():
    made = task_list.data_of(task_paper(book(CITY_PLAN, many_done(), date(2025, 7, 15)), 2025))
    reminders = next(duty for duty in row(made, 3)["duties"] if duty["name"] == "节前廉洁提醒")
    assert "已办" in reminders["status"]
    assert "未到时候" in reminders["status"]


def test_duties_outside_the_rows_are_told_below_them():
    names = [each["name"] for each in town_list()["beside"]]
    assert "创建工作书面报告" in names


def test_targets_tell_needed_and_found_or_that_it_is_not_known(plain):
    made = task_list.data_of(task_paper(book(CITY_PLAN, many_done())))
    guides = made["targets"][0]
    assert (guides["needed"], guides["found"], guides["reached"]) == ("3", "2", "未达到")
    assert "算不出" in plain
    assert "还不能判断" in plain


def test_the_list_lies_across_on_a4_and_names_nobody_recognised(plain):
    pdf = task_list.pdf(task_paper(book(CITY_PLAN, many_done(), name=LONG)))
    assert millimetres(pdf) == (297, 210)
    assert len(pages(pdf)) <= 4
    assert "仅供提示" in plain


def test_word_has_the_same_rows_and_states():
    docx = task_list.docx(task_paper(book(TASKS, facts.Facts(), IN_OCTOBER), 2022))
    text = word_text(docx)
    for item in TASKS.items.values():
        assert packed(item.standard) in text
    assert "逾期（应不晚于9月30日）" in text
