from dataclasses import replace
from datetime import date

import pytest

from handlers.services.errors import Denied
from rubric.posts import VILLAGE_POSTS, Post
from storage.errors import AuditNotPlain, OutOfScope
from tests.handlers.services.hall import NOW, TODAY
from tests.ledger import audit_rows


def test_a_row_is_signed_by_person_post_and_moment(hall, secretary):
    assert hall.act(secretary).signed == {
        "by_id": secretary.person_id,
        "by_grant_id": secretary.id,
        "at": NOW,
    }


def test_a_refusal_names_who_may_in_a_steady_order(hall, chair):
    with pytest.raises(Denied) as refused:
        hall.act(chair).require(VILLAGE_POSTS)
    assert refused.value.needed == tuple(sorted(VILLAGE_POSTS))


def test_whoever_is_entitled_passes(hall, chair):
    hall.act(chair).require(frozenset({Post.SUPERVISOR_CHAIR}))


def test_what_becomes_of_a_record_is_kept_and_audited(hall, secretary):
    row = hall.log(secretary, "party-day")
    hall.act(secretary).record_event(row.id, "withdraw", "记错了")
    (event,) = hall.row(row.id).events
    assert (event.kind, event.reason, event.on_day) == ("withdraw", "记错了", TODAY)
    *_, noted = audit_rows(hall.uow)
    assert (noted["action"], noted["subject"]) == ("record.withdraw", f"record:{row.id}")
    assert (noted["person_id"], noted["grant_id"]) == (secretary.person_id, secretary.id)


def test_a_fact_is_signed_and_the_audit_shows_only_what_was_named(hall, secretary):
    act = hall.act(secretary)
    number = act.state("matter", "matter.start", "kind", kind="project", title="修路")
    row = hall.uow.facts.get("matter", number, act.actor.scope)
    assert (row.said["title"], row.by_grant_id, row.at) == ("修路", secretary.id, NOW)
    *_, noted = audit_rows(hall.uow)
    assert (noted["action"], noted["subject"]) == ("matter.start", row.ref)
    assert noted["data"] == {"kind": "project"}


def test_what_becomes_of_a_fact_is_of_today_unless_said_and_audited(hall, secretary):
    act = hall.act(secretary)
    number = act.state("matter", "matter.start", "kind", kind="project", title="修路")
    row = hall.uow.facts.get("matter", number, act.actor.scope)
    act.fact_event(row, "step", day=date(2026, 7, 1), data={"step": "vote"})
    act.fact_event(row, "withdraw", "不修了")
    step, withdrawn = hall.uow.facts.get("matter", number, act.actor.scope).events
    assert (step.on_day, step.data, step.reason) == (date(2026, 7, 1), {"step": "vote"}, "")
    assert (withdrawn.on_day, withdrawn.data, withdrawn.reason) == (TODAY, {}, "不修了")
    assert hall.audited()[-2:] == ["matter.step", "matter.withdraw"]
    assert audit_rows(hall.uow)[-1]["village_id"] == hall.places["first"]


def test_words_of_people_do_not_get_into_the_audit(hall, secretary):
    with pytest.raises(AuditNotPlain):
        hall.act(secretary).note("record.log", "record:1", reason="张三说的")


def test_there_is_no_act_upon_a_village_that_the_actor_does_not_see(hall, secretary):
    act = hall.act(secretary)
    for beyond in ("second", "far"):
        with pytest.raises(OutOfScope):
            replace(act, book=hall.book(beyond))
