from io import BytesIO

import pytest
from docx import Document

from handlers.forms import score_sheet
from handlers.forms.errors import TemplateRefused
from rubric import facts
from tests.handlers.forms.kinds import longest_grounds
from tests.handlers.forms.samples import (
    HEAD,
    LONG,
    SCHEME,
    book,
    millimetres,
    packed,
    pages,
    score_paper,
    words,
    worst,
)


@pytest.fixture(scope="module")
def plain() -> str:
    return words(score_sheet.pdf(score_paper(book())))


def table(docx: bytes):
    (found,) = Document(BytesIO(docx)).tables
    return found


@pytest.mark.parametrize("of", [book(), worst()], ids=["空台账", "样样都扣"])
def test_the_sheet_is_two_pages_of_a4_whatever_happened(of):
    pdf = score_sheet.pdf(score_paper(of))
    assert len(pages(pdf)) == 2
    assert millimetres(pdf) == (210, 297)


def test_every_item_stands_in_the_document_s_own_words(plain):
    for item in SCHEME.items.values():
        assert packed(f"{item.no}.{item.standard}") in plain
        assert packed(item.rule) in plain


def test_the_columns_are_those_of_the_annex(plain):
    for name in ("建设内容", "建设标准", "评分标准", "检查方式", "镇级评分", "市级评定分"):
        assert name in plain
    for section in ("(一)班子队伍建设(10分)", "(七)清廉文化建设(10分)"):
        assert section in plain


def test_vetoes_bonus_and_seals_have_their_places(plain):
    for text in ("一票否决事项", "加分项(最高3分)", "合计(100分)", "（盖章）", "资不抵债的村"):
        assert text in plain


def test_what_is_not_due_yet_is_marked(plain):
    assert "未到期：主体责任报告、廉洁履职承诺" in plain
    assert "清廉教育或清廉文化活动(0/4次)" in plain


def test_readings_chain_head_and_notice_are_printed(plain):
    assert "看当天" in plain
    assert HEAD.hash in plain
    assert "第4711条" in plain
    assert "仅供提示,以镇(街道)盖章评分为准。" in plain


def test_the_proposal_stands_beside_the_town_s_column_until_it_is_adopted():
    paper = score_paper(book())
    hinted, adopted = (
        score_sheet.data_of(paper, adopted=adopted)["sections"][0]["items"][0]
        for adopted in (False, True)
    )
    assert (hinted["score"], hinted["town"]) == (adopted["town"], "")
    assert "提示" in words(score_sheet.pdf(paper))
    assert "提示2" not in words(score_sheet.pdf(paper, adopted=True))


def test_few_losses_are_told_one_by_one_and_many_in_sum():
    data = score_sheet.data_of(score_paper(worst()), adopted=False)
    first = data["sections"][0]["items"][0]
    assert len(first["losses"]) == score_sheet.MOST_GROUNDS
    assert first["more"] == "另有5处,共－2.5"
    assert data["sections"][2]["items"][0]["more"] == ""


def test_a_loss_that_can_be_won_back_says_until_when():
    data = score_sheet.data_of(score_paper(worst()), adopted=False)
    lodged = data["sections"][2]["items"][3]
    assert lodged["losses"][0]["why"].endswith("(可补到2027年3月1日)")


def test_vetoes_and_honours_on_file_are_named():
    data = score_sheet.data_of(score_paper(worst()), adopted=False)
    assert "资不抵债" in data["veto_found"]
    assert data["bonus"]["ground"].endswith("等5件")


def test_word_has_the_same_items_and_points():
    rows = table(score_sheet.docx(score_paper(book()), adopted=True)).rows
    standards = [row.cells[1].text for row in rows]
    for item in SCHEME.items.values():
        (cell,) = (text for text in standards if text.startswith(f"{item.no}."))
        assert item.standard in cell
    assert rows[-1].cells[4].text.strip() == "89"


def test_names_with_signs_of_markup_come_through_in_word():
    docx = score_sheet.docx(score_paper(book(name="甲<村>&{{乙}}")))
    assert "甲<村>&{{乙}}" in "".join(each.text for each in Document(BytesIO(docx)).paragraphs)


def test_section_names_are_merged_down_their_items_in_word():
    cells = [row.cells[0] for row in table(score_sheet.docx(score_paper(book()))).rows]
    assert cells[1]._tc is cells[6]._tc
    assert cells[6]._tc is not cells[7]._tc


def test_a_long_village_name_is_cut_but_known():
    data = score_sheet.data_of(score_paper(worst()), adopted=False)
    assert data["village"] == LONG[:23] + "…"


def test_the_town_s_own_template_is_filled(tmp_path):
    own = tmp_path / "score.docx"
    document = Document()
    document.add_paragraph("本镇格式:{{ village }} {{ sum.score }}分")
    document.save(own)
    made = score_sheet.docx(score_paper(book()), template=own)
    assert Document(BytesIO(made)).paragraphs[0].text == "本镇格式:示例一村 89分"


def test_a_misspelt_field_of_a_town_s_template_is_named(tmp_path):
    own = tmp_path / "score.docx"
    document = Document()
    document.add_paragraph("{{ vilage }}")
    document.save(own)
    with pytest.raises(TemplateRefused, match="vilage"):
        score_sheet.docx(score_paper(book()), template=own)


def test_a_scored_year_without_honours_says_so():
    paper = score_paper(book(facts.Facts(findings=())))
    assert score_sheet.data_of(paper, adopted=False)["bonus"]["ground"] == "目前没有登记"


def grounds(data: dict) -> list[int]:
    return [len(item["losses"]) for section in data["sections"] for item in section["items"]]


def test_word_tells_as_many_grounds_as_two_pages_hold():
    """Word cannot be measured as typst is: rendered by hand, 46 lines of grounds fit."""
    usual = score_sheet._for_word(score_paper(worst()), adopted=False)
    assert max(grounds(usual)) == score_sheet.MOST_GROUNDS
    crowded = score_sheet._for_word(longest_grounds(), adopted=False)
    assert score_sheet._lines(crowded) <= score_sheet._WORD_LINES
    assert max(grounds(crowded)) < score_sheet.MOST_GROUNDS


def test_grounds_that_are_not_told_one_by_one_are_told_in_sum():
    data = score_sheet.data_of(longest_grounds(), adopted=False, grounds=0)
    assert data["sections"][0]["items"][0]["more"] == "9处,共－4.5"
    data = score_sheet.data_of(longest_grounds(), adopted=False, grounds=1)
    assert data["sections"][0]["items"][0]["more"] == "另有8处,共－4"


def test_the_longest_grounds_of_every_item_still_stand_on_two_pages():
    assert len(pages(score_sheet.pdf(longest_grounds()))) == 2
