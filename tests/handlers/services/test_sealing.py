"""A second person seals exactly what he was shown, or nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from handlers.services import scorings, sealing
from handlers.services.errors import Denied, ScoringRefused
from handlers.services.sealed import amounts, points, standing, verify
from rubric import facts
from rubric.posts import Post
from storage.findings import NewFinding
from storage.scope import Scope
from tests.handlers.services.hall import TODAY, WENLING, moment
from tests.handlers.services.paper_trail import scored, sealed, sheet_of, shown, submitted
from tests.ledger import audit_rows

AUGUST = moment(2026, 8, 3)


def seal(act, row, evidence=None):
    return sealing.seal(act, sheet_of(act, row).row, evidence or shown(act, row))


def audit(hall, action):
    return [row for row in audit_rows(hall.uow) if row["action"] == action]


def test_what_was_scored_and_shown_is_sealed(hall, office, discipline):
    sheet = sealed(hall, office, discipline, item12="4.5")
    assert amounts(sheet)[12] == Decimal("4.5")
    assert points(sheet) == sum(amounts(sheet).values())
    assert (sheet.level, sheet.year, sheet.as_of, sheet.number) == ("town", 2026, TODAY, 1)
    assert sheet.scheme_version == hall.schemes[WENLING].version
    assert verify(sheet)


def test_the_audit_holds_both_hashes_and_the_sheet_the_chain_s_end_before_it(
    hall, office, discipline
):
    sheet = sealed(hall, office, discipline)
    (row,) = audit(hall, "sheet.seal")
    assert row["data"]["sheet_hash"] == sheet.sheet_hash
    assert row["data"]["evidence_hash"] == sheet.evidence_hash
    assert (row["subject"], row["seq"]) == (f"sheet:{sheet.id}", sheet.chain_seq + 1)
    assert row["prev_hash"] == sheet.chain_head


@pytest.mark.parametrize("post", [Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE])
def test_whoever_gave_an_amount_does_not_seal_it_in_whatever_post(hall, office, post):
    row = submitted(hall, office)
    again = hall.appoint(post, "town", person=office.person_id)
    with pytest.raises(ScoringRefused, match="own"):
        seal(hall.act(again, "first"), row)


def test_a_colleague_who_gave_one_amount_does_not_seal_either(hall, office, discipline):
    row = scored(hall, office)
    theirs = hall.act(discipline, "first")
    scorings.give(theirs, sheet_of(theirs, row), 12, Decimal(4), "走访")
    act = hall.act(office, "first")
    scorings.submit(act, sheet_of(act, row))
    with pytest.raises(ScoringRefused, match="own"):
        seal(theirs, row)
    third = hall.appoint(Post.TOWN_OFFICE, "town")
    assert seal(hall.act(third, "first"), row).sheet


@pytest.mark.parametrize("post", [post for post in Post if post is not Post.OPERATOR])
def test_only_the_town_s_office_and_discipline_office_seal(hall, office, post):
    row = submitted(hall, office)
    place = {"村": "first", "镇": "town", "市": "city"}[post[0]]
    act = hall.act(hall.appoint(post, place), "first")
    if post in (Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE):
        assert seal(act, row).sheet
    else:
        with pytest.raises(Denied):
            seal(act, row)


def test_whoever_worked_for_the_village_that_year_does_not_seal(hall, office):
    person = hall.person("示例乙")
    before = hall.appoint(Post.SUPERVISOR, person=person)
    hall.uow.grants.end(before.id, moment(2026, 3, 1))
    row = submitted(hall, office)
    act = hall.act(hall.appoint(Post.TOWN_DISCIPLINE, "town", person=person), "first")
    with pytest.raises(ScoringRefused, match="village"):
        seal(act, row)


def test_what_was_not_submitted_is_not_sealed(hall, office, discipline):
    row = scored(hall, office)
    with pytest.raises(ScoringRefused, match="moved"):
        seal(hall.act(discipline, "first"), row)


def test_nothing_is_sealed_twice(hall, office, discipline):
    row = submitted(hall, office)
    seal(hall.act(discipline, "first"), row)
    with pytest.raises(ScoringRefused, match="moved"):
        seal(hall.act(discipline, "first"), row)


def test_evidence_that_came_after_the_card_was_shown_is_shown_first(
    hall, office, discipline, secretary
):
    row = submitted(hall, office)
    before = shown(hall.act(discipline, "first"), row)
    hall.log(secretary, "branch-committee")
    act = hall.act(discipline, "first")
    assert seal(act, row, before) == sealing.Outcome(None)
    assert sheet_of(act, row).row.state == "submitted"
    assert seal(act, row).sheet


def test_items_whose_proposal_moved_since_are_opened_again_and_they_alone(hall, office, discipline):
    row = submitted(hall, office)
    found = facts.Finding(item=12, kind="austerity-violation", found_on=TODAY)
    _add_finding(hall, office, found)
    act = hall.act(discipline, "first")
    outcome = seal(act, row)
    assert outcome == sealing.Outcome(None, (12,))
    again = sheet_of(act, row)
    assert (again.row.state, again.open) == ("open", (12,))
    assert hall.uow.sheets.of_village(hall.places["first"], Scope.tick()) == []


def _add_finding(hall, grant, found):
    hall.uow.findings.add(
        NewFinding(
            village_id=hall.places["first"],
            scheme_id=WENLING,
            item=found.item,
            kind=found.kind,
            text="通报",
            found_on=found.found_on,
            due=None,
            **hall.act(grant, "first").signed,
        )
    )


def test_what_lapsed_with_time_is_judged_again_too(hall, office, discipline):
    row = submitted(hall, office)
    outcome = seal(hall.act(discipline, "first", AUGUST), row)
    assert outcome.sheet is None
    assert 1 in outcome.changed


def test_a_correction_is_another_sheet_by_two_persons(hall, office, discipline):
    first = sealed(hall, office, discipline)
    row = scorings.correct(hall.act(discipline, "first"), first, "第12项漏看通报")
    theirs = hall.act(discipline, "first")
    scorings.give(theirs, sheet_of(theirs, row), 12, Decimal(0), "通报属实")
    scorings.submit(theirs, sheet_of(theirs, row))
    with pytest.raises(ScoringRefused, match="own"):
        seal(theirs, row)
    second = hall.uow.sheets.get(seal(hall.act(office, "first"), row).sheet, Scope.tick())
    assert (second.number, second.corrects_id, second.reason) == (2, first.id, "第12项漏看通报")
    assert points(second) == points(first) - 5
    assert verify(hall.uow.sheets.get(first.id, Scope.tick()))


@pytest.mark.parametrize(("veto", "reached"), [(False, "demonstration"), (True, "vetoed")])
def test_the_line_is_that_of_the_people_s_amounts(hall, office, discipline, veto, reached):
    if veto:
        signed = hall.act(office, "first").signed
        fact = facts.Veto(kind="insolvent", on=TODAY)
        hall.uow.facts.add(hall.places["first"], WENLING, fact, **signed)
    full = {f"item{item.no}": item.points for item in hall.schemes[WENLING].items.values()}
    sheet = sealed(hall, office, discipline, **full)
    assert (standing(sheet), points(sheet)) == (reached, 100)


def test_amounts_below_a_line_do_not_reach_it(hall, office, discipline):
    harsh = dict.fromkeys(("item4", "item7", "item9"), 0)
    assert standing(sealed(hall, office, discipline, **harsh)) == "up-to-standard"
    more = dict.fromkeys((f"item{no}" for no in (4, 7, 9, 10, 11, 12, 13)), 0)
    assert standing(sealed(hall, office, discipline, "second", **more)) == "below"


def test_a_changed_content_no_longer_has_its_hash(hall, office, discipline):
    sheet = sealed(hall, office, discipline)
    spoiled = replace(sheet, content={**sheet.content, "points": "100"})
    assert not verify(spoiled)
