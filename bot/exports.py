"""Documents for an operator: finds the village or town that is meant, and writes the file."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from bot import settings
from bot.clock import Clock
from bot.errors import ExportRefused
from bot.invites_file import HEADINGS
from bot.ledger import open_ledger
from bot.templates import own_path
from handlers.forms.errors import FormError
from handlers.forms.notices import Slip
from handlers.services.book import Book, open_book
from rubric.period import Cadence, Period
from rubric.scheme import Scheme
from storage.files import Files
from storage.places import PlaceRow
from storage.schemes import Schemes, load
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

_FIELDS = ("town", "village", "name", "post", "", "link", "link_until", "code", "code_until")
_COLUMNS = {field: heading for field, heading in zip(_FIELDS, HEADINGS, strict=True) if field}
_MOST_NAMED = 20
_FIRST_YEAR = 2020
"""Of the oldest scheme; nothing is kept of the years before."""
_LAST_YEAR = 2099


class OfScheme(Protocol):
    """A paper made under one scheme."""

    @property
    def scheme(self) -> Scheme: ...


Paper = TypeVar("Paper", bound=OfScheme)
Made = TypeVar("Made")


@dataclass(frozen=True)
class Desk:
    """What is needed to make a document: one unchanging view of the ledger, and the time."""

    uow: UnitOfWork
    schemes: Schemes
    files: Files
    data_dir: Path
    now: datetime

    @property
    def scope(self) -> Scope:
        return Scope.operator()

    def village(self, name: str) -> PlaceRow:
        """The village of this name; where it repeats, with its town's name before it."""
        named = [
            (town, village)
            for town in self.uow.places.towns()
            for village in self.uow.places.villages_of(town.id)
        ]
        wanted = "".join(name.split())
        found = [each for each in named if wanted in (each[1].name, each[0].name + each[1].name)]
        if len(found) == 1:
            return found[0][1]
        known = [town.name + village.name for town, village in found or named]
        raise ExportRefused(_which("村居", name, known, several=bool(found)))

    def town(self, name: str) -> PlaceRow:
        towns = self.uow.places.towns()
        found = [town for town in towns if town.name == name.strip()]
        if len(found) == 1:
            return found[0]
        known = [town.name for town in found or towns]
        raise ExportRefused(_which("镇(街道)", name, known, several=bool(found)))

    def office(self, name: str) -> PlaceRow:
        """The town of this name, or the city."""
        city = self.uow.places.city()
        return city if city and city.name == name.strip() else self.town(name)

    def book(self, village: str, on: date | None = None) -> Book:
        """The village's book on a day that is not ahead of us."""
        number = self.village(village).id
        return open_book(self.uow, self.schemes, self.scope, number, self.day(on))

    def day(self, on: date | None) -> date:
        """Today, or the day that is asked for unless it is ahead of us."""
        today = self.now.date()
        if on and on > today:
            raise ExportRefused(f"{on} 还没有到,只能按今天或以前的日子导出。")
        if on and on.year < _FIRST_YEAR:
            raise ExportRefused(f"{on} 太早了,最早到 {_FIRST_YEAR}-01-01。")
        return on or today

    def year(self, said: int | None, on: date | None = None) -> int:
        """The year that is asked for, up to the next one; else the day's."""
        last = self.now.year + 1
        if said is not None and not _FIRST_YEAR <= said <= last:
            raise ExportRefused(f"--year 要写 {_FIRST_YEAR} 到 {last} 之间的年度,例如 {last - 1}。")
        return said or (on or self.now).year

    def finding(self, village: str, number: str) -> tuple[Book, int]:
        """The village's book, and which of its findings has this number.

        As it is printed (第2026-014号), as 2026-014, or without its year and zeros: 14.
        """
        book, wanted = self.book(village), _bare_number(number)
        rows = self.uow.findings.of_village(book.village.id, self.scope)
        known = [row for row in rows if wanted in _numbers(row.reference)]
        if len(known) == 1:
            return book, known[0].id
        told = "、".join(row.reference for row in (known or rows)[-_MOST_NAMED:])
        none = f"{book.village.name}没有第{wanted}号问题。现有:{told or '一个也没有'}。"
        several = f"有几个{wanted}号问题,请连年度一起写:{told}。"
        raise ExportRefused(several if known else none)

    def duty(self, name: str | None) -> str | None:
        """The id of a duty told by its id or its Chinese name."""
        words = self.schemes.vocabulary.duties.values()
        found = next((word.id for word in words if name in (word.id, word.name)), None)
        if name is not None and found is None:
            raise ExportRefused(f"没有“{name}”这个事项。请写事项的名称,例如 支委会。")
        return found

    def template(self, name: str) -> Path | None:
        """The town's own Word template, if one lies in the data directory."""
        own = own_path(self.data_dir, name)
        return own if own.is_file() else None


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk at the ledger that the settings name; what a form refuses is told in Chinese."""
    loaded = settings.load()
    schemes = load(loaded.data_dir)
    now = Clock(loaded.clock_file).now()
    with open_ledger(loaded) as store:
        store.require_current()
        with store.read() as uow:
            try:
                yield Desk(uow, schemes, Files(loaded.data_dir), loaded.data_dir, now)
            except FormError as error:
                raise ExportRefused(str(error)) from error


def chosen(
    papers: Iterable[Paper], scheme: str | None, none: str = "没有参加计分的考核办法"
) -> Paper:
    """The paper of the scheme that is meant, or of the only one; `none` says why there is none."""
    known = {paper.scheme.id: paper for paper in papers}
    if not known:
        raise ExportRefused(f"{none},没有可以导出的内容。")
    if scheme in known:
        return known[scheme]
    if scheme is None and len(known) == 1:
        return next(iter(known.values()))
    raise ExportRefused(f"请用 --scheme 写明考核办法,可以是:{'、'.join(known)}。")


def period(text: str, *, month: bool = False) -> Period:
    """A period as it is typed: 2026-07, 2026-Q3, 2026-H2 or 2026."""
    with suppress(ValueError):
        read = Period.parse(text)
        if _FIRST_YEAR <= read.year <= _LAST_YEAR and (not month or read.cadence is Cadence.MONTH):
            return read
    wanted = "2026-07" if month else "2026-07、2026-Q3、2026-H2 或 2026"
    raise ExportRefused(f"“{text}”不是一个{'月份' if month else '时期'},应写成 {wanted}。")


def _bare_number(said: str) -> str:
    """2026-014 of 第2026-014号."""
    return "".join(said.split()).removeprefix("第").removesuffix("号")


def _numbers(reference: str) -> tuple[str, str, str]:
    """The ways in which a finding's number is told: 2026-014, 014 and 14."""
    number = reference.partition("-")[2]
    return reference, number, number.lstrip("0")


