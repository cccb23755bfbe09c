from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from rubric import facts
from storage.fact_rows import FactEventRow, FactRow, as_fact

AT = datetime(2026, 7, 1, 9, tzinfo=UTC)
VILLAGE, CLERK, CHAIR = 3, 1, 2


def event(kind, day=1, by=CLERK, **data):
    return FactEventRow(
        id=day,
        village_id=VILLAGE,
        fact="state",
        fact_id=1,
        kind=kind,
        on_day=date(2026, 7, day),
        reason="",
        data=data,
        by_id=by,
        by_grant_id=by,
        at=AT,
    )


def row(kind, /, *events, **said):
    return FactRow(
        kind=kind,
        id=1,
        village_id=VILLAGE,
        said=MappingProxyType(said),
        by_id=CLERK,
        by_grant_id=CLERK,
        at=AT,
        events=tuple(events),
    )


def sites(*events):
    return row("state", *events, name="integrity-sites", value=3, seen_on=date(2026, 7, 1))


def task(*events):
    return row("task", *events, duty="cross-inspection", due=date(2026, 7, 20))


def test_a_state_is_the_villages_own_word_until_another_post_confirms_it():
    assert as_fact(sites()).confirmed is None
    assert as_fact(sites(event("confirm", 5))).confirmed == date(2026, 7, 5)


@pytest.mark.parametrize("undone", ["unconfirm", "return"])
def test_what_is_taken_back_is_confirmed_no_longer(undone):
    assert as_fact(sites(event("confirm", 5), event(undone, 6))).confirmed is None


@pytest.mark.parametrize(
    ("events", "status", "counts"),
    [
        ((), "open", True),
        (("confirm",), "confirmed", True),
        (("return",), "returned", False),
        (("return", "resubmit"), "open", True),
        (("withdraw",), "withdrawn", False),
        (("withdraw", "restore"), "open", True),
        (("confirm", "withdraw"), "withdrawn", False),
    ],
)
def test_a_returned_or_withdrawn_fact_counts_for_nothing(events, status, counts):
    stated = sites(*(event(kind, day) for day, kind in enumerate(events, 1)))
    assert (stated.status, stated.counts) == (status, counts)


def test_an_honour_counts_once_the_town_has_confirmed_it():
    said = {"kind": "provincial-media", "on_day": date(2026, 4, 2), "piece": "清廉故事"}
    assert not row("honour", **said).counts
    confirmed = row("honour", event("confirm", 3, CHAIR), **said)
    assert confirmed.counts
    assert as_fact(confirmed) == facts.Honour(
        kind="provincial-media", on=date(2026, 4, 2), piece="清廉故事", ref="honour:1"
    )
    assert not row("honour", event("confirm", 3), event("return", 4), **said).counts


def test_a_veto_counts_from_the_second_signature_on_and_ends_when_it_is_lifted():
    said = {"kind": "insolvent", "on_day": date(2026, 4, 2)}
    assert not row("veto", **said).counts
    signed = row("veto", event("countersign", 3, CHAIR), **said)
    assert signed.counts
    assert as_fact(signed).lifted_on is None
    lifted = row("veto", event("countersign", 3, CHAIR), event("lift", 9, CHAIR), **said)
    assert as_fact(lifted).lifted_on == date(2026, 7, 9)
    assert lifted.counts


def test_a_task_sent_back_is_not_done():
    done = task(event("done", 3), event("confirm", 4, CHAIR))
    assert (as_fact(done).done_on, as_fact(done).confirmed) == (date(2026, 7, 3), date(2026, 7, 4))
    back = task(event("done", 3), event("confirm", 4, CHAIR), event("send_back", 5, CHAIR))
    assert (as_fact(back).done_on, as_fact(back).confirmed) == (None, None)
    again = task(event("done", 3), event("send_back", 5, CHAIR), event("done", 6))
    assert as_fact(again).done_on == date(2026, 7, 6)


def test_a_matter_has_the_steps_that_were_not_taken_back():
    road = row(
        "matter",
        event("step", 1, step="propose"),
        event("step", 2, step="consult"),
        event("unstep", 3, step="consult"),
        event("conclude", 9),
        kind="major-decision",
        title="村道硬化",
    )
    fact = as_fact(road)
    assert dict(fact.steps) == {"propose": date(2026, 7, 1)}
    assert fact.concluded_on == date(2026, 7, 9)
    assert (
        as_fact(row("matter", event("conclude"), event("reopen"), **road.said)).concluded_on is None
    )


def test_a_matter_sent_back_is_concluded_no_longer():
    back = event("send_back", 10, CHAIR)
    sent = row("matter", event("conclude", 9), back, kind="project", title="水渠")
    assert as_fact(sent).concluded_on is None
    assert as_fact(sent).confirmed is None


def test_whoever_stated_a_fact_or_took_it_further_is_its_signer_and_whoever_judged_it_is_not():
    stated = task(event("done", 3, by=7), event("send_back", 4, by=CHAIR), event("done", 5, by=8))
    assert stated.signers == {CLERK, 7, 8}


def test_a_grade_and_a_negative_entry_are_what_a_scheme_with_grades_sees():
    good = {"scheme_id": "t", "item": 1, "grade": "good", "level": "village"}
    assert as_fact(row("grade", **good, on_day=date(2026, 9, 20))) == facts.Grade(
        item=1, grade="good", by="village", on=date(2026, 9, 20), ref="grade:1"
    )
    case = row("negative", scheme_id="t", kind="gangs", on_day=date(2026, 2, 1))
    assert as_fact(case) == facts.NegativeEntry(kind="gangs", on=date(2026, 2, 1), ref="negative:1")
