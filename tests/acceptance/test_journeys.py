"""Acts, new messages and edits of each journey, through the whole programme over HTTP."""

import pytest

from demo.botapi.standin import StandIn
from demo.botapi.world import Person
from storage.unit_of_work import Store
from tests.acceptance.conftest import Programme
from tests.acceptance.far import Far
from tests.journeys.every import WALKS
from tests.journeys.rows import BEYOND, ROWS
from tests.journeys.town import Town, found
from tests.journeys.walk import in_order

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]


class Unpaced(Programme):
    """It waits no second between two messages of a chat."""

    module = "tests.acceptance.unpaced"


@pytest.fixture(scope="module")
def far(tmp_path_factory, new_ledger):
    """One programme and one ledger for all; each journey has a town of its own."""
    folder = tmp_path_factory.mktemp("journeys")
    (folder / "data").mkdir()
    store = Store(new_ledger(folder / "data" / "qinglian.db"))
    with store.begin() as uow:
        uow.places.add("city", "示例市")
    store.close()
    begun = in_order(WALKS)[0].on
    clock = {"now": begun, "running": False, "clock_file": folder / "clock"}
    with StandIn([Person(0, "示例")], **clock) as telegram:
        programme = Unpaced(folder, telegram)
        programme.start()
        made = Far(programme, telegram)
        yield made
        made.store.close()
        programme.kill()


@pytest.mark.parametrize(("number", "walk"), list(enumerate(in_order(WALKS))), ids=str)
def test_a_journey_costs_no_more_than_its_row(number, walk, far):
    if far.now < walk.on:
        far.turn_to(walk.on)
    with far.begin() as uow:
        place = found(uow, far.schemes, far.now, number)
    count = walk.tale(Town(far, number, place))
    assert count.within((ROWS | BEYOND)[walk.row]), count
