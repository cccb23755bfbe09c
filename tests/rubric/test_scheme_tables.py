"""The tables of a scheme file as values."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from rubric.scheme import Scheme
from rubric.scheme_tables import Item, Reading, Thresholds, Tier


def item(**rest: object) -> Item:
    base = {"no": 1, "section": 1, "name": "甲", "standard": "甲", "clause": "第1条", "points": 5}
    return Item.model_validate(base | rest)


def test_an_item_starts_full_or_with_none_and_keeps_between_its_least_and_its_points() -> None:
    assert item().bounds == (5, 0, 5)
    assert item(starts="none").bounds == (0, 0, 5)
    assert item(least=-2).bounds == (5, -2, 5)
    assert [item(least=-2).bounds.kept(Decimal(points)) for points in (9, 3, -9)] == [5, 3, -2]


def test_a_rule_of_another_reading_does_not_apply(wenling: Scheme) -> None:
    disclosure = wenling.items[16]
    for chosen, kind in (("worst-on-day", "LagWorstOnDay"), ("each-period", "LagEachPeriod")):
        rules = [type(rule).__name__ for rule in disclosure.under({"item16": chosen})]
        assert rules == [kind, "StateNo"]


@pytest.mark.parametrize(
    ("limits", "villages", "room"),
    [
        ({}, 9, None),
        ({"quota": 3}, 9, 3),
        ({"share_percent": 25}, 9, 2),
        ({"share_percent": 25}, 3, 0),
        ({"share_percent": 100}, 9, 9),
        ({"quota": 1, "share_percent": 25}, 9, 1),
        ({"quota": 5, "share_percent": 25}, 9, 2),
    ],
)
def test_a_tier_has_room_for_its_quota_or_its_share_whichever_is_less(
    limits: dict[str, int], villages: int, room: int | None
) -> None:
    tier = Tier(id="a", name="甲", reaching=Decimal(90), clause="第1条", **limits)
    assert tier.room(villages) == room


def test_a_place_left_open_can_be_read_in_at_least_one_way() -> None:
    with pytest.raises(ValidationError, match="options"):
        Reading.model_validate(
            {"id": "a", "name": "甲", "clause": "第1条", "default": "b", "options": []}
        )


def test_thresholds_are_written_as_people_write_them() -> None:
    told = {"demonstration": 90, "up-to-standard": 70, "clause": "第六条"}
    assert Thresholds.model_validate(told).up_to_standard == 70
