"""What holds of every score, whatever the facts (issue: scorer)."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubric.facts import (
    ALWAYS,
    Assessment,
    Facts,
    Finding,
    Honour,
    Matter,
    Profile,
    Record,
    State,
    Task,
    Veto,
)
from rubric.figures import figures
from rubric.occurrences import calendar
from rubric.period import Period
from rubric.scheme import Scheme
from rubric.scoring import Score, score
from rubric.view import seen

YEAR = 2027  # its February, and so its settlement, lies in a leap year
DAYS = st.dates(date(YEAR - 1, 11, 1), date(YEAR + 1, 4, 10))
MAYBE = st.none() | DAYS
SINCE = st.none() | st.just(ALWAYS) | DAYS
RULES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
DUTIES = [
    "members-meeting",
    "branch-committee",
    "group-meeting",
    "party-day",
    "organisational-life",
    "heart-to-heart",
    "responsibility-report",
    "integrity-pledge",
    "risk-review",
    "disclosure-party",
    "disclosure-village",
    "disclosure-finance",
    "financial-review",
    "cross-inspection",
    "integrity-education",
    "clean-culture",
]
KINDS = {
    "uncooperative": 3,
    "power-abuse": 4,
    "procedure-skipped": 5,
    "no-joint-sign-off": 7,
    "project-fault": 8,
    "austerity-violation": 12,
    "ledger-incomplete": 18,
}
YES_NO = ("finance-seal-lodged", "online-payment", "supervision-system-current")
COUNTS = ("charts-missing", "integrity-sites", "integrity-sites-unfit")
STEPS = ("propose", "consult", "deliberate", "resolve", "publish-resolution", "appraise")
STAGES = ("approve", "tender", "vary", "settle", "file")
PERIODS = st.sampled_from(
    [str(YEAR), f"{YEAR}-Q1", f"{YEAR}-Q4", f"{YEAR - 1}"]
    + [f"{YEAR}-{month:02}" for month in (1, 2, 3, 6, 11, 12)]
).map(Period.parse)

RECORDS = st.builds(
    Record,
    duties=st.lists(st.sampled_from(DUTIES), min_size=1, max_size=3, unique=True).map(tuple),
    done_on=DAYS,
    period=st.none() | PERIODS,
    unit=st.integers(1, 3),
    title=st.sampled_from(["", "甲"]),
    confirmed=SINCE,
    returned=st.none() | st.none() | DAYS,
)
FINDINGS = st.builds(
    lambda kind, **rest: Finding(item=KINDS[kind], kind=kind, **rest),
    st.sampled_from(sorted(KINDS)),
    count=st.integers(1, 4),
    found_on=DAYS,
    due=MAYBE,
    settled_on=MAYBE,
    cleared_on=MAYBE,
) | st.builds(
    Finding,
    item=st.just(13),
    kind=st.just("policy-shirking"),
    found_on=DAYS,
    amount=st.decimals(Decimal("0.01"), 5, places=2),
    reason=st.just("打折扣"),
)
STATES = st.builds(
    State, name=st.sampled_from(YES_NO), value=st.booleans(), seen_on=DAYS, confirmed=SINCE
) | st.builds(
    State, name=st.sampled_from(COUNTS), value=st.integers(0, 5), seen_on=DAYS, confirmed=SINCE
)
TASKS = st.builds(Task, duty=st.just("cross-inspection"), due=DAYS, done_on=MAYBE, confirmed=SINCE)
MATTERS = st.builds(
    lambda kind, days, **rest: Matter(
        kind=kind,
        title="甲",
        steps=dict(zip(STEPS if kind == "major-decision" else STAGES, days, strict=False)),
        **rest,
    ),
    st.sampled_from(["major-decision", "project"]),
    st.lists(DAYS, max_size=6),
    concluded_on=MAYBE,
    confirmed=SINCE,
)
FACTS = st.builds(
    Facts,
    profile=st.builds(Profile, party_groups=st.integers(0, 2), enrolled_on=MAYBE),
    records=st.lists(RECORDS, max_size=12).map(tuple),
    findings=st.lists(FINDINGS, max_size=4).map(tuple),
    states=st.lists(STATES, max_size=4).map(tuple),
    tasks=st.lists(TASKS, max_size=2).map(tuple),
    matters=st.lists(MATTERS, max_size=3).map(tuple),
    assessments=st.lists(st.builds(Assessment, item=st.integers(1, 21), on=DAYS), max_size=2).map(
        tuple
    ),
    honours=st.lists(
        st.builds(
            Honour,
            kind=st.sampled_from(["central-media", "leader-endorsement"]),
            on=DAYS,
            piece=st.sampled_from("甲乙"),
        ),
        max_size=3,
    ).map(tuple),
    vetoes=st.lists(
        st.builds(Veto, kind=st.just("insolvent"), on=DAYS, lifted_on=MAYBE), max_size=1
    ).map(tuple),
)
READINGS = st.sampled_from([{}, {"item16": "each-period"}])


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS)
def test_floor_provisional_and_ceiling_come_in_this_order_for_every_item(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str]
) -> None:
    found = score(wenling, YEAR, facts, as_of, readings)
    for item in found.items:
        assert 0 <= item.floor <= item.score <= item.ceiling <= item.points
    assert found.floor <= found.provisional <= found.ceiling


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS)
def test_the_basis_adds_up_to_provisional_without_bonus(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str]
) -> None:
    found = score(wenling, YEAR, facts, as_of, readings)
    assert sum(found.basis) == found.provisional - found.bonus


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS)
def test_an_items_losses_add_up_to_what_it_lost_and_those_ahead_to_its_floor(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str]
) -> None:
    for item in score(wenling, YEAR, facts, as_of, readings).items:
        assert sum(loss.amount for loss in item.losses) == item.points - item.score
        assert sum(loss.amount for loss in item.ahead) == item.score - item.floor
        assert [loss.on for loss in item.losses] == sorted(loss.on for loss in item.losses)


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS)
def test_nothing_changes_up_to_valid_until_and_something_does_the_day_after(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str]
) -> None:
    found = score(wenling, YEAR, facts, as_of, readings)
    frozen = seen(facts, min(as_of, found.settlement))
    until = found.valid_until or found.settlement + timedelta(days=400)
    steps = range((min(until, found.settlement + timedelta(days=40)) - as_of).days + 1)
    for day in (as_of + timedelta(days=step) for step in steps):
        later = score(wenling, YEAR, frozen, day, readings)
        assert _standing(later) == _standing(found), day
    if found.valid_until is not None:
        after = score(wenling, YEAR, frozen, found.valid_until + timedelta(days=1), readings)
        assert _standing(after) != _standing(found)


def _standing(found: Score) -> dict[str, object]:
    return {name: value for name, value in figures(found).items() if name != "valid_until"}


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS)
def test_on_the_settlement_day_and_after_it_all_three_are_one(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str]
) -> None:
    closed = score(wenling, YEAR, facts, date(YEAR + 1, 3, 1), readings)
    assert closed.ceiling == closed.floor == closed.provisional
    later = score(wenling, YEAR, facts, max(as_of, date(YEAR + 1, 3, 1)), readings)
    assert figures(later) == figures(closed)


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS)
def test_the_floor_is_what_the_same_facts_come_to_on_the_settlement_day(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str]
) -> None:
    found = score(wenling, YEAR, facts, as_of, readings)
    frozen = seen(facts, min(as_of, found.settlement))
    assert score(wenling, YEAR, frozen, found.settlement, readings).provisional == found.floor


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS, data=st.data())
def test_a_confirmed_record_in_time_never_lowers_a_figure(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str], data: st.DataObject
) -> None:
    owed = data.draw(
        st.sampled_from(calendar(wenling, YEAR, facts.profile.party_groups).occurrences)
    )
    done_on = data.draw(st.dates(owed.opens, owed.due))
    record = Record(
        duties=(owed.duty,), period=owed.period, unit=owed.unit, done_on=done_on, confirmed=ALWAYS
    )
    before = score(wenling, YEAR, facts, as_of, readings)
    after = score(wenling, YEAR, replace(facts, records=(*facts.records, record)), as_of, readings)
    for figure in ("provisional", "ceiling", "floor"):
        assert getattr(after, figure) >= getattr(before, figure)


@RULES
@given(facts=FACTS, as_of=DAYS, readings=READINGS, seed=st.integers())
def test_the_order_of_facts_does_not_matter(
    wenling: Scheme, facts: Facts, as_of: date, readings: dict[str, str], seed: int
) -> None:
    turn = random.Random(seed)
    shuffled = replace(
        facts,
        **{
            name: tuple(turn.sample(getattr(facts, name), len(getattr(facts, name))))
            for name in ("records", "findings", "states", "tasks", "matters", "honours")
        },
    )
    assert score(wenling, YEAR, shuffled, as_of, readings) == score(
        wenling, YEAR, facts, as_of, readings
    )
