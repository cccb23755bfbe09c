from datetime import date, timedelta

import pytest

from handlers.services import finding_terms, findings
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, moment

DUE = date(2026, 7, 29)
LATER = date(2026, 8, 12)


def row(hall, number):
    return hall.uow.findings.get(number, Scope.tick())


@pytest.fixture
def found(hall, chair):
    return row(hall, findings.raise_(hall.act(chair), "凭证没有联签"))


def refused(act, *arguments):
    with pytest.raises(AlreadySettled) as why:
        act(*arguments)
    return why.value.status


def wished(hall, clerk, found, days=10):
    finding_terms.ask(hall.act(clerk), found, days, "材料要等镇里盖章")
    return row(hall, found.id)


# --- moved by the finder --------------------------------------------------------------------------


def test_the_finder_gives_more_time_or_sets_no_day_at_all(hall, chair, found):
    finding_terms.move(hall.act(chair), found, LATER)
    assert row(hall, found.id).due == LATER
    finding_terms.move(hall.act(chair), row(hall, found.id), None)
    assert row(hall, found.id).due is None
    assert hall.audited() == ["finding.raise", "finding.extend", "finding.no_due"]


def test_a_day_is_set_where_there_was_none(hall, chair, found):
    finding_terms.move(hall.act(chair), found, None)
    finding_terms.move(hall.act(chair), row(hall, found.id), LATER)
    assert row(hall, found.id).due == LATER


def test_an_earlier_day_only_on_the_day_it_was_found(hall, chair, found):
    sooner = date(2026, 7, 22)
    next_day = hall.act(chair, at=moment(2026, 7, 16))
    assert refused(finding_terms.move, next_day, found, sooner) == "earlier-due"
    assert refused(finding_terms.move, hall.act(chair), found, DUE) == "same-due"
    assert refused(finding_terms.move, hall.act(chair), found, TODAY) == "earlier-due"
    finding_terms.move(hall.act(chair), found, sooner)
    assert row(hall, found.id).due == sooner


def test_beyond_twenty_working_days_a_reason_is_kept_and_beyond_sixty_none_helps(
    hall, chair, found
):
    far, beyond = date(2026, 10, 13), date(2026, 10, 14)
    assert finding_terms.latest(found) == far
    assert refused(finding_terms.move, hall.act(chair), found, date(2026, 8, 13)) == "due-reason"
    assert refused(finding_terms.move, hall.act(chair), found, beyond, "要招标") == "far-due"
    finding_terms.move(hall.act(chair), found, far, "要招标")
    moved = row(hall, found.id)
    assert (moved.due, moved.last("extend").reason) == (far, "要招标")


def test_the_village_cannot_wish_for_more_than_sixty_working_days_either(hall, chair, clerk, found):
    finding_terms.move(hall.act(chair), found, date(2026, 9, 30), "要招标")
    after = row(hall, found.id)
    assert refused(finding_terms.ask, hall.act(clerk), after, 20, "材料没到") == "far-due"


def test_what_was_missed_already_is_not_moved_away(hall, chair, found):
    hall.now += timedelta(days=30)
    for day in (None, date(2026, 9, 30)):
        assert refused(finding_terms.move, hall.act(chair), found, day) == "overdue"


def test_what_is_settled_is_not_moved(hall, chair, clerk, found):
    findings.remedied(hall.act(clerk), found, "已补签")
    findings.settle(hall.act(chair), row(hall, found.id))
    assert refused(finding_terms.move, hall.act(chair), row(hall, found.id), LATER) == "settled"


def test_the_village_moves_nothing_itself(hall, clerk, found):
    with pytest.raises(Denied):
        finding_terms.move(hall.act(clerk), found, LATER)


# --- wished for by the village --------------------------------------------------------------------


def test_a_wish_is_counted_from_the_due_day_and_granted_to_that_day(hall, chair, clerk, found):
    asked = wished(hall, clerk, found)
    assert (asked.asked_delay.on_day, asked.asked_delay.reason) == (LATER, "材料要等镇里盖章")
    assert (asked.due, asked.status) == (DUE, "open")
    finding_terms.grant(hall.act(chair), asked)
    assert row(hall, found.id).due == LATER
    assert row(hall, found.id).asked_delay is None


def test_a_wish_made_in_time_is_granted_after_the_due_day_too(hall, chair, clerk, found):
    asked = wished(hall, clerk, found)
    missed = hall.book(today=date(2026, 7, 31)).scores()[0].provisional
    finding_terms.grant(hall.act(chair, at=moment(2026, 7, 31)), asked)
    assert hall.book(today=date(2026, 7, 31)).scores()[0].provisional == missed + 1


def test_a_wish_refused_leaves_the_day_and_another_can_be_made(hall, chair, clerk, found):
    asked = wished(hall, clerk, found)
    finding_terms.refuse(hall.act(chair), asked, "十天够了")
    after = row(hall, found.id)
    assert (after.due, after.asked_delay) == (DUE, None)
    assert wished(hall, clerk, after, 5).asked_delay.on_day == date(2026, 8, 5)


def test_one_wish_at_a_time_and_none_once_it_is_late_or_has_no_day(hall, chair, clerk, found):
    asked = wished(hall, clerk, found)
    assert refused(finding_terms.may_ask, hall.act(clerk), asked) == "delay-asked"
    late = hall.act(clerk, at=moment(2026, 7, 30))
    assert refused(finding_terms.may_ask, late, found) == "overdue"
    finding_terms.move(hall.act(chair), asked, None)
    assert refused(finding_terms.may_ask, hall.act(clerk), row(hall, found.id)) == "no-due"


def test_nobody_answers_where_nothing_was_asked(hall, chair, found):
    assert refused(finding_terms.grant, hall.act(chair), found) == "answered"


def test_who_asked_does_not_grant_it_in_another_post(hall, clerk, found):
    promoted = hall.appoint(Post.SUPERVISOR, person=clerk.person_id)
    with pytest.raises(OwnRecord):
        finding_terms.grant(hall.act(promoted), wished(hall, clerk, found))


def test_only_the_village_asks(hall, member, found):
    with pytest.raises(Denied):
        finding_terms.ask(hall.act(member), found, 5, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8月12日", LATER),
        ("改到8月12日吧", LATER),
        ("7月3日", None),
        ("8月12日或者8月13日", None),
        ("越快越好", None),
    ],
)
def test_a_typed_day_is_one_that_is_still_ahead(text, day):
    assert finding_terms.read_due(text, TODAY) == day
