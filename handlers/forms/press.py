"""The printing press: a typst template and data → PDF or pictures. One set of fonts, one thread."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pylopdf_fonts_zh_cn as chinese
import typst

_TEMPLATES = files("handlers.forms") / "typ"
_COMMON = ("base", "paint")
SCALE = 2
"""Pixels for a point: what a phone's screen shows sharply."""
_POINTS_AN_INCH = 72
_press = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")


def pdf(template: str, data: Mapping[str, Any], root: Path | None = None) -> bytes:
    """The pages of a template; `root` is the folder of the pictures that it shows."""
    (whole,) = _press.submit(_compile, template, data, "pdf", root).result()
    return whole


def pictures(template: str, data: Mapping[str, Any]) -> tuple[bytes, ...]:
    """Every page of a template as PNG, so many pixels wide as it has points, times SCALE."""
    return _press.submit(_compile, template, data, "png", None).result()


def _compile(
    template: str, data: Mapping[str, Any], form: Literal["pdf", "png"], root: Path | None
) -> tuple[bytes, ...]:
    """Runs on the press's own thread: a compiler shared between threads raised."""
    press = typst.Compiler(
        root=root or Path(str(_TEMPLATES)), font_paths=_fonts(), ignore_system_fonts=True
    )
    made = press.compile(
        _source(template),
        format=form,
        ppi=_POINTS_AN_INCH * SCALE,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return (made,) if isinstance(made, bytes) else tuple(made or ())


@cache
def _source(template: str) -> bytes:
    """The template after what all have in common: in one piece, so `root` may be elsewhere."""
    return b"\n".join((_TEMPLATES / f"{name}.typ").read_bytes() for name in (*_COMMON, template))


@cache
def _fonts() -> typst.Fonts:
    """The two Chinese fonts that come with the program; the machine's own are not looked at."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[chinese.sans_path().parent],
    )
