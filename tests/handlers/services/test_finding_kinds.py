from datetime import date
from decimal import Decimal

import pytest

from handlers.services import finding_kinds, findings
from handlers.services.errors import AlreadySettled, Denied
from handlers.services.finding_kinds import Said
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.services.hall import TODAY

SKIPPED = Said("procedure-skipped", 5)
SHIRKING = Said("policy-shirking", 13, amount=Decimal("2.5"), reason="防汛部署没有落实")


def row(hall, number):
    return hall.uow.findings.get(number, Scope.tick())


@pytest.fixture
def found(hall, chair):
    return row(hall, findings.raise_(hall.act(chair), "工程没有走五议两公开"))


def points(hall, item, day=TODAY):
    return hall.book(today=day).scores()[0].items[item - 1].score


def refused(hall, grant, found, said):
    with pytest.raises(AlreadySettled) as why:
        finding_kinds.classify(hall.act(grant, "first"), found, said)
    return why.value.status


def test_a_finding_becomes_one_of_a_clause_and_what_it_was_stays_on_file(hall, chair, found):
    finding_kinds.classify(hall.act(chair), found, SKIPPED)
    now = row(hall, found.id)
    assert (now.kind, now.item, now.count) == ("procedure-skipped", 5, 1)
    assert (now.text, now.due, now.found_on) == (found.text, found.due, TODAY)
    assert [each.kind for each in now.events] == ["classify"]
    assert points(hall, 5) == 3


def test_each_time_costs_and_it_can_be_taken_for_a_mere_problem_again(hall, chair, found):
    finding_kinds.classify(hall.act(chair), found, Said("procedure-skipped", 5, count=2))
    assert points(hall, 5) == 1
    finding_kinds.classify(hall.act(chair), row(hall, found.id), Said("problem", 7))
    assert (points(hall, 5), points(hall, 7)) == (5, 5)
    assert row(hall, found.id).item == 7


def test_a_missed_problem_costs_as_one_under_whatever_item_it_is(hall, chair, found):
    finding_kinds.classify(hall.act(chair), found, Said("problem", 7))
    missed = date(2026, 7, 30)
    assert (points(hall, 3, missed), points(hall, 7, missed)) == (3, 5)


def test_the_checkers_amount_and_reason_are_kept(hall, office, found):
    finding_kinds.classify(hall.act(office, "first"), found, SHIRKING)
    now = row(hall, found.id)
    assert (now.amount, now.reason) == (Decimal("2.5"), "防汛部署没有落实")
    assert points(hall, 13) == Decimal("2.5")


def test_supervisors_tell_what_a_ledger_shows_and_no_more(hall, chair, office):
    def kinds(grant):
        return set(finding_kinds.choices(hall.act(grant, "first")))

    ledger = {"uncooperative", "procedure-skipped", "project-fault", "ledger-incomplete"}
    assert kinds(chair) == ledger
    above = {"power-abuse", "no-joint-sign-off", "austerity-violation", "policy-shirking"}
    assert above | ledger <= kinds(office)
    assert kinds(hall.appoint(Post.CITY_AGRICULTURE, "city")) == kinds(office)


@pytest.mark.parametrize(
    "said",
    [
        Said("power-abuse", 4),
        Said("procedure-skipped", 4),
        Said("procedure-skipped", 5, count=0),
        Said("procedure-skipped", 5, count=21),
        Said("procedure-skipped", 5, amount=Decimal(1), reason="酌情"),
        Said("problem", 99),
        Said("problem", 7, count=2),
        Said("nothing", 5),
    ],
)
def test_what_the_scheme_or_the_post_does_not_allow_is_refused(hall, chair, found, said):
    assert refused(hall, chair, found, said) == "same-kind"
    assert row(hall, found.id).kind == "problem"


@pytest.mark.parametrize(
    ("amount", "reason", "count"),
    [("0", "推诿", 1), ("5.5", "推诿", 1), ("-1", "推诿", 1), ("2", "", 1), ("2", "推诿", 2)],
)
def test_an_amount_is_above_nothing_and_within_the_item_with_a_reason(
    hall, office, found, amount, reason, count
):
    said = Said("policy-shirking", 13, count, Decimal(amount), reason)
    assert refused(hall, office, found, said) == "same-kind"


def test_it_is_not_said_twice(hall, chair, found):
    finding_kinds.classify(hall.act(chair), found, SKIPPED)
    assert refused(hall, chair, row(hall, found.id), SKIPPED) == "same-kind"


def test_what_is_settled_keeps_its_kind(hall, chair, clerk, found):
    findings.remedied(hall.act(clerk), found, "已补")
    findings.settle(hall.act(chair), row(hall, found.id))
    assert refused(hall, chair, row(hall, found.id), SKIPPED) == "settled"


def test_the_village_and_a_post_below_the_finders_say_nothing(hall, office, chair, clerk):
    found = row(hall, findings.raise_(hall.act(office, "first"), ""))
    for grant in (clerk, chair):
        with pytest.raises(Denied):
            finding_kinds.classify(hall.act(grant), found, SKIPPED)


def test_a_village_without_points_has_no_kinds(hall, office):
    hall.places["new"] = hall.uow.places.add("village", "新村", hall.places["town"])
    assert finding_kinds.choices(hall.act(office, "new")) == {}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("扣2.5分,防汛部署没有落实", (Decimal("2.5"), "防汛部署没有落实")),
        ("防汛部署没有落实，扣3分", (Decimal(3), "防汛部署没有落实")),
        ("3分", None),
        ("防汛部署没有落实", None),
        ("扣6分，防汛部署没有落实", None),
        ("扣0分，防汛部署没有落实", None),
    ],
)
def test_amount_and_reason_are_read_from_one_sentence(hall, office, text, read):
    known = finding_kinds.choices(hall.act(office, "first"))["policy-shirking"]
    assert finding_kinds.read_weighed(text, known) == read


def test_what_the_town_classified_no_supervisor_turns_back_or_clears(hall, chair, found):
    discipline = hall.appoint(Post.TOWN_DISCIPLINE, "town")
    finding_kinds.classify(hall.act(discipline, "first"), found, Said("power-abuse", 4))
    costs = points(hall, 4)
    with pytest.raises(Denied):
        finding_kinds.classify(hall.act(chair), row(hall, found.id), Said("problem", 3))
    with pytest.raises(Denied):
        findings.clear(hall.act(chair), row(hall, found.id), "弄错了")
    assert points(hall, 4) == costs < 10
    (asked,) = findings.deciders(hall.uow, row(hall, found.id), TODAY)
    assert asked.id == discipline.id
