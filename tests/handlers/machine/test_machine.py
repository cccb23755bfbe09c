"""Anybody tries anything: nothing unlawful comes to stand on the ledger."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from storage.unit_of_work import Store
from tests.drill import size
from tests.handlers.machine.bugs import BUGS
from tests.handlers.machine.laws import Unlawful
from tests.handlers.machine.rules import Anybody
from tests.handlers.services.hall import NOW
from tests.handlers.stage import Stage

HELD = settings(
    max_examples=size(6, 300),
    stateful_step_count=size(25, 50),
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


@pytest.fixture
def machine(tmp_path, new_ledger):
    store = Store(new_ledger(tmp_path / "qinglian.sqlite3"))
    yield type("AnybodyHere", (Anybody,), {"stage": Stage(store, NOW)})
    store.close()


@pytest.mark.drill
def test_nothing_unlawful_comes_to_stand_on_the_ledger(machine, figure):
    run_state_machine_as_test(machine, settings=HELD)
    figure(f"{HELD.max_examples} lives of a county, {machine.steps} steps, each lawful")


QUICK = (
    "a post that was ended is held on",
    "a post is held before it is taken up",
    "anybody acts on any village",
    "any post does anything",
    "what failed midway stays",
)
"""Found within a few lives."""


@pytest.mark.drill
@pytest.mark.parametrize("what", size(QUICK, tuple(BUGS)))
def test_a_seeded_bug_is_found(machine, figure, monkeypatch, what):
    BUGS[what](monkeypatch)
    with pytest.raises(Unlawful) as found:
        run_state_machine_as_test(
            machine, settings=settings(HELD, max_examples=500, stateful_step_count=40)
        )
    figure(f"{what}: in life {machine.lives - 1}, step {machine.steps}: {found.value}")
