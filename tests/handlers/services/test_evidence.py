from datetime import timedelta
from itertools import count

import pytest

from handlers.services import evidence
from handlers.services.errors import AlreadySettled, Denied, NotCorrectable
from handlers.services.evidence import FETCH, Sent
from storage.evidence import Fetched

UNIQUE = count(1)


def keep(hall, who):
    """A photo sent, each another file."""
    sent = Sent("photo", "file", f"unique-{next(UNIQUE)}")
    return evidence.keep(hall.act(who), sent, "1001")


def again(hall, row):
    return hall.uow.records.get(row.id, evidence.town_scope(hall.uow, row.village_id))


def alike(hall, new, *earlier):
    """Fetching found that a photo is like earlier ones."""
    found = tuple((number, f"{number}.jpg") for number in earlier)
    hall.uow.evidence.fetched(new, Fetched("ab", "ab.jpg", alike=found))


def test_a_file_is_kept_with_the_order_to_fetch_it(hall, secretary):
    number = keep(hall, secretary)
    (job,) = hall.uow.jobs.take(hall.now)
    assert (job.kind, job.payload) == (FETCH, {"evidence": number, "chat_id": "1001"})


def test_a_file_joins_a_record_that_waits(hall, secretary):
    row = hall.log(secretary, "branch-committee")
    number = keep(hall, secretary)
    evidence.join(hall.act(secretary), [row], [number])
    assert [photo.id for photo in again(hall, row).photos] == [number]


@pytest.mark.parametrize(
    ("kind", "refused"), [("confirm", NotCorrectable), ("withdraw", AlreadySettled)]
)
def test_a_record_that_is_decided_takes_no_file(hall, secretary, kind, refused):
    row = hall.log(secretary, "branch-committee")
    hall.act(secretary).record_event(row.id, kind)
    with pytest.raises(refused):
        evidence.join(hall.act(secretary), [again(hall, row)], [keep(hall, secretary)])


def test_a_file_joins_no_record_of_another_posts_work(hall, secretary, chair):
    row = hall.log(secretary, "branch-committee")
    with pytest.raises(Denied):
        evidence.join(hall.act(chair), [row], [keep(hall, chair)])


def test_just_logged_is_what_one_said_last_within_ten_minutes(hall, secretary, chair):
    def then(**later):
        return hall.now + timedelta(**later)

    hall.log(secretary, "branch-committee")
    second = hall.log(secretary, "members-meeting", at=then(minutes=3))
    found = evidence.just_logged(hall.act(secretary, at=then(minutes=13)))
    assert [row.id for row in found] == [second.id]
    assert evidence.just_logged(hall.act(chair, at=then(minutes=4))) == []
    assert evidence.just_logged(hall.act(secretary, at=then(minutes=13, seconds=1))) == []


@pytest.fixture
def two(hall, secretary):
    """Two records with a photo each."""
    made = []
    for duty in ("members-meeting", "branch-committee"):
        row, number = hall.log(secretary, duty), keep(hall, secretary)
        evidence.file_under(hall.act(secretary), [row.id], [number])
        made.append((row, number))
    return made


def test_a_photo_used_before_is_told_with_the_record_it_stood_for(hall, two):
    (first, old), (second, new) = two
    alike(hall, new, old)
    used = evidence.reuse(hall.uow, again(hall, second))
    assert (used.earlier.id, used.village, used.pair) == (first.id, "first村", f"{old}.jpg")


def test_what_resembles_nothing_is_no_reuse(hall, two):
    assert [evidence.reuse(hall.uow, again(hall, row)) for row, _ in two] == [None, None]


def test_a_photo_that_stands_for_nothing_any_more_may_be_used_again(hall, secretary, two):
    (first, old), (second, new) = two
    alike(hall, new, keep(hall, secretary), old)
    hall.act(secretary).record_event(first.id, "withdraw")
    assert evidence.reuse(hall.uow, again(hall, second)) is None


def test_photos_are_looked_for_in_the_whole_town_and_nowhere_else(hall):
    seen = evidence.town_scope(hall.uow, hall.places["first"])
    assert seen.villages == {hall.places["first"], hall.places["second"]}


def test_a_file_of_several_records_is_counted_once(hall, secretary, two):
    (first, old), (second, new) = two
    hall.uow.evidence.loosen([old])
    evidence.file_under(hall.act(secretary), [first.id, second.id], [old])
    files = [*again(hall, first).evidence, *again(hall, second).evidence]
    assert evidence.first_of_each(files) == (old, new)
