"""How a county reads a scheme in a year: chosen once, for every score of that year."""

import pytest

from handlers.services import readings
from handlers.services.course_papers import course_papers
from handlers.services.errors import ReadingsRefused
from handlers.services.papers import score_papers
from handlers.services.town_papers import town_papers
from storage.scope import Scope
from tests.handlers.services.hall import NOW, TODAY, WENLING
from tests.handlers.services.paper_trail import sealed

EACH = {"item16": "each-period"}


def choose(hall, chosen, year=2026):
    return readings.choose(hall.uow, hall.schemes[WENLING], year, chosen, NOW)


def sixteen(hall, year=2026, today=TODAY):
    (score,) = hall.book(today=today).scores(year)
    return next(item.score for item in score.items if item.no == 16)


def test_a_chosen_reading_counts_in_every_score_of_that_year(hall):
    before = sixteen(hall)
    choose(hall, EACH)
    assert sixteen(hall) < before
    (score,) = hall.book().scores(2026)
    (paper,) = score_papers(hall.uow, hall.book(), 2026)
    (course,) = course_papers(hall.book(), 2026)
    (town,) = town_papers(hall.uow, hall.schemes, Scope.tick(), hall.places["town"], TODAY, 2026)
    assert paper.score == score == town.rows[0].score
    assert course.points[-1].now == score.provisional


def test_other_years_keep_theirs(hall):
    choose(hall, EACH, 2025)
    part = hall.book().enrolled[0]
    assert (dict(part.read_in(2025)), dict(part.read_in(2026))) == (
        hall.schemes[WENLING].read_as(EACH),
        {},
    )


def test_it_is_printed_on_the_sheet(hall):
    choose(hall, EACH)
    (paper,) = score_papers(hall.uow, hall.book(), 2026)
    assert any("逐月累计" in line for line in paper.readings)


def test_it_is_audited_and_what_is_not_named_stays(hall):
    assert choose(hall, EACH)["item16"] == "each-period"
    assert choose(hall, {"steps": "five-and-two"})["item16"] == "each-period"
    assert hall.audited() == ["readings.choose"]


@pytest.mark.parametrize(
    ("chosen", "key"), [({"item99": "x"}, "item99"), ({"item16": "sometimes"}, "item16")]
)
def test_words_the_scheme_does_not_know_are_refused(hall, chosen, key):
    with pytest.raises(ReadingsRefused) as refusal:
        choose(hall, {**chosen, "B": "ccdi-first"})
    assert [fault.key for fault in refusal.value.faults] == [key]
    assert hall.audited() == []


def test_a_year_with_a_sealed_sheet_keeps_its_readings(hall, office, discipline):
    sealed(hall, office, discipline)
    with pytest.raises(ReadingsRefused, match="已有封存的评分表"):
        choose(hall, EACH)
    assert choose(hall, {"item16": "worst-on-day"})["item16"] == "worst-on-day"
    assert choose(hall, EACH, 2027)["item16"] == "each-period"
