from datetime import date

from rubric.answers import json_of, lines_of
from rubric.facts import Facts, Grade, Profile
from rubric.grading import grade
from storage.schemes import load

DAY = date(2026, 9, 30)
PROFILE = Profile(cycle_start=date(2025, 1, 1), not_applicable=frozenset({8, 9}))


def grades(*numbers: int) -> tuple[Grade, ...]:
    return tuple(Grade(item=no, grade="good", by="village", on=date(2026, 9, 20)) for no in numbers)


def test_the_lines_say_where_each_item_stands_and_what_is_missing() -> None:
    scheme = load()["tangjiafang-2020"]
    found = grade(scheme, 2026, Facts(profile=PROFILE, grades=grades(1)), DAY)
    told = lines_of(scheme, "示例一村", found, {})
    assert told[0] == "示例一村 2026年(2026年9月30日)"
    assert "还不具备评定条件" in told
    assert "适用12项,已评1项,其中“好”1项" in told
    assert "第1项 坚决做到“两个维护” 好(村(社区)自评,2026年9月20日)" in told
    assert any(line.startswith("第8项 切实履行主体责任 不适用:原文写的是镇党委") for line in told)
    assert "  - 第2项“严肃党内政治生活”还没有评等次(一、(一)第2项)" in told
    assert "  - 公示还没有办(二(二)4)" in told
    assert "仅供提示,以镇党委批准为准。" in told
    assert any(line.startswith("读法 window ") for line in told)


def test_a_village_that_lacks_nothing_is_not_called_recognised() -> None:
    scheme = load()["tangjiafang-2020"]
    found = grade(scheme, 2026, Facts(grades=grades(*range(1, 15))), DAY)
    told = lines_of(scheme, "示例一村", found, {})
    assert "评定条件都已具备" in told
    assert "还差这些:" not in told


def test_json_names_the_ruling_grade_of_each_item_and_every_obstacle() -> None:
    scheme = load()["tangjiafang-2020"]
    found = json_of("示例一村", grade(scheme, 2026, Facts(profile=PROFILE, grades=grades(1)), DAY))
    assert (found["standing"], found["good"], found["graded"]) == ("not-recognised", 1, 1)
    assert found["window"] == ["2024-01-01", "2026-12-31"]
    assert found["items"][0] == {
        "no": 1,
        "applies": True,
        "grade": "good",
        "by": "village",
        "on": "2026-09-20",
    }
    assert found["items"][7]["applies"] is False
    assert found["items"][1]["grade"] is None
    assert len(found["why"]) == 12
    assert set(found["why"][0]) == {"why", "clause"}
