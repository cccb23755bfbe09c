"""A season of a small town, played through day by day; the whole year is a benchmark."""

from datetime import date, timedelta

import pytest

from tests.handlers.year import build


@pytest.mark.drill
def test_a_season_keeps_every_limit_tells_all_that_is_due_and_shows_the_scorers_figures(tmp_path):
    first = date(2026, 6, 1)
    year = build(tmp_path, 2, first)
    for number in range(50):
        year.day(first + timedelta(days=number))
        year.look_for_late()
    assert year.wrong == []
    assert year.scores_checked > 30
    assert year.over_limits() == []
    assert year.never_told() == []
    assert {kind for _, kind in year.messages()} == {"answers", "news", "unasked"}
    year.stage.store.close()
