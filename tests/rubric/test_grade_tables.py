"""The grades and levels of a scheme with grades (等级评估制)."""

import pytest
from pydantic import ValidationError

from rubric.grade_tables import Grading
from rubric.scheme import Scheme
from storage.schemes import load


@pytest.fixture(scope="module")
def tangjiafang() -> Scheme:
    return load()["tangjiafang-2020"]


def test_the_best_grade_ranks_first_and_the_lowest_level_comes_first(tangjiafang: Scheme) -> None:
    grading = tangjiafang.graded.grading
    assert [grading.rank(grade) for grade in ("good", "fairly-good", "fair", "poor")] == [
        0,
        1,
        2,
        3,
    ]
    levels = ("village", "discipline-office", "town-committee")
    assert [grading.level(by) for by in levels] == [0, 1, 2]


def test_a_grade_is_called_as_the_document_calls_it(tangjiafang: Scheme) -> None:
    grading = tangjiafang.graded.grading
    assert [grading.name(word.id) for word in grading.grades] == ["好", "较好", "一般", "差"]
    assert grading.grades[0].text == "该项内容全面实施且富有成效"


def test_grading_without_a_grade_or_a_level_is_none(tangjiafang: Scheme) -> None:
    told = tangjiafang.graded.grading.model_dump()
    for key in ("grades", "levels"):
        with pytest.raises(ValidationError, match=key):
            Grading.model_validate(told | {key: []})


def test_the_recognition_asks_for_four_fifths_in_a_cycle_of_two_years(tangjiafang: Scheme) -> None:
    told = tangjiafang.graded.recognition
    assert (told.least, told.best, told.share_percent) == ("fairly-good", "good", 80)
    assert (told.cycle_years, told.years_before) == (2, 1)
