"""Whether two photos show the same shot: re-encoded, resized, cropped, mirrored, as a screenshot.

Two steps. A print is a list of difference hashes, of the whole photo and of its windows; prints are
cheap to keep and compare, and tell which earlier photos are worth a look. `likeness` then lays the
two photos over each other and measures how well their details agree.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from io import BytesIO
from itertools import chain, pairwise, product
from math import sqrt
from operator import itemgetter, mul

from PIL import Image, ImageChops, ImageFilter, ImageOps

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as parts of the whole."""
Print = tuple[tuple[int, ...], ...]
"""For each frame of a photo the hashes of its windows, the whole frame first."""

NEAR = 32
"""Bits out of 128 by which two hashes may differ for a second look to be worth while."""
ALIKE = 0.88
"""How well details must agree (1: wholly) for two photos to be shown side by side."""
_CUTS = (0, 1 / 15, 2 / 15, 0.2)
"""What may be missing at a side, where no more than a fifth is missing of a direction."""
_LEAST_WINDOW = 0.72
_HASH_BYTES = 16
_ROUNDING = 1e-9
_ANALYSED, _FRAME = 400, 128
_ROUGH, _FINE, _AROUND, _MIDDLE = 32, 64, 4, 128
_FLAT, _SAME_SHADE = 12, 8
_LEAST_CONTENT = 40
_BORDERED = 0.96
_TRIED, _REFINED, _HOPE = 24, 4, 0.3
_ROUGHLY_ALIKE = 0.85
_ROUGH_STEPS, _FINE_STEPS = (0.05, 0.005), (0.01, 0.002)
"""The first and the last step by which a window is moved, as parts of the whole."""
_MOVES = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 0, 1, 0), (0, 1, 0, 1))
"""One side of a window moved, or the window as a whole across or down."""

_SPANS = tuple((a, 1 - b) for a, b in product(_CUTS, _CUTS) if a + b <= _CUTS[-1] + _ROUNDING)
WINDOWS: tuple[Box, ...] = tuple(
    (left, top, right, bottom) for (left, right), (top, bottom) in product(_SPANS, _SPANS)
)


@dataclass(frozen=True, slots=True)
class Look:
    """A photo as it is compared: its frames, and their hashes."""

    frames: tuple[Image.Image, ...]
    print: Print


def look(jpeg: bytes) -> Look:
    """A photo seen for the first time."""
    return _look(_grey(jpeg))


def in_mirror(jpeg: bytes) -> Look:
    """A photo seen in a mirror."""
    return _look(ImageOps.mirror(_grey(jpeg)))


def look_again(jpeg: bytes, kept: Print) -> Look:
    """A photo whose print was kept."""
    return Look(tuple(_frames(_grey(jpeg))), kept)


def _look(grey: Image.Image) -> Look:
    frames = tuple(_frames(grey))
    return Look(frames, tuple(map(_hashes, frames)))


def dumped(made: Print) -> bytes:
    return b"".join(hash_.to_bytes(_HASH_BYTES, "big") for frame in made for hash_ in frame)


def loaded(data: bytes) -> Print:
    size = len(WINDOWS) * _HASH_BYTES
    return tuple(
        tuple(
            int.from_bytes(data[at : at + _HASH_BYTES], "big")
            for at in range(start, start + size, _HASH_BYTES)
        )
        for start in range(0, len(data), size)
    )


def distance(one: Print, other: Print) -> int:
    """The fewest bits by which the whole of one differs from a window of the other."""
    return min(_bits(one, other), _bits(other, one))


def _bits(whole: Print, windowed: Print) -> int:
    seen = list(chain.from_iterable(windowed))
    return min((frame[0] ^ each).bit_count() for frame in whole for each in seen)


def likeness(one: Look, other: Look) -> float:
    """How well the details of two photos agree when laid over each other; 1: wholly, 0: not."""
    fits = [_Fit(*start[1:]) for start in nsmallest(_TRIED, _starts(one, other), key=itemgetter(0))]
    fits = nlargest(_REFINED, (fit for fit in fits if fit.agreement > _HOPE), key=_agreement)
    rough = max((fit.best(_ROUGH_STEPS) for fit in fits), key=_agreement, default=None)
    if rough is None or rough.agreement < _ROUGHLY_ALIKE:
        return 0.0
    return rough.finer().best(_FINE_STEPS).agreement


def _starts(one: Look, other: Look) -> Iterator[tuple[int, Image.Image, Image.Image, Box]]:
    """Every window of a frame with every whole frame of the other photo, and how they differ."""
    for whole, windowed in ((one, other), (other, one)):
        known = list(zip(windowed.frames, windowed.print, strict=True))
        for frame, hashes in zip(whole.frames, whole.print, strict=True):
            for part, windows in known:
                for box, each in zip(WINDOWS, windows, strict=True):
                    yield (hashes[0] ^ each).bit_count(), frame, part, box


