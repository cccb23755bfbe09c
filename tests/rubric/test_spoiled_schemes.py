"""Thousands of spoiled scheme files, as `python -m benchmarks.spoiled_schemes` spoils them."""

import pytest

from benchmarks.spoiled_schemes import GOOD, outcomes
from tests.drill import size

SPOILED = size(150, 5_000)


@pytest.mark.drill
def test_a_spoiled_scheme_is_refused_in_words_or_is_whole(figure):
    found = outcomes(SPOILED)
    assert set(found) == GOOD
    figure(f"{SPOILED:,} spoiled schemes: {found['refused']:,} refused, {found['whole']:,} whole")
