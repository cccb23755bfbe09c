from datetime import date, timedelta

import pytest

from handlers.services import records, review
from handlers.services.errors import AlreadySettled, Denied, NotCorrectable
from handlers.services.sketch import Sketch, entries
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY
from tests.ledger import audit_rows

COMMITTEE = "branch-committee"


def entry(hall, *duties, on=TODAY, **said):
    (made,) = entries(Sketch(text="", duties=duties, done_on=on, **said), hall.book())
    return made


def test_a_record_keeps_what_was_said_and_by_whom(hall, secretary):
    act = hall.act(secretary)
    told = Sketch(text="原话", duties=(COMMITTEE,), done_on=date(2026, 7, 14), title="慰问")
    number = records.log(act, entries(told, act.book)[0])
    row = hall.row(number)
    assert (row.body, row.title, row.done_on) == ("原话", "慰问", date(2026, 7, 14))
    assert (row.author_id, row.author_grant_id) == (secretary.person_id, secretary.id)
    assert hall.audited()[-1] == "record.log"


def test_the_audit_holds_no_word_of_a_person(hall, secretary):
    hall.log(secretary, COMMITTEE, title="张三的事", heads=5)
    (row,) = audit_rows(hall.uow)
    assert row["data"] == {"duties": [COMMITTEE]}
    assert row["village_id"] == hall.places["first"]


def test_another_posts_duty_is_refused_naming_whose_it_is(hall, secretary):
    with pytest.raises(Denied) as refused:
        records.log(hall.act(secretary), entry(hall, "financial-review"))
    assert Post.CLERK in refused.value.needed


def test_one_duty_out_of_reach_is_enough_to_refuse(hall, chair):
    with pytest.raises(Denied):
        records.may_log(hall.act(chair), ("integrity-education", COMMITTEE))


def test_a_supervisor_logs_a_visit_that_no_scheme_asks_for(hall, chair):
    assert hall.log(chair, "supervision-visit").status == "reported"


def test_a_town_logs_nothing_in_a_village(hall, office):
    with pytest.raises(Denied):
        records.may_log(hall.act(office, "first"), ("joint-meeting",))


# --- the same meeting -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ({"duties": (COMMITTEE,)}, True),
        ({"duties": ("party-day", COMMITTEE)}, True),
        ({"duties": ("party-day",)}, False),
        ({"duties": (COMMITTEE,), "on": date(2026, 7, 14)}, False),
    ],
)
def test_a_record_of_that_day_and_duty_may_be_the_same_meeting(hall, secretary, said, same):
    row = hall.log(secretary, COMMITTEE)
    duties, on = said["duties"], said.get("on", TODAY)
    found = records.same_meeting(hall.act(secretary), entry(hall, *duties, on=on))
    assert (found and found.id) == (row.id if same else None)


def test_another_group_or_month_is_another_meeting(hall, secretary):
    hall.log(secretary, "group-meeting", unit=1)
    hall.log(secretary, "disclosure-party", said_period="2026-06")
    act = hall.act(secretary)
    assert not records.same_meeting(act, entry(hall, "group-meeting", unit=2))
    assert not records.same_meeting(act, entry(hall, "disclosure-party", said_period="2026-07"))


def test_a_withdrawn_record_is_no_meeting(hall, secretary):
    row = hall.log(secretary, COMMITTEE)
    records.withdraw(hall.act(secretary), row)
    assert records.same_meeting(hall.act(secretary), entry(hall, COMMITTEE)) is None


# --- corrections ----------------------------------------------------------------------------------


def test_a_correction_is_a_new_version_with_its_own_author(hall, secretary, clerk):
    row = hall.log(secretary, COMMITTEE, heads=5)
    records.correct(hall.act(clerk), row, heads=6)
    row = hall.row(row.id)
    assert (row.version, row.heads) == (2, 6)
    assert row.authors == {secretary.person_id, clerk.person_id}
    assert row.author_id == secretary.person_id
    assert hall.audited()[-1] == "record.correct"


