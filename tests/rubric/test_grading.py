from datetime import date

import pytest

from rubric.errors import NoGrades, NoPoints
from rubric.facts import Facts, Grade, NegativeEntry, Profile, Record, Task
from rubric.grading import Verdict, grade
from rubric.scheme import Scheme
from rubric.scoring import score
from storage.schemes import load

START, DAY = date(2025, 1, 1), date(2026, 9, 30)


@pytest.fixture(scope="module")
def tangjiafang() -> Scheme:
    return load()["tangjiafang-2020"]


def graded(good: int, of: int = 14, on: date = date(2026, 9, 20)) -> tuple[Grade, ...]:
    return tuple(
        Grade(item=no, grade="good" if no <= good else "fairly-good", by="village", on=on)
        for no in range(1, of + 1)
    )


def verdict(scheme: Scheme, facts: Facts, as_of: date = DAY, start: date | None = START) -> Verdict:
    profile = Profile(cycle_start=start, not_applicable=facts.profile.not_applicable)
    return grade(scheme, as_of.year, Facts(**_parts(facts) | {"profile": profile}), as_of)


def _parts(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in Facts.__dataclass_fields__}


def test_fourteen_items_hold_fifty_nine_numbered_points(tangjiafang: Scheme) -> None:
    assert list(tangjiafang.items) == list(range(1, 15))
    assert sum(len(item.parts) for item in tangjiafang.items.values()) == 59
    assert [no for no, item in tangjiafang.items.items() if item.may_not_apply] == [8, 9]
    assert len(tangjiafang.negatives) == 8


def test_what_is_missing_is_said_item_by_item_with_its_clause(tangjiafang: Scheme) -> None:
    grades = (*graded(12, 12), Grade(item=13, grade="poor", by="town-committee", on=DAY))
    found = verdict(tangjiafang, Facts(grades=grades))
    assert [(one.why, one.clause) for one in found.why] == [
        ("第14项“树立勤廉家风”还没有评等次", "一、(四)第14项"),
        (
            "第13项“加强廉洁文化建设”镇党委综合评估评为“差”(2026年9月30日),应在“较好”以上",
            "二(一)“每一项评估内容必须达到‘较好’以上等次”",
        ),
    ]
    assert (found.good, found.graded, found.applicable) == (12, 13, 14)


def test_how_many_good_ones_are_lacking_is_said(tangjiafang: Scheme) -> None:
    (one,) = verdict(tangjiafang, Facts(grades=graded(10))).why
    assert one.why == "评为“好”的有10项,适用的14项里至少要12项(80%),还差2项"


def test_nothing_is_missing_exactly_when_it_is_recognised(tangjiafang: Scheme) -> None:
    found = verdict(tangjiafang, Facts(grades=graded(12)))
    assert (found.standing, found.why) == ("recognised", ())


def test_an_entry_of_the_negative_list_is_told_with_its_day(tangjiafang: Scheme) -> None:
    entry = NegativeEntry(kind="gangs-and-vices", on=date(2024, 5, 6))
    (one,) = verdict(tangjiafang, Facts(grades=graded(14), negatives=(entry,))).why
    assert one.why == "2024年5月6日负面清单:涉黑涉恶和“黄赌毒”案件"
    assert one.clause == "一、(五)第15项⑦"


def test_two_grades_of_one_level_and_day_are_taken_at_the_worse(tangjiafang: Scheme) -> None:
    twice = Grade(item=1, grade="poor", by="village", on=date(2026, 9, 20))
    found = verdict(tangjiafang, Facts(grades=(twice, *graded(14))))
    assert found.items[0].ruling == twice


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        (date(2025, 1, 1), date(2024, 1, 1), date(2026, 12, 31)),
        (date(2024, 9, 1), date(2023, 9, 1), date(2026, 8, 31)),
        (date(2024, 2, 29), date(2023, 3, 1), date(2026, 2, 28)),
    ],
)
def test_the_window_is_the_year_before_the_cycle_and_the_cycle(
    tangjiafang: Scheme, start: date, first: date, last: date
) -> None:
    found = verdict(tangjiafang, Facts(), start=start)
    assert found.window == (first, last)
    assert found.cycle_ends == last


def test_a_cycle_begins_with_enrolment_or_with_the_year_if_nobody_said(
    tangjiafang: Scheme,
) -> None:
    joined = Facts(profile=Profile(enrolled_on=date(2025, 5, 1)))
    assert grade(tangjiafang, 2026, joined, DAY).window[0] == date(2024, 5, 1)
    assert grade(tangjiafang, 2026, Facts(), DAY).window[0] == date(2025, 1, 1)


