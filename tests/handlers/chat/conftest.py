"""A score sheet begun on the town office's phone."""

import pytest


@pytest.fixture
def fresh(town):
    """The first village's sheet, nothing given yet."""
    return town.do("待评分", "#示例一村")


@pytest.fixture
def one_by_one(town, fresh):
    """The first item that is disputed, the others adopted."""
    return town.tap("采用无争议10项", fresh)
