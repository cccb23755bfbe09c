from datetime import date

import pytest

from storage.errors import NotFound, OutOfScope
from storage.scope import Scope
from storage.scorings import NewScoring
from storage.sheets import NewSheet

ALL = Scope.operator()
SCHEME = "wenling-2022"


@pytest.fixture
def seal(uow, world):
    def seal(village=None, level="town", **changed):
        village = village or world.village
        of = {"village_id": village, "scheme_id": SCHEME, "year": 2026, "level": level}
        scoring = uow.scorings.open(NewScoring(**of, **world.by_clerk()))
        proof = {"evidence_hash": "e", "sheet_hash": "s", "chain_seq": 7, "chain_head": "c"}
        said = {"as_of": date(2026, 7, 20), "content": {"total": "92.5"}} | proof | changed
        new = NewSheet(
            **of, scheme_version="2022-06-10", scoring_id=scoring, **said, **world.by_chair()
        )
        return uow.sheets.add(new)

    return seal


def test_a_sealed_sheet_comes_back_as_it_was_sealed(uow, world, seal):
    sheet = uow.sheets.get(seal(), ALL)
    assert (sheet.number, sheet.content, sheet.as_of) == (1, {"total": "92.5"}, date(2026, 7, 20))
    assert (sheet.by_id, sheet.corrects_id, sheet.chain_seq) == (world.chair, None, 7)


def test_a_correction_is_a_new_sheet_that_holds_from_then_on(uow, world, seal):
    first = seal()
    second = seal(corrects_id=first, reason="补录一条", content={"total": "93"})
    in_force = uow.sheets.in_force(SCHEME, 2026, "town", ALL)
    assert in_force[world.village].id == second
    assert [sheet.number for sheet in uow.sheets.of_village(world.village, ALL)] == [1, 2]
    assert uow.sheets.get(first, ALL).content == {"total": "92.5"}


def test_each_level_and_village_counts_its_own_sheets(uow, world, seal):
    seal()
    assert uow.sheets.get(seal(level="city"), ALL).number == 1
    assert uow.sheets.get(seal(village=world.neighbour), ALL).number == 1
    assert set(uow.sheets.in_force(SCHEME, 2026, "town", ALL)) == {world.village, world.neighbour}
    assert uow.sheets.in_force(SCHEME, 2025, "town", ALL) == {}


def test_a_sheet_out_of_scope_is_not_shown(uow, world, seal):
    sheet, elsewhere = seal(), Scope.of([world.neighbour], "示例二村")
    with pytest.raises(OutOfScope):
        uow.sheets.get(sheet, elsewhere)
    with pytest.raises(OutOfScope):
        uow.sheets.of_village(world.village, elsewhere)
    assert uow.sheets.in_force(SCHEME, 2026, "town", elsewhere) == {}


def test_a_sheet_that_is_not_there_is_told(uow):
    with pytest.raises(NotFound):
        uow.sheets.get(99, ALL)


def test_one_figure_of_the_newest_sheet_is_told_without_the_rest(uow, world, seal):
    first = seal(content={"total": "92.5", "items": []})
    seal(corrects_id=first, content={"total": "93", "items": []})
    seal(village=world.neighbour)
    seal(level="city", content={"total": "90"})
    told = uow.sheets.figures("total", SCHEME, 2026, "town", ALL)
    assert told == {world.village: "93", world.neighbour: "92.5"}
    only = Scope.of([world.neighbour], "示例二村")
    assert set(uow.sheets.figures("total", SCHEME, 2026, "town", only)) == {world.neighbour}
    assert uow.sheets.figures("total", SCHEME, 2025, "town", ALL) == {}
