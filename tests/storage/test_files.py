import os
from datetime import UTC, datetime
from hashlib import sha256

from storage.files import Files, digest_of, small


def kept(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_is_found_under_the_hash_of_its_bytes(tmp_path):
    name, path = Files(tmp_path).put(b"photo", ".jpg")
    assert name == sha256(b"photo").hexdigest()
    assert path == f"evidence/{name[:2]}/{name[2:]}.jpg"
    assert Files(tmp_path).read(path) == b"photo"


def test_the_same_bytes_twice_are_one_file(tmp_path):
    files = Files(tmp_path)
    assert files.put(b"photo", ".jpg") == files.put(b"photo", ".jpg")
    assert len(kept(tmp_path)) == 1


def test_the_scaled_down_copy_lies_beside_its_photo(tmp_path):
    files = Files(tmp_path)
    _, path = files.put(b"photo", ".jpg")
    files.put_small(path, b"small")
    assert files.read(small(path)) == b"small"
    assert small(path) == path.removesuffix(".jpg") + ".small.jpg"


def test_nothing_unfinished_is_left_behind(tmp_path):
    Files(tmp_path).put(b"photo", ".jpg")
    assert [path.suffix for path in kept(tmp_path)] == [".jpg"]


def test_made_documents_are_swept_away_when_they_are_old_and_evidence_never(tmp_path):
    files = Files(tmp_path)
    old, fresh = files.put_made(b"old", ".pdf"), files.put_made(b"fresh", ".pdf")
    _, photo = files.put(b"photo", ".jpg")
    for path in (old, photo):
        os.utime(tmp_path / path, (0, 0))
    assert files.sweep_made(datetime(2026, 1, 1, tzinfo=UTC)) == 1
    assert files.read(fresh) == b"fresh"
    assert files.read(photo) == b"photo"
    assert not (tmp_path / old).exists()


def test_the_digest_of_a_file_is_told_if_there_is_one(tmp_path):
    file = tmp_path / "a"
    assert digest_of(file) is None
    file.write_bytes(b"abc")
    assert digest_of(file) == sha256(b"abc").hexdigest()
