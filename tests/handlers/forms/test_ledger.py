from io import BytesIO

import pytest
from docx import Document

from handlers.forms import ledger
from handlers.services.ledger_papers import Happening
from handlers.services.lookup import Filter
from tests.handlers.forms.samples import (
    HEAD,
    NOON,
    corrected,
    decided,
    entry,
    jpeg,
    ledger_paper,
    pages,
    record,
    words,
)

pytestmark = pytest.mark.drill


def nothing(path: str) -> bytes:
    raise FileNotFoundError(path)


def everything(path: str) -> bytes:
    assert path
    return jpeg()


def word_text(docx: bytes) -> str:
    document = Document(BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_cover_names_the_village_the_period_and_the_chain():
    cover = pages(ledger.pdf(ledger_paper(entry()), nothing))[0]
    for text in ("示例镇", "示例一村", "清廉村居工作台账", "2026年7月", HEAD.hash):
        assert text in cover
    assert "共1条：待确认1条" in cover


def test_the_list_tells_the_page_on_which_each_record_stands():
    paper = ledger_paper(*(entry(record(number, photos=4)) for number in range(1, 6)))
    made = pages(ledger.pdf(paper, everything))
    assert "目录" in made[1]
    last = next(at for at, page in enumerate(made, 1) if at > 2 and "5.支委会" in page)
    assert f"待确认{last}" in made[1]


def test_an_empty_ledger_says_so_on_two_pages():
    made = pages(ledger.pdf(ledger_paper(), nothing))
    assert len(made) == 2
    assert "这个范围内没有记录" in made[1]


def test_three_hundred_records_are_numbered_to_the_last():
    paper = ledger_paper(*(entry(record(number)) for number in range(300)))
    assert "300.支委会" in words(ledger.pdf(paper, nothing))


def test_each_step_tells_who_did_it_in_which_post_when_and_why():
    back = Happening(NOON, "return", "村监会主任", "示例主任", reason="缺附件或照片")
    row = record(events=(decided("return", "缺附件或照片"),))
    text = words(ledger.pdf(ledger_paper(entry(row, back)), nothing))
    assert "2026年7月15日12:00村监会主任示例主任退回理由：缺附件或照片" in text
    assert "已退回" in text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (corrected(4, 5), "人数 4 改为 5"),
        (corrected(None, 5), "人数 (空) 改为 5"),
        (corrected("2026-06", "2026-Q3", "period"), "所属期 2026年6月 改为 2026年三季度"),
    ],
)
def test_a_correction_tells_what_it_said_before_and_after(change, told):
    data = ledger.data_of(ledger_paper(entry(record(), change)), {})
    assert data["entries"][0]["history"][-1]["why"] == told


def test_a_withdrawn_record_stays_in_the_ledger_marked():
    row = record(events=(decided("withdraw", "重复"),))
    assert "已撤销" in words(ledger.pdf(ledger_paper(entry(row)), nothing))


def test_photos_are_printed_and_those_that_are_gone_are_told():
    paper = ledger_paper(entry(record(photos=2)))
    assert len(ledger.pdf(paper, everything)) > len(ledger.pdf(paper, nothing))
    assert "照片2张没有取回" in words(ledger.pdf(paper, nothing))
    assert "没有取回" not in words(ledger.pdf(paper, everything))


def test_what_people_wrote_is_printed_as_they_wrote_it():
    row = record(body="=1+1 & <b>#panic()</b> {{ x }}")
    paper = ledger_paper(entry(row))
    assert "=1+1&<b>#panic()</b>{{x}}" in words(ledger.pdf(paper, nothing))
    assert "=1+1 & <b>#panic()</b> {{ x }}" in word_text(ledger.docx(paper, nothing))


def test_word_has_every_record_its_history_and_its_photos():
    paper = ledger_paper(entry(record(1, photos=2)), entry(record(2), corrected(4, 5)))
    docx = ledger.docx(paper, everything)
    text = word_text(docx)
    assert "1. 支委会" in text
    assert "2. 支委会" in text
    assert "人数 4 改为 5" in text
    assert len(Document(BytesIO(docx)).inline_shapes) == 2


@pytest.mark.parametrize(
    ("wanted", "duty", "told"),
    [
        (Filter(month="2026-Q2", duty="x"), "支委会", "2026年二季度 支委会"),
        (Filter(item=16), "", "第16项"),
        (Filter(month="2026"), "", "2026年"),
        (Filter(), "", "全部记录"),
    ],
)
def test_the_part_that_was_asked_for_is_told_in_words(wanted, duty, told):
    assert ledger.scope_of(ledger_paper(wanted=wanted, duty=duty)) == told
