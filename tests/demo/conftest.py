"""A stand-in on a free port, and a world without one."""

from datetime import datetime

import pytest

from demo.botapi.clock import SHANGHAI, Clock
from demo.botapi.standin import StandIn, people
from demo.botapi.world import World

NOON = datetime(2026, 7, 15, 12, 0, tzinfo=SHANGHAI)


@pytest.fixture
def world():
    """The page's three people at noon; the clock stands still; everybody has begun the chat."""
    made = World(people(), Clock(NOON, running=False))
    for person in made.people.values():
        person.started = True
    return made


@pytest.fixture
def telegram(tmp_path):
    with StandIn(clock_file=tmp_path / "clock", running=False) as served:
        yield served
