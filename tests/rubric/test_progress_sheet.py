from datetime import date

from rubric.answers import json_of, lines_of
from rubric.checklist import progress
from rubric.facts import Facts, Record, State
from storage.schemes import load


def test_the_lines_say_what_is_done_open_overdue_and_whose_it_is() -> None:
    scheme = load()["sanguan-2022"]
    held = Record(duties=("three-batches",), done_on=date(2022, 6, 20))
    seen = State(name="clean-villages", value=3, seen_on=date(2022, 6, 30))
    found = progress(scheme, 2022, Facts(records=(held,), states=(seen,)), date(2022, 7, 1))
    told = lines_of(scheme, "示例一村", found, {})
    assert told[2] == "已办 1 件 待办 8 件 逾期 2 件"
    assert "[逾期] 村(社区)自治组织建设(镇里;不晚于2022年6月30日;附件2第2行)" in told
    assert "[长期] 创建实施方案(村里;记了0次;第五条(二))" in told
    assert (
        "[目标] 2022年，30%的村（居）达到清廉村居创建标准:应有3,现有3,已达到"
        "(不晚于2022年12月31日;第二条“主要目标”,附件3)"
    ) in told
    assert any("应有8,现有3,未达到" in line for line in told)


def test_a_target_without_a_year_or_a_number_says_so() -> None:
    scheme = load()["xx-city-plan"]
    told = lines_of(scheme, "示例一村", progress(scheme, 2026, Facts(), date(2026, 2, 1)), {})
    assert any("应有多少算不出,现有多少不清楚,还不能判断(原文没有写明期限" in line for line in told)
    assert any(
        line.startswith("[未到时候] 五一节前廉洁提醒(村里;不晚于2026年4月30日") for line in told
    )


def test_json_holds_counts_and_iso_days() -> None:
    scheme = load()["sanguan-2022"]
    found = json_of("示例一村", progress(scheme, 2022, Facts(), date(2022, 7, 1)))
    assert (found["done"], found["open"], found["overdue"]) == (0, 8, 3)
    first = found["lines"][0]
    assert (first["owed_by"], first["due"], first["status"]) == ("town", "2022-06-30", "overdue")
    assert found["targets"][0]["by"] == "2022-12-31"
    assert found["targets"][0]["reached"] is None
    assert found["ongoing"][0]["times"] == 0
