"""Reads a table of quotas, as annex 1 is laid out; every fault is told with its row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handlers.services import roster_cells as cells
from handlers.services.errors import QuotasRefused, TableUnreadable
from handlers.services.quotas import MOST, TownQuota
from handlers.services.roster_table import Line, read_sheets
from rubric.errors import Fault

TOWN, UP_TO_STANDARD, DEMONSTRATION = "镇(街道)", "达标村居", "示范(标杆)村居"
HEADINGS: Mapping[str, str] = {
    "镇街道": TOWN,
    "镇街": TOWN,
    "达标村居": UP_TO_STANDARD,
    "示范标杆村居": DEMONSTRATION,
    "示范村居": DEMONSTRATION,
}
TOTAL = "合计"
NONE = ("", "/", "-")
"""How annex 1 writes that a town has none."""


@dataclass
class _Reading:
    """One table being read: what it says so far, and what is wrong with it."""

    source: str
    towns: Mapping[str, int]
    found: dict[str, TownQuota] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def blame(self, line: int, column: str, why: str) -> None:
        self.faults.append(Fault(self.source, f"第{line}行" if line else "", column, why))


def read_quotas(source: str, content: bytes, towns: Mapping[str, int]) -> list[TownQuota]:
    """The quotas in a file's bytes, for these towns. QuotasRefused with every fault of it."""
    reading = _Reading(source, towns)
    try:
        lines = [line for line in read_sheets(content)[0].lines if not line.blank]
        _read(reading, lines)
    except TableUnreadable as unreadable:
        reading.blame(0, "", str(unreadable))
    if reading.faults:
        raise QuotasRefused(tuple(reading.faults))
    return list(reading.found.values())


def _read(reading: _Reading, lines: list[Line]) -> None:
    for at, line in enumerate(lines):
        columns = _columns(line)
        if len(columns) == len(set(HEADINGS.values())):
            for below in lines[at + 1 :]:
                _take(reading, below, columns)
            return
    wanted = "、".join(dict.fromkeys(HEADINGS.values()))
    reading.blame(0, "", f"没有找到表头;表头应有:{wanted}")


def _columns(line: Line) -> dict[str, int]:
    known = (HEADINGS.get(cells.heading(cell.text)) for cell in line.cells)
    return {name: place for place, name in enumerate(known) if name}


def _take(reading: _Reading, line: Line, columns: Mapping[str, int]) -> None:
    town = _text(line, columns[TOWN]).replace(" ", "")
    numbers = (
        _number(reading, line, UP_TO_STANDARD, columns),
        _number(reading, line, DEMONSTRATION, columns),
    )
    if town == TOTAL:
        _check_total(reading, line, numbers)
    elif town not in reading.towns:
        reading.blame(line.number, TOWN, f"没有“{town}”这个镇(街道),请与名册核对")
    elif town in reading.found:
        reading.blame(line.number, TOWN, f"“{town}”写了两次")
    else:
        reading.found[town] = TownQuota(reading.towns[town], *numbers)


def _check_total(reading: _Reading, line: Line, told: tuple[int, int]) -> None:
    rows = reading.found.values()
    sums = (sum(row.up_to_standard for row in rows), sum(row.demonstration for row in rows))
    for name, said, summed in zip((UP_TO_STANDARD, DEMONSTRATION), told, sums, strict=True):
        if said != summed:
            reading.blame(line.number, name, f"合计写{said},各镇(街道)加起来是{summed}")


def _number(reading: _Reading, line: Line, name: str, columns: Mapping[str, int]) -> int:
    said = _text(line, columns[name])
    if said in NONE:
        return 0
    if not (said.isascii() and said.isdecimal() and int(said) <= MOST):
        reading.blame(line.number, name, f"“{said}”不是 0 至 {MOST} 的整数")
        return 0
    return int(said)


def _text(line: Line, place: int) -> str:
    return line.cells[place].text if place < len(line.cells) else ""


def rows_told(towns: Mapping[int, str], quotas: list[TownQuota]) -> Iterator[str]:
    """The quotas in lines, for a terminal."""
    for each in quotas:
        told = f"达标村居 {each.up_to_standard} 个,示范(标杆)村居 {each.demonstration} 个"
        yield f"{towns[each.town_id]}:{told}"
