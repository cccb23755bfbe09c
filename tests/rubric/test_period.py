from datetime import date

import pytest

from rubric.period import Cadence, Period, add_months, months_between


@pytest.mark.parametrize("text", ["2026-03", "2026-Q1", "2026-H2", "2026"])
def test_a_period_is_written_as_it_is_read(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-Q5", "0000", "26", "2026-3", "2026-0\uff13", "x"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Period.parse(text)


def test_a_period_knows_its_first_and_last_day() -> None:
    assert Period.parse("2028-02").last == date(2028, 2, 29)
    assert Period.parse("2026-H2").first == date(2026, 7, 1)
    assert Period.parse("2026").next_first == date(2027, 1, 1)


def test_the_period_around_a_day() -> None:
    assert str(Period.around(date(2026, 6, 30), Cadence.QUARTER)) == "2026-Q2"


def test_what_is_assigned_or_done_at_any_time_has_no_periods() -> None:
    assert Period.of_year(2026, Cadence.ASSIGNED) == Period.of_year(2026, Cadence.ANY_TIME) == ()
    assert len(Period.of_year(2026, Cadence.HALF)) == 2


def test_months_are_counted_across_years() -> None:
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 1)
    assert months_between(date(2026, 12, 31), date(2027, 2, 1)) == 2
