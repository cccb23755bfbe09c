"""A picture of how cost grows: both axes logarithmic, a line for each series, as SVG."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor, log10
from pathlib import Path

WIDTH, HEIGHT, EDGE = 640, 400, 60
COLOURS = ("#1a5fb4", "#c64600", "#26a269", "#813d9c")
Points = Sequence[tuple[float, float]]


def draw(file: Path, title: str, axes: tuple[str, str], series: Mapping[str, Points]) -> None:
    """Write the picture; every figure must be above 0."""
    across = _Axis([x for points in series.values() for x, _ in points], EDGE, WIDTH - EDGE)
    upward = _Axis([y for points in series.values() for _, y in points], HEIGHT - EDGE, EDGE)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{EDGE}" y="24" font-size="15">{title}</text>',
        f'<text x="{WIDTH - EDGE}" y="{HEIGHT - 20}" text-anchor="end">{axes[0]}</text>',
        f'<text x="{EDGE}" y="44">{axes[1]}</text>',
        *_grid(across, upward),
    ]
    for at, (name, points) in enumerate(series.items()):
        parts += _line(COLOURS[at], name, [(across(x), upward(y)) for x, y in points], at)
    file.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


class _Axis:
    """From a figure to its place between two ends, by powers of ten."""

    def __init__(self, figures: Sequence[float], begins: float, ends: float) -> None:
        self.first, self.last = floor(log10(min(figures))), ceil(log10(max(figures)))
        self.last = max(self.last, self.first + 1)
        self._begins, self._ends = begins, ends

    def __call__(self, figure: float) -> float:
        part = (log10(figure) - self.first) / (self.last - self.first)
        return round(self._begins + part * (self._ends - self._begins), 1)

    def powers(self) -> list[float]:
        return [10.0**power for power in range(self.first, self.last + 1)]


def _grid(across: _Axis, upward: _Axis) -> Iterable[str]:
    for power in across.powers():
        x = across(power)
        yield f'<path d="M{x} {EDGE}V{HEIGHT - EDGE}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{HEIGHT - EDGE + 16}" text-anchor="middle">{power:g}</text>'
    for power in upward.powers():
        y = upward(power)
        yield f'<path d="M{EDGE} {y}H{WIDTH - EDGE}" stroke="#ddd"/>'
        yield f'<text x="{EDGE - 6}" y="{y + 4}" text-anchor="end">{power:g}</text>'


def _line(colour: str, name: str, places: Points, at: int) -> Iterable[str]:
    path = " ".join(f"{x},{y}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
    yield f'<text x="{EDGE + 10}" y="{EDGE + 18 + 16 * at}" fill="{colour}">{name}</text>'
