from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from handlers.forms import month_digest
from handlers.services.month_papers import MonthPaper
from handlers.services.month_summary import Summary, VillageMonth
from rubric.facts import Profile
from rubric.occurrences import occurrences
from rubric.period import Period
from tests.handlers.forms.samples import HEAD, LONG, SCHEME

JUNE = Period.parse("2026-06")
OWED = occurrences(SCHEME, 2026, Profile())[:3]


def paper(*names: str, undone=OWED) -> MonthPaper:
    rows = tuple(VillageMonth(name, 7, 3, 1, undone, 2, 1) for name in names)
    named = tuple((name, ("6月主题党日", "6月村务公开")) for name in names if undone)
    return MonthPaper("示例镇", Summary(JUNE, rows, names[:1]), named, date(2026, 7, 1), HEAD)


def read(made: MonthPaper):
    return Document(BytesIO(month_digest.docx(made)))


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_each_village_has_a_line_and_the_last_is_the_total():
    head, *rows, total = cells(read(paper("示例一村", "示例二村")).tables[0])
    assert head == ["村居", "应办", "按时", "逾期补办", "未办", "提出问题", "销号"]
    assert rows[1] == ["示例二村", "7", "3", "1", "3", "2", "1"]
    assert total == ["合计", "14", "6", "2", "6", "4", "2"]


def test_what_is_undone_and_who_was_behind_twice_is_named():
    made = read(paper("示例一村", "示例二村"))
    text = "\n".join(each.text for each in made.paragraphs)
    assert "2026年6月清廉村居工作小结" in text
    assert "连续两个月没有办齐的村居：示例一村。" in text
    assert cells(made.tables[1])[1] == ["示例一村", "6月主题党日、6月村务公开"]


def test_a_month_in_which_all_was_done_says_so():
    plain = paper("示例一村", undone=())
    made = read(replace(plain, summary=replace(plain.summary, behind_twice=())))
    text = "\n".join(each.text for each in made.paragraphs)
    assert "6月应办的事项都已办理。" in text
    assert "连续两个月" not in text
    assert len(made.tables) == 1


@pytest.mark.parametrize("name", [LONG, "甲 & 乙 <丙>村"])
def test_names_are_cut_and_never_taken_for_markup(name):
    rows = cells(read(paper(name)).tables[0])
    assert 0 < len(rows[1][0]) <= 20
    assert rows[1][0][:4] == name[:4]


def test_many_undone_things_are_counted():
    names = tuple(f"事项{number}" for number in range(20))
    made = replace(paper("示例一村"), undone=(("示例一村", names),))
    assert cells(read(made).tables[1])[1][1].endswith("事项11等20项")
