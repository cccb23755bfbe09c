from datetime import date
from decimal import Decimal

import pytest

from rubric.counts import Known, NamedCount, Source, known_counts, values
from rubric.facts import ALWAYS, Facts, Finding, Honour, Record, State, Task


def count(of: Source, *names: str, years: int = 1) -> NamedCount:
    return NamedCount(id="n", name="数", of=of, names=names, years=years, clause="第1项")


def known(of: Source, facts: Facts, *names: str, years: int = 1) -> Known | None:
    return known_counts([count(of, *names, years=years)], facts, 2026).get("n")


def record(day: date, *duties: str, **more: object) -> Record:
    return Record(duties=duties, done_on=day, **more)


def test_a_state_is_unknown_until_somebody_saw_it_and_the_newest_rules() -> None:
    old = State(name="sites", value=3, seen_on=date(2025, 1, 1), confirmed=ALWAYS)
    new = State(name="sites", value=True, seen_on=date(2026, 1, 1))
    assert known(Source.STATE, Facts(), "sites") is None
    assert known(Source.STATE, Facts(states=(new, old)), "sites") == Known(
        Decimal(1), date(2026, 1, 1), (False,)
    )


@pytest.mark.parametrize(
    ("seen_on", "months"),
    [
        (date(2026, 1, 1), 12),
        (date(2026, 1, 2), 11),
        (date(2026, 12, 1), 1),
        (date(2026, 12, 2), 0),
        (date(2024, 6, 20), 30),
    ],
)
def test_months_since_are_whole_months_to_the_end_of_the_year(seen_on: date, months: int) -> None:
    state = State(name="board", value=1, seen_on=seen_on)
    found = known(Source.MONTHS_SINCE, Facts(states=(state,)), "board")
    assert found is not None
    assert found.value == months


def test_records_of_one_day_and_title_are_one_event_and_returned_ones_none() -> None:
    day = date(2026, 3, 1)
    records = (
        record(day, "x", confirmed=ALWAYS),
        record(day, "y"),
        record(day, "x", title="另一场"),
        record(day, "z"),
        record(date(2026, 4, 1), "x", returned=date(2026, 4, 2)),
        record(date(2025, 4, 1), "x"),
    )
    found = known(Source.RECORDS, Facts(records=records), "x", "y")
    assert found == Known(Decimal(2), day, (True, False, False))


def test_what_is_not_there_is_none_and_known() -> None:
    assert known(Source.RECORDS, Facts(), "x") == Known(Decimal(0), date(2026, 1, 1), ())


def test_tasks_are_counted_as_assigned_and_as_done() -> None:
    tasks = (
        Task(duty="t", due=date(2026, 2, 1), done_on=date(2026, 1, 20), confirmed=ALWAYS),
        Task(duty="t", due=date(2026, 3, 1)),
        Task(duty="u", due=date(2026, 3, 1), done_on=date(2026, 3, 1)),
    )
    facts = Facts(tasks=tasks)
    assert known(Source.ASSIGNED, facts, "t") == Known(Decimal(2), date(2026, 3, 1), (True, False))
    assert known(Source.DONE, facts, "t") == Known(Decimal(1), date(2026, 2, 1), (True,))


def test_findings_count_their_times_within_the_years_looked_back_at() -> None:
    findings = (
        Finding(item=1, kind="k", found_on=date(2026, 1, 1), count=2),
        Finding(item=1, kind="k", found_on=date(2025, 1, 1)),
        Finding(item=1, kind="k", found_on=date(2024, 12, 31)),
        Finding(item=1, kind="k", found_on=date(2026, 2, 1), cleared_on=date(2026, 3, 1)),
        Finding(item=1, kind="other", found_on=date(2026, 2, 1)),
    )
    for years, total in ((1, 2), (2, 3), (3, 4)):
        found = known(Source.FINDINGS, Facts(findings=findings), "k", years=years)
        assert found is not None
        assert found.value == total


def honours(*years: int) -> Facts:
    days = [date(year, 5, 1) for year in years]
    return Facts(honours=tuple(Honour(kind="h", on=day, piece=str(day)) for day in days))


@pytest.mark.parametrize(
    ("years", "running"),
    [((), 0), ((2025, 2024), 0), ((2026,), 1), ((2026, 2024), 1), ((2026, 2025, 2024, 2022), 3)],
)
def test_years_running_have_no_gap_up_to_this_one(years: tuple[int, ...], running: int) -> None:
    found = known(Source.YEARS_RUNNING, honours(*years), "h")
    assert found is not None
    assert found.value == running


def test_honours_are_counted_by_piece() -> None:
    facts = Facts(
        honours=(
            Honour(kind="h", on=date(2026, 1, 1), piece="甲"),
            Honour(kind="h", on=date(2026, 2, 1), piece="甲"),
            Honour(kind="h", on=date(2026, 2, 1), piece="乙"),
        )
    )
    found = known(Source.HONOURS, facts, "h")
    assert found == Known(Decimal(2), date(2026, 2, 1), (True, True, True))
    assert values({"n": found} if found else {}) == {"n": Decimal(2)}
