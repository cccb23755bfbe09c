from datetime import date

import pytest

from rubric.duty import DayOf
from rubric.period import Period
from rubric.scheme import Scheme


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        (DayOf.PERIOD_FIRST, "2026-Q2", date(2026, 4, 1)),
        (DayOf.PERIOD_LAST, "2026-Q2", date(2026, 6, 30)),
        (DayOf.NEXT_MONTH_FIRST, "2026-12", date(2027, 1, 1)),
        (DayOf.NEXT_MONTH_LAST, "2028-01", date(2028, 2, 29)),
        (DayOf.NEXT_FEBRUARY_LAST, "2027", date(2028, 2, 29)),
    ],
)
def test_days_are_told_from_the_period(day: DayOf, text: str, expected: date) -> None:
    assert day.of(Period.parse(text)) == expected


def test_a_record_names_its_period_where_windows_overlap_or_never_close(wenling: Scheme) -> None:
    named = {duty.id for duty in wenling.duties.values() if duty.names_period}
    assert named == {
        "organisational-life",
        "member-appraisal",
        "disclosure-party",
        "disclosure-village",
        "disclosure-finance",
    }
