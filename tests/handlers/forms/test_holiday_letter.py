from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from handlers.forms import holiday_letter
from handlers.services.holiday_papers import HolidayPaper
from handlers.services.workdays import Holiday
from tests.handlers.forms.kinds import holiday_paper
from tests.handlers.forms.samples import LONG, TODAY, millimetres, packed, pages, words


def paragraphs(docx: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(docx)).paragraphs]


def test_the_letter_names_festival_days_off_and_days_to_work():
    text = words(holiday_letter.pdf(holiday_paper()))
    assert "2026年中秋节、国庆节节前廉洁提醒函" in text
    assert "10月1日至10月7日放假，共7天。9月20日（星期日）上班。" in text
    assert "暂定" not in text


def test_days_that_are_not_announced_are_tentative():
    text = words(holiday_letter.pdf(holiday_paper(tentative=True)))
    assert "（暂定，以国务院办公厅通知为准）" in text


def test_one_day_off_is_told_as_one_day():
    only = date(2027, 1, 1)
    paper = HolidayPaper("示例镇", "", Holiday("元旦", only, only, tentative=False), (), TODAY)
    made = holiday_letter.data_of(paper)
    assert made["days"] == "1月1日放假，共1天"
    assert made["make_up"] == ""
    assert made["year"] == "2027"


def test_whom_to_tell_is_the_contact_or_else_the_office():
    assert "可以向0576-00000000反映" in words(holiday_letter.pdf(holiday_paper()))
    without = replace(holiday_paper(), contact="")
    assert "可以向示例镇反映" in words(holiday_letter.pdf(without))


@pytest.mark.parametrize("issuer", ["示例镇", LONG])
def test_it_is_one_page_of_a4(issuer):
    pdf = holiday_letter.pdf(holiday_paper(tentative=True, issuer=issuer))
    assert len(pages(pdf)) == 1
    assert millimetres(pdf) == (210, 297)


def test_word_says_the_same():
    said = paragraphs(holiday_letter.docx(holiday_paper()))
    assert said[1] == "2026年中秋节、国庆节节前廉洁提醒函"
    assert said[-1].strip() == "2026年7月15日"
    reminders = holiday_letter.data_of(holiday_paper())["reminders"]
    assert len(reminders) == 7
    assert {packed(each) for each in reminders} <= {packed(each) for each in said}
