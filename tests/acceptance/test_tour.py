"""The demo as a newcomer meets it. Skipped where no Chromium is installed."""

import re

import pytest

from tests.acceptance import tour

pytest.importorskip("playwright.sync_api", reason="没有装 playwright")
pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.drill,
    pytest.mark.skipif(tour.CHROMIUM is None, reason="没有装 Chromium"),
]


def points(card: str) -> float:
    return float(re.search(r"目前 ([\d.]+) 分", card)[1])


def confirmed(card: str) -> float:
    return float(re.search(r"已核实 ([\d.]+)", card)[1])


def test_log_by_sentence_confirm_on_the_second_see_the_score_move_and_the_towns_alert():
    with tour.demo() as address, tour.browser_page() as page:
        page.goto(address)
        page.wait_for_selector(f"#phone-{tour.SECRETARY} .reply-row")
        before = tour.score(page)
        receipt = tour.log_by_sentence(page)
        assert "6月30日" in receipt
        assert points(tour.score(page)) == points(before) + 0.5
        tour.confirm(page)
        after = tour.score(page, tour.CHAIR)
        assert points(after) == points(before) + 0.5
        assert confirmed(after) > confirmed(before)
        tour.turn_to_next_month(page)
