from random import Random

import pytest

from benchmarks.photo_scenes import cropped, jpeg, mirrored, scene
from handlers.services import fetching
from handlers.services.errors import PictureRefused
from storage.evidence import Kept
from storage.files import Files, small
from tests.handlers.services.test_pictures import NOW, opened

pytestmark = pytest.mark.drill


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


@pytest.fixture
def on_file(files):
    """Photos taken in earlier: as they are found again."""

    def on_file(*shots):
        taken = [fetching.take(jpeg(shot), "photo", NOW, files) for shot in shots]
        return [Kept(number, each.path, each.prints) for number, each in enumerate(taken)]

    return on_file


def test_a_photo_is_stored_made_anew_with_its_small_copy_and_print(files):
    taken = fetching.take(jpeg(scene(5001), side=2000), "photo", NOW, files)
    assert taken.path.startswith("evidence/")
    assert opened(files.read(taken.path)).format == "JPEG"
    assert max(opened(files.read(small(taken.path))).size) == 800
    assert taken.prints


def test_a_picture_sent_as_a_document_is_a_photo_all_the_same(files):
    assert fetching.take(jpeg(scene(5001)), "document", NOW, files).prints


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7 ...", ".pdf"),
        (b"PK\x03\x04 ...", ".zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", ".ole"),
        (b"OggS ...", ".ogg"),
        (b"ID3 ...", ".mp3"),
    ],
    ids=repr,
)
def test_papers_and_voice_are_kept_as_they_came(files, data, suffix):
    taken = fetching.take(data, "document", NOW, files)
    assert taken.path.endswith(suffix)
    assert files.read(taken.path) == data
    assert taken.prints is None


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (b"MZ\x90\0 program", "document", "type"),
        (b"#!/bin/sh", "document", "type"),
        (b"", "voice", "type"),
        (b"%PDF-1.7", "photo", "type"),
        (b"GIF89a....", "document", "type"),
        (b"\xff\xd8\xff" + b"\0" * fetching.MOST_BYTES, "photo", "large"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_not_kept_is_refused_and_leaves_nothing(files, tmp_path, data, kind, why):
    with pytest.raises(PictureRefused) as refusal:
        fetching.take(data, kind, NOW, files)
    assert refusal.value.why == why
    assert not list(tmp_path.iterdir())


def test_an_earlier_shot_is_found_among_others_and_shown_beside_the_new_one(files, on_file):
    earlier = on_file(*map(scene, (5001, 5002, 5003)))
    again = cropped(mirrored(scene(5002), Random(1)), Random(2))
    new = fetching.take(jpeg(again), "photo", NOW, files)
    ((number, pair),) = fetching.resembling(new.path, earlier, files)
    assert number == 1
    assert opened(files.read(pair)).size == (1624, 800)


def test_a_shot_never_used_resembles_nothing(files, on_file):
    earlier = on_file(scene(5001), scene(5002))
    new = fetching.take(jpeg(scene(5003)), "photo", NOW, files)
    assert fetching.resembling(new.path, earlier, files) == ()


def test_a_file_used_many_times_is_told_once_as_it_was_first_used(files, on_file):
    earlier = on_file(*[scene(5001)] * 4)
    new = fetching.take(jpeg(scene(5001)), "photo", NOW, files)
    assert [number for number, _ in fetching.resembling(new.path, earlier, files)] == [0]
