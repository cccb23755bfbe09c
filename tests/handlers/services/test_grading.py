"""等级评估: three levels grade, the town says what does not apply, the discipline office lists."""

from datetime import date

import pytest

from handlers.services import grading, progress, tasks
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import Post
from tests.handlers.services.hall import moment

SCHEME = "tangjiafang-2020"
SEPTEMBER = moment(2026, 9, 20)


@pytest.fixture(autouse=True)
def _enrolled(hall):
    hall.uow.enrolments.add(hall.places["first"], SCHEME, date(2025, 1, 1))


@pytest.fixture
def discipline(hall):
    return hall.appoint(Post.TOWN_DISCIPLINE, "town")


def part(hall, today=SEPTEMBER):
    return grading.part_of(hall.book(today=today.date()), SCHEME)


def verdict(hall, today=SEPTEMBER):
    return progress.verdict(hall.book(today=today.date()), part(hall, today))


def grade_all(hall, grant, word="good", at=SEPTEMBER):
    for no in grading.applicable(part(hall, at)):
        grading.grade(hall.act(grant, "first", at), SCHEME, no, word)


def test_each_post_grades_at_its_level_and_the_highest_rules(hall, secretary, discipline, office):
    for grant, word in ((secretary, "good"), (discipline, "fairly-good"), (office, "fair")):
        grading.grade(hall.act(grant, "first", SEPTEMBER), SCHEME, 1, word)
    (ruling,) = (one.ruling for one in verdict(hall).items if one.no == 1)
    assert (ruling.by, ruling.grade) == ("town-committee", "fair")


@pytest.mark.parametrize("post", [Post.SUPERVISOR_CHAIR, Post.TOWN_ASSETS])
def test_others_grade_nothing_and_are_told_who_does(hall, post):
    grant = hall.appoint(post, "first" if post is Post.SUPERVISOR_CHAIR else "town")
    with pytest.raises(Denied) as denied:
        grading.grade(hall.act(grant, "first"), SCHEME, 1, "good")
    assert Post.TOWN_DISCIPLINE in denied.value.needed


def test_a_grade_given_again_the_same_day_takes_the_place_of_the_first(hall, secretary):
    for word in ("poor", "good"):
        grading.grade(hall.act(secretary, at=SEPTEMBER), SCHEME, 3, word)
    level = part(hall).scheme.graded.grading.levels[0]
    assert grading.given(part(hall), level)[3].grade == "good"
    assert grading.tally(part(hall), level)["poor"] == 0


def test_the_whole_self_assessment_is_reported_as_the_duty_it_is(hall, secretary):
    with pytest.raises(AlreadySettled):
        grading.report(hall.act(secretary, at=SEPTEMBER), SCHEME)
    grade_all(hall, secretary)
    number = grading.report(hall.act(secretary, at=SEPTEMBER), SCHEME)
    row = hall.row(number)
    assert (row.duties, row.period) == (("self-assessment",), "2026")
    with pytest.raises(AlreadySettled):
        grading.report(hall.act(secretary, at=SEPTEMBER), SCHEME)


def test_only_the_towns_own_items_may_be_marked_not_applicable(hall, office):
    act = hall.act(office, "first", SEPTEMBER)
    with pytest.raises(AlreadySettled):
        grading.excuse(act, SCHEME, 1, "与本村无关")
    grading.excuse(act, SCHEME, 8, "村里没有这些职权")
    assert 8 not in grading.applicable(part(hall))
    assert verdict(hall).applicable == 13
    with pytest.raises(AlreadySettled):
        grading.excuse(hall.act(office, "first", SEPTEMBER), SCHEME, 8, "再来一次")
    grading.apply_again(hall.act(office, "first", SEPTEMBER), SCHEME, 8)
    assert verdict(hall).applicable == 14
    with pytest.raises(AlreadySettled):
        grading.apply_again(hall.act(office, "first", SEPTEMBER), SCHEME, 8)


def test_the_village_does_not_excuse_itself(hall, secretary):
    with pytest.raises(Denied):
        grading.excuse(hall.act(secretary), SCHEME, 8, "与本村无关")


def test_an_entry_of_the_negative_list_stands_in_the_way_until_it_is_struck(hall, discipline):
    act = hall.act(discipline, "first", SEPTEMBER)
    grading.list_negative(act, SCHEME, "eight-rules", date(2026, 3, 1), "县纪委通报")
    assert any("负面清单" in each.why for each in verdict(hall).why)
    (row,) = grading.negatives(act, SCHEME)
    grading.strike_negative(act, row, "经查不属实")
    assert not any("负面清单" in each.why for each in verdict(hall).why)


def test_only_the_discipline_office_enters_the_negative_list(hall, office):
    with pytest.raises(Denied):
        grading.list_negative(
            hall.act(office, "first"), SCHEME, "eight-rules", date(2026, 3, 1), ""
        )


def test_all_good_at_the_highest_level_is_recognised(hall, office):
    grade_all(hall, office)
    assert (verdict(hall).standing, verdict(hall).good) == ("recognised", 14)


