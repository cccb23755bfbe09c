import pytest

from handlers.services import finding_disputes, findings
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from handlers.services.finding_kinds import Said, classify
from rubric.posts import Post
from storage.scope import Scope
from tests.handlers.services.hall import moment


def row(hall, number):
    return hall.uow.findings.get(number, Scope.tick())


@pytest.fixture
def found(hall, chair):
    return row(hall, findings.raise_(hall.act(chair), "凭证没有联签"))


@pytest.fixture
def disputed(hall, clerk, found):
    finding_disputes.dispute(hall.act(clerk), found, "当天三人都签了")
    return row(hall, found.id)


def test_an_objection_waits_for_an_answer_while_the_due_day_stands(found, disputed):
    assert (disputed.dispute.reason, disputed.status) == ("当天三人都签了", "open")
    assert disputed.due == found.due


def test_an_objection_that_holds_clears_the_finding(hall, chair, disputed):
    finding_disputes.accept(hall.act(chair), disputed)
    cleared = row(hall, disputed.id)
    assert (cleared.status, cleared.last("clear").reason) == ("cleared", "异议成立")


def test_somebody_other_than_the_finder_upholds_it(hall, chair, member, disputed):
    with pytest.raises(OwnRecord):
        finding_disputes.uphold(hall.act(chair), disputed, "凭证上没有")
    finding_disputes.uphold(hall.act(member), disputed, "凭证上没有")
    upheld = row(hall, disputed.id)
    assert (upheld.dispute, upheld.status) == (None, "open")
    assert hall.audited() == ["finding.raise", "finding.dispute", "finding.uphold"]


def test_the_finder_cannot_uphold_it_in_another_post(hall, chair, disputed):
    promoted = hall.appoint(Post.TOWN_OFFICE, "town", person=chair.person_id)
    with pytest.raises(OwnRecord):
        finding_disputes.uphold(hall.act(promoted, "first"), disputed, "")


def test_who_objected_answers_it_in_no_post(hall, clerk, disputed):
    promoted = hall.appoint(Post.TOWN_OFFICE, "town", person=clerk.person_id)
    for answer in (finding_disputes.accept, lambda *act: finding_disputes.uphold(*act, "")):
        with pytest.raises(OwnRecord):
            answer(hall.act(promoted, "first"), disputed)


def test_the_town_may_uphold_what_the_city_found(hall, office, clerk):
    city = hall.appoint(Post.CITY_AGRICULTURE, "city")
    found = row(hall, findings.raise_(hall.act(city, "first"), "没有公开"))
    finding_disputes.dispute(hall.act(clerk), found, "公开了")
    with pytest.raises(Denied):
        finding_disputes.accept(hall.act(office, "first"), row(hall, found.id))
    finding_disputes.uphold(hall.act(office, "first"), row(hall, found.id), "确实没有")
    assert row(hall, found.id).dispute is None


def test_the_same_is_objected_to_once_and_again_when_it_has_become_another(
    hall, chair, member, clerk, disputed
):
    with pytest.raises(AlreadySettled) as refused:
        finding_disputes.dispute(hall.act(clerk), disputed, "还是不对")
    assert refused.value.status == "disputed"
    finding_disputes.uphold(hall.act(member), disputed, "凭证上没有")
    assert not finding_disputes.open_to_dispute(row(hall, disputed.id))
    classify(hall.act(chair), row(hall, disputed.id), Said("ledger-incomplete", 18))
    finding_disputes.dispute(hall.act(clerk), row(hall, disputed.id), "台账是全的")
    assert row(hall, disputed.id).dispute is not None


def test_an_objection_is_answered_once(hall, chair, member, disputed):
    finding_disputes.uphold(hall.act(member), disputed, "")
    with pytest.raises(AlreadySettled) as refused:
        finding_disputes.accept(hall.act(chair), row(hall, disputed.id))
    assert refused.value.status == "answered"


def test_a_remedy_can_be_objected_to_until_it_has_ended(hall, chair, clerk, found):
    findings.remedied(hall.act(clerk), found, "已补签")
    assert finding_disputes.open_to_dispute(row(hall, found.id))
    findings.settle(hall.act(chair), row(hall, found.id))
    with pytest.raises(AlreadySettled):
        finding_disputes.may_dispute(hall.act(clerk), row(hall, found.id))


def test_supervisors_do_not_object_for_the_village(hall, member, found):
    with pytest.raises(Denied):
        finding_disputes.dispute(hall.act(member), found, "")


def test_the_finders_office_and_the_town_hear_of_it(hall, chair, office, disputed):
    discipline = hall.appoint(Post.TOWN_DISCIPLINE, "town")
    act = hall.act(office, "first", moment(2026, 7, 16))
    heard = {each.id for each in finding_disputes.hearers(act, disputed)}
    assert heard == {chair.id, office.id, discipline.id}


def test_whoever_classified_it_last_does_not_uphold_it(hall, clerk, office, found):
    classify(hall.act(office, "first"), found, Said("power-abuse", 4))
    finding_disputes.dispute(hall.act(clerk), row(hall, found.id), "不对")
    with pytest.raises(OwnRecord):
        finding_disputes.uphold(hall.act(office, "first"), row(hall, found.id), "维持")
    other = hall.appoint(Post.TOWN_DISCIPLINE, "town")
    finding_disputes.uphold(hall.act(other, "first"), row(hall, found.id), "维持")
    assert row(hall, found.id).dispute is None
