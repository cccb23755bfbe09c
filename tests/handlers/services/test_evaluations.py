"""市级评定分: from the town's sheet, signed by every partner, sealed by the bureau."""

import pytest

from handlers.services import evaluations, scorings, sealing
from handlers.services.errors import Denied, NotNow, OwnRecord, ScoringRefused
from handlers.services.sealed import points
from handlers.services.signatures import signatures
from handlers.services.worksheets import worksheet
from rubric.posts import Post


@pytest.fixture
def nominee(procedure):
    """first村 is put forward; two partners sit on the panel, and a second person in the bureau."""
    procedure.quota(1)
    procedure.sealed(first=95)
    procedure.nominated("first")
    procedure.panel = [
        procedure.hall.appoint(Post.CITY_PANEL, "city", procedure.hall.person(name))
        for name in ("示例纪委", "示例组织部")
    ]
    procedure.second = procedure.hall.appoint(
        Post.CITY_AGRICULTURE, "city", procedure.hall.person("示例乙")
    )
    return procedure


def sheet_of(procedure, grant):
    act = procedure.act(grant, "first")
    return act, evaluations.opened(act, procedure.of(grant))


def again(procedure, sheet):
    return procedure.hall.uow.scorings.get(sheet.row.id, procedure.city.actor.scope)


@pytest.fixture
def submitted(nominee):
    act, sheet = sheet_of(nominee, nominee.bureau)
    evaluations.adopt_all(act, sheet)
    scorings.submit(act, worksheet(act, again(nominee, sheet)))
    nominee.sheet = sheet
    return nominee


def row(procedure):
    return again(procedure, procedure.sheet)


def sign(procedure, grant):
    shown = row(procedure).last("submit").id
    evaluations.sign(procedure.act(grant, "first"), row(procedure), shown)


def seal(procedure, grant):
    act = procedure.act(grant, "first")
    evidence = worksheet(act, row(procedure)).proposal.evidence
    return evaluations.seal_signed(act, row(procedure), evidence)


def test_the_towns_points_are_adopted_in_one_act(nominee):
    act, sheet = sheet_of(nominee, nominee.bureau)
    assert evaluations.adopt_all(act, sheet) == 21
    amounts = worksheet(act, again(nominee, sheet)).amounts
    assert sum(amounts.values()) == 95


def test_what_was_changed_with_a_reason_is_not_adopted_over(nominee):
    act, sheet = sheet_of(nominee, nominee.bureau)
    scorings.give(act, sheet, 1, sheet.lines[1].proposed - 1, "缺少两次党课记录")
    evaluations.adopt_all(act, worksheet(act, again(nominee, sheet)))
    assert sum(worksheet(act, again(nominee, sheet)).amounts.values()) == 94


def test_sealed_once_every_partner_has_signed(submitted):
    with pytest.raises(NotNow) as refused:
        seal(submitted, submitted.second)
    assert refused.value.told == {"wanted": 2}
    for grant in submitted.panel:
        sign(submitted, grant)
    outcome = seal(submitted, submitted.second)
    sealed = submitted.hall.uow.sheets.get(outcome.sheet, submitted.city.actor.scope)
    assert (sealed.level, points(sealed)) == ("city", 95)
    assert (
        sealed.content["readings"][-1]
        == "已签署:示例纪委(市联合认定组)、示例组织部(市联合认定组)。"
    )
    assert sealed.content["readings"][-2].startswith("读法 联合评定:")


def test_whoever_gave_the_points_does_not_seal(submitted):
    for grant in submitted.panel:
        sign(submitted, grant)
    with pytest.raises(ScoringRefused, match="own"):
        seal(submitted, submitted.bureau)


def test_a_partner_who_gave_points_does_not_sign_and_is_not_waited_for(nominee):
    act, sheet = sheet_of(nominee, nominee.panel[0])
    evaluations.adopt_all(act, sheet)
    scorings.submit(act, worksheet(act, again(nominee, sheet)))
    nominee.sheet = sheet
    with pytest.raises(OwnRecord):
        sign(nominee, nominee.panel[0])
    sign(nominee, nominee.panel[1])
    assert seal(nominee, nominee.bureau).sheet


def test_without_a_panel_nothing_is_sealed(procedure):
    procedure.quota(1)
    procedure.sealed(first=95)
    procedure.nominated("first")
    act, sheet = sheet_of(procedure, procedure.bureau)
    evaluations.adopt_all(act, sheet)
    scorings.submit(act, worksheet(act, again(procedure, sheet)))
    procedure.sheet = sheet
    other = procedure.hall.appoint(Post.CITY_AGRICULTURE, "city", procedure.hall.person("示例乙"))
    with pytest.raises(NotNow, match="unsigned"):
        seal(procedure, other)


