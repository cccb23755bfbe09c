import pytest

from handlers.services import records, review
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import Post
from tests.handlers.services.hall import NOW

COMMITTEE = "branch-committee"


def waiting(hall, grant, village=None):
    return [row.id for row in review.queue(hall.act(grant, village))]


def test_what_waits_is_shown_oldest_first_until_it_is_settled(hall, secretary, chair):
    first, second = hall.log(secretary, COMMITTEE), hall.log(secretary, "party-day")
    assert waiting(hall, chair) == [first.id, second.id]
    review.confirm(hall.act(chair), first)
    review.return_(hall.act(chair), second, "缺附件")
    assert waiting(hall, chair) == []
    assert hall.row(first.id).confirmed_on == NOW.date()
    assert hall.row(second.id).decision.reason == "缺附件"
    assert hall.audited()[-2:] == ["record.confirm", "record.return"]


def test_another_village_waits_for_its_own_supervisors(hall, secretary):
    hall.log(secretary, COMMITTEE)
    assert waiting(hall, hall.appoint(Post.SUPERVISOR_CHAIR, "second")) == []


def test_each_record_waits_for_those_whom_the_scheme_names(hall, secretary, chair, office):
    pledge = hall.log(secretary, "integrity-pledge")
    assert waiting(hall, chair) == []
    assert waiting(hall, office, "first") == [pledge.id]
    with pytest.raises(Denied) as refused:
        review.confirm(hall.act(chair), pledge)
    assert set(refused.value.needed) == {Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE}


def test_a_record_of_several_duties_needs_who_may_confirm_them_all(hall, secretary, chair):
    row = hall.log(secretary, "party-day", "integrity-education")
    with pytest.raises(Denied):
        review.confirm(hall.act(secretary), row)
    review.confirm(hall.act(chair), row)
    assert hall.row(row.id).status == "confirmed"


def test_a_duty_of_no_scheme_is_the_supervisors_to_confirm(hall, chair, member):
    row = hall.log(chair, "supervision-visit")
    assert waiting(hall, chair) == []
    assert waiting(hall, member) == [row.id]


def test_nobody_confirms_his_own_record(hall, chair):
    row = hall.log(chair, "financial-review")
    for settle in (review.confirm, lambda act, it: review.return_(act, it, "错")):
        with pytest.raises(OwnRecord):
            settle(hall.act(chair), row)


def test_nobody_confirms_his_own_record_in_another_post(hall, secretary):
    row = hall.log(secretary, COMMITTEE)
    now_chair = hall.appoint(Post.SUPERVISOR_CHAIR, person=secretary.person_id)
    assert waiting(hall, now_chair) == []
    with pytest.raises(OwnRecord):
        review.confirm(hall.act(now_chair), row)


def test_who_wrote_any_version_does_not_confirm_it(hall, chair, member):
    row = hall.log(chair, "financial-review")
    records.correct(hall.act(member), row, heads=3)
    for grant in (chair, member):
        with pytest.raises(OwnRecord):
            review.confirm(hall.act(grant), hall.row(row.id))


def test_a_record_is_settled_once(hall, secretary, chair, member):
    row = hall.log(secretary, COMMITTEE)
    review.confirm(hall.act(chair), row)
    with pytest.raises(AlreadySettled) as refused:
        review.confirm(hall.act(member), hall.row(row.id))
    assert refused.value.status == "confirmed"


def test_a_withdrawn_record_is_not_confirmed(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    records.withdraw(hall.act(secretary), row)
    assert waiting(hall, chair) == []
    with pytest.raises(AlreadySettled):
        review.confirm(hall.act(chair), hall.row(row.id))


def test_a_corrected_record_waits_again(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    review.return_(hall.act(chair), row, "缺附件")
    records.correct(hall.act(secretary), hall.row(row.id), heads=5)
    assert waiting(hall, chair) == [row.id]


# --- taking a confirmation back -------------------------------------------------------------------


def test_ones_own_confirmation_can_be_taken_back(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    review.confirm(hall.act(chair), row)
    review.take_back(hall.act(chair), hall.row(row.id))
    assert hall.row(row.id).status == "reported"
    assert hall.audited()[-1] == "record.unconfirm"


def test_anothers_confirmation_stands(hall, secretary, chair, member):
    row = hall.log(secretary, COMMITTEE)
    review.confirm(hall.act(chair), row)
    with pytest.raises(AlreadySettled):
        review.take_back(hall.act(member), hall.row(row.id))


def test_what_was_not_confirmed_cannot_be_taken_back(hall, secretary, chair):
    with pytest.raises(AlreadySettled):
        review.take_back(hall.act(chair), hall.log(secretary, COMMITTEE))


def test_who_became_secretary_does_not_take_back_what_he_confirmed_before(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    review.confirm(hall.act(chair), row)
    promoted = hall.appoint(Post.SECRETARY, person=chair.person_id)
    with pytest.raises(Denied):
        review.take_back(hall.act(promoted), hall.row(row.id))
