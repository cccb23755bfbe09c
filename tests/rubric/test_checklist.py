from datetime import date

import pytest

from rubric.agenda import agenda
from rubric.checklist import Progress, Status, progress
from rubric.duty import Owner
from rubric.facts import Facts, Record, State, Task
from rubric.scheme import Scheme
from storage.schemes import load


@pytest.fixture(scope="module")
def sanguan() -> Scheme:
    return load()["sanguan-2022"]


@pytest.fixture(scope="module")
def linyi() -> Scheme:
    return load()["linyi-2022"]


def counts(found: Progress) -> tuple[int, int, int]:
    return found.count(Status.DONE), found.count(Status.OPEN), found.count(Status.OVERDUE)


def test_sixteen_rows_are_fifteen_tasks_and_eleven_have_a_day(sanguan: Scheme) -> None:
    assert len(sanguan.items) == 16
    assert len({item.name for item in sanguan.items.values()}) == 15
    assert len(progress(sanguan, 2022, Facts(), date(2022, 7, 1)).lines) == 11


def test_each_row_has_its_responsible_unit_deadline_and_one_duty(sanguan: Scheme) -> None:
    for item in sanguan.items.values():
        assert item.units
        assert item.deadline
        (duty,) = item.duties
        assert sanguan.duties[duty].clause == item.clause


def test_the_villages_years_come_to_the_targets(sanguan: Scheme) -> None:
    reach = progress(sanguan, 2022, Facts(), date(2022, 12, 31)).targets
    assert [one.needed for one in reach] == [3, 8, 10]
    planned = [year.count for year in sanguan.plan.values()]
    assert planned == [3, 5, 2]
    assert [sum(planned[: at + 1]) for at in range(3)] == [3, 8, 10]


@pytest.mark.parametrize(
    ("number", "reached"),
    [(None, (None, None, None)), (2, (False, False, False)), (8, (True, True, False))],
)
def test_a_target_is_reached_or_not_once_somebody_counted(
    sanguan: Scheme, number: int | None, reached: tuple[bool | None, ...]
) -> None:
    seen_on = date(2022, 12, 1)
    counted = State(name="clean-villages", value=number or 0, seen_on=seen_on)
    states = () if number is None else (counted,)
    found = progress(sanguan, 2022, Facts(states=states), date(2022, 12, 31)).targets
    assert tuple(one.reached for one in found) == reached


def test_three_legal_guides_are_asked_for_and_a_share_of_an_unknown_number_is_left_open() -> None:
    state = State(name="legal-guides", value=3, seen_on=date(2026, 3, 1))
    sites = State(name="demonstration-sites", value=9, seen_on=date(2026, 3, 1))
    found = progress(load()["xx-city-plan"], 2026, Facts(states=(state, sites)), date(2026, 6, 30))
    assert [(one.needed, one.reached) for one in found.targets] == [
        (3, True),
        (None, None),
        (None, None),
    ]


def test_a_towns_duties_are_no_part_of_what_a_village_is_shown(linyi: Scheme) -> None:
    day = date(2026, 6, 30)
    village = {one.occurrence.duty for one in agenda(linyi, 2026, Facts(), day)}
    town = {one.occurrence.duty for one in agenda(linyi, 2026, Facts(), day, Owner.TOWN)}
    assert village == {"village-briefing"}
    assert town == {"town-monthly-check"}


def test_what_is_done_late_or_in_the_next_year_is_done_where_it_has_one_fixed_day(
    sanguan: Scheme,
) -> None:
    late = Record(duties=("three-batches",), done_on=date(2023, 5, 1), ref="record:1")
    found = progress(sanguan, 2022, Facts(records=(late,)), date(2023, 5, 1))
    assert counts(found) == (1, 0, 10)
    (line,) = [line for line in found.lines if line.status is Status.DONE]
    assert line.records == ("record:1",)


def test_an_assigned_task_is_counted_beside_the_occurrences() -> None:
    scheme = load()["tangjiafang-2020"]
    for done_on, expected in ((None, (0, 1, 1)), (date(2026, 5, 1), (1, 1, 0))):
        task = Task(duty="opinion-survey", due=date(2026, 5, 31), done_on=done_on)
        found = progress(scheme, 2026, Facts(tasks=(task,)), date(2026, 6, 10))
        shown = [line for line in found.lines if line.duty in {"opinion-survey", "creation-report"}]
        past = [line for line in shown if line.status is not Status.AHEAD]
        marks = [line.status for line in past]
        assert tuple(marks.count(status) for status in (Status.DONE, Status.OPEN, Status.OVERDUE))
        assert (marks.count(Status.DONE), marks.count(Status.OVERDUE)) == (expected[0], expected[2])


def test_what_has_no_day_is_listed_with_how_often_it_was_recorded(sanguan: Scheme) -> None:
    held = Record(duties=("disclosure-rules",), done_on=date(2022, 6, 1))
    found = progress(sanguan, 2022, Facts(records=(held, held)), date(2022, 7, 1))
    times = {one.duty: one.times for one in found.ongoing}
    assert times["disclosure-rules"] == 2
    assert times["accounting-care"] == 0


def test_every_line_cites_its_clause_and_quotes_the_document() -> None:
    for scheme in load().values():
        assert all(duty.clause and duty.citation for duty in scheme.duties.values())
        if scheme.kind == "checklist":
            assert all("“" in duty.citation for duty in scheme.duties.values())
