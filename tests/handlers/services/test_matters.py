from dataclasses import replace
from datetime import date

import pytest

from handlers.services import matters
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import Post
from storage.errors import OutOfScope
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, moment

DECISION = ("propose", "consult", "deliberate", "resolve", "publish-resolution", "appraise",
            "publish-result")  # fmt: skip
PROJECT = ("approve", "tender", "settle", "file")


def row(hall, number):
    return hall.uow.facts.get("matter", number, Scope.tick())


def begun(hall, grant, kind="major-decision", steps=(), title="村道硬化"):
    number = matters.start(hall.act(grant), kind, title)
    for day, step in enumerate(steps, 1):
        matters.take(hall.act(grant), row(hall, number), step, date(2026, 7, day), {})
    return row(hall, number)


def concluded(hall, grant, **how):
    found = begun(hall, grant, **how)
    matters.conclude(hall.act(grant), found)
    return row(hall, found.id)


def course(hall, found):
    return matters.course(matters.kinds(hall.book())[found.said["kind"]], found.steps)


def test_a_decision_goes_through_the_steps_of_the_scheme(hall, secretary):
    found = begun(hall, secretary, steps=DECISION[:2])
    assert course(hall, found).taken == (("提议", date(2026, 7, 1)), ("商议", date(2026, 7, 2)))
    assert course(hall, found).coming[0] == ("deliberate", "审议")
    assert hall.audited() == ["matter.start", "matter.step", "matter.step"]


def test_no_order_is_refused_but_what_is_missing_is_told(hall, secretary):
    found = begun(hall, secretary, steps=("resolve",))
    assert course(hall, found).skipped == ("提议", "商议", "审议")
    assert course(hall, found).coming[0] == ("publish-resolution", "公开决议")
    assert course(hall, found).disordered == ()


def test_a_step_before_an_earlier_one_is_out_of_order(hall, secretary):
    found = begun(hall, secretary, steps=("consult", "propose"))
    assert course(hall, found).disordered == ("商议",)


def test_what_may_be_left_out_is_neither_missing_nor_next(hall, secretary):
    found = begun(hall, secretary, "project", ("approve", "tender", "settle"))
    assert course(hall, found).skipped == ()
    assert [name for _, name in course(hall, found).coming] == ["报备"]
    early = begun(hall, secretary, "project", ("approve", "tender"))
    assert [name for _, name in course(hall, early).coming] == ["结算", "报备", "变更"]


def test_a_step_said_again_has_the_newer_day_and_minutes(hall, clerk):
    found = begun(hall, clerk, steps=("propose",))
    matters.take(hall.act(clerk), found, "propose", date(2026, 7, 9), {"present": 40})
    found = row(hall, found.id)
    assert found.steps == {"propose": date(2026, 7, 9)}
    assert matters.newest_minutes(found)["present"] == 40


def test_a_step_can_be_taken_back(hall, clerk):
    found = begun(hall, clerk, steps=("propose",))
    matters.untake(hall.act(clerk), found, "propose")
    assert row(hall, found.id).steps == {}
    assert matters.newest_minutes(row(hall, found.id)) == {}


def test_a_day_that_has_not_come_is_no_day_of_a_step(hall, clerk):
    with pytest.raises(AlreadySettled):
        matters.take(hall.act(clerk), begun(hall, clerk), "propose", date(2026, 7, 16), {})


@pytest.mark.parametrize("post", [Post.SUPERVISOR_CHAIR, Post.SUPERVISOR])
def test_only_the_village_enters_them(hall, clerk, post):
    with pytest.raises(Denied):
        matters.start(hall.act(hall.appoint(post)), "project", "水渠")
    with pytest.raises(Denied):
        matters.conclude(hall.act(hall.appoint(post)), begun(hall, clerk))


def test_another_villages_matter_is_not_reached(hall, clerk):
    found = begun(hall, clerk)
    other = hall.appoint(Post.SECRETARY, "second")
    with pytest.raises(OutOfScope):
        hall.uow.facts.get("matter", found.id, hall.act(other).actor.scope)


# --- what it costs --------------------------------------------------------------------------------


