"""Photos for documents: small fresh copies in a folder, and how large each is shown."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from storage.files import small

_PIXELS = 640
_QUALITY = 68
_WIDE, _HIGH = 82.0, 56.0
"""Millimetres: two photos stand beside each other on A4, and none is higher than this."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Photo:
    """A copy in the folder, and its size on paper in millimetres."""

    name: str
    width: float
    height: float


def lay_out(folder: Path, paths: Iterable[str], read: Read) -> dict[str, Photo]:
    """Copies of the photos that can be read, by the path they are kept under."""
    found: dict[str, Photo] = {}
    for at, path in enumerate(dict.fromkeys(paths)):
        with suppress(OSError):
            found[path] = _copied(folder / f"{at}.jpg", _bytes(path, read))
    return found


def _bytes(path: str, read: Read) -> bytes:
    """The scaled-down copy if there is one."""
    try:
        return read(small(path))
    except FileNotFoundError:
        return read(path)


def _copied(file: Path, data: bytes) -> Photo:
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        image.draft("RGB", (_PIXELS, _PIXELS))
        fresh = image.convert("RGB")
    fresh.thumbnail((_PIXELS, _PIXELS))
    fresh.save(file, "JPEG", quality=_QUALITY)
    scale = min(_WIDE / fresh.width, _HIGH / fresh.height)
    return Photo(file.name, round(fresh.width * scale, 1), round(fresh.height * scale, 1))
