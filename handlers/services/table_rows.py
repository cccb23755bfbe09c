"""A table with headings, read line by line: what each column says, every fault with its cell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from handlers.services import roster_cells as cells
from handlers.services.errors import TableUnreadable
from handlers.services.roster_table import Cell, Line, Sheet, read_sheets
from rubric.errors import Fault

LOOKED_AT = 20
"""Lines in which the headings are looked for."""
ENOUGH = 2
_FORBIDDEN = ("身份证", "证件号")

Reader = Callable[[Any, Cell], Any]
"""What a column's cell says; raises Wrong."""


class Complaint(NamedTuple):
    """What is wrong in a line's cell (Chinese); line 0 is the file as a whole."""

    line: int
    column: str
    why: str

    def fault(self, source: str) -> Fault:
        return Fault(source, f"第{self.line}行" if self.line else "", self.column, self.why)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of table: its name, the words that head its columns, and the columns it must have."""

    name: str
    headings: Mapping[str, StrEnum]
    required: tuple[StrEnum, ...]

    @property
    def columns(self) -> tuple[StrEnum, ...]:
        return tuple(dict.fromkeys(self.headings.values()))


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand, and which column each required or known one is."""

    line: Line
    places: Mapping[StrEnum, int]

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings of columns that are not read."""
        used = set(self.places.values())
        named = enumerate(self.line.cells)
        return tuple(cell.text for place, cell in named if cell.text and place not in used)


@dataclass
class Table:
    """One table being read: what is wrong with it, as it is found."""

    form: Form
    complaints: list[Complaint] = field(default_factory=list)
    header: Header | None = None

    def lines(self, content: bytes) -> list[Line]:
        """The lines below the headings, without blank ones and headings printed again."""
        try:
            return self._below(read_sheets(content))
        except TableUnreadable as unreadable:
            self.blame_file(str(unreadable))
            return []

    def blame(self, line: int, column: str, why: str) -> None:
        self.complaints.append(Complaint(line, column, why))

    def blame_file(self, why: str) -> None:
        self.blame(0, "", why)

    def faults(self, source: str) -> tuple[Fault, ...]:
        """Every fault, in the order of the lines."""
        by_line = sorted(self.complaints, key=lambda each: each.line)
        return tuple(each.fault(source) for each in by_line)

    def said(self, line: Line, read: Reader) -> dict[StrEnum, Any]:
        """What each column says that can be taken; a missing optional column says nothing."""
        self._look_beside(line)
        return dict(self._said(line, read))

    @property
    def unused(self) -> tuple[str, ...]:
        return self.header.unused if self.header else ()

    @property
    def _places(self) -> Mapping[StrEnum, int]:
        return self.header.places if self.header else {}

    def _below(self, sheets: Sequence[Sheet]) -> list[Line]:
        headed = [(sheet, header) for sheet in sheets if (header := self._find(sheet))]
        if len(headed) != 1:
            self._blame_sheets([sheet for sheet, _ in headed])
            return []
        ((sheet, self.header),) = headed
        self.complaints += self._heading_faults(self.header)
        after = [line for line in sheet.lines if line.number > self.header.line.number]
        below = [line for line in after if not line.blank]
        if not below and not self.complaints:
            self.blame_file("表头下面没有内容")
        return [line for line in below if not self._is_heading(line)]

    def _blame_sheets(self, headed: Sequence[Sheet]) -> None:
        if headed:
            titles = "、".join(f"“{sheet.title}”" for sheet in headed)
            self.blame_file(f"工作表{titles}都像{self.form.name},请只留一张")
        else:
            columns = "、".join(self.form.required)
            self.blame_file(f"前 {LOOKED_AT} 行里没有找到表头;表头应有:{columns}")

    def _find(self, sheet: Sheet) -> Header | None:
        """The first line that has at least two of the required headings."""
        for line in sheet.lines[:LOOKED_AT]:
            places: dict[StrEnum, int] = {}
            for place, cell in enumerate(line.cells):
                if column := self._column(cell):
                    places.setdefault(column, place)
            if len(set(places) & set(self.form.required)) >= ENOUGH:
                return Header(line, places)
        return None

    def _column(self, cell: Cell) -> StrEnum | None:
        return self.form.headings.get(cells.heading(cell.text))

    def _heading_faults(self, header: Header) -> Iterator[Complaint]:
        line = header.line.number
        for column in self.form.required:
            if column not in header.places:
                yield Complaint(line, column, "表头缺这一列")
        seen: set[StrEnum] = set()
        for cell in header.line.cells:
            named = self._column(cell)
            if named in seen:
                yield Complaint(line, named or "", "表头里有两列都是它,请只留一列")
            elif named:
                seen.add(named)
            if any(word in cells.heading(cell.text) for word in _FORBIDDEN):
                yield Complaint(line, cell.text, "这里不收身份证号,请删去这一列")

    def _is_heading(self, line: Line) -> bool:
        """Headings are often printed again at the top of each page."""
        said = {self._column(cell) for cell in line.cells}
        return len(said & set(self._places) & set(self.form.required)) > ENOUGH

    def _said(self, line: Line, read: Reader) -> Iterator[tuple[StrEnum, Any]]:
        for column in self.form.columns:
            place = self._places.get(column)
            if place is None and column in self.form.required:
                continue
            within = place is not None and place < len(line.cells)
            cell = line.cells[place] if within and place is not None else Cell()
            try:
                yield column, _value(column, cell, read)
            except cells.Wrong as wrong:
                self.blame(line.number, column, str(wrong))

    def _look_beside(self, line: Line) -> None:
        """An identity number has no place in a table, in whatever column."""
        used = set(self._places.values())
        heads = self.header.line.cells if self.header else ()
        for place, cell in enumerate(line.cells):
            if place not in used and cells.holds_identity(cell.text):
                column = heads[place].text if place < len(heads) else ""
                self.blame(line.number, column or f"第{place + 1}列", cells.NO_IDENTITY)


def _value(column: StrEnum, cell: Cell, read: Reader) -> Any:
    if cell.spoiled and cell.day is None:
        raise cells.Wrong(cell.spoiled)
    if cells.holds_identity(cell.text):
        raise cells.Wrong(cells.NO_IDENTITY)
    return read(column, cell)
