from datetime import timedelta
from itertools import count

import pytest

from storage.errors import NotFound, OutOfScope
from storage.evidence import Fetched
from storage.record_rows import NewEvidence
from storage.scope import Scope

ALL = Scope.operator()


@pytest.fixture
def photo(uow, world):
    """A photo the clerk sent, each another file; its number."""
    numbers = count(1)

    def photo(**more):
        told = {
            "village_id": world.village,
            "kind": "photo",
            "file_id": "f",
            "file_unique_id": f"u{next(numbers)}",
        }
        return uow.evidence.keep(NewEvidence(**told | world.by_clerk() | more))

    return photo


@pytest.fixture
def draft(uow, world):
    return uow.drafts.open(world.clerk, "log", {}, awaits_text=False, at=world.now)


def brought(name="ab12", **more):
    return Fetched(sha256=name, path=f"evidence/ab/{name}.jpg", prints=name.encode(), **more)


def shown(uow, record):
    return [file.id for file in uow.records.get(record, ALL).evidence]


def test_photos_sent_before_anybody_says_of_what_are_attached_later(uow, log, photo):
    loose, record = [photo(), photo()], log()
    assert uow.evidence.attach([record], loose) == 2
    assert shown(uow, record) == loose


def test_a_photo_that_belongs_to_a_record_is_not_moved_to_another(uow, log, photo):
    first, second = log(), log()
    kept = photo(record_id=first)
    assert uow.evidence.attach([second], [kept]) == 0
    assert shown(uow, second) == []


def test_a_photo_of_one_sentence_belongs_to_each_record_that_the_sentence_made(uow, log, photo):
    first, second, kept = log(), log(), photo()
    assert uow.evidence.attach([first, second], [kept]) == 1
    assert shown(uow, first) == [kept]
    (copy,) = uow.records.get(second, ALL).photos
    assert (copy.file_id, copy.file_unique_id, copy.by_id) == ("f", "u1", copy.by_id)


def test_a_fetched_file_is_known_by_its_hash_and_place_in_every_copy(uow, world, log, photo):
    records, kept = [log(), log()], photo()
    uow.evidence.attach(records, [kept])
    uow.evidence.fetched(kept, brought(taken_at=world.now, alike=((7, "evidence/cd/pair.jpg"),)))
    for record in records:
        (file,) = uow.records.get(record, ALL).evidence
        assert (file.sha256, file.path, file.taken_at) == (
            "ab12",
            "evidence/ab/ab12.jpg",
            world.now,
        )
        assert file.alike == ((7, "evidence/cd/pair.jpg"),)


def test_the_same_photo_sent_on_another_day_keeps_its_own_story(uow, world, photo):
    old = photo(file_unique_id="same")
    new = photo(file_unique_id="same", at=world.now + timedelta(days=30))
    uow.evidence.fetched(new, brought(alike=((old, "pair.jpg"),)))
    assert uow.evidence.get(old, ALL).alike == ()
    assert uow.evidence.get(old, ALL).path is None


def test_a_refused_file_is_no_photo_of_its_record_any_more(uow, log, photo):
    record = log()
    kept = photo(record_id=record)
    assert [file.id for file in uow.records.get(record, ALL).photos] == [kept]
    uow.evidence.refuse(kept, "broken")
    row = uow.records.get(record, ALL)
    assert row.photos == ()
    assert row.evidence[0].refused == "broken"


def test_voice_and_documents_are_told_apart_from_photos(uow, log, photo):
    record = log()
    voice = photo(record_id=record, kind="voice")
    row = uow.records.get(record, ALL)
    assert (row.photos, [file.id for file in row.papers]) == ((), [voice])


def test_what_waits_for_a_draft_is_its_own_until_the_record_is_there(uow, log, photo, draft):
    waiting, record = [photo(), photo()], log()
    uow.evidence.hold(draft, waiting)
    assert [file.id for file in uow.evidence.of_draft(draft)] == waiting
    uow.evidence.attach([record], waiting)
    assert uow.evidence.of_draft(draft) == []
    assert shown(uow, record) == waiting


def test_an_album_is_one_persons(uow, world, photo):
    mine = [photo(album="a"), photo(album="a")]
    photo(album="b")
    photo(album="a", by_id=world.chair, by_grant_id=world.chair_grant)
    assert [file.id for file in uow.evidence.of_album("a", world.clerk)] == mine


def test_what_was_attached_too_early_can_be_taken_off_again(uow, log, photo):
    early, late = log(), log()
    kept = photo(record_id=early)
    uow.evidence.loosen([kept])
    assert uow.evidence.attach([late], [kept]) == 1
    assert (shown(uow, early), shown(uow, late)) == ([], [kept])


def test_earlier_photos_of_the_town_are_looked_through(uow, world, photo):
    old = photo(village_id=world.neighbour)
    unfetched = photo()
    elsewhere = photo(village_id=world.elsewhere)
    for number, name in ((old, "old"), (elsewhere, "other")):
        uow.evidence.fetched(number, brought(name))
    new = photo()
    town = Scope.of([world.village, world.neighbour], "照片比对")
    found = uow.evidence.photos_before(new, town)
    assert [(each.id, each.prints) for each in found] == [(old, b"old")]
    assert unfetched not in [each.id for each in found]


@pytest.mark.parametrize("shared", ["record", "draft", "album"])
def test_photos_of_one_matter_are_not_compared_with_each_other(uow, log, photo, draft, shared):
    more = {"record": {"record_id": log()}, "draft": {}, "album": {"album": "a"}}[shared]
    first, second = photo(**more), photo(**more)
    if shared == "draft":
        uow.evidence.hold(draft, [first, second])
    uow.evidence.fetched(first, brought())
    assert uow.evidence.photos_before(second, ALL) == []


def test_a_photo_is_read_within_a_scope(uow, world, photo):
    kept = photo()
    with pytest.raises(OutOfScope):
        uow.evidence.get(kept, Scope.of([world.neighbour], "示例二村"))
    with pytest.raises(NotFound, match="佐证 999"):
        uow.evidence.get(999, ALL)


def test_what_shows_a_thing_shows_its_parts_and_what_shows_a_part_that_alone(uow, photo):
    told = ("matter:1", "matter:1/propose", "matter:1/resolve", "matter:12", "matter:12/propose")
    ids = {about: photo() for about in told}
    for about, number in ids.items():
        assert uow.evidence.attach_about(about, [number]) == 1
    found = {about: [row.id for row in uow.evidence.about(about, ALL)] for about in told}
    assert found["matter:1"] == [ids[about] for about in told[:3]]
    assert found["matter:1/propose"] == [ids["matter:1/propose"]]
    assert found["matter:12"] == [ids[about] for about in told[3:]]
    uow.evidence.loosen(ids.values())
    assert uow.evidence.about("matter:1", ALL) == []