def lost(hall, item, today=TODAY):
    score = hall.book(today=today).scores()[0]
    return [loss for each in score.items if each.no == item for loss in each.losses]


def test_what_concluding_would_cost_is_told_before_and_costs_nothing_yet(hall, secretary):
    found = begun(hall, secretary, steps=("propose",))
    (stake,) = matters.at_stake(hall.book(), found)
    assert (stake.item, stake.loss.amount) == (5, 2)
    assert "缺商议" in stake.loss.why
    assert lost(hall, 5) == []


def test_what_was_told_is_what_it_costs(hall, secretary):
    found = begun(hall, secretary, "project", ("approve", "settle"))
    told = matters.at_stake(hall.book(), found)
    assert [(each.item, each.loss.amount) for each in told] == [(8, 2)]
    matters.conclude(hall.act(secretary), found)
    assert [loss.amount for loss in lost(hall, 8)] == [2]


@pytest.mark.parametrize(("kind", "steps"), [("major-decision", DECISION), ("project", PROJECT)])
def test_with_every_step_in_order_it_costs_nothing(hall, secretary, kind, steps):
    found = begun(hall, secretary, kind, steps)
    assert matters.at_stake(hall.book(), found) == []


def test_another_matter_does_not_count_in_what_this_one_costs(hall, secretary):
    concluded(hall, secretary, steps=("propose",))
    found = begun(hall, secretary, steps=DECISION, title="公厕改造")
    assert matters.at_stake(hall.book(), found) == []


# --- 办结 and the words of others -----------------------------------------------------------------


def test_the_supervisors_vouch_for_it(hall, secretary, chair):
    found = concluded(hall, secretary, steps=DECISION)
    act = hall.act(chair)
    assert [each.id for each in matters.waiting(act.uow, act.actor)] == [found.id]
    matters.confirm(act, found)
    assert matters.state(row(hall, found.id)) == "confirmed"
    assert matters.waiting(act.uow, act.actor) == []


def test_nobody_vouches_for_what_he_entered_in_whatever_post(hall, secretary):
    found = concluded(hall, secretary)
    chair = hall.appoint(Post.SUPERVISOR_CHAIR, person=secretary.person_id)
    assert matters.waiting(hall.uow, hall.act(chair).actor) == []
    with pytest.raises(OwnRecord):
        matters.confirm(hall.act(chair), found)


def test_a_town_does_not_vouch_for_it(hall, secretary, office):
    with pytest.raises(Denied):
        matters.confirm(hall.act(office, "first"), concluded(hall, secretary))


def test_sent_back_it_is_open_and_costs_nothing(hall, secretary, chair):
    found = concluded(hall, secretary, steps=("propose",))
    assert lost(hall, 5)
    matters.send_back(hall.act(chair), found, "缺材料")
    found = row(hall, found.id)
    assert matters.state(found) == "open"
    assert lost(hall, 5) == []
    matters.take(hall.act(secretary), found, "consult", TODAY, {})
    matters.conclude(hall.act(secretary), row(hall, found.id))
    matters.confirm(hall.act(chair), row(hall, found.id))
    assert matters.state(row(hall, found.id)) == "confirmed"


def test_the_village_opens_it_again_until_it_is_confirmed(hall, secretary, chair):
    found = concluded(hall, secretary)
    matters.reopen(hall.act(secretary), found, "少记一步")
    assert matters.state(row(hall, found.id)) == "open"
    matters.conclude(hall.act(secretary), row(hall, found.id))
    matters.confirm(hall.act(chair), row(hall, found.id))
    with pytest.raises(AlreadySettled):
        matters.reopen(hall.act(secretary), row(hall, found.id), "再改")


@pytest.mark.parametrize("again", [matters.conclude, matters.withdraw])
def test_what_is_concluded_is_not_changed(hall, secretary, again):
    with pytest.raises(AlreadySettled):
        again(hall.act(secretary), concluded(hall, secretary))


