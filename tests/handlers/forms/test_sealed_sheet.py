"""The sealed sheet as it is printed: two pages, from what was sealed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from handlers.forms import sealed_sheet
from handlers.services import sealed_papers
from rubric import facts
from rubric.posts import Post
from storage.schemes import load
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.handlers.forms.samples import millimetres, packed, pages, words
from tests.handlers.services.hall import TODAY, WENLING, Hall
from tests.handlers.services.paper_trail import sealed

REASON = "走访群众十二户,其中两户反映账目没有张贴,一户反映工程没有公示,村里当场作了说明。"


@pytest.fixture(scope="module")
def paper(tmp_path_factory, new_ledger):
    """A village that lost something here and there, with one amount of the town's own."""
    store = Store(new_ledger(tmp_path_factory.mktemp("sealed") / "q.sqlite3"))
    with store.begin() as uow:
        hall = Hall(uow, load()).build()
        office = hall.appoint(Post.TOWN_OFFICE, "town")
        honour = facts.Honour(kind="provincial-media", on=date(2026, 4, 2), piece="省报")
        signed = hall.act(office, "first").signed
        hall.uow.facts.add(hall.places["first"], WENLING, honour, **signed)
        discipline = hall.appoint(Post.TOWN_DISCIPLINE, "town")
        sheet = sealed(hall, office, discipline, item12="4.5")
        made = sealed_papers.sealed_sheet(uow, Scope.tick(), sheet.id)
    store.close()
    return made


@pytest.fixture(scope="module")
def printed(paper):
    return words(sealed_sheet.pdf(paper))


def test_it_is_two_pages_of_a4(paper):
    pdf = sealed_sheet.pdf(paper)
    assert len(pages(pdf)) == 2
    assert millimetres(pdf) == (210, 297)


def test_nor_is_it_more_with_a_long_reason_for_every_item(paper):
    items = tuple(replace(each, given=Decimal(0), reason=REASON) for each in paper.items)
    assert len(pages(sealed_sheet.pdf(replace(paper, items=items)))) == 2


def test_every_item_stands_in_the_document_s_own_words(printed):
    for item in load()[WENLING].items.values():
        assert packed(f"{item.no}.{item.standard}") in printed


def test_an_amount_of_the_town_s_own_has_its_reason_and_its_author(printed):
    assert "系统提示5分,改评理由:走访(示例镇清廉办)" in printed


def test_who_scored_who_sealed_and_what_it_reaches_is_told(printed, paper):
    assert "评分:示例镇清廉办(镇清廉办)" in printed
    assert "复核并封存:示例镇纪委(镇纪委)" in printed
    assert paper.standing == "demonstration"
    assert "达到示范(标杆)申报线(90分)" in printed


def test_the_hashes_by_which_it_is_proved_are_on_it(printed, paper):
    assert paper.sheet_hash[:16] in printed
    assert paper.evidence_hash[:16] in printed
    assert paper.head.hash in printed.replace(" ", "")


def test_bonus_and_readings_are_told(printed):
    assert "省报”2分" in printed
    assert "读法item16" in printed


def test_a_correction_says_what_it_corrects(paper):
    content = {**paper.content, "reason": "漏看通报"}
    told = words(sealed_sheet.pdf(replace(paper, content=content, corrects=1, number=2)))
    assert "第2号" in told
    assert "本表更正第1号,理由:漏看通报" in told


def test_a_sheet_that_was_tampered_with_says_so(paper):
    assert "与封存时的校验码不符" in words(sealed_sheet.pdf(replace(paper, intact=False)))


@pytest.mark.parametrize(
    ("standing", "lines", "told"),
    [
        ("vetoed", ["90", "70"], "有一票否决事项"),
        ("demonstration", ["90", "70"], "达到示范(标杆)申报线(90分)"),
        ("below", ["90", "70"], "不到达标线(70分)"),
        ("below", [], "考核办法没有划线"),
    ],
)
def test_the_result_is_told_by_the_scheme_s_own_lines(paper, standing, lines, told):
    data = sealed_sheet.data_of(
        replace(paper, standing=standing, content={**paper.content, "lines": lines})
    )
    assert told in data["figures"]
    assert paper.as_of == TODAY
