"""kill -9 at every named point: nothing lost, nothing half done, no fact and no reminder twice."""

from contextlib import closing
from datetime import datetime
from signal import SIGKILL

import pytest

from bot.clock import SHANGHAI
from bot.killpoints import POINTS
from demo.botapi.standin import StandIn
from demo.botapi.world import Person
from tests.acceptance.brood import Brood, Nursery, found, settle
from tests.acceptance.conftest import until
from tests.acceptance.talk import PATIENCE, NearPhone, photo
from tests.acceptance.wholeness import Wholeness
from tests.databases import STORES
from tests.drill import size

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

FIRST, VILLAGES = 10_001, 2
DEATHS = [
    (store, point)
    for store, some in zip(STORES, (POINTS[1::2], POINTS[::2]), strict=False)
    for point in size(some, POINTS)
]
REMINDED_FROM = datetime(2026, 7, 15, 9, 5, tzinfo=SHANGHAI)
PASSINGS = {"delivery": 2}
"""At which passing it dies, if not at the first: at delivery's first there is nothing to send."""


@pytest.fixture(scope="module")
def nursery():
    with closing(Nursery()) as made:
        yield made


@pytest.fixture
def telegram(tmp_path):
    people = [Person(FIRST + at, "示例", started=True) for at in range(2 * VILLAGES)]
    with StandIn(people, now=REMINDED_FROM, running=False, clock_file=tmp_path / "clock") as it:
        yield it


@pytest.fixture
def brood(tmp_path, telegram, nursery, url):
    made = Brood(tmp_path, telegram, nursery, url)
    found(made.store_url, VILLAGES, VILLAGES, FIRST, REMINDED_FROM)
    yield made
    made.slay()


@pytest.mark.parametrize(("url", "point"), DEATHS, indirect=["url"])
def test_killed_there_it_finishes_what_it_began(brood, telegram, url, point):
    with closing(NearPhone(telegram, FIRST)) as one, closing(NearPhone(telegram, FIRST + 2)) as two:
        one.say("昨天支委会,5人参加")
        two.photos(photo(1), caption="昨天主题党日,12人参加")
    passing = PASSINGS.get(point.partition(".")[0], 1)
    brood.bear(QINGLIAN_KILL_POINT=f"{point}:{passing}")
    assert brood.death() == SIGKILL
    brood.bear_later()
    ledger = Wholeness(url)
    until(lambda: len(ledger.rows("SELECT id FROM record")) == VILLAGES, PATIENCE)
    until(lambda: reminded(ledger) == 2 * VILLAGES, PATIENCE)  # each town's in its own transaction
    settle(ledger, PATIENCE)
    assert ledger.lost(telegram.world) == ledger.half() == ledger.twice(telegram.world) == []


def reminded(ledger):
    """How many people were, or are to be, reminded this morning."""
    query = "SELECT DISTINCT person_id FROM outbox WHERE urgency = 3 AND method = 'send'"
    return len(ledger.rows(query))
