"""Reads what a village did before it joined: a line for each thing; every fault with its cell."""

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from handlers.services import roster_cells as cells
from handlers.services.errors import LedgerRefused
from handlers.services.roster_entries import Where
from handlers.services.roster_table import Cell, Line
from handlers.services.table_rows import Form, Reader, Table
from rubric.period import Period
from rubric.utterance_periods import periods
from rubric.vocabulary import DutyWord

LONGEST_TITLE, LONGEST_NOTE, MOST_HEADS, MOST_GROUPS = 60, 500, 9999, 99
_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
_COUNT = re.compile(r"第?(\d{1,4})(?:人|名|个|组)?")


class Column(StrEnum):
    """The columns of the contract."""

    TOWN = "镇(街道)"
    VILLAGE = "村居"
    DUTY = "事项"
    DAY = "日期"
    PERIOD = "期间"
    GROUP = "党小组"
    HEADS = "人数"
    TITLE = "标题"
    NOTE = "说明"


HEADINGS: Mapping[str, Column] = {
    "镇街道": Column.TOWN, "镇街": Column.TOWN, "乡镇街道": Column.TOWN, "乡镇": Column.TOWN,
    "镇": Column.TOWN, "街道": Column.TOWN,
    "村居": Column.VILLAGE, "村社区": Column.VILLAGE, "村": Column.VILLAGE, "村名": Column.VILLAGE,
    "行政村": Column.VILLAGE,
    "事项": Column.DUTY, "工作事项": Column.DUTY,
    "日期": Column.DAY, "时间": Column.DAY, "办理日期": Column.DAY, "开展日期": Column.DAY,
    "期间": Column.PERIOD, "所属期间": Column.PERIOD, "月份": Column.PERIOD,
    "党小组": Column.GROUP,
    "人数": Column.HEADS, "参加人数": Column.HEADS,
    "标题": Column.TITLE, "内容": Column.TITLE, "主题": Column.TITLE,
    "说明": Column.NOTE, "备注": Column.NOTE,
}  # fmt: skip
REQUIRED = (Column.TOWN, Column.VILLAGE, Column.DUTY, Column.DAY)
FORM = Form("补录表", HEADINGS, REQUIRED)


@dataclass(frozen=True, slots=True)
class Done:
    """One line: what was done where, on which day; None and empty where the line says nothing."""

    line: int
    where: Where
    duty: str
    day: date
    period: str | None = None
    group: int | None = None
    heads: int | None = None
    title: str = ""
    note: str = ""


def read_ledger(
    source: str, content: bytes, duties: Collection[DutyWord], today: date
) -> tuple[tuple[Done, ...], tuple[str, ...]]:
    """The lines of a file, and the headings not used. LedgerRefused with every fault."""
    table = Table(FORM)
    read = _reader(_by_name(duties), today)
    lines = table.lines(content)
    done = tuple(found for line in lines if (found := _done(table, line, read)))
    if table.complaints:
        raise LedgerRefused(table.faults(source))
    return done, table.unused


def _by_name(duties: Collection[DutyWord]) -> dict[str, str]:
    """Each duty by its id, its name, and by what only it is called."""
    called: dict[str, list[str]] = {}
    for word in duties:
        for alias in word.aliases:
            called.setdefault(alias, []).append(word.id)
    only = {alias: ids[0] for alias, ids in called.items() if len(ids) == 1}
    return only | {known: word.id for word in duties for known in (word.id, word.name)}


def _reader(duties: Mapping[str, str], today: date) -> Reader:
    def read(column: Column, cell: Cell) -> Any:
        match column:
            case Column.DAY:
                return _day(cell, today)
            case Column.DUTY:
                return _duty(_plain(cell), duties)
            case Column.TOWN | Column.VILLAGE:
                return _place(_plain(cell), column)
            case Column.GROUP | Column.HEADS:
                return _count(_plain(cell), MOST_GROUPS if column == Column.GROUP else MOST_HEADS)
            case Column.TITLE | Column.NOTE:
                longest = LONGEST_TITLE if column == Column.TITLE else LONGEST_NOTE
                return _words(_plain(cell), longest)
        return _plain(cell)

    return read


def _plain(cell: Cell) -> str:
    if cell.spoiled:
        raise cells.Wrong(cell.spoiled)
    return cells.plain(cell.text)


def _place(text: str, column: Column) -> str:
    said = cells.place(text)
    if not said:
        raise cells.Wrong(f"没有填{column};如是承上省略,请每行都填")
    return said


def _duty(text: str, duties: Mapping[str, str]) -> str:
    said = text.replace(" ", "")
    if not said:
        raise cells.Wrong("没有填事项")
    if said not in duties:
        raise cells.Wrong(f"没有“{said[: cells.SHOWN]}”这个事项,请写事项的名称,例如 支委会")
    return duties[said]


def _day(cell: Cell, today: date) -> date:
    day = cell.day or _typed_day(_plain(cell))
    if day > today:
        raise cells.Wrong("日期还没有到;补录的是已经办了的事")
    if day.year < today.year - 1:
        raise cells.Wrong(f"太早了,只补录{today.year - 1}年1月1日以后的")
    return day


def _typed_day(text: str) -> date:
    match = _DAY.fullmatch(text.replace(" ", ""))
    with suppress(ValueError):
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    raise cells.Wrong("应为年月日齐全的日期,例如 2026-07-03 或 2026年7月3日")


def _count(text: str, most: int) -> int | None:
    match = _COUNT.fullmatch(text)
    if not text:
        return None
    if match is None or not 1 <= int(match[1]) <= most:
        raise cells.Wrong(f"应为1到{most}的数字")
    return int(match[1])


def _words(text: str, longest: int) -> str:
    if len(text) > longest:
        raise cells.Wrong(f"最多{longest}字")
    return text


def _period(text: str, day: date) -> str | None:
    """2026-05, 2026-Q2, 5月, 二季度, 上半年: counted from the day it was done."""
    if not text:
        return None
    with suppress(ValueError):
        return str(Period.parse(text))
    found = periods(text, day)
    named = found[0].past or found[0].coming if len(found) == 1 else None
    if named is None:
        raise cells.Wrong("没看懂是哪一期,请写成 2026-05、2026-Q2、2026-H1 或 2026")
    return str(named)


def _done(table: Table, line: Line, read: Reader) -> Done | None:
    said = table.said(line, read)
    if not said.keys() >= set(REQUIRED):
        return None
    day = said[Column.DAY]
    try:
        period = _period(said.get(Column.PERIOD, ""), day)
    except cells.Wrong as wrong:
        table.blame(line.number, Column.PERIOD, str(wrong))
        return None
    return Done(
        line=line.number,
        where=Where(said[Column.TOWN], said[Column.VILLAGE]),
        duty=said[Column.DUTY],
        day=day,
        period=period,
        group=said.get(Column.GROUP),
        heads=said.get(Column.HEADS),
        title=said.get(Column.TITLE, ""),
        note=said.get(Column.NOTE, ""),
    )
