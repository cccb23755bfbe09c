"""A sentence taken apart."""

from datetime import date
from pathlib import Path

import pytest

from rubric.utterance_lexicon import Lexicon
from rubric.utterance_parts import Told, take_apart
from rubric.vocabulary import parse_vocabulary

DUTIES = Path(__file__).parents[2] / "rubric" / "schemes" / "duties.toml"
LEXICON = Lexicon(parse_vocabulary(DUTIES.read_text(encoding="utf-8"), DUTIES.name).duties.values())


def told(text: str) -> Told:
    return take_apart(text, date(2026, 9, 16), LEXICON)


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        ("支委会开了,党员大会没开", {"branch-committee"}),
        ("支委会开了党员大会没开", {"branch-committee"}),
        ("支委会没开,党员大会开了", {"members-meeting"}),
        ("没开支委会,党员大会昨天开了", {"members-meeting"}),
        ("今天开了支委会,下周五再开党员大会", {"branch-committee"}),
        ("12号开的党员大会,民主评议党员改天再搞", {"members-meeting"}),
        ("支委会和党员大会都没开", {"branch-committee", "members-meeting"}),
        ("支委会和主题党日一起开", {"branch-committee", "party-day"}),
        ("支委会开了,党课也上了", {"branch-committee", "party-lecture"}),
    ],
)
def test_of_several_duties_only_those_done_are_told(text: str, duties: set[str]) -> None:
    assert told(text).duties == duties


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("支委会研究七一慰问,5人", "研究七一慰问"),
        ("党员大会,讨论修路,表决预算", "讨论修路"),
        ("党员大会学习党章", "学习党章"),
        ("学习党章的党员大会", ""),
        ("汇报一下:昨天支委会", ""),
        ("资产清查做完了", ""),
    ],
)
def test_what_it_was_about_runs_to_the_end_of_the_clause(text: str, title: str) -> None:
    assert told(text).title == title


def test_numbers_within_names_are_neither_days_nor_heads() -> None:
    for text in ("7月三务公开", "7月七一党课", "昨天五议两公开", "学八项规定", "昨天三会一课"):
        parts = told(text)
        assert parts.heads.count is None
        assert all(day.span == (0, 2) for day in parts.days if text.startswith("昨天"))
        assert parts.days == () or text.startswith("昨天")


def test_the_day_a_problem_was_found_is_not_the_day_it_was_mended() -> None:
    parts = told("9月10日交叉巡查发现的问题已整改")
    assert (parts.duties, parts.days, parts.title) == ({"rectification"}, (), "")


def test_a_deadline_is_no_day_of_what_was_done() -> None:
    parts = told("8日前报资产清查")
    assert len(parts.days) == 1
    assert parts.dated == ()


@pytest.mark.parametrize(
    ("text", "count"), [("两个人参加", 2), ("四个人到会", 4), ("十一人参加", 11)]
)
def test_set_phrases_hide_no_people(text: str, count: int) -> None:
    assert told(f"昨天支委会{text}").heads.count == count
