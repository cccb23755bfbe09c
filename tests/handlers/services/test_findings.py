from dataclasses import replace
from datetime import date

import pytest

from handlers.services import findings
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, WENLING, moment

DUE = date(2026, 7, 29)


def raised(hall, grant, text="凭证没有联签", at=None):
    return row(hall, findings.raise_(hall.act(grant, "first", at), text))


def row(hall, number):
    return hall.uow.findings.get(number, Scope.tick())


def waiting(hall, grant):
    act = hall.act(grant, "first")
    return [each.id for each in findings.awaiting(hall.uow, act.actor, act.day)]


def remedied(hall, clerk, found):
    findings.remedied(hall.act(clerk), found, "已补签")
    return row(hall, found.id)


def test_a_finding_is_due_after_ten_working_days(hall, chair):
    found = raised(hall, chair)
    assert (found.due, found.found_on, found.status) == (DUE, TODAY, "open")
    assert (found.scheme_id, found.item, found.kind) == (WENLING, 3, "problem")
    assert hall.audited() == ["finding.raise"]


def test_ten_working_days_leap_over_a_holiday(hall, chair):
    assert raised(hall, chair, at=moment(2026, 9, 21)).due == date(2026, 10, 12)


def test_a_finding_costs_a_point_only_when_it_is_missed(hall, chair, clerk):
    found = raised(hall, chair)
    before, after = (hall.book(today=day).scores()[0].items[2] for day in (DUE, date(2026, 7, 30)))
    assert before.score - after.score == 1
    remedied(hall, clerk, found)
    findings.settle(hall.act(chair), row(hall, found.id))
    assert hall.book(today=date(2026, 7, 30)).scores()[0].items[2].score == before.score


def test_a_finding_in_a_village_of_no_scheme_costs_nothing(hall, office):
    hall.places["new"] = hall.uow.places.add("village", "新村", hall.places["town"])
    found = row(hall, findings.raise_(hall.act(office, "new"), "账目没有公开"))
    assert (found.scheme_id, found.item) == ("", findings.NO_ITEM)


def test_a_finding_belongs_to_the_scheme_with_points(hall, chair, pages):
    act = hall.act(chair)
    listed = pages.of(TODAY, pages.like(kind="checklist", id="list"), *act.book.enrolled)
    book = replace(listed, village=act.book.village)
    assert row(hall, findings.raise_(replace(act, book=book), "")).scheme_id == WENLING


@pytest.mark.parametrize("post", [Post.SECRETARY, Post.CLERK])
def test_no_village_reports_findings_against_itself(hall, post):
    with pytest.raises(Denied):
        raised(hall, hall.appoint(post))


def test_the_assets_centre_raises_no_findings(hall):
    with pytest.raises(Denied):
        raised(hall, hall.appoint(Post.TOWN_ASSETS, "town"))


# --- remedy and judgement -------------------------------------------------------------------------


def test_a_remedy_waits_for_a_checker_and_is_settled_by_him(hall, chair, clerk):
    found = remedied(hall, clerk, raised(hall, chair))
    assert waiting(hall, chair) == [found.id]
    assert findings.open_of(hall.act(clerk)) == []
    findings.settle(hall.act(chair, at=moment(2026, 7, 20)), found)
    assert row(hall, found.id).settled_on == date(2026, 7, 20)
    assert waiting(hall, chair) == []
    assert hall.audited() == ["finding.raise", "finding.report", "finding.settle"]


def test_only_the_village_reports_a_remedy(hall, chair, member):
    with pytest.raises(Denied):
        findings.remedied(hall.act(member), raised(hall, chair), "已改")


def test_a_remedy_is_reported_once(hall, chair, clerk):
    found = remedied(hall, clerk, raised(hall, chair))
    with pytest.raises(AlreadySettled):
        findings.remedied(hall.act(clerk), found, "又改")


def test_what_is_not_remedied_cannot_be_judged(hall, chair):
    found = raised(hall, chair)
    for judge in (findings.settle, lambda act, it: findings.send_back(act, it, "")):
        with pytest.raises(AlreadySettled) as refused:
            judge(hall.act(chair), found)
        assert refused.value.status == "open"


def test_a_remedy_that_does_not_do_goes_back_and_keeps_its_day(hall, chair, clerk):
    found = remedied(hall, clerk, raised(hall, chair))
    findings.send_back(hall.act(chair), found, "没有补全")
    found = row(hall, found.id)
    assert (found.status, found.due) == ("open", DUE)
    assert [each.id for each in findings.open_of(hall.act(clerk))] == [found.id]


