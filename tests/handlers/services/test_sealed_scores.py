"""The figures that recognition goes by."""

from decimal import Decimal

from handlers.services.sealed_scores import Sealed, points_at, town_scores, vetoed

LINE = Decimal(70)


def test_every_village_with_a_sealed_sheet_of_its_town_has_a_score(procedure):
    procedure.sealed(first=92.5, far=64)
    found = town_scores(procedure.city)
    assert {village: one.points for village, one in found.items()} == {
        procedure.village("first"): Decimal("92.5"),
        procedure.village("far"): Decimal(64),
    }


def test_a_town_sees_its_own_only(procedure):
    procedure.sealed(first=92.5, far=64)
    assert set(town_scores(procedure.town)) == {procedure.village("first")}


def test_a_correction_takes_the_place_of_the_first_sheet(procedure):
    procedure.sealed(first=92.5)
    procedure.sealed(first=88)
    assert town_scores(procedure.city)[procedure.village("first")].points == 88


def test_a_veto_bars_while_it_is_in_force(procedure):
    procedure.sealed(first=92.5)
    number = procedure.veto("first")
    score = town_scores(procedure.city)[procedure.village("first")]
    assert (score.vetoed, score.reaches(LINE)) == (True, False)
    procedure.lift(number, "first")
    assert vetoed(procedure.city) == frozenset()


def test_a_veto_without_its_second_signature_bars_nobody(procedure):
    procedure.veto("first", countersigned=False)
    assert vetoed(procedure.city) == frozenset()


def test_a_spot_check_below_the_line_bars_however_high_the_towns_score(procedure):
    procedure.sealed(first=92.5, second=92.5)
    procedure.sealed(level="spot", first=69.5, second=70)
    found = town_scores(procedure.city)
    assert not found[procedure.village("first")].reaches(LINE)
    assert found[procedure.village("second")].reaches(LINE)


def test_the_line_itself_is_reached():
    assert Sealed(LINE).reaches(LINE)
    assert not Sealed(Decimal("69.99")).reaches(LINE)


def test_the_levels_are_apart(procedure):
    procedure.sealed(first=92.5)
    procedure.sealed(level="city", first=90)
    assert points_at(procedure.city, "city") == {procedure.village("first"): Decimal(90)}
