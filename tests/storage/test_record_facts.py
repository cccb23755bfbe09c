from dataclasses import replace
from datetime import date

import pytest

from storage.record_facts import record_fact, record_facts
from storage.scope import Scope

ALL = Scope.operator()
DAY, LATER = date(2026, 7, 1), date(2026, 7, 9)


@pytest.fixture
def log(log):
    told = {"duties": ("party-day", "warning-education"), "done_on": DAY}
    return lambda village=None, **said: log(village, **told | said)


@pytest.fixture
def say(uow, world):
    return lambda record, *kinds: [
        uow.records.event(record, kind, "", LATER, **world.by_chair()) for kind in kinds
    ]


@pytest.fixture
def read(uow, world):
    """The records of both villages of the town."""
    return lambda: record_facts(uow._db, [world.neighbour, world.village])


@pytest.mark.parametrize(
    "happened",
    [
        (),
        ("confirm",),
        ("return",),
        ("return", "resubmit"),
        ("confirm", "unconfirm", "return"),
        ("confirm", "withdraw", "restore"),
        ("confirm", "ask_correction"),
    ],
)
def test_it_says_what_the_row_of_the_record_says(uow, log, say, read, world, happened):
    record = log(period="2026-H1", unit=2, title="党日")
    say(record, *happened)
    assert read() == {world.village: (record_fact(uow.records.get(record, ALL)),)}


@pytest.mark.parametrize("before", [(), ("confirm",), ("return",)])
def test_of_a_corrected_record_the_newest_version_speaks(uow, log, say, read, world, before):
    record = log(title="党日")
    say(record, *before)
    row = uow.records.get(record, ALL)
    said = replace(row.content(**world.by_clerk()), duties=("party-day",), done_on=LATER)
    uow.records.correct(record, said)
    [told] = read()[world.village]
    assert told == record_fact(uow.records.get(record, ALL))
    assert (told.duties, told.done_on, told.confirmed) == (("party-day",), LATER, None)


def test_a_withdrawn_record_is_left_out(log, say, read):
    say(log(), "confirm", "withdraw")
    assert read() == {}


def test_each_village_has_its_own_by_their_days(log, read, world):
    later, first = log(done_on=LATER), log()
    others = log(world.neighbour)
    log(world.elsewhere)
    refs = {village: [one.ref for one in records] for village, records in read().items()}
    assert refs == {
        world.village: [f"record:{first}", f"record:{later}"],
        world.neighbour: [f"record:{others}"],
    }
