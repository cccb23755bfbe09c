from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rubric.facts import Assessment, Facts, Finding, Matter, State, Task
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
        19: "3月1日前的交叉巡查未开展",
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
