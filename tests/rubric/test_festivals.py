from datetime import date, timedelta
from itertools import pairwise

import pytest

from rubric.festivals import Festival


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2000, date(2000, 2, 5)),
        (2026, date(2026, 2, 17)),
        (2027, date(2027, 2, 6)),
        (2030, date(2030, 2, 3)),
        (2034, date(2034, 2, 19)),
        (2099, date(2099, 1, 21)),
    ],
)
def test_the_spring_festival_is_the_calendars(year: int, day: date) -> None:
    assert Festival.SPRING.first_day(year) == day
    assert Festival.SPRING.eve(year) == day - timedelta(days=1)


def test_beyond_the_table_nothing_is_guessed() -> None:
    assert Festival.SPRING.first_day(1999) is None
    assert Festival.SPRING.eve(2100) is None


def test_the_table_holds_new_moons_a_lunar_year_apart() -> None:
    days = [Festival.SPRING.first_day(year) for year in range(2000, 2100)]
    known = [day for day in days if day is not None]
    gaps = {(later - earlier).days for earlier, later in pairwise(known)}
    assert len(known) == 100
    assert gaps <= {353, 354, 355, 383, 384, 385}


def test_the_eves_of_a_year_lie_in_that_year_and_new_years_is_its_last_day() -> None:
    assert [festival.eve(2026) for festival in Festival] == [
        date(2026, 12, 31),
        date(2026, 2, 16),
        date(2026, 4, 30),
        date(2026, 9, 30),
    ]
