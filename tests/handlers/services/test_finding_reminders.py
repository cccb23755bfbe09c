"""Overdue findings climb as duties do; what waits for a word is reminded of too."""

from datetime import date

import pytest

from handlers.services import finding_disputes, finding_reminders, finding_terms, findings
from handlers.services.finding_reminders import owed_to, pending
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.services.hall import moment

PLACES = {Post.TOWN_OFFICE: "town", Post.TOWN_DISCIPLINE: "town", Post.TOWN_ASSETS: "town"}


@pytest.fixture
def found(hall, chair):
    return row(hall, findings.raise_(hall.act(chair), "凭证没有联签"))


def row(hall, number):
    return hall.uow.findings.get(number, Scope.tick())


def told(hall, grant, day):
    book = hall.book(today=day)
    owed = owed_to(pending(hall.uow, [book.village.id]), book, grant)
    return [(each.label, each.stage.id) for each in owed]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 7, 23), None),
        (date(2026, 7, 24), "before"),
        (date(2026, 7, 30), "late-1"),
        (date(2026, 8, 9), "late-1"),
        (date(2026, 8, 10), "late-10"),
        (date(2026, 8, 18), "late-20"),
    ],
)
def test_the_village_hears_of_it_at_the_schemes_stages(hall, found, clerk, day, stage):
    assert told(hall, clerk, day) == ([("问题2026-001整改", stage)] if stage else [])
    assert found.due == date(2026, 7, 29)


@pytest.mark.parametrize(
    ("post", "since"),
    [
        (Post.SUPERVISOR, date(2026, 7, 30)),
        (Post.TOWN_OFFICE, date(2026, 8, 10)),
        (Post.TOWN_DISCIPLINE, date(2026, 8, 18)),
        (Post.TOWN_ASSETS, None),
    ],
)
@pytest.mark.usefixtures("found")
def test_the_longer_it_takes_the_higher_it_climbs(hall, post, since):
    grant = hall.appoint(post, PLACES.get(post, "first"))
    days = [date(2026, 7, 29), *(date(2026, 7, 30), date(2026, 8, 10), date(2026, 8, 18))]
    first = next((day for day in days if told(hall, grant, day)), None)
    assert first == since


def test_what_is_remedied_is_no_more_the_villages_but_the_finders(hall, found, chair, clerk):
    findings.remedied(hall.act(clerk, at=moment(2026, 7, 20)), found, "已补签")
    assert told(hall, clerk, date(2026, 8, 20)) == []
    assert told(hall, chair, date(2026, 7, 21)) == []
    assert told(hall, chair, date(2026, 7, 22)) == [("验收问题2026-001", "before")]
    assert told(hall, chair, date(2026, 7, 28)) == [("验收问题2026-001", "late-1")]


def test_a_remedy_reported_just_in_time_is_to_be_judged_in_time(hall, found, chair, clerk):
    findings.remedied(hall.act(clerk, at=moment(2026, 7, 28)), found, "已补签")
    assert finding_reminders.answer_due(row(hall, found.id), date(2026, 7, 28)) == found.due
    assert told(hall, chair, date(2026, 7, 28)) == [("验收问题2026-001", "before")]


def test_one_reported_late_has_five_working_days(found):
    late = date(2026, 7, 30)
    assert finding_reminders.answer_due(found, late) == date(2026, 8, 6)


def test_a_judgement_that_does_not_come_climbs_too(hall, found, chair, clerk, office):
    findings.remedied(hall.act(clerk, at=moment(2026, 7, 20)), found, "已补签")
    assert told(hall, office, date(2026, 8, 3)) == []
    assert told(hall, office, date(2026, 8, 6)) == [("验收问题2026-001", "late-10")]
    assert told(hall, chair, date(2026, 8, 6)) == [("验收问题2026-001", "late-10")]


def test_the_finder_in_the_town_is_reminded_and_the_supervisors_are_not(hall, office, chair, clerk):
    found = row(hall, findings.raise_(hall.act(office, "first"), ""))
    findings.remedied(hall.act(clerk), found, "已补签")
    day = date(2026, 7, 23)
    assert told(hall, office, day) == [("验收问题2026-001", "late-1")]
    assert told(hall, chair, day) == []


def test_wishes_and_objections_wait_for_an_answer(hall, found, chair, clerk, secretary):
    finding_terms.ask(hall.act(clerk), found, 5, "等盖章")
    assert ("答复问题2026-001", "late-1") in told(hall, chair, date(2026, 7, 23))
    finding_disputes.dispute(hall.act(secretary), row(hall, found.id), "签了")
    finding_terms.refuse(hall.act(chair), row(hall, found.id), "够了")
    assert ("答复问题2026-001", "late-1") in told(hall, chair, date(2026, 7, 23))


def test_who_spoke_for_the_village_is_not_reminded_to_judge(hall, found, clerk):
    promoted = hall.appoint(Post.SUPERVISOR, person=clerk.person_id)
    findings.remedied(hall.act(clerk), found, "已补签")
    assert told(hall, promoted, date(2026, 7, 28)) == []


def test_without_a_due_day_or_a_scheme_nobody_is_reminded(hall, found, chair, clerk, office):
    finding_terms.move(hall.act(chair), found, None)
    assert told(hall, clerk, date(2026, 9, 1)) == []
    hall.places["new"] = hall.uow.places.add("village", "新村", hall.places["town"])
    findings.raise_(hall.act(office, "new"), "")
    book = hall.book("new", date(2026, 9, 1))
    assert owed_to(pending(hall.uow, [book.village.id]), book, office) == []


def test_the_oldest_comes_first(hall, found, chair, clerk):
    newer = findings.raise_(hall.act(chair, at=moment(2026, 7, 20)), "")
    labels = [label for label, _ in told(hall, clerk, date(2026, 8, 10))]
    assert labels == [f"问题{found.reference}整改", f"问题{row(hall, newer).reference}整改"]


def test_all_villages_are_read_at_once(hall, found, office):
    far = findings.raise_(hall.act(office, "second"), "")
    known = pending(hall.uow, [hall.places["first"], hall.places["second"]])
    assert {village: [one.row.id for one in every] for village, every in known.items()} == {
        hall.places["first"]: [found.id],
        hall.places["second"]: [far],
    }
    assert known[hall.places["second"]][0].finder == Post.TOWN_OFFICE
    assert pending(hall.uow, [hall.places["far"]]) == {}