def test_the_town_says_when_the_cycle_begins(hall, office, secretary):
    grading.start_cycle(hall.act(office, "first"), SCHEME, date(2026, 1, 1))
    assert part(hall).facts.profile.cycle_start == date(2026, 1, 1)
    assert verdict(hall).window == (date(2025, 1, 1), date(2027, 12, 31))
    with pytest.raises(Denied):
        grading.start_cycle(hall.act(secretary), SCHEME, date(2026, 1, 1))


def test_who_grades_whom(hall):
    scheme = part(hall).scheme
    names = {post: grading.level_of(scheme, post) for post in Post}
    assert names[Post.CLERK].id == "village"
    assert names[Post.TOWN_DISCIPLINE].id == "discipline-office"
    assert names[Post.TOWN_OFFICE].id == "town-committee"
    assert names[Post.SUPERVISOR] is None


@pytest.mark.parametrize(
    ("post", "duty"),
    [
        (Post.TOWN_DISCIPLINE, "discipline-assessment"),
        (Post.TOWN_OFFICE, "committee-assessment"),
    ],
)
def test_a_level_of_the_town_reports_once_a_cycle_when_everything_is_graded(hall, post, duty):
    grant = hall.appoint(post, "town")
    with pytest.raises(AlreadySettled):
        grading.report(hall.act(grant, "first", SEPTEMBER), SCHEME)
    grade_all(hall, grant)
    row = hall.row(grading.report(hall.act(grant, "first", SEPTEMBER), SCHEME))
    assert (row.duties, row.period, row.done_on) == ((duty,), None, SEPTEMBER.date())
    with pytest.raises(AlreadySettled):
        grading.report(hall.act(grant, "first", SEPTEMBER), SCHEME)


def test_in_the_next_cycle_the_town_assesses_again(hall, discipline):
    grade_all(hall, discipline)
    grading.report(hall.act(discipline, "first", SEPTEMBER), SCHEME)
    later = moment(2028, 9, 20)
    grading.start_cycle(hall.act(discipline, "first", later), SCHEME, date(2027, 1, 1))
    grade_all(hall, discipline, at=later)
    assert grading.report(hall.act(discipline, "first", later), SCHEME)


def test_a_returned_assessment_can_be_reported_again(hall, discipline, office):
    grade_all(hall, discipline)
    number = grading.report(hall.act(discipline, "first", SEPTEMBER), SCHEME)
    hall.act(office, "first", SEPTEMBER).record_event(number, "return")
    assert grading.report(hall.act(discipline, "first", SEPTEMBER), SCHEME) != number


def test_an_item_that_does_not_apply_needs_no_grade_of_the_town(hall, discipline):
    level = part(hall).scheme.graded.grading.levels[1]
    for no in set(grading.applicable(part(hall))) - {8}:
        grading.grade(hall.act(discipline, "first", SEPTEMBER), SCHEME, no, "good")
    assert not grading.reportable(hall.book(today=SEPTEMBER.date()), part(hall), level)
    grading.excuse(hall.act(discipline, "first", SEPTEMBER), SCHEME, 8, "村里没有这些职权")
    assert grading.reportable(hall.book(today=SEPTEMBER.date()), part(hall), level)


def test_what_the_town_assigned_itself_is_done_by_its_assessment(hall, discipline, office):
    due = date(2026, 10, 31)
    order = tasks.Order(due=due, duty="discipline-assessment")
    tasks.assign(hall.act(office, "first", SEPTEMBER), order)
    grade_all(hall, discipline)
    grading.report(hall.act(discipline, "first", SEPTEMBER), SCHEME)
    (task,) = hall.book(today=SEPTEMBER.date()).tasks
    assert tasks.state(task) == "done"


def test_nobody_grades_his_own_village_at_a_higher_level(hall, secretary, discipline):
    promoted = hall.appoint(Post.TOWN_DISCIPLINE, "town", person=secretary.person_id)
    with pytest.raises(OwnRecord):
        grading.grade(hall.act(promoted, "first", SEPTEMBER), SCHEME, 1, "good")
    assert grading.grade(hall.act(discipline, "first", SEPTEMBER), SCHEME, 1, "good")


def test_a_post_that_ended_before_the_cycle_does_not_bar(hall):
    early = hall.appoint(Post.CLERK, since=moment(2024, 1, 1))
    hall.uow.grants.end(early.id, moment(2024, 12, 1))
    promoted = hall.appoint(Post.TOWN_DISCIPLINE, "town", person=early.person_id)
    assert grading.grade(hall.act(promoted, "first", SEPTEMBER), SCHEME, 1, "good")


def test_whoever_gave_the_lower_levels_grade_does_not_give_the_next(hall, discipline):
    grading.grade(hall.act(discipline, "first", SEPTEMBER), SCHEME, 1, "good")
    above = hall.appoint(Post.TOWN_OFFICE, "town", person=discipline.person_id)
    with pytest.raises(OwnRecord):
        grading.grade(hall.act(above, "first", SEPTEMBER), SCHEME, 1, "good")
    assert grading.grade(hall.act(above, "first", SEPTEMBER), SCHEME, 2, "good")
