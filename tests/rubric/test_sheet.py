from dataclasses import replace
from datetime import date

from rubric.facts import Facts, Veto
from rubric.scheme import Scheme
from rubric.scoring import score
from rubric.sheet import NOTICE, assured, sheet

INSOLVENT = Veto(kind="insolvent", on=date(2026, 4, 2))


def lines(wenling: Scheme, as_of: date, facts: Facts = Facts()) -> list[str]:  # noqa: B008 - a value
    return sheet(wenling, "示例一村", score(wenling, 2026, facts, as_of), {})


def test_the_sheet_tells_the_figures_each_loss_and_until_when_it_can_be_repaired(
    wenling: Scheme,
) -> None:
    told = lines(wenling, date(2026, 3, 31))
    assert told[0] == "示例一村 2026年 提示分(2026年3月31日)"
    assert told[2] == "目前 95(含加分 0) 年底最高 97 若不再办 81"
    assert "没有新情况,到2026年3月31日不变" in told
    assert any(
        "1月党务公开滞后2个月" in line and "不晚于2027年3月1日可以补回" in line for line in told
    )
    assert told[-1] == NOTICE


def test_every_reading_is_printed_with_its_explanation(wenling: Scheme) -> None:
    told = lines(wenling, date(2026, 3, 31))
    assert [line.split()[1] for line in told if line.startswith("读法")] == list(wenling.readings)


def test_no_village_is_called_anything_on_what_nobody_has_looked_at(wenling: Scheme) -> None:
    told = lines(wenling, date(2026, 1, 5))
    assert "已核实的分数还不到达标线;尚无人核查的有 100 分" in told


def test_of_lines_that_a_scheme_does_not_draw_nothing_is_said(wenling: Scheme) -> None:
    undrawn = replace(wenling, head=wenling.scored.model_copy(update={"thresholds": None}))
    found = score(undrawn, 2026, Facts(), date(2026, 1, 5))
    assert assured(undrawn, found) == "考核办法没有划线"
    vetoed = score(undrawn, 2026, Facts(vetoes=(INSOLVENT,)), date(2026, 5, 1))
    assert assured(undrawn, vetoed) == "有一票否决事项"


def test_a_closed_year_and_a_veto_are_said(wenling: Scheme) -> None:
    vetoed = Facts(vetoes=(INSOLVENT,))
    told = lines(wenling, date(2027, 3, 1), vetoed)
    assert "年度已结算或不会再变" in told
    assert any(line.startswith("有一票否决事项") for line in told)
