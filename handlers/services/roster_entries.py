"""Lines of a roster as they were understood, and what is wrong between them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from handlers.services.table_rows import Complaint
from rubric.posts import CITY_POSTS, SINGLE_POSTS, TOWN_POSTS, Post

CONTACT_POSTS = frozenset({Post.TOWN_OFFICE, Post.CITY_AGRICULTURE})
"""Whose telephone the people of the place are given."""
TOP_POSTS = CITY_POSTS | {Post.OPERATOR}


class Column(StrEnum):
    """The columns of the contract."""

    TOWN = "镇(街道)"
    VILLAGE = "村居"
    NAME = "姓名"
    POST = "职务"
    CODE = "编号"
    SCHEMES = "方案"
    PHONE = "联系电话"


class Where(NamedTuple):
    """A village in its town, a town (no village), or the city (neither)."""

    town: str
    village: str

    def __str__(self) -> str:
        return " ".join(filter(None, self)) or "市级"


class Someone(NamedTuple):
    """A person as a roster tells him from others: by his code, else by name and place."""

    name: str
    code: str
    where: Where | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: who holds which post where."""

    line: int
    where: Where
    name: str
    post: Post
    code: str = ""
    schemes: tuple[str, ...] = ()
    phone: str = ""
    city: str = ""

    @property
    def who(self) -> Someone:
        return Someone(self.name, self.code, None if self.code else self.where)


def names_city(town: str) -> bool:
    """Whether the column of towns names the city or county itself."""
    return town.endswith(("市", "县", "区"))


def misplaced(line: int, post: Post, town: str, village: str) -> Iterator[Complaint]:
    """A post whose place is missing, or named too closely."""
    if post in TOP_POSTS and town and not names_city(town):
        yield Complaint(line, Column.TOWN, f"“{post}”是市级职务,镇(街道)请留空")
    if post not in TOP_POSTS and not town:
        why = "没有填镇(街道);如是承上省略,请每行都填"
        yield Complaint(line, Column.TOWN, why)
    if post in TOP_POSTS | TOWN_POSTS and village:
        level = "市级" if post in TOP_POSTS else "镇级"
        yield Complaint(line, Column.VILLAGE, f"“{post}”是{level}职务,村居请留空")
    if post not in TOP_POSTS | TOWN_POSTS and not village:
        yield Complaint(line, Column.VILLAGE, f"没有填村居;“{post}”是村级职务")


def together(entries: Sequence[Entry]) -> Iterator[Complaint]:
    """What no line shows by itself: the same line twice, two secretaries, one code for two."""
    yield from _repeated(entries)
    yield from _two_in_one_post(entries)
    yield from _codes_of_two(entries)
    yield from _half_coded(entries)
    yield from _two_phones(entries)


def _repeated(entries: Iterable[Entry]) -> Iterator[Complaint]:
    first: dict[tuple[Where, Post, Someone], int] = {}
    for entry in entries:
        line = first.setdefault((entry.where, entry.post, entry.who), entry.line)
        if line != entry.line:
            advice = "" if entry.code else ";如是同名的两个人,请都填编号"
            yield Complaint(entry.line, Column.NAME, f"与第{line}行重复{advice}")


def _two_in_one_post(entries: Iterable[Entry]) -> Iterator[Complaint]:
    first: dict[tuple[Where, Post], Entry] = {}
    for entry in entries:
        holder = first.setdefault((entry.where, entry.post), entry)
        if entry.post in SINGLE_POSTS and holder.who != entry.who:
            why = f"{entry.where}在第{holder.line}行已有一名{entry.post},这个职务只能一人担任"
            yield Complaint(entry.line, Column.POST, why)


def _codes_of_two(entries: Iterable[Entry]) -> Iterator[Complaint]:
    first: dict[str, Entry] = {}
    for entry in (each for each in entries if each.code):
        owner = first.setdefault(entry.code, entry)
        if owner.name != entry.name:
            why = f"编号“{entry.code}”在第{owner.line}行是另一个姓名;一个编号只能是一个人"
            yield Complaint(entry.line, Column.CODE, why)


def _half_coded(entries: Iterable[Entry]) -> Iterator[Complaint]:
    """Of one name in one place some lines have a code: whose are the others?"""
    namesakes: dict[tuple[Where, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        namesakes[entry.where, entry.name].append(entry)
    for group in namesakes.values():
        coded = next((entry for entry in group if entry.code), None)
        for entry in group if coded else ():
            if coded and not entry.code:
                why = f"第{coded.line}行的同名人填了编号,这一行也要填"
                yield Complaint(entry.line, Column.CODE, why)


def _two_phones(entries: Iterable[Entry]) -> Iterator[Complaint]:
    first: dict[Where, Entry] = {}
    for entry in (each for each in entries if each.phone and each.post in CONTACT_POSTS):
        told = first.setdefault(entry.where, entry)
        if told.phone != entry.phone:
            why = f"与第{told.line}行的不同;一个{entry.post}只登记一个电话"
            yield Complaint(entry.line, Column.PHONE, why)
