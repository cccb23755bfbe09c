from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from rubric.facts import Assessment, Facts, Finding, Honour, Matter, Profile, State, Task
from rubric.losses import Loss
from rubric.scheme import Scheme
from rubric.scoring import BasisKind, ItemScore, score


def test_reasons_name_the_finding_state_task_and_matter(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    day = date(2026, 3, 1)
    facts = Facts(
        findings=(
            Finding(
                item=13, kind="policy-shirking", found_on=day, amount=Decimal(1), reason="降标准"
            ),
            Finding(item=14, kind="conduct-violation", found_on=day, count=2),
        ),
        states=(
            State(name="charts-missing", value=2, seen_on=day),
            State(name="integrity-sites", value=1, seen_on=day),
            State(name="online-payment", value=False, seen_on=day),
        ),
        tasks=(Task(duty="cross-inspection", due=day),),
        matters=(
            Matter(kind="project", title="村道", steps={"approve": day}, concluded_on=day),
            Matter(
                kind="major-decision",
                title="出租",
                steps={"consult": day, "propose": date(2026, 3, 2)},
                concluded_on=date(2026, 3, 2),
            ),
        ),
    )
    found = {no: item(no, date(2026, 3, 2), facts) for no in (5, 8, 11, 13, 14, 17, 19, 20)}
    assert {no: only(one.losses).why for no, one in found.items()} == {
        5: "重大事项决策“出租”缺审议、决议、公开决议、评议、公开结果,商议次序颠倒",
        8: "村级工程“村道”缺招投标、结算、报备",
        11: "未应用线上审批和支付(3月1日查看)",
        13: "3月1日发现落实上级决策部署打折扣、搞变通:降标准",
        14: "3月1日发现“酒局”“牌局”等作风问题(2次)",
        17: "未公开的流程图、联系方式2处(3月1日查看)",
        19: "3月1日到期的交叉巡查未开展",
        20: "清廉阵地1处,应不少于3处(3月1日查看)",
    }


def test_an_assessment_confirms_an_item_from_the_years_first_day(
    item: Callable[..., ItemScore],
) -> None:
    for on, basis in (
        (date(2025, 12, 31), BasisKind.PRESUMED),
        (date(2026, 1, 1), BasisKind.CONFIRMED),
    ):
        facts = Facts(assessments=(Assessment(item=9, on=on),))
        assert item(9, date(2026, 1, 2), facts).basis is basis


def test_before_the_year_begins_nothing_is_lost_and_the_floor_is_known(wenling: Scheme) -> None:
    found = score(wenling, 2026, Facts(), date(2025, 6, 1))
    assert (found.provisional, found.floor, found.valid_until) == (100, 81, date(2026, 1, 31))


# --- every figure of one village, by hand ---------------------------------------------------------

JOINED = Profile(enrolled_on=date(2026, 12, 1))
"""Owed from December on: 7 of item 1, and all of the year."""


def test_every_figure_of_a_village_that_joined_in_december(wenling: Scheme) -> None:
    """On 15 December nothing is due yet; two findings and one honour are on record.

    Item 4 has lost 2, item 14 has lost 2. If nothing more is done it loses 3.5 of item 1 (7 x 0.5),
    2 of item 2, 2 of item 6, 2 of item 16 (November's accounts, due 31 December, two months), 2 of
    item 18 (November's and December's accounts) and 4 of item 21.
    """
    day = date(2026, 12, 15)
    facts = Facts(
        profile=JOINED,
        findings=(
            Finding(item=4, kind="power-abuse", found_on=day),
            Finding(item=14, kind="conduct-violation", found_on=day),
        ),
        states=(State(name="online-payment", value=True, seen_on=day),),
        honours=(Honour(kind="leader-endorsement", on=day, piece="甲"),),
    )
    found = score(wenling, 2026, facts, day)
    assert (found.provisional, found.ceiling, found.floor) == (97, 97, Decimal("81.5"))
    assert (found.bonus, found.basis) == (1, (Decimal(9), Decimal(5), Decimal(82)))
    assert (found.projected, found.assured) == ("demonstration", "below")
    assert (found.scheme_id, found.year, found.as_of) == ("wenling-2022", 2026, day)
    assert (found.settlement, found.valid_until) == (date(2027, 3, 1), date(2026, 12, 31))
    assert found.tier == ""
    lost = {one.no: (one.score, one.floor) for one in found.items if one.floor != one.points}
    assert lost == {
        1: (4, Decimal("0.5")),
        2: (2, 0),
        4: (6, 6),
        6: (2, 0),
        14: (3, 3),
        16: (5, 3),
        18: (5, 3),
        21: (4, 0),
    }


@pytest.mark.parametrize(
    ("honours", "assured"),
    [
        ((), "below"),
        ((Honour(kind="leader-endorsement", on=date(2026, 12, 1), piece="甲"),), "up-to-standard"),
    ],
)
def test_the_bonus_counts_for_the_line_that_is_assured(
    wenling: Scheme, honours: tuple[Honour, ...], assured: str
) -> None:
    """Looked at: 69 points (all but items 7 to 11 and 20); 1 more reaches 70."""
    day = date(2026, 12, 31)
    looked_at = set(wenling.items) - {7, 8, 9, 10, 11, 20}
    facts = Facts(
        profile=Profile(enrolled_on=date(2027, 1, 1)),
        assessments=tuple(Assessment(item=no, on=day) for no in looked_at),
        honours=honours,
    )
    found = score(wenling, 2026, facts, day)
    assert (found.basis.confirmed, found.assured) == (69, assured)
