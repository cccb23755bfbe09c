import json
from datetime import date
from decimal import Decimal

import pytest

from handlers.services.canonical import digest, plain, written
from rubric.facts import Facts, Matter, Profile, Record
from rubric.period import Period


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Decimal("4.50"), "4.5"),
        (Decimal(10), "10"),
        (date(2026, 7, 31), "2026-07-31"),
        (Period.parse("2026-Q3"), "2026-Q3"),
        ((1, True, None), [1, True, None]),
        (frozenset({9, 8}), [8, 9]),
        ({16: Decimal(1)}, {"16": "1"}),
    ],
)
def test_values_are_told_as_json_has_them(value, told):
    assert plain(value) == told


def test_facts_are_told_field_by_field():
    told = plain(Record(duties=("party-day",), done_on=date(2026, 7, 1)))
    assert (told["duties"], told["done_on"], told["confirmed"]) == (
        ["party-day"],
        "2026-07-01",
        None,
    )
    assert plain(Matter(kind="project", title="路"))["steps"] == {}
    assert plain(Facts(profile=Profile(2)))["profile"]["party_groups"] == 2


def test_the_order_of_names_does_not_matter_that_of_lists_does():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest([1, 2]) != digest([2, 1])


def test_what_was_written_to_json_and_read_again_has_the_same_hash():
    value = {"points": Decimal("92.50"), "on": date(2026, 7, 20), "items": (1, 2)}
    assert digest(json.loads(written(value))) == digest(value)
