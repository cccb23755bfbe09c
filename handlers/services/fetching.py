"""What is done with the bytes of a file somebody sent: checked, made anew, stored, compared."""

from collections.abc import Sequence
from datetime import datetime
from heapq import nsmallest
from operator import itemgetter

from handlers.services import likeness, pictures
from handlers.services.errors import PictureRefused
from handlers.services.likeness import Look
from storage.evidence import Fetched, Kept
from storage.files import Files, small

MOST_BYTES = 10 * 1024 * 1024
MOST_LOOKED_AT = 40
MOST_SHOWN = 3
PAPERS = {
    b"%PDF-": ".pdf",
    b"PK\x03\x04": ".zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".ole",
    b"OggS": ".ogg",
    b"ID3": ".mp3",
}
"""Documents and voice that are kept as they come, never opened; by their first bytes."""


def take(data: bytes, kind: str, now: datetime, files: Files) -> Fetched:
    """Store a file; PictureRefused if it is none of what is kept."""
    if len(data) > MOST_BYTES:
        raise PictureRefused("large")
    if kind == "photo" or pictures.is_picture(data):
        return _take_photo(data, now, files)
    sha256, path = files.put(data, _suffix(data))
    return Fetched(sha256=sha256, path=path)


def _take_photo(data: bytes, now: datetime, files: Files) -> Fetched:
    picture = pictures.read(data, now)
    sha256, path = files.put(picture.jpeg, ".jpg")
    files.put_small(path, picture.small)
    seen = likeness.look(picture.small)
    return Fetched(
        sha256=sha256,
        path=path,
        taken_at=picture.taken_at,
        prints=likeness.dumped(seen.print),
    )


def _suffix(data: bytes) -> str:
    for begins, suffix in PAPERS.items():
        if data.startswith(begins):
            return suffix
    raise PictureRefused("type")


def resembling(path: str, earlier: Sequence[Kept], files: Files) -> tuple[tuple[int, str], ...]:
    """Which earlier photos show the same shot, the likest first, each with a picture of both."""
    jpeg = files.read(small(path))
    found: dict[int, tuple[float, Kept]] = {}
    for way, each in _worth_a_look((likeness.look(jpeg), likeness.in_mirror(jpeg)), earlier):
        seen = likeness.look_again(files.read(small(each.path)), likeness.loaded(each.prints))
        before, _ = found.get(each.id, (likeness.ALIKE, each))
        if (fits := likeness.likeness(way, seen)) >= before:
            found[each.id] = (fits, each)
    likest = sorted(found.values(), key=_by_likeness)[:MOST_SHOWN]
    return tuple((each.id, _pair(jpeg, each, files)) for _, each in likest)


def _by_likeness(found: tuple[float, Kept]) -> tuple[float, int]:
    return -found[0], found[1].id


def _worth_a_look(ways: Sequence[Look], earlier: Sequence[Kept]) -> list[tuple[Look, Kept]]:
    """The nearest by their prints; the same file once, as it was first used."""
    near = []
    for each in {kept.path: kept for kept in reversed(earlier)}.values():
        known = likeness.loaded(each.prints)
        near += [(likeness.distance(way.print, known), way, each) for way in ways]
    nearest = nsmallest(MOST_LOOKED_AT, near, key=itemgetter(0))
    return [(way, each) for bits, way, each in nearest if bits <= likeness.NEAR]


def _pair(jpeg: bytes, each: Kept, files: Files) -> str:
    """The new photo on the left, the earlier on the right."""
    both = pictures.side_by_side(jpeg, files.read(small(each.path)))
    return files.put(both, ".jpg")[1]
