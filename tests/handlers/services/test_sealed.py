from dataclasses import replace
from decimal import Decimal

import pytest

from handlers.services.sealed import amounts, points, standing, verify
from storage.scope import Scope
from tests.handlers.services.paper_trail import sealed


@pytest.fixture
def sheet(hall, office, discipline):
    return sealed(hall, office, discipline, item12="4.25")


def test_the_points_are_those_that_were_sealed(sheet):
    assert amounts(sheet)[12] == Decimal("4.25")
    assert points(sheet) == sum(amounts(sheet).values())
    assert standing(sheet) == sheet.content["standing"]


def test_as_it_was_sealed_it_has_its_hash(hall, sheet):
    assert verify(sheet)
    assert verify(hall.uow.sheets.get(sheet.id, Scope.operator()))


@pytest.mark.parametrize(
    "change",
    [{"points": "100"}, {"readings": []}, {"sealed_by": {"name": "别人", "post": "镇纪委"}}],
)
def test_any_change_of_the_content_shows(sheet, change):
    assert not verify(replace(sheet, content={**sheet.content, **change}))


def test_a_single_item_changed_shows(sheet):
    items = [dict(each) for each in sheet.content["items"]]
    items[11]["given"] = "5"
    assert not verify(replace(sheet, content={**sheet.content, "items": items}))
