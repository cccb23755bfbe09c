from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from rubric.duty import Duty
from rubric.facts import Profile, Record
from rubric.occurrences import Occurrence, calendar, occurrences, settlement_day
from rubric.period import Period
from rubric.scheme import Scheme
from storage.schemes import load


def placed(wenling: Scheme, duty: str, day: date, **rest: object) -> str | None:
    record = Record(duties=(duty,), done_on=day, **rest)  # type: ignore[arg-type]
    place = calendar(wenling, 2026, 2).places.get(duty)
    found = place(record) if place else None
    return found.key if found else None


def test_a_year_owes_each_duty_in_each_period_and_each_unit(wenling: Scheme) -> None:
    keys = [one.key for one in occurrences(wenling, 2026, Profile(party_groups=2))]
    assert len(keys) == len(set(keys)) == 12 * 6 + 4 * 2 + 7 + 12 * 2
    assert "group-meeting/2026-12/2" in keys
    assert not any(key.startswith(("cross-inspection", "clean-culture")) for key in keys)


def test_an_occurrence_says_its_days_and_is_called_what_people_call_it(wenling: Scheme) -> None:
    named = {one.key: one for one in occurrences(wenling, 2027, Profile(party_groups=1))}
    accounts = named["disclosure-finance/2027-12/1"]
    assert (accounts.opens, accounts.due) == (date(2028, 1, 1), date(2028, 1, 31))
    assert accounts.counts_until is None
    assert named["organisational-life/2027/1"].counts_until == date(2028, 2, 29)
    assert accounts.label == "12月财务公开"
    assert named["group-meeting/2027-03/1"].label == "3月党小组会(第1组)"


def test_the_year_is_closed_on_the_day_after_the_last_that_counts(wenling: Scheme) -> None:
    assert settlement_day(wenling, 2026) == date(2027, 3, 1)
    assert settlement_day(wenling, 2027) == date(2028, 3, 1)


def test_a_record_counts_for_the_one_occurrence_around_its_day(wenling: Scheme) -> None:
    assert placed(wenling, "party-day", date(2026, 3, 31)) == "party-day/2026-03/1"
    assert placed(wenling, "financial-review", date(2027, 1, 9)) == "financial-review/2026-12/1"
    assert placed(wenling, "financial-review", date(2026, 1, 9)) is None
    assert placed(wenling, "party-day", date(2027, 1, 1)) is None


def test_a_duty_whose_days_do_not_tell_its_period_must_name_it(wenling: Scheme) -> None:
    for duty in ("disclosure-party", "organisational-life"):
        assert placed(wenling, duty, date(2026, 3, 4)) is None
    period = Period.parse("2026-03")
    found = placed(wenling, "disclosure-party", date(2026, 9, 4), period=period)
    assert found == "disclosure-party/2026-03/1"


def test_a_record_outside_its_occurrences_days_counts_for_nothing(wenling: Scheme) -> None:
    march = Period.parse("2026-03")
    assert placed(wenling, "party-day", date(2026, 4, 1), period=march) is None
    assert placed(wenling, "disclosure-finance", date(2026, 3, 31), period=march) is None
    assert placed(wenling, "disclosure-finance", date(2026, 4, 1), period=march)


def test_a_period_of_another_year_or_length_counts_for_nothing(wenling: Scheme) -> None:
    for text in ("2025-03", "2026-Q1", "2026"):
        assert placed(wenling, "party-day", date(2026, 3, 4), period=Period.parse(text)) is None
    day, march = date(2026, 3, 4), Period.parse("2026-03")
    assert placed(wenling, "responsibility-report", day, period=march) is None


def test_the_unit_matters_only_where_there_are_several(wenling: Scheme) -> None:
    day = date(2026, 3, 4)
    assert placed(wenling, "group-meeting", day, unit=2) == "group-meeting/2026-03/2"
    assert placed(wenling, "group-meeting", day, unit=3) is None
    assert placed(wenling, "group-meeting", day, unit=0) is None
    assert placed(wenling, "party-day", day, unit=2) == "party-day/2026-03/1"


def test_what_has_no_periods_or_is_unknown_counts_for_no_occurrence(wenling: Scheme) -> None:
    for duty in ("cross-inspection", "clean-culture", "rest"):
        assert placed(wenling, duty, date(2026, 3, 4)) is None


def test_a_festival_beyond_the_table_is_owed_by_nobody() -> None:
    plan = load()["xx-city-plan"]
    labels = {
        year: [one.label for one in occurrences(plan, year, Profile()) if "节前" in one.label]
        for year in (2099, 2100)
    }
    assert len(labels[2099]) == 4
    assert labels[2100] == ["五一节前廉洁提醒", "国庆节前廉洁提醒", "元旦节前廉洁提醒"]