class _Fit:
    """A whole frame laid over a window of another, both seen at so many places a side."""

    def __init__(
        self, whole: Image.Image, frame: Image.Image, box: Box, places: int = _ROUGH
    ) -> None:
        self._whole, self._frame, self._box, self._places = whole, frame, box, places
        details = _details(whole, (0, 0, 1, 1), places)
        mean, spread = sum(details) / len(details), _spread(details)
        self._details = [(each - mean) / spread for each in details]
        self.agreement = self._at(box)

    def best(self, steps: tuple[float, float]) -> "_Fit":
        """The same with the window moved and stretched to where it fits best."""
        best, box, (step, last) = self.agreement, self._box, steps
        while step > last:
            moved = [(self._at(each), each) for each in _nearby(box, step)]
            found = max(moved, default=(best, box))
            if found[0] > best:
                best, box = found
            else:
                step /= 2
        return _Fit(self._whole, self._frame, box, self._places)

    def finer(self) -> "_Fit":
        return _Fit(self._whole, self._frame, self._box, _FINE)

    def _at(self, box: Box) -> float:
        there = _details(self._frame, box, self._places)
        agreed: float = sum(map(mul, self._details, there))
        return agreed / _spread(there)


def _agreement(fit: _Fit) -> float:
    return fit.agreement


def _nearby(box: Box, step: float) -> Iterator[Box]:
    """The windows that one move makes of it."""
    for moves, way in product(_MOVES, (-step, step)):
        left, top, right, bottom = (at + way * move for at, move in zip(box, moves, strict=True))
        inside = min(left, top) >= 0 and max(right, bottom) <= 1
        if inside and min(right - left, bottom - top) >= _LEAST_WINDOW:
            yield left, top, right, bottom


def _details(frame: Image.Image, box: Box, places: int) -> bytes:
    """What stands out from its surroundings, about 128: light and sky cancel out."""
    part = frame.resize((places, places), Image.Resampling.BOX, box=_pixels(box))
    around = part.filter(ImageFilter.BoxBlur(_AROUND))
    return ImageChops.subtract(part, around, 1, _MIDDLE).tobytes()


def _spread(details: bytes) -> float:
    """How much stands out, as the length of a vector; 1 for a plain surface."""
    squares: int = sum(map(mul, details, details))
    return sqrt(squares - sum(details) ** 2 / len(details)) or 1


def _pixels(box: Box) -> Box:
    left, top, right, bottom = box
    return _FRAME * left, _FRAME * top, _FRAME * right, _FRAME * bottom


def _hashes(frame: Image.Image) -> tuple[int, ...]:
    return tuple(_hash(frame, _pixels(box)) for box in WINDOWS)


def _hash(frame: Image.Image, box: Box) -> int:
    """Whether it grows lighter to the right, and downwards, at 8 × 8 places each."""
    across = frame.resize((9, 8), Image.Resampling.BOX, box=box).tobytes()
    down = frame.resize((8, 9), Image.Resampling.BOX, box=box).tobytes()
    rows = [across[at : at + 9] for at in range(0, 72, 9)]
    lighter = [one < after for row in rows for one, after in pairwise(row)]
    lighter += [one < below for one, below in zip(down, down[8:], strict=False)]
    return int("".join("1" if each else "0" for each in lighter), 2)


def _grey(jpeg: bytes) -> Image.Image:
    opened = Image.open(BytesIO(jpeg), formats=("JPEG",))
    opened.draft("L", (_ANALYSED, _ANALYSED))
    image = opened.convert("L")
    image.thumbnail((_ANALYSED, _ANALYSED), Image.Resampling.BOX)
    return image


def _frames(grey: Image.Image) -> Iterator[Image.Image]:
    """The photo, and what a screenshot's bars or a border leave of it."""
    yield grey.resize((_FRAME, _FRAME), Image.Resampling.BOX)
    inner = _inside(grey)
    left = inner.width * inner.height / (grey.width * grey.height)
    if left < _BORDERED and min(inner.size) > _LEAST_CONTENT:
        yield inner.resize(
            (_FRAME, _FRAME),
            Image.Resampling.BOX,
            box=(1, 1, inner.width - 1, inner.height - 1),
        )


def _inside(grey: Image.Image) -> Image.Image:
    top, bottom = _content(grey)
    middle = grey.crop((0, top, grey.width, bottom))
    left, right = _content(middle.transpose(Image.Transpose.TRANSPOSE))
    return middle.crop((left, 0, right, middle.height))


def _content(grey: Image.Image) -> tuple[int, int]:
    """The longest run of rows that are no bar: a bar is of one shade, the commonest of such."""
    data = grey.tobytes()
    rows = [data[at : at + grey.width] for at in range(0, len(data), grey.width)]
    shades = [sum(row) // len(row) if max(row) - min(row) <= _FLAT else None for row in rows]
    common = Counter(shade // 4 for shade in shades if shade is not None).most_common(1)
    if not common:
        return 0, len(rows)
    bar = common[0][0] * 4 + 2
    return _longest([shade is None or abs(shade - bar) > _SAME_SHADE for shade in shades])


def _longest(wanted: Sequence[bool]) -> tuple[int, int]:
    """Where the longest run begins and ends; everything if there is none."""
    best, start = (0, 0), 0
    for at, good in enumerate([*wanted, False]):
        if good:
            continue
        best = max(best, (start, at), key=lambda run: run[1] - run[0])
        start = at + 1
    return best if best[1] > best[0] else (0, len(wanted))
