"""Reads a roster: finds its headings, takes each line, and tells every fault with its cell."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.services import roster_cells as cells
from handlers.services.errors import RosterRefused, TableUnreadable
from handlers.services.roster_entries import (
    TOP_POSTS,
    Column,
    Complaint,
    Entry,
    Where,
    misplaced,
    together,
)
from handlers.services.roster_table import Cell, Line, Sheet, read_sheets

HEADINGS: Mapping[str, Column] = {
    "镇街道": Column.TOWN, "镇街": Column.TOWN, "乡镇街道": Column.TOWN, "乡镇": Column.TOWN,
    "镇": Column.TOWN, "街道": Column.TOWN,
    "村居": Column.VILLAGE, "村社区": Column.VILLAGE, "村居社区": Column.VILLAGE,
    "村": Column.VILLAGE, "村名": Column.VILLAGE, "行政村": Column.VILLAGE,
    "姓名": Column.NAME, "职务": Column.POST,
    "编号": Column.CODE, "人员编号": Column.CODE,
    "方案": Column.SCHEMES, "考核方案": Column.SCHEMES,
    "联系电话": Column.PHONE, "电话": Column.PHONE, "办公电话": Column.PHONE,
}  # fmt: skip
READERS: Mapping[Column, Callable[[str], Any]] = {
    Column.TOWN: cells.place,
    Column.VILLAGE: cells.place,
    Column.NAME: cells.name,
    Column.POST: cells.post,
    Column.CODE: cells.code,
    Column.PHONE: cells.phone,
}
REQUIRED = (Column.TOWN, Column.VILLAGE, Column.NAME, Column.POST)
LOOKED_AT = 20
"""Lines in which the headings are looked for."""
ENOUGH = 2
_FORBIDDEN = ("身份证", "证件号")


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says, and the headings of the columns that were not used."""

    entries: tuple[Entry, ...]
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the headings stand, and which column each required or known one is."""

    line: Line
    places: Mapping[Column, int]


@dataclass
class _Reading:
    """One roster being read: what is wrong with it, as it is found."""

    known_schemes: Collection[str]
    complaints: list[Complaint] = field(default_factory=list)

    def blame(self, line: int, column: str, why: str) -> None:
        self.complaints.append(Complaint(line, column, why))

    def blame_file(self, why: str) -> None:
        self.blame(0, "", why)


def read_roster(source: str, content: bytes, known_schemes: Collection[str]) -> Roster:
    """The roster in a file's bytes. RosterRefused with every fault of it."""
    reading = _Reading(known_schemes)
    roster = Roster(())
    try:
        roster = _read(reading, read_sheets(content))
    except TableUnreadable as unreadable:
        reading.blame_file(str(unreadable))
    if reading.complaints:
        by_line = sorted(reading.complaints, key=lambda each: each.line)
        raise RosterRefused(tuple(each.fault(source) for each in by_line))
    return roster


def _read(reading: _Reading, sheets: Sequence[Sheet]) -> Roster:
    headed = [(sheet, header) for sheet in sheets if (header := _header(sheet))]
    if len(headed) > 1:
        titles = "、".join(f"“{sheet.title}”" for sheet, _ in headed)
        reading.blame_file(f"工作表{titles}都像名册,请只留一张")
    elif not headed:
        columns = "、".join(REQUIRED)
        reading.blame_file(f"前 {LOOKED_AT} 行里没有找到表头;表头应有:{columns}")
    for sheet, header in headed[:1]:
        return _read_sheet(reading, sheet, header)
    return Roster(())


def _header(sheet: Sheet) -> _Header | None:
    """The first line that has at least two of the required headings."""
    for line in sheet.lines[:LOOKED_AT]:
        places: dict[Column, int] = {}
        for place, cell in enumerate(line.cells):
            column = HEADINGS.get(cells.heading(cell.text))
            if column:
                places.setdefault(column, place)
        if len(set(places) & set(REQUIRED)) >= ENOUGH:
            return _Header(line, places)
    return None


