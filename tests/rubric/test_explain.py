from pathlib import Path

import pytest

from rubric.explain import explain
from rubric.scheme import Scheme, parse_scheme
from rubric.vocabulary import Vocabulary
from storage.schemes import load


def told(scheme: Scheme, no: int) -> str:
    return "\n".join(explain(scheme, no))


def test_wording_rule_readings_and_who_knows_it_are_all_there(wenling: Scheme) -> None:
    text = told(wenling, 16)
    item = wenling.items[16]
    assert all(words in text for words in (item.standard, item.rule, item.check))
    assert "怎么算:看到基层公权力监督系统内容未及时更新的,扣2分;补好就补回" in text
    assert "(读法 item16 = each-period)" in text
    assert "读法 item16 = worst-on-day(现用):只看当天" in text
    assert "谁知道:台账:村里记,别的职务确认" in text
    assert "事项:财务公开(每月;村里的事;" in text


@pytest.mark.parametrize(
    ("no", "plain"),
    [
        (1, "到期没有记录的,每次扣0.5分"),
        (2, "到期没有记录的,每次这一项不得分"),
        (3, "各项问题到期没有整改销号的,每个扣1分"),
        (4, "查到弄虚作假、优亲厚友、为自己谋取私利的,每次扣2分"),
        (5, "办结的重大事项决策缺步骤或次序颠倒的,每件扣2分"),
        (8, "办结的村级工程,每缺一个环节扣1分"),
        (13, "由检查的人酌情扣分并写明理由,最多5分"),
        (16, "滞后1个月扣1分、滞后2个月扣2分(更久的同最后一档);每期取最久的一件"),
        (17, "未公开的流程图、联系方式,每处扣1分"),
        (19, "布置了交叉巡查、到期没有办的,这一项不得分;迟办了就补回"),
        (20, "清廉阵地应不少于3处,每少1处扣1分,一处没有的这一项不得分"),
        (21, "全年合计4次,每少1次扣1分"),
    ],
)
def test_every_kind_of_rule_is_told_in_plain_chinese(wenling: Scheme, no: int, plain: str) -> None:
    assert plain in told(wenling, no)


def test_an_open_place_is_told_with_the_item_whose_clause_it_stands_in(wenling: Scheme) -> None:
    assert "读法 steps = five-and-two(现用)" in told(wenling, 5)
    assert "读法" not in told(wenling, 4)


def test_a_graded_item_lists_its_numbered_points_and_why_it_may_not_apply() -> None:
    text = told(load()["tangjiafang-2020"], 8)
    assert "  (6)按有关文件要求设置好履行主体责任机构" in text
    assert "可以注明不适用:原文写的是镇党委" in text
    assert "谁知道" not in text


def test_a_row_of_a_checklist_names_its_unit_deadline_and_duty() -> None:
    text = told(load()["sanguan-2022"], 7)
    assert "责任单位:民政、纪委监委" in text
    assert "完成时限:11月底前，出台清单和流程图，并在各村实施。" in text
    assert "(一次;镇里的事;镇清廉办记,镇纪委确认)" in text


@pytest.mark.parametrize(
    ("no", "plain"),
    [
        (2, "怎么算:廉洁教育积分:按算式 廉洁教育次数 * 15 加分;合计最多60分"),
        (3, "每次扣2分;符合 近两年警告以上处分 > 1 的乘2"),
        (4, "达到70的20分、达到90的30分,只取最高一档,加分"),
        (5, "怎么算:符合 户数 >= 1000 and 清廉阵地处数 < 3 的,查到越级访的,每次扣5分"),
        (6, "县级表彰加1分、市级表彰加2分、国家级表彰加5分;同一件事只取最高的一次"),
        (7, "由检查的人酌情加分并写明理由,0.5到2分"),
    ],
)
def test_formulas_conditions_and_caps_are_told_with_the_names_of_their_counts(
    vocabulary: Vocabulary, no: int, plain: str
) -> None:
    path = Path(__file__).parents[1] / "schemes" / "county-demo.toml"
    assert plain in told(parse_scheme(path.read_text(encoding="utf-8"), "f", vocabulary), no)
