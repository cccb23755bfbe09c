"""A town scores a village: item by item, never its own work, and hands the sheet to a second."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.services import scorings, sealing
from handlers.services.errors import Denied, ScoringRefused
from handlers.services.worksheets import sheet_in_force
from rubric.posts import Post
from storage.errors import OutOfScope
from storage.scope import Scope
from tests.handlers.services.hall import WENLING, moment
from tests.handlers.services.paper_trail import begun, scored, sealed, sheet_of, shown, submitted

AUGUST = moment(2026, 8, 3)


def refused(why):
    return pytest.raises(ScoringRefused, match=why)


@pytest.fixture
def act(hall, office):
    return hall.act(office, "first")


@pytest.fixture
def row(hall, office):
    return begun(hall, office)


def test_a_scoring_is_begun_once_and_audited(hall, office, discipline):
    row = begun(hall, office)
    assert begun(hall, discipline).id == row.id
    assert (row.level, row.year, row.state, row.items) == ("town", 2026, "open", ())
    assert hall.audited() == ["scoring.begin"]


@pytest.mark.parametrize("post", [post for post in Post if post is not Post.OPERATOR])
def test_only_the_town_s_office_and_discipline_office_score(hall, post):
    place = {"村": "first", "镇": "town", "市": "city"}[post[0]]
    who = hall.appoint(post, place)
    if post in (Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE):
        assert begun(hall, who).state == "open"
    else:
        with pytest.raises(Denied):
            begun(hall, who)


def test_another_town_cannot_even_look(hall, office):
    begun(hall, office)
    other = hall.appoint(Post.TOWN_OFFICE, "west")
    with pytest.raises(OutOfScope):
        begun(hall, other)


def test_the_undisputed_are_adopted_in_one_act(act, row):
    sheet = sheet_of(act, row)
    adopted = scorings.adopt_undisputed(act, sheet)
    after = sheet_of(act, row)
    assert adopted == len(sheet.undisputed) > 0
    assert after.open == tuple(no for no in sheet.lines if no not in sheet.undisputed)
    assert all(after.amounts[no] == after.lines[no].proposed for no in after.given)


def test_an_amount_as_proposed_needs_no_reason(act, row):
    scorings.give(act, sheet_of(act, row), 12, Decimal(5))
    assert sheet_of(act, row).given[12].points == 5
    assert sheet_of(act, row).changed == ()


def test_an_amount_of_one_s_own_needs_a_reason(act, row):
    for reason in ("", "  "):
        with refused("reason"):
            scorings.give(act, sheet_of(act, row), 12, Decimal("4.5"), reason)
    scorings.give(act, sheet_of(act, row), 12, Decimal("4.5"), " 走访两户有反映 ")
    sheet = sheet_of(act, row)
    assert (sheet.given[12].reason, sheet.changed) == ("走访两户有反映", (12,))
    assert sheet.judged.points == sheet.proposal.paper.score.provisional - Decimal("0.5")


@pytest.mark.parametrize("points", ["-0.5", "5.01", "6", "1.005", "NaN", "Infinity"])
def test_an_amount_beyond_the_item_or_too_fine_is_refused(act, row, points):
    with refused("amount"):
        scorings.give(act, sheet_of(act, row), 12, Decimal(points), "走访")
    assert 12 not in sheet_of(act, row).given


@pytest.mark.parametrize("points", ["0", "0.25", "4.5", "5"])
def test_any_amount_within_the_item_is_taken(act, row, points):
    scorings.give(act, sheet_of(act, row), 12, Decimal(points), "走访")
    assert sheet_of(act, row).amounts[12] == Decimal(points)


def test_the_newest_amount_holds(act, row):
    for points in (4, 3):
        scorings.give(act, sheet_of(act, row), 12, Decimal(points), "走访")
    assert sheet_of(act, row).amounts[12] == 3


def test_an_amount_given_on_what_is_no_longer_proposed_is_refused(act, row):
    sheet = sheet_of(act, row)
    with refused("changed"):
        scorings.give(act, sheet, 12, Decimal(5), shown="before")
    scorings.give(act, sheet, 12, Decimal(5), shown=sheet.lines[12].digest)


def test_an_item_whose_proposal_changed_is_open_again_and_no_other(hall, office):
    row = scored(hall, office)
    later = sheet_of(hall.act(office, "first", AUGUST), row)
    assert 1 in later.stale
    assert 12 not in later.stale
    assert later.stale == later.open
    assert later.amounts[1] == later.lines[1].proposed


def test_nothing_is_submitted_before_every_item_has_an_amount(act, row):
    scorings.adopt_undisputed(act, sheet_of(act, row))
    with pytest.raises(ScoringRefused) as refusal:
        scorings.submit(act, sheet_of(act, row))
    assert refusal.value.why == "incomplete"
    assert refusal.value.items == sheet_of(act, row).open


def test_what_was_submitted_is_not_changed_behind_the_second_person(hall, office, act):
    row = submitted(hall, office)
    with refused("moved"):
        scorings.give(act, sheet_of(act, row), 12, Decimal(4), "走访")
    with refused("moved"):
        scorings.submit(act, sheet_of(act, row))
    with refused("moved"):
        scorings.adopt_undisputed(act, sheet_of(act, row))


def test_a_second_person_sends_it_back_with_a_reason(hall, office, discipline):
    row = submitted(hall, office)
    theirs = hall.act(discipline, "first")
    scorings.send_back(theirs, sheet_of(theirs, row), "第12项依据不足")
    again = sheet_of(theirs, row)
    assert again.row.state == "open"
    assert again.row.last("send_back").reason == "第12项依据不足"
    assert again.open == ()


def test_a_scorer_takes_back_what_nobody_has_sealed(hall, office, act):
    row = submitted(hall, office)
    scorings.send_back(act, sheet_of(act, row), "")
    assert sheet_of(act, row).row.state == "open"


def test_only_what_was_submitted_is_sent_back(hall, discipline, row):
    theirs = hall.act(discipline, "first")
    with refused("moved"):
        scorings.send_back(theirs, sheet_of(theirs, row), "不同意")


@pytest.mark.parametrize("post", [Post.TOWN_ASSETS, Post.SECRETARY, Post.CITY_AGRICULTURE])
def test_others_send_nothing_back(hall, office, post):
    row = submitted(hall, office)
    place = {"村": "first", "镇": "town", "市": "city"}[post[0]]
    theirs = hall.act(hall.appoint(post, place), "first")
    with pytest.raises(Denied):
        scorings.send_back(theirs, sheet_of(theirs, row), "不同意")


def test_whoever_held_a_post_in_the_village_that_year_does_not_score_it(hall):
    person = hall.person("示例甲")
    clerk = hall.appoint(Post.CLERK, person=person)
    hall.uow.grants.end(clerk.id, moment(2026, 5, 1))
    office = hall.appoint(Post.TOWN_OFFICE, "town", person=person, since=moment(2026, 5, 2))
    with refused("village"):
        begun(hall, office)
    assert begun(hall, office, "second").state == "open"


def test_a_post_that_ended_in_an_earlier_year_does_not_count(hall):
    person = hall.person("示例甲")
    clerk = hall.appoint(Post.CLERK, person=person, since=moment(2025, 1, 1))
    hall.uow.grants.end(clerk.id, moment(2025, 12, 1))
    assert begun(hall, hall.appoint(Post.TOWN_OFFICE, "town", person=person)).state == "open"


def test_a_post_never_taken_up_does_not_count(hall):
    person = hall.person("示例甲")
    hall.uow.grants.add(person, Post.CLERK, hall.places["first"], date(2026, 1, 1))
    assert begun(hall, hall.appoint(Post.TOWN_OFFICE, "town", person=person)).state == "open"


def test_a_dropped_scoring_is_begun_anew(hall, office, act, row):
    scorings.give(act, sheet_of(act, row), 12, Decimal(5))
    scorings.drop(act, sheet_of(act, row))
    again = begun(hall, office)
    assert again.id != row.id
    assert again.given == {}


def test_beside_a_sealed_sheet_nothing_is_begun(hall, office, discipline):
    sealed(hall, office, discipline)
    with refused("sealed"):
        begun(hall, office)


def correct(hall, grant, sheet, reason="第12项漏看一份处分文件", at=None):
    return scorings.correct(hall.act(grant, "first", at), sheet, reason)


def test_a_correction_carries_over_what_still_holds(hall, office, discipline):
    sheet = sealed(hall, office, discipline, item12="4.5")
    row = correct(hall, office, sheet, at=AUGUST)
    again = sheet_of(hall.act(office, "first", AUGUST), row)
    assert (row.corrects_id, row.reason) == (sheet.id, "第12项漏看一份处分文件")
    assert again.amounts[12] == Decimal("4.5")
    assert again.given[12].reason == "走访"
    assert 1 in again.open
    assert 12 not in again.open


def test_a_correction_needs_a_reason(hall, office, discipline):
    sheet = sealed(hall, office, discipline)
    with refused("reason"):
        correct(hall, office, sheet, " ")


def test_one_correction_at_a_time_and_of_the_newest_sheet(hall, office, discipline):
    first = sealed(hall, office, discipline)
    row = correct(hall, office, first)
    with refused("running"):
        correct(hall, discipline, first)
    act = hall.act(office, "first")
    scorings.submit(act, sheet_of(act, row))
    theirs = hall.act(discipline, "first")
    sealing.seal(theirs, sheet_of(theirs, row).row, shown(theirs, row))
    with refused("replaced"):
        correct(hall, office, first)
    assert sheet_in_force(theirs, WENLING, 2026, "town").number == 2


def test_a_correction_is_the_town_s_alone(hall, office, discipline, secretary):
    sheet = sealed(hall, office, discipline)
    with pytest.raises(Denied):
        correct(hall, secretary, sheet)


def test_a_spot_check_looks_at_its_sample_beside_the_town_s_amounts(hall, office, discipline):
    sealed(hall, office, discipline, item12="4.5")
    act = hall.act(hall.appoint(Post.CITY_AGRICULTURE, "city"), "first")
    row = scorings.begin(act, WENLING, 2026, "spot", (12, 16))
    sheet = sheet_of(act, row)
    assert (list(sheet.lines), sheet.open) == ([12, 16], (12, 16))
    assert sheet.lines[12].proposed == Decimal("4.5")
    scorings.give(act, sheet, 12, Decimal(4), "查到通报")
    assert sheet_of(act, row).judged.points == sheet.judged.points - Decimal("0.5")
    with pytest.raises(Denied):
        scorings.begin(hall.act(office, "first"), WENLING, 2026, "city")


def test_every_step_is_in_the_audit_by_numbers_alone(hall, office, discipline):
    row = submitted(hall, office, item12="4.5")
    theirs = hall.act(discipline, "first")
    scorings.send_back(theirs, sheet_of(theirs, row), "退回")
    steps = [step for step in hall.audited() if step != "scoring.give"]
    assert steps == ["scoring.begin", "scoring.submit", "scoring.send_back"]
    assert hall.uow.scorings.get(row.id, Scope.tick()).scorers == {office.person_id}


def test_rights_are_asked_for_once_however_many_items_are_adopted(hall, act, row, statements):
    sheet = sheet_of(act, row)

    def reads(items):
        with statements(hall.uow) as seen:
            scorings.adopt(act, sheet, items)
        return sum(each.startswith("SELECT") for each in seen)

    assert reads(sheet.open[:1]) == reads(sheet.open)


def test_a_scorer_who_has_another_office_by_now_takes_nothing_back(hall, office):
    row = submitted(hall, office)
    assets = hall.appoint(Post.TOWN_ASSETS, "town", person=office.person_id)
    act = hall.act(assets, "first")
    with pytest.raises(Denied):
        scorings.send_back(act, sheet_of(act, row), "")
