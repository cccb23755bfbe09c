"""任务数: annex 1 for its year, later years as the city enters them, and nothing invented."""

import pytest

from handlers.services import quotas
from handlers.services.errors import Denied, NotNow
from handlers.services.quotas import TownQuota
from rubric.posts import Post


@pytest.fixture
def taiping(procedure):
    """A town that annex 1 names."""
    return procedure.hall.uow.places.add("town", "太平街道", procedure.hall.places["city"])


def of(procedure, year):
    return quotas.quotas(procedure.hall.uow, procedure.scheme, year)


def test_annex_1_holds_for_2022(procedure, taiping):
    assert of(procedure, 2022) == {taiping: TownQuota(taiping, 6, 2)}


@pytest.mark.usefixtures("taiping")
@pytest.mark.parametrize("year", [2021, 2023, 2026])
def test_no_other_year_takes_over_annex_1(procedure, year):
    assert of(procedure, year) == {}


def test_the_citys_numbers_hold_for_their_year_only(procedure):
    town = procedure.hall.places["town"]
    quotas.set_one(procedure.city, town, 19, 2)
    assert of(procedure, 2026) == {town: TownQuota(town, 19, 2, entered=True)}
    assert of(procedure, 2027) == {}


def test_what_was_entered_before_is_kept_and_the_newest_holds(procedure):
    town = procedure.hall.places["town"]
    quotas.set_one(procedure.city, town, 19, 2)
    quotas.set_one(procedure.city, town, 20, 3)
    assert of(procedure, 2026)[town].demonstration == 3
    kept = procedure.hall.uow.settings.get("quotas/wenling-2022/2026")
    assert [row["demonstration"] for row in kept] == [2, 3]
    assert {row["by_grant_id"] for row in kept} == {procedure.bureau.id}
    assert procedure.hall.audited() == ["quota.enter", "quota.enter"]


def test_entered_numbers_go_before_annex_1(procedure, taiping):
    new = [TownQuota(taiping, 7, 1)]
    quotas.enter(procedure.hall.uow, procedure.scheme, 2022, new, procedure.now)
    assert of(procedure, 2022)[taiping] == TownQuota(taiping, 7, 1, entered=True)


@pytest.mark.parametrize("numbers", [(-1, 2), (19, -2), (1000, 2)])
def test_a_number_without_sense_is_refused_and_nothing_kept(procedure, numbers):
    with pytest.raises(NotNow, match="range"):
        quotas.set_one(procedure.city, procedure.hall.places["town"], *numbers)
    assert of(procedure, 2026) == {}


@pytest.mark.parametrize("post", [Post.CITY_PANEL, Post.TOWN_OFFICE])
def test_only_who_runs_the_programme_enters_them(procedure, post):
    grant = procedure.hall.appoint(post, "town" if post is Post.TOWN_OFFICE else "city")
    with pytest.raises(Denied):
        quotas.set_one(procedure.of(grant), procedure.hall.places["town"], 1, 1)
