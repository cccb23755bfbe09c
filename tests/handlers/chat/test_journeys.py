"""Acts, new messages and edits of each journey, straight through the chat handlers."""

from contextlib import ExitStack, closing
from functools import cache

import pytest

from storage.schemes import load
from storage.unit_of_work import Store
from tests.journeys.every import WALKS
from tests.journeys.near import Near
from tests.journeys.rows import BEYOND, ROWS
from tests.journeys.town import Town, found


@pytest.fixture(scope="module")
def founded(tmp_path_factory, ledgers):
    """The ledger of a town as it is founded at a moment, to be copied."""
    folder, schemes = tmp_path_factory.mktemp("founded"), load()
    with ExitStack() as held:

        @cache
        def founded(moment):
            url = held.enter_context(ledgers.lent(folder / f"{moment:%m%d}.db"))
            with closing(Store(url)) as store, store.begin() as uow:
                uow.places.add("city", "示例市")
                found(uow, schemes, moment, 1)
            return url

        yield founded


@pytest.fixture
def town_of(tmp_path, ledgers, founded):
    """The town of a journey."""
    with ExitStack() as left:

        def town_of(walk):
            opened = ledgers.opened(tmp_path / "ledger.db", like=founded(walk.on))
            store = left.enter_context(opened)
            with store.read() as uow:
                (place,) = uow.places.towns()
            return Town(Near(store, walk.on), 1, place.id)

        yield town_of


@pytest.mark.parametrize("walk", WALKS, ids=str)
def test_a_journey_costs_no_more_than_its_row(walk, town_of):
    count = walk.tale(town_of(walk))
    assert count.within((ROWS | BEYOND)[walk.row]), count


def test_every_row_of_the_table_has_its_journey():
    assert {walk.row for walk in WALKS} == set(ROWS) | set(BEYOND)
