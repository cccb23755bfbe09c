from dataclasses import replace

import pytest

from handlers.forms import self_assessment
from rubric import facts
from tests.handlers.forms.kinds import (
    BEGUN,
    GRADES,
    all_graded,
    book,
    grade,
    grade_paper,
    often,
    record,
    word_text,
)
from tests.handlers.forms.samples import HEAD, LONG, millimetres, packed, pages, words

NEVER = facts.Profile(cycle_start=BEGUN, not_applicable=frozenset({8, 9}))


@pytest.fixture(scope="module")
def plain() -> str:
    return words(self_assessment.pdf(grade_paper()))


def data(**known) -> dict:
    told = {"profile": facts.Profile(cycle_start=BEGUN)} | known
    return self_assessment.data_of(grade_paper(book(known=facts.Facts(**told))))


def row(made: dict, no: int) -> dict:
    rows = (each for section in made["sections"] for each in section["rows"])
    return next(each for each in rows if each["no"] == str(no))


def test_every_item_and_point_stands_in_the_document_s_own_words(plain):
    assert len(GRADES.items) == 14
    for item in GRADES.items.values():
        assert packed(f"{item.no}.{item.standard}") in plain
        for part in item.parts:
            assert packed(part) in plain


def test_each_level_has_its_column_with_grade_and_day():
    made = data(grades=(grade(3, "good"), grade(3, "fair", "town-committee")))
    assert made["levels"] == ["村(社区)自评", "镇纪委评估", "镇党委综合评估"]
    assert row(made, 3)["grades"] == [
        {"name": "好", "day": "2026年6月1日"},
        {"name": "", "day": ""},
        {"name": "一般", "day": "2026年6月1日"},
    ]


def test_an_item_that_does_not_apply_says_so_with_its_reason(plain):
    made = data(profile=NEVER)
    assert not row(made, 8)["applies"]
    assert row(made, 10)["applies"]
    (first, _) = made["excluded"]
    assert first["item"] == "第8项“切实履行主体责任”"
    assert "镇党委" in first["reason"]
    printed = words(self_assessment.pdf(grade_paper(book(known=facts.Facts(profile=NEVER)))))
    assert "不适用的项目和理由" in printed
    assert "不适用的项目和理由" not in plain


def test_the_negative_list_is_whole_and_tells_what_is_on_file():
    happened = facts.NegativeEntry(kind="eight-rules", on=BEGUN)
    before = facts.NegativeEntry(kind="public-outcry", on=BEGUN.replace(year=2023))
    made = data(negatives=(happened, before))
    found = {each["text"]: each["found"] for each in made["negatives"]}
    assert len(found) == len(GRADES.negatives) == 8
    assert found["有违反中央八项规定精神案件的;"] == "2025年1月1日"
    assert found["因违纪违法问题出现重大负面舆情的;"] == ""
    assert made["negative_window"] == "2024年1月1日至2026年12月31日"


def test_what_is_missing_is_told_with_its_clause(plain):
    assert "目前情况：还不具备评定条件" in plain
    assert "第1项“坚决做到“两个维护””还没有评等次（一、(一)第1项）" in plain
    assert "公示还没有办（二(二)4）" in plain


def test_what_the_cycle_s_ledger_holds_is_counted_by_duty():
    made = data(records=(*often(14), record("party-day", BEGUN, confirmed=False)))
    told = {each["duty"]: each for each in made["work"]}
    assert (told["支委会"]["times"], told["支委会"]["confirmed"]) == ("14", "14")
    assert told["支委会"]["days"].startswith("2025年1月1日、1月2日")
    assert told["支委会"]["days"].endswith("等14次")
    assert told["主题党日"]["confirmed"] == "0"


def test_nobody_is_called_recognised_by_the_form(plain):
    assert "仅供提示,以镇党委批准为准。" in plain
    assert HEAD.hash in plain
    assert "自评说明（由村填写）" in plain


def test_word_has_the_same_items_grades_and_gaps():
    made = word_text(self_assessment.docx(grade_paper(book(known=all_graded()))))
    for item in GRADES.items.values():
        assert packed(f"{item.no}.{item.standard}") in made
    assert made.count("不适用") >= 2
    assert made.count("一般") >= 3 * 12
    assert "程序上还没有办的" in made


@pytest.mark.parametrize("known", [facts.Facts(), all_graded()], ids=["什么都没有", "样样都有"])
def test_a_long_name_and_all_marks_stay_on_a_few_pages_of_a4(known):
    pdf = self_assessment.pdf(grade_paper(book(known=known, name=LONG)))
    assert millimetres(pdf) == (210, 297)
    assert 3 <= len(pages(pdf)) <= 5
    assert "第1页，共" in pages(pdf)[0]


def test_typed_text_is_never_markup():
    paper = replace(grade_paper(), village="#panic() {{x}} <b>&")
    assert "#panic(){{x}}<b>&" in words(self_assessment.pdf(paper))
    assert "#panic(){{x}}<b>&" in word_text(self_assessment.docx(paper))
