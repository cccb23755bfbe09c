"""The real scheme, read once from its files, and a look at one item of its score."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import rubric
from rubric.facts import Facts
from rubric.losses import Loss
from rubric.occurrences import calendar
from rubric.scheme import Scheme, parse_scheme
from rubric.scoring import ItemScore, score
from rubric.vocabulary import Vocabulary, parse_vocabulary

SCHEMES = Path(rubric.__file__).parent / "schemes"


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return parse_vocabulary((SCHEMES / "duties.toml").read_text(encoding="utf-8"), "duties.toml")


@pytest.fixture(scope="session")
def wenling_text() -> str:
    return (SCHEMES / "wenling-2022.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def wenling(wenling_text: str, vocabulary: Vocabulary) -> Scheme:
    return parse_scheme(wenling_text, "wenling-2022.toml", vocabulary)


@pytest.fixture(scope="session")
def item(wenling: Scheme) -> Callable[..., ItemScore]:
    """One item of 2026 on a day, under a reading of item 16."""
    nothing = Facts()

    def look(
        no: int, as_of: date, facts: Facts = nothing, item16: str = "worst-on-day"
    ) -> ItemScore:
        return score(wenling, 2026, facts, as_of, {"item16": item16}).items[no - 1]

    return look


@pytest.fixture(scope="session")
def only() -> Callable[[tuple[Loss, ...]], Loss]:
    """The one loss there is, and no other."""

    def one(losses: tuple[Loss, ...]) -> Loss:
        (loss,) = losses
        return loss

    return one


@pytest.fixture(autouse=True)
def _fresh_calendar() -> None:
    """No test lives on the calendar that another one computed."""
    calendar.cache_clear()
