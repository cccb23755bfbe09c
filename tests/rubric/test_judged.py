"""What people's amounts come to."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rubric.casefile import read_case
from rubric.facts import Facts, Honour, Veto
from rubric.judged import Judged, judged
from rubric.scheme import Scheme, parse_scheme
from rubric.scoring import Standing, score
from rubric.vocabulary import Vocabulary

DAY = date(2026, 7, 20)
NOTHING = Facts()


def of(
    scheme: Scheme, amounts: Mapping[int, Decimal] | None = None, facts: Facts = NOTHING
) -> Judged:
    proposed = score(scheme, 2026, facts, DAY)
    full = {item.no: item.points for item in scheme.items.values()}
    return judged(scheme, facts, proposed, full | (amounts or {}))


@pytest.mark.parametrize(
    ("lost", "reached"),
    [
        (0, Standing.DEMONSTRATION),
        (10, Standing.DEMONSTRATION),
        (Decimal("10.5"), Standing.UP_TO_STANDARD),
        (30, Standing.UP_TO_STANDARD),
        (Decimal("30.01"), Standing.BELOW),
    ],
)
def test_the_sum_and_the_line_it_reaches(wenling: Scheme, lost: Decimal, reached: Standing) -> None:
    items: dict[int, Decimal] = {}
    left = Decimal(lost)
    for item in wenling.items.values():
        taken = min(left, item.points)
        items[item.no], left = item.points - taken, left - taken
    made = of(wenling, items)
    assert (made.base, made.points, made.standing) == (100 - lost, 100 - lost, reached)


def test_the_bonus_is_added_and_helps_over_the_line(wenling: Scheme) -> None:
    honours = (Honour(kind="provincial-media", on=date(2026, 4, 2), piece="省报"),)
    made = of(wenling, {4: Decimal(0), 9: Decimal("1.5")}, Facts(honours=honours))
    assert (made.base, made.points) == (Decimal("88.5"), Decimal("90.5"))
    assert made.standing is Standing.DEMONSTRATION


def test_a_veto_stands_in_the_way_whatever_the_points(wenling: Scheme) -> None:
    made = of(wenling, facts=Facts(vetoes=(Veto(kind="insolvent", on=date(2026, 4, 2)),)))
    assert (made.points, made.standing, made.tier) == (100, Standing.VETOED, "")


FOLDER = Path(__file__).parents[1] / "schemes"


@pytest.mark.parametrize(
    "path", sorted((FOLDER / "cases").glob("*.toml")), ids=lambda path: path.stem
)
def test_the_program_s_own_amounts_come_to_its_own_score(
    path: Path, vocabulary: Vocabulary
) -> None:
    """Caps, weights, composites and tiers as everywhere else."""
    demo = parse_scheme((FOLDER / "county-demo.toml").read_text("utf-8"), "demo.toml", vocabulary)
    case = read_case(path.read_text(encoding="utf-8"), path.name, {demo.id: demo})
    proposed = case.score()
    made = judged(demo, case.facts, proposed, {one.no: one.score for one in proposed.items})
    assert (made.points, made.standing) == (proposed.provisional, proposed.projected)
    assert made.tier == proposed.tier
