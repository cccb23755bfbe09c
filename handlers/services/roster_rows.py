"""Reads a roster: takes each line of its table, and tells every fault with its cell."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.services import roster_cells as cells
from handlers.services.errors import RosterRefused
from handlers.services.roster_entries import (
    TOP_POSTS,
    Column,
    Entry,
    Where,
    misplaced,
    together,
)
from handlers.services.roster_table import Cell, Line
from handlers.services.table_rows import Form, Reader, Table

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
FORM = Form("名册", HEADINGS, REQUIRED)


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says, and the headings of the columns that were not used."""

    entries: tuple[Entry, ...]
    unused: tuple[str, ...] = ()


def read_roster(source: str, content: bytes, known_schemes: Collection[str]) -> Roster:
    """The roster in a file's bytes. RosterRefused with every fault of it."""
    table = Table(FORM)
    read = _reader(known_schemes)
    lines = table.lines(content)
    entries = tuple(entry for line in lines if (entry := _entry(table, line, read)))
    table.complaints += together(entries)
    if table.complaints:
        raise RosterRefused(table.faults(source))
    return Roster(entries, table.unused)


def _reader(known_schemes: Collection[str]) -> Reader:
    def read(column: Column, cell: Cell) -> Any:
        if cell.spoiled:
            raise cells.Wrong(cell.spoiled)
        if column is Column.SCHEMES:
            return cells.schemes(cell.text, known_schemes)
        return READERS[column](cell.text)

    return read


def _entry(table: Table, line: Line, read: Reader) -> Entry | None:
    """The line as an entry, or None if it does not say who holds what where."""
    said = table.said(line, read)
    if not said.keys() >= {Column.TOWN, Column.VILLAGE, Column.POST}:
        return None
    town, village, post = said[Column.TOWN], said[Column.VILLAGE], said[Column.POST]
    complaints = list(misplaced(line.number, post, town, village))
    table.complaints += complaints
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