def test_nobody_signs_twice_nor_before_it_is_submitted(submitted):
    sign(submitted, submitted.panel[0])
    with pytest.raises(NotNow, match="signed"):
        sign(submitted, submitted.panel[0])
    act = submitted.act(submitted.panel[1], "first")
    scorings.send_back(
        submitted.act(submitted.bureau, "first"), worksheet(act, row(submitted)), "再看一遍"
    )
    with pytest.raises(ScoringRefused, match="moved"):
        sign(submitted, submitted.panel[1])


def test_signatures_fall_when_the_sheet_is_taken_back(submitted):
    sign(submitted, submitted.panel[0])
    act = submitted.act(submitted.bureau, "first")
    shown = row(submitted).last("submit").id
    scorings.send_back(act, worksheet(act, row(submitted)), "改第1项")
    scorings.submit(act, worksheet(act, row(submitted)))
    assert signatures(act.uow, row(submitted), act.day).given == ()
    with pytest.raises(ScoringRefused, match="moved"):
        evaluations.sign(submitted.act(submitted.panel[1], "first"), row(submitted), shown)


def test_a_partner_who_left_is_not_waited_for(submitted):
    sign(submitted, submitted.panel[0])
    submitted.hall.uow.grants.end(submitted.panel[1].id, submitted.now)
    assert seal(submitted, submitted.second).sheet


def test_only_nominees_are_evaluated(nominee):
    nominee.sealed(second=99)
    with pytest.raises(NotNow, match="not-nominated"):
        evaluations.opened(nominee.act(nominee.bureau, "second"), nominee.city)


def test_a_town_neither_scores_nor_signs(submitted):
    act = submitted.act(submitted.office, "first")
    with pytest.raises(Denied):
        evaluations.opened(act, submitted.town)
    with pytest.raises(Denied):
        sign(submitted, submitted.second)


def test_the_overview_tells_how_far_each_nominee_is(submitted):
    (one,) = evaluations.overview(submitted.city)
    assert (one.village.name, one.town_points, one.state, one.points) == (
        "first村",
        95,
        "submitted",
        None,
    )


def test_a_partner_is_shown_what_waits_for_his_signature(submitted):
    partner = submitted.of(submitted.panel[0])
    assert len(evaluations.to_sign(partner)) == 1
    sign(submitted, submitted.panel[0])
    assert evaluations.to_sign(partner) == []
    assert evaluations.to_sign(submitted.city) == []


def test_a_partner_of_the_village_is_not_waited_for_and_cannot_sign(submitted):
    submitted.hall.appoint(Post.SECRETARY, "first", submitted.panel[1].person_id)
    with pytest.raises(ScoringRefused, match="village"):
        sign(submitted, submitted.panel[1])
    assert evaluations.to_sign(submitted.of(submitted.panel[1])) == []
    sign(submitted, submitted.panel[0])
    outcome = seal(submitted, submitted.second)
    sealed = submitted.hall.uow.sheets.get(outcome.sheet, submitted.city.actor.scope)
    assert sealed.content["readings"][-1] == "回避:示例组织部(市联合认定组)。"


def test_whoever_sealed_the_towns_score_neither_scores_signs_nor_seals_the_citys(submitted):
    person = submitted.office.person_id
    bureau = submitted.hall.appoint(Post.CITY_AGRICULTURE, "city", person)
    partner = submitted.hall.appoint(Post.CITY_PANEL, "city", person)
    with pytest.raises(ScoringRefused, match="below"):
        sign(submitted, partner)
    for grant in submitted.panel:
        sign(submitted, grant)
    with pytest.raises(ScoringRefused, match="below"):
        seal(submitted, bureau)
    act = submitted.act(bureau, "first")
    with pytest.raises(ScoringRefused, match="below"):
        scorings.may_score(act, row(submitted).scheme_id, 2026, "city")


def test_a_city_sheet_is_sealed_in_no_other_way_without_the_signatures(submitted):
    act = submitted.act(submitted.second, "first")
    with pytest.raises(NotNow, match="unsigned"):
        sealing.seal(act, row(submitted), worksheet(act, row(submitted)).proposal.evidence)


def test_a_towns_sheet_is_neither_signed_nor_sent_back_by_the_city(submitted):
    uow, act = submitted.hall.uow, submitted.act(submitted.panel[0], "first")
    town = submitted.act(submitted.office, "second")
    other = scorings.begin(town, row(submitted).scheme_id, 2026, "town")
    uow.scorings.event(other.id, "submit", **town.signed)
    other = uow.scorings.get(other.id, act.actor.scope)
    with pytest.raises(ScoringRefused, match="moved"):
        evaluations.sign(act, other, other.last("submit").id)
    with pytest.raises(ScoringRefused, match="moved"):
        evaluations.send_back(act, worksheet(act, other), "不对")
    with pytest.raises(ScoringRefused, match="moved"):
        evaluations.seal_signed(submitted.act(submitted.second, "second"), other, "")
