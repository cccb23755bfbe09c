from dataclasses import replace
from datetime import date

from rubric.facts import ALWAYS, Facts, Finding, Honour, Matter, Record, State, Task, Veto
from rubric.scheme import Scheme
from rubric.view import look, seen

DAY = date(2026, 4, 10)
NEXT = date(2026, 4, 11)


def test_facts_of_a_later_day_are_not_seen() -> None:
    facts = Facts(
        records=(Record(duties=("party-day",), done_on=NEXT),),
        findings=(Finding(item=4, kind="power-abuse", found_on=NEXT),),
        states=(State(name="online-payment", value=False, seen_on=NEXT),),
        honours=(Honour(kind="central-media", on=NEXT, piece="甲"),),
        vetoes=(Veto(kind="insolvent", on=NEXT),),
    )
    assert seen(facts, DAY) == Facts()
    assert seen(facts, NEXT) == facts


def test_later_days_of_a_seen_fact_are_taken_off() -> None:
    facts = Facts(
        records=(Record(duties=("party-day",), done_on=DAY, confirmed=NEXT, returned=NEXT),),
        findings=(
            Finding(item=4, kind="x", found_on=DAY, due=NEXT, settled_on=NEXT, cleared_on=NEXT),
        ),
        tasks=(Task(duty="cross-inspection", due=NEXT, done_on=NEXT, confirmed=NEXT),),
        matters=(
            Matter(kind="project", title="甲", steps={"a": DAY, "b": NEXT}, concluded_on=NEXT),
        ),
        vetoes=(Veto(kind="insolvent", on=DAY, lifted_on=NEXT),),
    )
    assert seen(facts, DAY) == Facts(
        records=(Record(duties=("party-day",), done_on=DAY),),
        findings=(Finding(item=4, kind="x", found_on=DAY, due=NEXT),),
        tasks=(Task(duty="cross-inspection", due=NEXT),),
        matters=(Matter(kind="project", title="甲", steps={"a": DAY}),),
        vetoes=(Veto(kind="insolvent", on=DAY),),
    )


def test_what_nothing_later_is_known_of_is_seen_as_it_is() -> None:
    record = Record(duties=("party-day",), done_on=DAY, confirmed=DAY)
    assert seen(Facts(records=(record,)), DAY).records[0] is record


def test_a_record_counts_for_its_occurrence_or_its_event_until_it_is_returned(
    wenling: Scheme,
) -> None:
    meeting = Record(duties=("party-day", "clean-culture"), done_on=DAY)
    view = look(wenling, 2026, Facts(records=(meeting,)), DAY)
    assert (view.counting, view.events) == (
        {"party-day/2026-04/1": [meeting]},
        {"clean-culture": [meeting]},
    )
    returned = look(wenling, 2026, Facts(records=(replace(meeting, returned=DAY),)), DAY)
    assert (returned.counting, returned.events) == ({}, {})
    other_year = look(wenling, 2025, Facts(records=(meeting,)), NEXT)
    assert (other_year.counting, other_year.events) == ({}, {})


def test_an_occurrence_is_unvouched_until_one_of_its_records_is_confirmed(wenling: Scheme) -> None:
    said = Record(duties=("party-day",), done_on=DAY)
    vouched = replace(said, confirmed=NEXT)
    for day, unvouched in ((DAY, {"party-day/2026-04/1"}), (NEXT, set())):
        assert look(wenling, 2026, Facts(records=(said, vouched)), day).unvouched == unvouched


def test_the_names_of_all_facts_but_records_are_told(wenling: Scheme) -> None:
    facts = Facts(
        records=(Record(duties=("party-day",), done_on=DAY),),
        findings=(Finding(item=4, kind="power-abuse", found_on=DAY),),
        states=(State(name="online-payment", value=False, seen_on=DAY),),
        tasks=(Task(duty="cross-inspection", due=NEXT),),
        matters=(Matter(kind="project", title="甲"),),
        honours=(Honour(kind="central-media", on=DAY, piece="甲"),),
    )
    assert look(wenling, 2026, facts, DAY).names() == {
        "power-abuse",
        "online-payment",
        "cross-inspection",
        "project",
        "central-media",
    }


def test_after_the_settlement_day_the_year_is_seen_as_on_that_day(wenling: Scheme) -> None:
    late = Record(duties=("clean-culture",), done_on=date(2027, 3, 2))
    view = look(wenling, 2026, Facts(records=(late,)), date(2030, 1, 1))
    assert view.day == date(2027, 3, 1)
    assert view.facts.records == ()


def test_the_newest_state_rules_and_of_one_day_the_confirmed_then_the_dearer(
    wenling: Scheme,
) -> None:
    def rules(*states: State) -> int | None:
        view = look(wenling, 2026, Facts(states=states), DAY)
        newest = view.newest("charts-missing", lambda state: state.value)
        return newest.value if newest else None

    def state(value: int, day: date, confirmed: date | None = None) -> State:
        return State(name="charts-missing", value=value, seen_on=day, confirmed=confirmed)

    earlier = date(2026, 4, 9)
    assert rules() is None
    assert rules(state(3, earlier, ALWAYS), state(0, DAY)) == 0
    assert rules(state(0, DAY, ALWAYS), state(3, DAY)) == 0
    assert rules(state(3, DAY), state(0, DAY)) == 3
