from dataclasses import replace
from datetime import date, timedelta

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
    found = findings.raise_(hall.act(office, "new"), "账目没有公开")
    assert row(hall, found).scheme_id == ""


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
    assert [each.id for each in findings.waiting_for(hall.act(chair))] == [found.id]
    assert findings.open_of(hall.act(clerk)) == []
    findings.settle(hall.act(chair, at=moment(2026, 7, 20)), found)
    assert row(hall, found.id).settled_on == date(2026, 7, 20)
    assert findings.waiting_for(hall.act(chair)) == []
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
    assert findings.waiting_for(hall.act(promoted)) == []
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
    findings.clear(hall.act(office, "first"), found, "")
    assert row(hall, found.id).status == "cleared"


def test_a_due_day_moves_later_and_never_earlier(hall, chair):
    found = raised(hall, chair)
    findings.extend(hall.act(chair), found, date(2026, 8, 5))
    assert row(hall, found.id).due == date(2026, 8, 5)
    for due in (date(2026, 8, 5), DUE):
        with pytest.raises(AlreadySettled):
            findings.extend(hall.act(chair), row(hall, found.id), due)


def test_what_was_missed_already_is_not_extended_away(hall, chair):
    found = raised(hall, chair)
    hall.now += timedelta(days=30)
    with pytest.raises(AlreadySettled):
        findings.extend(hall.act(chair), row(hall, found.id), date(2026, 9, 30))


def test_what_is_settled_is_not_extended(hall, chair, clerk):
    found = remedied(hall, clerk, raised(hall, chair))
    findings.settle(hall.act(chair), found)
    with pytest.raises(AlreadySettled):
        findings.extend(hall.act(chair), row(hall, found.id), date(2026, 8, 5))


def test_the_village_grants_itself_no_delay(hall, chair, clerk):
    found = raised(hall, chair)
    with pytest.raises(Denied):
        findings.extend(hall.act(clerk), found, date(2026, 8, 5))
