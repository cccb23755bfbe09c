"""Journeys of how a village stands: states, assessments, honours, grades."""

from storage.tables import Enrolment
from tests.journeys.walk import walk

HONOUR = ("报加分", "#报一件", "#第3种", "《清风》", "4月2日《浙江日报》第3版")


@walk("a state")
def a_state_in_three_acts(town):
    return town.travel(town.secretary, "报现状", "#填第2项", "#3")


@walk("states confirmed")
def the_supervisors_confirm_in_one(town):
    town.secretary.do("报现状", "#填第2项", "#3")
    return town.travel(town.chair, "#都属实")


@walk("states confirmed")
def a_second_state_brings_no_second_message(town):
    town.secretary.do("报现状", "#填第2项", "#3", "报现状", "#填第1项", "#0")
    assert len(town.chair.cards()) == 1
    return town.travel(town.chair, "#都属实")


@walk("a state of all villages")
def all_villages_of_a_town_in_three_acts(town):
    return town.travel(town.assets, "全镇现状", "#填第1项", "#各村都是")


@walk("an assessment")
def an_assessment_in_a_sentence_and_a_tap(town):
    town.office.do("各村得分", "#示例一村")
    return town.travel(town.office, "走访12户，未发现问题", "#记下这次核查")


@walk("an honour")
def an_honour_in_five_acts(town):
    return town.travel(town.secretary, *HONOUR)


@walk("an honour confirmed")
def an_honour_is_confirmed_in_one_tap(town):
    town.secretary.do(*HONOUR)
    return town.travel(town.office, "#属实，确认")


@walk("fourteen grades")
def fourteen_items_are_graded_on_one_card(town):
    _only_under(town, "tangjiafang-2020")
    count = town.travel(town.secretary, "看进展", "#评下一项（还差14）", *["#好"] * 14)
    assert "已评14/14项" in town.secretary.newest().text
    return count


def _only_under(town, scheme: str) -> None:
    """The first village under this scheme and no other."""
    with town.begin() as uow:
        place, since = town.village(uow), town.now.date().replace(month=1, day=1)
        for row in uow.enrolments.of(place, town.now.date()):
            uow.enrolments._change(Enrolment.__table__, row.id, ends_on=since)
        uow.enrolments.add(place, scheme, since)