def test_nobody_judges_a_remedy_that_he_reported_in_whatever_post(hall, chair, clerk, secretary):
    promoted = hall.appoint(Post.SUPERVISOR, person=clerk.person_id)
    found = remedied(hall, clerk, raised(hall, chair))
    assert waiting(hall, promoted) == []
    with pytest.raises(OwnRecord):
        findings.settle(hall.act(promoted), found)
    findings.send_back(hall.act(chair), found, "")
    found = remedied(hall, secretary, row(hall, found.id))
    with pytest.raises(OwnRecord):
        findings.settle(hall.act(promoted), found)


def test_what_is_open_is_listed_soonest_due_first(hall, chair, clerk):
    later = raised(hall, chair, at=moment(2026, 7, 20))
    sooner = raised(hall, chair)
    assert [each.id for each in findings.open_of(hall.act(clerk))] == [sooner.id, later.id]


# --- clearing and extending -----------------------------------------------------------------------


def test_whoever_raised_it_takes_it_back(hall, chair):
    found = raised(hall, chair)
    findings.clear(hall.act(chair), found, "查无此事")
    assert row(hall, found.id).cleared_on == TODAY
    with pytest.raises(AlreadySettled):
        findings.clear(hall.act(chair), row(hall, found.id), "")


def test_another_supervisor_does_not_take_it_back_but_the_town_does(hall, chair, member, office):
    found = raised(hall, chair)
    with pytest.raises(Denied) as refused:
        findings.clear(hall.act(member), found, "")
    assert set(refused.value.needed) == {Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE}
    findings.clear(hall.act(office, "first"), found, "查无此事")
    assert row(hall, found.id).status == "cleared"


def test_who_reported_the_remedy_does_not_clear_it_either(hall, chair, clerk):
    promoted = hall.appoint(Post.TOWN_OFFICE, "town", person=clerk.person_id)
    found = remedied(hall, clerk, raised(hall, chair))
    with pytest.raises(OwnRecord):
        findings.clear(hall.act(promoted, "first"), found, "查无此事")


# --- numbers, posts and who is asked --------------------------------------------------------------


def test_each_village_counts_its_own_findings_anew_every_year(hall, office):
    def number(village, at=None):
        return row(hall, findings.raise_(hall.act(office, village, at), "")).reference

    assert [number("first"), number("second"), number("first")] == [
        "2026-001", "2026-001", "2026-002",
    ]  # fmt: skip
    assert number("first", moment(2027, 1, 5)) == "2027-001"


@pytest.mark.parametrize(
    ("post", "place"),
    [
        (Post.SUPERVISOR, "first"),
        (Post.TOWN_OFFICE, "town"),
        (Post.TOWN_DISCIPLINE, "town"),
        (Post.CITY_AGRICULTURE, "city"),
    ],
)
def test_supervisors_town_offices_and_the_city_raise_findings(hall, post, place):
    assert raised(hall, hall.appoint(post, place)).status == "open"


def test_a_post_below_the_finders_does_not_decide(hall, office, chair, clerk):
    found = remedied(hall, clerk, raised(hall, office))
    with pytest.raises(Denied) as refused:
        findings.settle(hall.act(chair), found)
    assert Post.TOWN_OFFICE in refused.value.needed
    assert Post.SUPERVISOR_CHAIR not in refused.value.needed
    findings.settle(hall.act(hall.appoint(Post.CITY_AGRICULTURE, "city"), "first"), found)
    assert row(hall, found.id).status == "settled"


def asked(hall, found):
    return [each.id for each in findings.deciders(hall.uow, found, TODAY)]


def test_the_finders_post_is_asked_then_its_colleagues_then_the_town(hall, chair, office):
    found = raised(hall, chair)
    assert asked(hall, found) == [chair.id]
    hall.uow.grants.end(chair.id, hall.now)
    assert asked(hall, found) == [office.id]
    colleague = hall.appoint(Post.SUPERVISOR)
    assert asked(hall, found) == [colleague.id]
    hall.appoint(Post.CLERK, person=colleague.person_id)
    findings.remedied(hall.act(hall.appoint(Post.CLERK, person=colleague.person_id)), found, "")
    assert asked(hall, row(hall, found.id)) == [office.id]


def test_a_finding_of_the_supervisors_waits_for_them_and_not_for_the_town(
    hall, chair, member, clerk, office
):
    found = remedied(hall, clerk, raised(hall, chair))
    assert waiting(hall, chair) == waiting(hall, member) == [found.id]
    assert waiting(hall, office) == []


def test_it_tells_in_how_many_working_days_it_was_settled(hall, chair, clerk):
    found = remedied(hall, clerk, raised(hall, chair))
    findings.settle(hall.act(chair, at=moment(2026, 7, 20)), found)
    assert findings.took(row(hall, found.id)) == 3
    assert not findings.is_late(row(hall, found.id), date(2026, 8, 1))
