"""What each kind of scheme has: its lists, and the keys its tables need or may not have."""

from collections.abc import Mapping
from typing import NamedTuple

from rubric.parts import Parts

_COMMON = ("sections", "stages", "items", "duties", "matters", "readings")


class Kind(NamedTuple):
    """What a kind of scheme has: its lists, and the keys its tables must and may have."""

    lists: tuple[str, ...]
    must: Mapping[str, tuple[str, ...]]
    may: Mapping[str, tuple[str, ...]]


KINDS = {
    "points": Kind(
        (*_COMMON, "honours", "vetoes", "counts", "tiers"),
        {"sections": ("points",), "items": ("points", "witness", "rule", "check")},
        {"items": ("rules", "starts", "least", "extra"), "sections": ("most", "least", "percent")},
    ),
    "grades": Kind((*_COMMON, "negatives"), {"items": ("parts",)}, {"items": ("may_not_apply",)}),
    "checklist": Kind(
        (*_COMMON, "targets", "plan"), {}, {"items": ("units", "deadline", "duties")}
    ),
}


def check_kind(parts: Parts, kind: str) -> None:
    """The keys that one kind of scheme needs and another may not have."""
    for table in ("sections", "items"):
        must = KINDS[kind].must.get(table, ())
        own = {*must, *KINDS[kind].may.get(table, ())}
        foreign = {key for other in KINDS.values() for key in _keys_of(other, table)} - own
        for key in (*must, *sorted(foreign)):
            for place, value in parts.numbered(table, key):
                if key in must and value is None:
                    parts.add(place, key, "缺少这一项")
                elif key in foreign and value is not None:
                    parts.add(place, key, "这个键是另一类考核办法用的")


def _keys_of(kind: Kind, table: str) -> tuple[str, ...]:
    return (*kind.must.get(table, ()), *kind.may.get(table, ()))
