from datetime import date
from decimal import Decimal

import pytest

from rubric.period import Period
from rubric.wording import spoken_day, spoken_period, spoken_points


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("2026-05", "5月"), ("2026-Q2", "二季度"), ("2026-H2", "下半年"), ("2026", "2026年")],
)
def test_periods_are_said_as_people_say_them(text: str, spoken: str) -> None:
    assert spoken_period(Period.parse(text)) == spoken


def test_days_and_points_are_said_without_zeros() -> None:
    assert spoken_day(date(2026, 5, 3)) == "5月3日"
    assert [spoken_points(Decimal(text)) for text in ("10.0", "0.50", "0")] == ["10", "0.5", "0"]
