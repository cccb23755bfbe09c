from datetime import date
from decimal import Decimal

import pytest

from handlers.services.city_papers import NOTHING, Given, city_papers, orders
from storage.scope import Scope
from tests.handlers.services.hall import TODAY

ALL = Scope.tick()


def papers(procedure, year=2026):
    hall = procedure.hall
    return city_papers(hall.uow, hall.schemes, ALL, TODAY, year)


def test_every_village_of_every_town_stands_with_its_score(procedure):
    (made,) = papers(procedure)
    assert [(row.town, row.village) for row in made.rows] == [
        ("示例镇", "first村"),
        ("示例镇", "second村"),
        ("另一镇", "far村"),
    ]
    assert made.rows[0].score == procedure.hall.book().scores()[0]
    assert made.city == "示例市"


def test_only_sealed_scores_have_an_order_across_the_city(procedure):
    procedure.sealed(first=80, far=92)
    (made,) = papers(procedure)
    assert [row.order for row in made.rows] == [2, None, 1]
    assert made.rows[2].given.town == Decimal(92)


def test_quotas_of_the_year_are_told(procedure):
    procedure.quota(2)
    (made,) = papers(procedure)
    assert [(row.town, row.demonstration) for row in made.quotas] == [("示例镇", 2)]


def test_a_year_without_quotas_has_none(procedure):
    procedure.hall.now = date(2031, 1, 1)
    (made,) = papers(procedure, 2025)
    assert made.quotas == ()


def test_the_city_s_score_counts_where_there_is_one(procedure):
    procedure.sealed(first=80)
    procedure.sealed(first=82)
    procedure.sealed(level="city", first=91, second=70)
    given = {row.village: row.given for row in papers(procedure)[0].rows}
    assert given["first村"] == Given(Decimal(82), Decimal(91))
    assert [one.counts for one in given.values()] == [91, 70, None]
    assert given["far村"] == NOTHING


@pytest.mark.parametrize(
    ("scores", "numbers"), [((90, 95, 90), [2, 1, 2]), ((None, 70), [None, 1]), ((), [])]
)
def test_equal_scores_share_a_place_and_the_next_is_left_out(scores, numbers):
    assert orders(None if one is None else Decimal(one) for one in scores) == numbers
