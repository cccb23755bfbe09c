"""A stranger's bytes → a fresh JPEG that carries nothing but the picture, or why not. Pure."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from io import BytesIO

from PIL import Image, ImageOps

from handlers.services.errors import PictureRefused

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 64_000_000
LEAST_SIDE = 64
SIDE, SMALL_SIDE = 1600, 800
QUALITY = 85
GAP = 24
_PICTURES = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PHONE_PICTURES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_EXIF_PART, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
_TAKEN_FORMAT = "%Y:%m:%d %H:%M:%S"
_EARLIEST = 2000
_CLOCK_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo made anew at most 1600 px wide and high, and at most 800 px for documents."""

    jpeg: bytes
    small: bytes
    taken_at: datetime | None


def read(data: bytes, now: datetime) -> Picture:
    """The photo in some bytes, and when it was taken if it says so; PictureRefused."""
    with _opened(data) as image:
        taken_at = _taken_at(image, now)
        upright = _upright(image)
    return Picture(_jpeg(upright, SIDE), _jpeg(upright, SMALL_SIDE), taken_at)


def side_by_side(left: bytes, right: bytes) -> bytes:
    """Two of our own photos in one picture, equally high."""
    both = Image.new("RGB", (SMALL_SIDE * 2 + GAP, SMALL_SIDE), "white")
    for at, half in ((0, left), (SMALL_SIDE + GAP, right)):
        both.paste(ImageOps.pad(_own(half), (SMALL_SIDE, SMALL_SIDE), color="white"), (at, 0))
    return _jpeg(both, both.width)


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a picture, of a kind that is taken or not."""
    return data.startswith(_PICTURES) or data[8:12] == b"WEBP" or data[4:12] in _PHONE_PICTURES


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, its size known to be harmless and its pixels not yet read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused("pixels") from error
    except Exception as error:
        raise PictureRefused("broken" if _taken_kind(data) else "type") from error
    with image:
        _check_size(image)
        yield image


def _taken_kind(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n")) or data[8:12] == b"WEBP"


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise PictureRefused("pixels")
    if min(image.size) < LEAST_SIDE:
        raise PictureRefused("tiny")


def _upright(image: Image.Image) -> Image.Image:
    """The pixels alone, turned as they were seen, on white where they were transparent."""
    try:
        image.draft("RGB", (SIDE, SIDE))
        image.load()
        turned = _turned(image)
        if turned.has_transparency_data:
            turned = turned.convert("RGBA")
            white = Image.new("RGBA", turned.size, "white")
            turned = Image.alpha_composite(white, turned)
        return turned.convert("RGB")
    except Exception as error:
        raise PictureRefused("broken") from error


def _turned(image: Image.Image) -> Image.Image:
    """A camera's note of how it was held is a courtesy: a broken one is passed over."""
    with suppress(Exception):
        return ImageOps.exif_transpose(image)
    return image


def _taken_at(image: Image.Image, now: datetime) -> datetime | None:
    """When the camera says it was; None if it does not, or cannot be right."""
    with suppress(Exception):
        told = image.getexif().get_ifd(_EXIF_PART)
        taken = datetime.strptime(  # noqa: DTZ007 - the zone follows
            str(told[_TAKEN]).strip("\0 "), _TAKEN_FORMAT
        )
        aware = _zoned(taken, str(told.get(_OFFSET, "")), now.tzinfo)
        if aware.year >= _EARLIEST and aware - now < _CLOCK_AHEAD:
            return aware
    return None


def _zoned(taken: datetime, offset: str, here: tzinfo | None) -> datetime:
    with suppress(ValueError):
        return datetime.strptime(f"{taken:%Y%m%d%H%M%S}{offset}", "%Y%m%d%H%M%S%z")
    return taken.replace(tzinfo=here)


def _jpeg(image: Image.Image, side: int) -> bytes:
    fresh = image.copy()
    fresh.info.clear()
    fresh.thumbnail((side, side), Image.Resampling.LANCZOS)
    written = BytesIO()
    fresh.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _own(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg), formats=("JPEG",)).convert("RGB")