def half_year(text: str | None, today: date) -> Period:
    """A half-year as it is typed (2026-H1), or the one that the day is in."""
    read = period(text) if text else Period.around(today, Cadence.HALF)
    if read.cadence is not Cadence.HALF:
        raise ExportRefused(f"“{text}”不是半年,应写成 2026-H1 或 2026-H2。")
    return read


def known(paper: Made | None, none: str) -> Made:
    """The paper, or why there is none."""
    if paper is None:
        raise ExportRefused(none)
    return paper


def suffix(path: Path, *allowed: str) -> str:
    """The ending of the file's name, which says what kind of file is wanted."""
    ending = path.suffix.lower()
    if ending not in allowed:
        raise ExportRefused(f"文件名要以 {' 或 '.join(allowed)} 结尾:{path}")
    return ending


def write(path: Path, data: bytes) -> Path:
    """Write the file, and make its folder if need be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise ExportRefused(f"写不进 {path}。请核对文件夹权限和磁盘空间。") from error
    return path


def numbered(path: Path, count: int) -> list[Path]:
    """One path for each of several pictures: map.png, or map-1.png, map-2.png …"""
    if count == 1:
        return [path]
    return [path.with_stem(f"{path.stem}-{at}") for at in range(1, count + 1)]


def slips(path: Path) -> list[Slip]:
    """The invites in a CSV file as the roster's import writes it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            rows, heads = list(reader), reader.fieldnames or ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExportRefused(f"读不出 {path}。应为 UTF-8 编码的 CSV 文件。") from error
    missing = [heading for heading in _COLUMNS.values() if heading not in heads]
    if missing:
        raise ExportRefused(f"{path} 里缺少这些列:{'、'.join(missing)}。")
    return [Slip(**{key: row.get(name) or "" for key, name in _COLUMNS.items()}) for row in rows]


def _which(what: str, name: str, known: list[str], *, several: bool) -> str:
    told = "、".join(known[:_MOST_NAMED]) + ("……" if len(known) > _MOST_NAMED else "")
    if several:
        return f"有几个{what}叫“{name}”,请连镇(街道)的名字一起写:{told}。"
    return f"没有叫“{name}”的{what}。现有:{told or '一个也没有'}。"