def test_a_duty_of_one_year_of_the_cycle_sleeps_in_the_others() -> None:
    scheme = load()["tangjiafang-2020"]
    for start, owed in ((date(2025, 3, 1), True), (date(2026, 3, 1), False), (None, True)):
        duties = {one.duty for one in occurrences(scheme, 2026, Profile(cycle_start=start))}
        assert ("self-assessment" in duties) is owed
        assert "creation-report" in duties


def test_what_has_one_fixed_day_is_owed_in_its_year_only() -> None:
    scheme = load()["sanguan-2022"]
    found = {one.duty: one for one in occurrences(scheme, 2022, Profile())}
    one = found["three-batches"]
    assert (one.key, one.opens, one.due, one.counts_until) == (
        "three-batches/2022/1",
        date(2022, 1, 1),
        date(2022, 6, 30),
        None,
    )
    assert [one.duty for one in occurrences(scheme, 2023, Profile())] == ["secretary-review"]


class Nothing:
    """A scheme that asks for nothing."""

    duties: Mapping[str, Duty] = MappingProxyType({})


def test_a_year_in_which_nothing_closes_is_closed_on_new_years_day() -> None:
    assert settlement_day(Nothing(), 2026) == date(2027, 1, 1)


def test_an_eve_is_a_whole_occurrence_of_the_month_it_lies_in() -> None:
    plan = load()["xx-city-plan"]
    eves = [one for one in occurrences(plan, 2026, Profile()) if one.duty == "holiday-reminder"]
    assert eves[0] == Occurrence(
        duty="holiday-reminder",
        period=Period.parse("2026-02"),
        unit=1,
        opens=date(2026, 1, 17),
        due=date(2026, 2, 16),
        counts_until=date(2026, 2, 16),
        label="春节节前廉洁提醒",
        key="holiday-reminder/2026-02/1",
    )
    assert [one.due for one in eves] == sorted(one.due for one in eves)
    assert [one.label[:2] for one in eves] == ["春节", "五一", "国庆", "元旦"]


def test_a_monthly_occurrence_of_one_unit_is_whole(wenling: Scheme) -> None:
    named = {one.key: one for one in occurrences(wenling, 2026, Profile(party_groups=2))}
    assert named["group-meeting/2026-03/2"] == Occurrence(
        duty="group-meeting",
        period=Period.parse("2026-03"),
        unit=2,
        opens=date(2026, 3, 1),
        due=date(2026, 3, 31),
        counts_until=date(2026, 3, 31),
        label="3月党小组会(第2组)",
        key="group-meeting/2026-03/2",
    )


def test_what_has_one_fixed_day_is_a_whole_occurrence_of_its_year() -> None:
    scheme = load()["sanguan-2022"]
    named = {one.duty: one for one in occurrences(scheme, 2022, Profile())}
    assert named["cadre-training"] == Occurrence(
        duty="cadre-training",
        period=Period.parse("2022"),
        unit=1,
        opens=date(2022, 1, 1),
        due=date(2022, 9, 30),
        counts_until=None,
        label="一轮基层干部全部培训",
        key="cadre-training/2022/1",
    )


def test_the_occurrences_of_several_duties_are_put_together_once(wenling: Scheme) -> None:
    days = calendar(wenling, 2026, 2)
    duties = ("party-lecture", "group-meeting")
    assert [one.key for one in days.of(duties)] == [
        one.key for duty in duties for one in days.occurrences if one.duty == duty
    ]
    assert days.of(duties) is days.of(duties)


def test_calendars_of_villages_with_other_party_groups_share_what_both_owe(wenling: Scheme) -> None:
    one, three = calendar(wenling, 2026, 1), calendar(wenling, 2026, 3)
    assert one.of(("party-day",))[0] is three.of(("party-day",))[0]
    assert len(three.of(("group-meeting",))) == 3 * len(one.of(("group-meeting",)))


def test_an_occurrence_of_its_own_duty_period_and_unit_is_found_again(wenling: Scheme) -> None:
    everything = calendar(wenling, 2026, 2).occurrences
    assert len(set(everything)) == len(everything)
    assert {replace(one) for one in everything} == set(everything)


def test_doing_it_counts_from_the_day_it_opens_to_the_last_that_counts(wenling: Scheme) -> None:
    accounts, talks = (
        calendar(wenling, 2026, 0).of((duty,))[0]
        for duty in ("disclosure-finance", "organisational-life")
    )
    assert [
        accounts.takes(day) for day in (date(2026, 1, 31), date(2026, 2, 1), date(2030, 1, 1))
    ] == [False, True, True]
    assert [
        talks.takes(day) for day in (date(2026, 1, 1), date(2027, 2, 28), date(2027, 3, 1))
    ] == [True, True, False]
