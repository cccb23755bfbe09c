from datetime import date

import pytest

from rubric.facts import Profile

CYCLE, JOINED = date(2025, 9, 1), date(2024, 3, 1)


@pytest.mark.parametrize(
    ("profile", "year", "cycle_year"),
    [
        (Profile(cycle_start=CYCLE), 2025, 1),
        (Profile(cycle_start=CYCLE), 2026, 2),
        (Profile(cycle_start=CYCLE), 2024, 0),
        (Profile(enrolled_on=JOINED), 2025, 2),
        (Profile(cycle_start=CYCLE, enrolled_on=JOINED), 2025, 1),
        (Profile(), 2025, None),
    ],
)
def test_the_year_of_a_cycle_is_counted_from_its_start_else_from_enrolment(
    profile: Profile, year: int, cycle_year: int | None
) -> None:
    assert profile.cycle_year(year) == cycle_year
