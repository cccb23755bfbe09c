"""A sealed sheet on paper, from what was sealed."""

from decimal import Decimal

import pytest

from handlers.services import scorings, sealing
from handlers.services.sealed_papers import sealed_sheet
from storage.errors import NotFound, OutOfScope
from storage.scope import Scope
from tests.handlers.services.paper_trail import sealed, sheet_of, shown


def test_the_paper_is_the_sheet(hall, office, discipline):
    sheet = sealed(hall, office, discipline, item12="4.5")
    paper = sealed_sheet(hall.uow, Scope.tick(), sheet.id)
    (changed,) = [each for each in paper.items if each.changed]
    assert (changed.no, changed.given, changed.proposed) == (12, Decimal("4.5"), Decimal(5))
    assert paper.points == sum(each.given for each in paper.items)
    assert (paper.number, paper.corrects, paper.intact) == (1, None, True)
    assert f"{paper.sealed_at:%Y-%m-%d %H:%M}" == "2026-07-15 09:30"
    assert (paper.sheet_hash, paper.head.hash) == (sheet.sheet_hash, sheet.chain_head)


def test_losses_tell_until_when_they_could_be_repaired(hall, office, discipline):
    sheet = sealed(hall, office, discipline)
    paper = sealed_sheet(hall.uow, Scope.tick(), sheet.id)
    first = next(each for each in paper.items if each.losses)
    assert first.losses[0].amount == Decimal("0.5")
    assert {loss.until for each in paper.items for loss in each.losses} - {None}


def test_a_correction_names_the_sheet_it_replaces(hall, office, discipline):
    first = sealed(hall, office, discipline)
    act = hall.act(office, "first")
    row = scorings.correct(act, first, "漏看通报")
    scorings.submit(act, sheet_of(act, row))
    theirs = hall.act(discipline, "first")
    outcome = sealing.seal(theirs, sheet_of(theirs, row).row, shown(theirs, row))
    paper = sealed_sheet(hall.uow, Scope.tick(), outcome.sheet)
    assert (paper.number, paper.corrects, paper.content["reason"]) == (2, 1, "漏看通报")


def test_another_town_s_sheet_is_not_shown(hall, office, discipline):
    sheet = sealed(hall, office, discipline)
    with pytest.raises(OutOfScope):
        sealed_sheet(hall.uow, Scope.of({hall.places["far"]}, "另一镇"), sheet.id)
    with pytest.raises(NotFound):
        sealed_sheet(hall.uow, Scope.tick(), sheet.id + 1)