def _read_sheet(reading: _Reading, sheet: Sheet, header: _Header) -> Roster:
    reading.complaints += _heading_faults(header)
    below = [line for line in sheet.lines if line.number > header.line.number and not line.blank]
    entries = [
        entry
        for line in below
        if not _is_heading(line, header) and (entry := _entry(reading, line, header))
    ]
    reading.complaints += together(entries)
    if not below and not reading.complaints:
        reading.blame_file("表头下面没有人员")
    return Roster(tuple(entries), _unused(header))


def _heading_faults(header: _Header) -> Iterator[Complaint]:
    line = header.line.number
    for column in REQUIRED:
        if column not in header.places:
            yield Complaint(line, column, "表头缺这一列")
    seen: set[Column] = set()
    for cell in header.line.cells:
        words = cells.heading(cell.text)
        named = HEADINGS.get(words)
        if named in seen:
            yield Complaint(line, named or "", "表头里有两列都是它,请只留一列")
        elif named:
            seen.add(named)
        if any(word in words for word in _FORBIDDEN):
            yield Complaint(line, cell.text, "名册不收身份证号,请删去这一列")


def _unused(header: _Header) -> tuple[str, ...]:
    used = set(header.places.values())
    cells_ = enumerate(header.line.cells)
    return tuple(cell.text for place, cell in cells_ if cell.text and place not in used)


def _is_heading(line: Line, header: _Header) -> bool:
    """Headings are often printed again at the top of each page."""
    said = {HEADINGS.get(cells.heading(cell.text)) for cell in line.cells}
    return len(said & set(header.places) & set(REQUIRED)) > ENOUGH


def _entry(reading: _Reading, line: Line, header: _Header) -> Entry | None:
    """The line as an entry, or None if it does not say who holds what where."""
    said = dict(_said(reading, line, header))
    _look_beside(reading, line, header)
    if not said.keys() >= {Column.TOWN, Column.VILLAGE, Column.POST}:
        return None
    town, village, post = said[Column.TOWN], said[Column.VILLAGE], said[Column.POST]
    complaints = list(misplaced(line.number, post, town, village))
    reading.complaints += complaints
    if complaints or not said.keys() >= {Column.NAME, Column.CODE}:
        return None
    at_top = post in TOP_POSTS
    return Entry(
        line=line.number,
        where=Where("" if at_top else town, village),
        name=said[Column.NAME],
        post=post,
        code=said[Column.CODE],
        schemes=said.get(Column.SCHEMES, ()),
        phone=said.get(Column.PHONE, ""),
        city=town if at_top else "",
    )


def _said(reading: _Reading, line: Line, header: _Header) -> Iterator[tuple[Column, Any]]:
    """What each column says that can be taken; a missing optional column says nothing."""
    for column in Column:
        place = header.places.get(column)
        if place is None and column in REQUIRED:
            continue
        cell = line.cells[place] if place is not None and place < len(line.cells) else Cell()
        try:
            yield column, _value(reading, column, cell)
        except cells.Wrong as wrong:
            reading.blame(line.number, column, str(wrong))


def _value(reading: _Reading, column: Column, cell: Cell) -> Any:
    if cell.spoiled:
        raise cells.Wrong(cell.spoiled)
    if cells.holds_identity(cell.text):
        raise cells.Wrong(cells.NO_IDENTITY)
    if column is Column.SCHEMES:
        return cells.schemes(cell.text, reading.known_schemes)
    return READERS[column](cell.text)


def _look_beside(reading: _Reading, line: Line, header: _Header) -> None:
    """An identity number has no place in a roster, in whatever column."""
    used = set(header.places.values())
    for place, cell in enumerate(line.cells):
        if place not in used and cells.holds_identity(cell.text):
            heads = header.line.cells
            column = heads[place].text if place < len(heads) else ""
            reading.blame(line.number, column or f"第{place + 1}列", cells.NO_IDENTITY)