def test_a_correction_opens_what_was_decided(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    review.return_(hall.act(chair), row, "缺附件")
    records.correct(hall.act(secretary), hall.row(row.id), heads=6)
    assert hall.row(row.id).status == "reported"


def test_a_confirmed_record_is_not_corrected_nor_withdrawn(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    review.confirm(hall.act(chair), row)
    for change in (records.withdraw, lambda act, it: records.correct(act, it, heads=1)):
        with pytest.raises(NotCorrectable):
            change(hall.act(secretary), hall.row(row.id))


def test_a_withdrawn_record_is_not_corrected(hall, secretary):
    row = hall.log(secretary, COMMITTEE)
    records.withdraw(hall.act(secretary), row)
    with pytest.raises(AlreadySettled):
        records.correct(hall.act(secretary), hall.row(row.id), heads=1)


def test_a_correction_needs_the_right_to_both_duties(hall, secretary, chair):
    row = hall.log(secretary, "integrity-education")
    with pytest.raises(Denied):
        records.correct(hall.act(chair), row, duties=(COMMITTEE,))


@pytest.mark.parametrize(
    ("before", "said", "after", "period"),
    [
        ("disclosure-village", "2026-06", "disclosure-party", "2026-06"),
        ("disclosure-village", "2026-06", COMMITTEE, None),
        (COMMITTEE, None, "organisational-life", "2026"),
    ],
)
def test_another_duty_has_the_period_it_needs(hall, secretary, before, said, after, period):
    row = hall.log(secretary, before, said_period=said)
    records.correct(hall.act(secretary), row, duties=(after,))
    assert hall.row(row.id).period == period


def test_another_day_leaves_the_period_alone(hall, secretary):
    row = hall.log(secretary, "disclosure-party", said_period="2026-06")
    records.correct(hall.act(secretary), row, done_on=date(2026, 7, 1))
    assert hall.row(row.id).period == "2026-06"


# --- withdrawing, bringing back, laying before them anew ------------------------------------------


def test_a_withdrawal_can_be_undone_for_a_day(hall, secretary):
    row = hall.log(secretary, COMMITTEE)
    records.withdraw(hall.act(secretary), row)
    assert hall.row(row.id).status == "withdrawn"
    records.restore(hall.act(secretary, at=NOW + timedelta(hours=24)), hall.row(row.id))
    assert hall.row(row.id).status == "reported"
    assert hall.audited()[-2:] == ["record.withdraw", "record.restore"]


def test_after_a_day_a_withdrawal_stands(hall, secretary):
    row = hall.log(secretary, COMMITTEE)
    records.withdraw(hall.act(secretary), row)
    late = hall.act(secretary, at=NOW + timedelta(hours=24, seconds=1))
    with pytest.raises(AlreadySettled):
        records.restore(late, hall.row(row.id))


def test_what_was_not_withdrawn_is_not_brought_back(hall, secretary):
    with pytest.raises(AlreadySettled):
        records.restore(hall.act(secretary), hall.log(secretary, COMMITTEE))


def test_a_returned_record_that_is_brought_back_is_still_returned(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    review.return_(hall.act(chair), row, "缺附件")
    records.withdraw(hall.act(secretary), hall.row(row.id))
    records.restore(hall.act(secretary), hall.row(row.id))
    assert hall.row(row.id).status == "returned"


def test_a_returned_record_is_laid_before_them_as_it_stands(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    review.return_(hall.act(chair), row, "缺附件")
    records.resubmit(hall.act(secretary), hall.row(row.id))
    assert hall.row(row.id).status == "reported"
    with pytest.raises(AlreadySettled):
        records.resubmit(hall.act(secretary), hall.row(row.id))


def test_supervisors_do_not_withdraw_what_is_the_villages(hall, secretary, chair):
    row = hall.log(secretary, COMMITTEE)
    for change in (records.withdraw, records.restore, records.resubmit):
        with pytest.raises(Denied):
            change(hall.act(chair), row)