def test_what_the_procedure_still_lacks_is_told_beside(tangjiafang: Scheme) -> None:
    pending = [one.why for one in verdict(tangjiafang, Facts(grades=graded(14))).pending]
    assert pending == [
        "上半年创建工作书面报告还没有记录(不晚于2025年6月30日)",
        "下半年创建工作书面报告还没有记录(不晚于2025年12月31日)",
        "上半年创建工作书面报告还没有记录(不晚于2026年6月30日)",
        "2026年创建自评还没有记录(不晚于2026年9月30日)",
        "2026年服务对象名册上报还没有记录(不晚于2026年9月30日)",
        "下半年创建工作书面报告还没有记录(不晚于2026年12月31日)",
        "民意调查还没有办",
        "镇纪委现场评估还没有办",
        "镇党委综合评估还没有办",
        "公示还没有办",
        "镇纪委研究、镇党委批准还没有办",
    ]


def test_what_is_recorded_or_done_since_the_cycle_began_is_no_longer_told(
    tangjiafang: Scheme,
) -> None:
    report = Record(duties=("creation-report",), done_on=date(2025, 6, 20))
    notice = Task(duty="public-notice", due=DAY, done_on=DAY)
    old = Task(duty="opinion-survey", due=date(2024, 9, 1), done_on=date(2024, 9, 1))
    found = verdict(tangjiafang, Facts(records=(report,), tasks=(notice, old)))
    pending = [one.why for one in found.pending]
    assert len(pending) == 9
    assert "公示还没有办" not in pending
    assert "民意调查还没有办" in pending


def test_a_cycle_begun_in_autumn_asks_only_for_what_falls_into_it(tangjiafang: Scheme) -> None:
    found = verdict(tangjiafang, Facts(), date(2026, 8, 31), date(2024, 9, 1))
    told = [one.why.split("(")[1] for one in found.pending if "报告" in one.why]
    assert told == [
        "不晚于2024年12月31日)",
        "不晚于2025年6月30日)",
        "不晚于2025年12月31日)",
        "不晚于2026年6月30日)",
    ]


def test_a_scheme_is_asked_only_for_what_its_kind_has(tangjiafang: Scheme, wenling: Scheme) -> None:
    with pytest.raises(NoPoints):
        score(tangjiafang, 2026, Facts(), DAY)
    with pytest.raises(NoGrades):
        grade(wenling, 2026, Facts(), DAY)


def test_what_is_graded_or_done_on_the_first_day_of_the_cycle_counts(tangjiafang: Scheme) -> None:
    notice = Task(duty="public-notice", due=START, done_on=START)
    facts = Facts(grades=graded(14, on=START), tasks=(notice,))
    found = verdict(tangjiafang, facts)
    assert (found.standing, found.graded) == ("recognised", 14)
    assert "公示还没有办" not in [one.why for one in found.pending]


def test_what_is_due_on_the_first_day_of_the_cycle_is_asked_for(tangjiafang: Scheme) -> None:
    found = verdict(tangjiafang, Facts(), date(2025, 1, 1), date(2024, 12, 31))
    reports = [one for one in found.pending if "报告" in one.why]
    assert reports[0] == ("下半年创建工作书面报告还没有记录(不晚于2024年12月31日)", "二(二)3")


def test_the_years_ahead_are_not_asked_for_yet(tangjiafang: Scheme) -> None:
    found = verdict(tangjiafang, Facts(), date(2025, 5, 1))
    told = [one.why for one in found.pending if "没有记录" in one.why]
    assert [why.split("晚于")[1] for why in told] == ["2025年6月30日)", "2025年12月31日)"]


def test_entries_of_the_negative_list_are_told_by_their_day_and_then_by_name(
    tangjiafang: Scheme,
) -> None:
    later, earlier = date(2026, 5, 6), date(2025, 5, 6)
    listed = [("public-outcry", earlier), ("eight-rules", later), ("eight-rules", earlier)]
    entries = tuple(NegativeEntry(kind=kind, on=on) for kind, on in listed)
    found = verdict(tangjiafang, Facts(grades=graded(14), negatives=entries))
    assert [one.clause for one in found.why] == [
        "一、(五)第15项②",
        "一、(五)第15项⑤",
        "一、(五)第15项②",
    ]
    assert [one.why[:4] for one in found.why] == ["2025", "2025", "2026"]


def test_the_share_of_good_ones_is_asked_for_by_its_clause(tangjiafang: Scheme) -> None:
    (one,) = verdict(tangjiafang, Facts(grades=graded(11))).why
    assert one.clause.startswith("二(一)“达到‘好’等次的评估项目")


@pytest.mark.parametrize("start", [date.min, date.max])
def test_a_cycle_at_the_end_of_the_calendar_is_cut_there(tangjiafang: Scheme, start: date) -> None:
    first, last = verdict(tangjiafang, Facts(), start=start).window
    assert first <= start
    assert date.min <= last
