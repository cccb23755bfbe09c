"""What is proposed, on what grounds, and what of it nobody disputes."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.services.proposals import propose, undisputed
from rubric import facts
from rubric.posts import Post
from rubric.scoring import BasisKind, ItemScore
from storage.errors import NotFound
from tests.handlers.services.hall import TODAY, WENLING, moment


def proposal(hall, grant, at=None, given=None):
    return propose(hall.act(grant, "first", at), WENLING, 2026, given)


def state(hall, grant, **said):
    signed = hall.act(grant, "first").signed
    hall.uow.facts.add(hall.places["first"], WENLING, facts.State(seen_on=TODAY, **said), **signed)


def test_every_item_is_proposed_with_its_points_of_the_day(hall, office):
    made = proposal(hall, office)
    assert list(made.lines) == list(range(1, 22))
    score = made.paper.score
    assert sum(line.proposed for line in made.lines.values()) == score.provisional
    assert all(line.proposed == line.score.score for line in made.lines.values())


@pytest.mark.parametrize("item", [2, 6])
def test_what_is_due_at_the_year_s_end_is_told_as_not_due_and_costs_nothing(hall, office, item):
    line = proposal(hall, office).lines[item]
    assert line.proposed == line.item.points
    assert line.pending


def test_item_21_tells_how_many_of_four_there_are(hall, office, secretary):
    hall.log(secretary, "integrity-education", on=date(2026, 3, 2))
    assert "(1/4次)" in proposal(hall, office).lines[21].pending[0]


def test_a_village_that_is_under_no_such_scheme_has_no_sheet(hall, office):
    with pytest.raises(NotFound):
        propose(hall.act(office, "first"), "tangjiafang-2020", 2026)


@pytest.mark.parametrize(
    ("item", "basis", "lost", "agreed"),
    [
        (1, "confirmed", 0, True),
        (1, "confirmed", 1, True),
        (1, "reported", 0, True),
        (1, "reported", 1, False),
        (3, "presumed", 0, True),
        (17, "presumed", 0, False),
        (17, "reported", 0, True),
        (4, "presumed", 0, False),
        (4, "confirmed", 0, True),
        (10, "presumed", 0, False),
        (10, "reported", 0, False),
        (10, "confirmed", 5, True),
        (12, "reported", 5, False),
    ],
)
def test_undisputed_is_what_rests_on_full_evidence(pages, item, basis, lost, agreed):
    told = pages.scheme.items[item]
    points = told.points - Decimal(lost)
    scored = ItemScore(item, told.points, points, points, points, BasisKind(basis), (), (), None)
    rules = told.under(pages.scheme.read_as({}))
    assert undisputed(told, scored, rules) is agreed


def test_an_assessment_makes_an_item_of_talks_undisputed(hall, office):
    signed = hall.act(office, "first").signed
    looked = facts.Assessment(item=12, on=TODAY)
    hall.uow.facts.add(hall.places["first"], WENLING, looked, **signed)
    lines = proposal(hall, office).lines
    assert lines[12].undisputed
    assert not lines[13].undisputed


def test_the_evidence_is_the_same_as_long_as_nothing_happens(hall, office, discipline):
    assert proposal(hall, office).evidence == proposal(hall, discipline).evidence
    assert proposal(hall, office).evidence == proposal(hall, office, moment(2026, 7, 16)).evidence


def test_a_record_a_finding_and_a_state_change_the_evidence(hall, office, secretary, chair):
    seen = [proposal(hall, office).evidence]
    hall.log(secretary, "branch-committee")
    seen.append(proposal(hall, office).evidence)
    state(hall, chair, name="integrity-sites", value=3)
    seen.append(proposal(hall, office).evidence)
    signed = hall.act(office, "first").signed
    hall.uow.facts.add(
        hall.places["first"], WENLING, facts.Veto(kind="insolvent", on=TODAY), **signed
    )
    seen.append(proposal(hall, office).evidence)
    assert len(set(seen)) == len(seen)


def test_readings_change_the_evidence(hall, office):
    before = proposal(hall, office).evidence
    hall.uow.readings.choose(WENLING, 2026, {"item16": "each-period"})
    assert proposal(hall, office).evidence != before


def test_work_of_another_village_does_not(hall, office):
    before = proposal(hall, office).evidence
    hall.log(hall.appoint(Post.SECRETARY, "second"), "branch-committee")
    assert proposal(hall, office).evidence == before


def test_a_line_s_digest_is_of_amount_and_grounds_not_of_who_vouches(
    hall, office, secretary, chair
):
    row = hall.log(secretary, "branch-committee")
    before = proposal(hall, office).lines
    hall.act(chair).record_event(row.id, "confirm")
    after = proposal(hall, office).lines
    assert {no: line.digest for no, line in before.items()} == {
        no: line.digest for no, line in after.items()
    }
    later = proposal(hall, office, moment(2026, 8, 1)).lines
    assert before[1].digest != later[1].digest


def test_amounts_sealed_below_are_proposed_instead_and_disputed_where_they_differ(hall, office):
    lines = proposal(hall, office, given={3: Decimal(2), 2: Decimal(2)}).lines
    assert (lines[3].proposed, lines[3].undisputed) == (Decimal(2), False)
    assert (lines[2].proposed, lines[2].undisputed) == (Decimal(2), True)
