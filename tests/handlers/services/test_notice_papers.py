from datetime import date

from handlers.services import findings
from handlers.services.notice_papers import (
    FINANCE,
    PARTY,
    VILLAGE,
    notice_paper,
    rectification_paper,
)
from rubric.period import Period
from rubric.posts import Post
from storage.findings import NewFinding
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, WENLING

JULY = Period.parse("2026-07")


def paper(hall):
    return notice_paper(hall.uow, hall.book(), Scope.tick(), JULY)


def test_what_was_done_stands_under_its_affair(hall, secretary, chair):
    hall.log(secretary, "branch-committee")
    hall.log(secretary, "integrity-education")
    hall.log(chair, "financial-review", said_period="2026-06")
    affairs = paper(hall).affairs
    told = {name: [line.duty for line in lines] for name, lines in affairs.items()}
    assert told == {PARTY: ["支委会"], VILLAGE: ["廉洁教育"], FINANCE: ["财务支出审核"]}


def test_only_the_month_s_records_are_shown(hall, secretary):
    hall.log(secretary, "branch-committee", on=date(2026, 6, 30))
    hall.log(secretary, "branch-committee", on=date(2026, 7, 1))
    assert [line.day for line in paper(hall).affairs[PARTY]] == [date(2026, 7, 1)]


def test_withdrawn_and_returned_records_are_not_for_the_wall(hall, secretary, chair):
    for kind, grant in (("withdraw", secretary), ("return", chair)):
        row = hall.log(secretary, "branch-committee")
        hall.act(grant).record_event(row.id, kind)
    assert paper(hall).affairs[PARTY] == ()


def test_confirmed_lines_are_told_from_those_that_wait(hall, secretary, chair):
    row = hall.log(secretary, "branch-committee", on=date(2026, 7, 1))
    hall.log(secretary, "branch-committee", on=date(2026, 7, 2))
    hall.act(chair).record_event(row.id, "confirm")
    assert [line.confirmed for line in paper(hall).affairs[PARTY]] == [True, False]


def test_talks_with_one_person_and_the_wall_itself_are_left_out(hall, secretary):
    hall.log(secretary, "heart-to-heart")
    hall.log(secretary, "disclosure-party", said_period="2026-07")
    assert not any(paper(hall).affairs.values())


def test_party_groups_are_told_apart(hall, secretary):
    hall.log(secretary, "group-meeting", unit=2)
    (line,) = paper(hall).affairs[PARTY]
    assert line.duty == "党小组会(第2组)"


def test_whom_to_ask_is_the_town_s_office(hall):
    assert paper(hall).contact == "示例镇清廉办 0576-00000000"


def test_a_rectification_notice_names_the_item_and_the_post_that_found_it(hall, chair):
    number = hall.uow.findings.add(
        NewFinding(
            village_id=hall.places["first"],
            scheme_id=WENLING,
            item=7,
            kind="no-joint-sign-off",
            found_on=TODAY,
            due=date(2026, 7, 29),
            **hall.act(chair).signed,
        )
    )
    made = rectification_paper(hall.uow, hall.book(), Scope.tick(), number)
    assert (made.item.no, made.found_by) == (7, "村监会主任")
    assert (made.village, made.town) == ("first村", "示例镇")


def test_where_no_scheme_has_points_the_notice_names_no_item(hall):
    village = hall.uow.places.add("village", "没有分的村", hall.places["town"])
    hall.places["plain"] = village
    hall.uow.enrolments.add(village, "sanguan-2022", date(2026, 1, 1))
    office = hall.appoint(Post.TOWN_OFFICE, "town")
    number = findings.raise_(hall.act(office, "plain"), "公开栏玻璃破损")
    made = rectification_paper(hall.uow, hall.book("plain"), Scope.tick(), number)
    assert (made.item, made.document, made.found_by) == (None, "", "镇清廉办")
