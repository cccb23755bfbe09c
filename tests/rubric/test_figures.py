"""The figures of a score by name, and as the JSON that others read."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rubric.facts import Facts, Finding
from rubric.figures import as_json, differences, figures, number
from rubric.scheme import Scheme
from rubric.scoring import Score, score

DAY = date(2026, 1, 5)


@pytest.fixture
def found(wenling: Scheme) -> Score:
    """One finding of item 4, on the fifth day of the year."""
    finding = Finding(item=4, kind="power-abuse", found_on=DAY)
    return score(wenling, 2026, Facts(findings=(finding,)), DAY)


def test_every_figure_has_the_name_that_a_case_gives_it(found: Score) -> None:
    told = figures(found)
    assert (told["provisional"], told["ceiling"], told["bonus"]) == (98, 98, 0)
    assert (told["basis.confirmed"], told["basis.reported"], told["basis.presumed"]) == (6, 0, 92)
    assert (told["projected"], told["assured"], told["tier"]) == ("demonstration", "below", "none")
    assert (told["items.4"], told["items.5"]) == (6, 5)
    assert told["valid_until"] == date(2026, 1, 31)


def test_what_never_changes_again_is_valid_never_ending(found: Score) -> None:
    closed = replace(found, valid_until=None)
    assert figures(closed)["valid_until"] == "never"
    assert as_json("示例一村", closed)["valid_until"] is None


def test_only_what_differs_is_told_with_both_figures(found: Score) -> None:
    expected = {
        "provisional": Decimal("96.50"),
        "items.4": Decimal(6),
        "valid_until": "never",
        "projected": "below",
    }
    assert differences(expected, figures(found)) == [
        "provisional:应为 96.5,算得 98",
        "valid_until:应为 never,算得 2026-01-31",
        "projected:应为 below,算得 demonstration",
    ]


def test_json_holds_numbers_iso_days_and_every_loss(found: Score) -> None:
    told = json.loads(json.dumps(as_json("示例一村", found), ensure_ascii=False))
    assert (told["scheme"], told["village"], told["as_of"]) == (
        "wenling-2022",
        "示例一村",
        "2026-01-05",
    )
    assert told["basis"] == {"confirmed": 6, "reported": 0, "presumed": 92}
    assert "tier" not in told
    assert told["items"][3] == {
        "no": 4,
        "points": 8,
        "score": 6,
        "basis": "confirmed",
        "losses": [
            {
                "amount": 2,
                "why": "1月5日发现弄虚作假、优亲厚友、为自己谋取私利",
                "clause": "附件2第4项“每次扣2分”",
                "repairable_until": None,
            }
        ],
    }


@pytest.mark.parametrize(("points", "written"), [("2.0", "2"), ("0.5", "0.5"), ("100", "100")])
def test_a_whole_number_is_written_whole(points: str, written: str) -> None:
    assert json.dumps(number(Decimal(points))) == written
