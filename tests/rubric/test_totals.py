from dataclasses import replace
from decimal import Decimal

from rubric.scheme import Scheme
from rubric.scheme_tables import PointsHead, Section
from rubric.totals import total


def items(scheme: Scheme) -> dict[int, Decimal]:
    return {no: item.points for no, item in scheme.items.items()}


def bounded(scheme: Scheme, head: dict[str, object], section: dict[str, object]) -> Scheme:
    first = Section.model_validate(scheme.sections[1].model_dump() | section)
    return replace(
        scheme,
        head=PointsHead.model_validate(scheme.scored.model_dump(by_alias=True) | head),
        sections={**scheme.sections, 1: first},
    )


def test_without_caps_weights_or_composites_the_total_is_the_sum(wenling: Scheme) -> None:
    found = total(wenling, items(wenling), {})
    assert found.points == 100
    assert found.sections == {1: 10, 2: 15, 3: 25, 4: 20, 5: 10, 6: 10, 7: 10}


def test_a_section_and_the_total_keep_within_their_bounds(wenling: Scheme) -> None:
    most = bounded(wenling, {"most": 93}, {"most": 5})
    assert total(most, items(wenling), {}).points == 93
    assert total(most, items(wenling), {}).sections[1] == 5
    least = bounded(wenling, {"least": 9}, {"least": 3})
    nothing = dict.fromkeys(items(wenling), Decimal(0))
    assert total(least, nothing, {}).sections[1] == 3
    assert total(least, nothing, {}).points == 9
    assert total(bounded(wenling, {}, {"least": 3}), nothing, {}).points == 3


def test_a_section_counts_by_its_weight(wenling: Scheme) -> None:
    assert total(bounded(wenling, {}, {"percent": 50}), items(wenling), {}).points == 95


def test_what_is_scored_elsewhere_enters_by_its_weight_and_is_presumed_full(
    wenling: Scheme,
) -> None:
    composite = {
        "own_percent": 70,
        "parts": [{"count": "review", "percent": 30, "full": 100}],
        "clause": "x",
    }
    scheme = bounded(wenling, {"composite": composite}, {})
    half = {no: points / 2 for no, points in items(wenling).items()}
    assert total(scheme, half, {}).points == 65
    assert total(scheme, half, {"review": Decimal(80)}).points == 59
