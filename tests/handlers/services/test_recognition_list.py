"""评定分数90分(含)以上的,按照得分高低确定示范(标杆)村居名单."""

import pytest

from handlers.services import recognition_list
from handlers.services.errors import Denied, NotNow
from rubric.recognition import Outcome

TAKEN, TIED, NOT_TAKEN = Outcome.TAKEN, Outcome.TIED, Outcome.NOT_TAKEN


@pytest.fixture
def two_towns(procedure):
    """示例镇 with three nominees for two seats, 另一镇 with two for one; nobody evaluated yet."""
    procedure.found("third")
    procedure.found("beyond", town="west")
    procedure.sealed(first=95, second=95, third=95, far=95, beyond=95)
    procedure.quota(2)
    procedure.quota(1, "west")
    procedure.nominated("first", "second", "third")
    procedure.nominated("far", "beyond", town="west")
    return procedure


def outcomes(procedure):
    found = recognition_list.compute(procedure.city)
    return {one.village: one.outcome for one in found.entries}


def test_by_score_within_the_towns_quota_with_the_city_wide_order_beside_it(two_towns):
    two_towns.sealed(level="city", first=93, second=96.5, third=91, far=90, beyond=89.9)
    found = recognition_list.compute(two_towns.city)
    assert [
        (one.village, one.town_place, one.city_place, one.outcome) for one in found.entries
    ] == [
        ("second村", 1, 1, TAKEN),
        ("first村", 2, 2, TAKEN),
        ("third村", 3, 3, NOT_TAKEN),
        ("far村", 1, 4, TAKEN),
        ("beyond村", 2, 5, NOT_TAKEN),
    ]
    assert found.ready


def test_nothing_is_fixed_while_somebody_is_not_evaluated(two_towns):
    two_towns.sealed(level="city", first=93, second=96.5)
    found = recognition_list.compute(two_towns.city)
    assert set(found.missing) == {"third村", "far村", "beyond村"}
    with pytest.raises(NotNow, match="list-open"):
        recognition_list.fix(two_towns.city)


def test_fixing_writes_to_each_nominee_what_it_was_fixed_on(two_towns):
    two_towns.sealed(level="city", first=93, second=96.5, third=91, far=90, beyond=89.9)
    recognition_list.fix(two_towns.city)
    data = two_towns.row("third").last("decide").data
    assert data == {"outcome": "not-taken", "points": "91", "town_place": 3, "city_place": 3}
    assert [recognition_list.taken(two_towns.row(name)) for name in ("first", "third")] == [
        True,
        False,
    ]
    assert two_towns.hall.audited().count("recognition.decide") == 5


def test_fixing_it_again_writes_nothing_new(two_towns):
    two_towns.sealed(level="city", first=93, second=96.5, third=91, far=90, beyond=89.9)
    recognition_list.fix(two_towns.city)
    recognition_list.fix(two_towns.city)
    assert two_towns.hall.audited().count("recognition.decide") == 5


def test_a_veto_in_between_lets_the_next_move_up(two_towns):
    two_towns.sealed(level="city", first=93, second=96.5, third=91, far=90, beyond=89.9)
    recognition_list.fix(two_towns.city)
    two_towns.veto("second")
    assert two_towns.village("second") not in {
        row.village_id for row in recognition_list.listed(two_towns.city)
    }
    recognition_list.fix(two_towns.city)
    assert outcomes(two_towns)["third村"] is TAKEN
    assert recognition_list.taken(two_towns.row("third"))


# --- 同分 -----------------------------------------------------------------------------------------


@pytest.fixture
def tie(two_towns):
    """One seat of 示例镇 for two of 94."""
    two_towns.sealed(level="city", first=97, second=94, third=94, far=92, beyond=91)
    return two_towns


def choose(procedure, *names, reason="阵地建设更完整"):
    villages = [procedure.village(name) for name in names]
    recognition_list.choose(procedure.city, procedure.hall.places["town"], villages, reason)


def test_a_tie_at_the_quota_is_left_to_a_person(tie):
    assert outcomes(tie)["second村"] is TIED
    found = recognition_list.compute(tie.city)
    assert found.seats == {tie.hall.places["town"]: 1}
    with pytest.raises(NotNow) as refused:
        recognition_list.fix(tie.city)
    assert refused.value.told == {"missing": 0, "ties": 1}


def test_the_persons_choice_and_reason_settle_it(tie):
    choose(tie, "third")
    assert outcomes(tie)["second村"] is NOT_TAKEN
    assert outcomes(tie)["third村"] is TAKEN
    assert tie.row("second").last("choose").reason == "阵地建设更完整"
    recognition_list.fix(tie.city)


@pytest.mark.parametrize("names", [(), ("second", "third"), ("first",), ("far",)])
def test_too_few_too_many_or_others_are_refused(tie, names):
    with pytest.raises(NotNow, match="seats"):
        choose(tie, *names)


def test_a_choice_without_a_reason_is_none(tie):
    with pytest.raises(NotNow, match="reason"):
        choose(tie, "third", reason=" ")


def test_a_choice_falls_when_the_points_change_after_it(tie):
    choose(tie, "third")
    tie.sealed(level="city", first=94)
    assert [outcomes(tie)[f"{name}村"] for name in ("first", "second", "third")] == [TIED] * 3


def test_a_tie_above_or_below_the_quota_needs_nobody(two_towns):
    two_towns.sealed(level="city", first=96, second=96, third=91, far=89, beyond=89)
    assert recognition_list.compute(two_towns.city).ready


def test_a_town_without_a_quota_gets_nobody(two_towns):
    assert recognition_list.compute(two_towns.in_year(2027)).entries == ()


def test_only_the_city_decides(tie):
    with pytest.raises(Denied):
        recognition_list.choose(tie.town, tie.hall.places["town"], [tie.village("third")], "x")
    with pytest.raises(Denied):
        recognition_list.fix(tie.town)
