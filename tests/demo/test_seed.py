"""The invented county that the page and the tests begin with."""

from contextlib import closing
from datetime import datetime

import pytest

from demo.seed import NUMBERS, PAGE_PHONES, PHONES, SCHEME, seed
from handlers.services.book import open_book
from rubric.posts import Post
from storage.schemes import load
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.demo.conftest import NOON

ALL = Scope.operator()


@pytest.fixture
def seeded(tmp_path, new_ledger):
    """A county as it is seeded on a day, to be read."""

    def seeded(now: datetime = NOON, **more):
        url = new_ledger(tmp_path / "ledger.db")
        seed(url, now, **more)
        return closing(Store(url))

    return seeded


def scores(uow, today):
    """What each village has by now, in the order of their numbers."""
    (town,) = uow.places.towns()
    books = [
        open_book(uow, load(), ALL, each.id, today) for each in uow.places.villages_of(town.id)
    ]
    return [score.provisional for book in books for score in book.scores()]


def test_there_is_a_town_of_ten_villages_under_one_scheme(seeded):
    with seeded() as store, store.read() as uow:
        (town,) = uow.places.towns()
        names = [each.name for each in uow.places.villages_of(town.id)]
        schemes = {row.scheme_id for row in uow.enrolments.current(ALL, NOON.date())}
    assert names == [f"示例{number}村" for number in NUMBERS]
    assert schemes == {SCHEME}


def test_the_later_a_village_the_further_behind_it_is(seeded):
    with seeded() as store, store.read() as uow:
        told = scores(uow, NOON.date())
    assert len(told) == len(NUMBERS)
    assert told[1] > told[-1]


@pytest.mark.parametrize(("phones", "count"), [(PHONES, 3), (PAGE_PHONES, 5)])
def test_each_post_with_a_phone_is_bound_to_it_and_nobody_else_is(seeded, phones, count):
    with seeded(phones=phones) as store, store.read() as uow:
        found = {}
        for external in phones.values():
            account = uow.people.account_of(external)
            (grant,) = uow.grants.active_of(account.person_id, NOON, NOON.date())
            found[Post(grant.post)] = external
        assert (found, uow.whole.counts()["account"]) == (dict(phones), count)


def test_everybody_is_named_by_his_post_and_by_no_name(seeded):
    with seeded() as store, store.read() as uow:
        (town,) = uow.places.towns()
        rows = uow.grants.holders(town.id, (Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE), NOON.date())
        assert [uow.people.get(row.person_id).name for row in rows] == [
            "示例镇清廉办",
            "示例镇纪委",
        ]


@pytest.mark.parametrize("month", [1, 2, 12])
def test_it_can_be_seeded_on_any_day_of_the_year(seeded, month):
    now = NOON.replace(month=month, day=28)
    with seeded(now=now) as store, store.read() as uow:
        later = uow.records.of_village(3, ALL, now.date().replace(month=12, day=31))
        assert [row for row in later if row.done_on > now.date()] == []
