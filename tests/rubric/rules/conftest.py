"""One rule alone, as a scheme file would write it, looked at under the Wenling scheme."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from rubric.facts import Facts
from rubric.rules import AnyRule, Charge, Rule
from rubric.scheme import Scheme, parse_scheme
from rubric.view import View, look
from rubric.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[2] / "schemes"
Charged = Callable[..., list[Charge]]


@pytest.fixture(scope="session")
def rule() -> Callable[..., Rule]:
    """A rule from the keys of its table."""
    reader: TypeAdapter[Rule] = TypeAdapter(AnyRule)
    return lambda **keys: reader.validate_python({"clause": "第1条", **keys})


@pytest.fixture
def seen_on(wenling: Scheme) -> Callable[..., View]:
    """The year 2026 on the evening of a day."""
    nothing = Facts()
    return lambda day, facts=nothing: look(wenling, 2026, facts, day)


@pytest.fixture
def charged(rule: Callable[..., Rule], seen_on: Callable[..., View]) -> Charged:
    """What a rule costs, whether it has begun or lies ahead."""
    nothing = Facts()

    def of(day: date, facts: Facts = nothing, **keys: object) -> list[Charge]:
        return list(rule(**keys).applied(seen_on(day, facts)))

    return of


@pytest.fixture(scope="module")
def demo(vocabulary: Vocabulary) -> Scheme:
    """The scheme that uses every primitive."""
    text = (FOLDER / "county-demo.toml").read_text(encoding="utf-8")
    return parse_scheme(text, "county-demo.toml", vocabulary)