def test_withdrawn_it_counts_for_nothing_and_can_come_back(hall, secretary):
    found = begun(hall, secretary)
    matters.withdraw(hall.act(secretary), found)
    assert matters.listed(hall.uow, Scope.tick(), hall.places["first"]) == []
    matters.restore(hall.act(secretary), row(hall, found.id))
    assert matters.state(row(hall, found.id)) == "open"


def test_those_under_way_are_listed_before_what_is_over(hall, secretary):
    over = concluded(hall, secretary)
    older, newer = begun(hall, secretary), begun(hall, secretary)
    listed = matters.listed(hall.uow, Scope.tick(), hall.places["first"])
    assert [each.id for each in listed] == [newer.id, older.id, over.id]


# --- 报备 -----------------------------------------------------------------------------------------


def test_a_filing_waits_for_the_town_until_it_has_the_papers(hall, clerk):
    found = begun(hall, clerk, "project", PROJECT)
    centre = hall.act(hall.appoint(Post.TOWN_ASSETS, "town"), "first", moment(2026, 7, 16))
    assert [each.id for each in matters.waiting(hall.uow, centre.actor)] == [found.id]
    matters.acknowledge(centre, found)
    assert not matters.filed(row(hall, found.id))
    assert matters.waiting(hall.uow, centre.actor) == []
    with pytest.raises(AlreadySettled):
        matters.acknowledge(centre, row(hall, found.id))


def test_filed_again_it_waits_again(hall, clerk, office):
    found = begun(hall, clerk, "project", ("file",))
    matters.acknowledge(hall.act(office, "first"), found)
    matters.take(hall.act(clerk), row(hall, found.id), "file", TODAY, {})
    assert matters.filed(row(hall, found.id))


def test_a_filing_taken_back_waits_no_longer(hall, clerk, office):
    found = begun(hall, clerk, "project", ("file",))
    matters.untake(hall.act(clerk), found, "file")
    assert not matters.filed(row(hall, found.id))
    assert matters.waiting(hall.uow, hall.act(office, "first").actor) == []


def test_an_acknowledgement_is_no_confirmation(hall, clerk, office, chair):
    found = begun(hall, clerk, "project", PROJECT)
    matters.acknowledge(hall.act(office, "first"), found)
    matters.conclude(hall.act(clerk), row(hall, found.id))
    assert matters.state(row(hall, found.id)) == "concluded"
    matters.confirm(hall.act(chair), row(hall, found.id))


def test_the_discipline_office_does_not_take_filings(hall, clerk):
    with pytest.raises(Denied):
        matters.acknowledge(
            hall.act(hall.appoint(Post.TOWN_DISCIPLINE, "town"), "first"),
            begun(hall, clerk, "project", ("file",)),
        )


def test_a_scheme_without_points_has_nothing_at_stake(hall, secretary, pages):
    found = begun(hall, secretary)
    listed = pages.of(TODAY, pages.like(kind="checklist", id="list"))
    assert matters.at_stake(replace(listed, village=hall.book().village), found) == []


def test_a_filing_is_not_acknowledged_by_whoever_filed_it(hall, clerk, office):
    found = begun(hall, clerk, "project", ("file",))
    promoted = hall.appoint(Post.TOWN_OFFICE, "town", person=clerk.person_id)
    act = hall.act(promoted, "first")
    with pytest.raises(OwnRecord):
        matters.acknowledge(act, found)
    assert matters.waiting(hall.uow, act.actor) == []
    matters.acknowledge(hall.act(office, "first"), found)


def test_filed_anew_it_is_acknowledged_anew_by_the_same_office(hall, clerk, office):
    found = begun(hall, clerk, "project", ("file",))
    matters.acknowledge(hall.act(office, "first"), found)
    matters.take(hall.act(clerk), row(hall, found.id), "file", TODAY, {})
    matters.acknowledge(hall.act(office, "first"), row(hall, found.id))
    assert not matters.filed(row(hall, found.id))


def test_a_step_that_the_scheme_does_not_have_is_refused(hall, clerk):
    found = begun(hall, clerk)
    with pytest.raises(AlreadySettled) as refused:
        matters.take(hall.act(clerk), found, "no-such-step", TODAY, {})
    assert refused.value.status == "matter-step"
    assert row(hall, found.id).steps == {}
