"""负担情况表 as a workbook: what the assistant cost each village by month; nobody is ranked."""

from collections.abc import Callable, Iterator

from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handlers.forms import sheets
from handlers.forms.sheets import HEAD_ROW, Cell, Inks, Layout, put
from handlers.services.burden_papers import BurdenPaper, BurdenRow
from rubric.wording import full_day

NOTICE = "只统计助手发出的消息和提出的问题,不统计谁看了没有、用了多少。"
_MONTHS = 12
_KINDS: dict[str, Callable[[BurdenRow], int]] = {
    "主动发出": lambda row: row.sent_unasked,
    "应答": lambda row: row.sent_answers,
    "提问": lambda row: row.questions,
}


def xlsx(paper: BurdenPaper) -> bytes:
    """The workbook's bytes: a sheet for each kind, villages × months, and all of it as a list."""

    def fill(book: Workbook, inks: Inks) -> None:
        for name, count in _KINDS.items():
            _table(book.add_worksheet(name), paper, count, inks)
        _all(book.add_worksheet("明细"), paper, inks)
        sheets.notes(book.add_worksheet("说明"), _notes(paper), inks)

    return sheets.made(fill)


def _table(
    sheet: Worksheet, paper: BurdenPaper, count: Callable[[BurdenRow], int], inks: Inks
) -> None:
    villages = list(dict.fromkeys(row.village for row in paper.rows))
    heads = ("村居", *(f"{month}月" for month in range(1, _MONTHS + 1)), "全年")
    layout = _layout(paper, sheet.get_name(), heads, len(villages))
    sheets.begin(sheet, layout, len(villages), inks)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, _MONTHS + 1, 7)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.set_landscape()
    for at, village in enumerate(villages, HEAD_ROW + 1):
        months = _by_month([row for row in paper.rows if row.village == village], count)
        put(sheet, at, 0, village, inks)
        for month in range(1, _MONTHS + 1):
            put(sheet, at, month, months.get(month), inks)
        whole = xl_range(at, 1, at, _MONTHS)
        sheet.write_formula(at, _MONTHS + 1, f"=SUM({whole})", inks["sum"], sum(months.values()))


def _by_month(rows: list[BurdenRow], count: Callable[[BurdenRow], int]) -> dict[int, int]:
    return {row.month.index: count(row) for row in rows}


def _all(sheet: Worksheet, paper: BurdenPaper, inks: Inks) -> None:
    heads = ("村居", "月份", "人数", *_KINDS)
    layout = _layout(paper, "明细", heads, len(paper.rows), (22, 12, 8, 11, 11, 11))
    sheets.listed(sheet, layout, [tuple(_cells(row)) for row in paper.rows], inks)


def _cells(row: BurdenRow) -> Iterator[Cell]:
    yield row.village
    yield f"{row.month.year}年{row.month.index}月"
    yield row.people
    yield from (count(row) for count in _KINDS.values())


def _notes(paper: BurdenPaper) -> list[str]:
    return [
        "主动发出:没有人问、由助手发出的提醒和通知。上限:每人每周2条、每月6条。",
        "应答:对村里人所发消息的回复。提问:请村里人确认、选择或补一句话的卡片。",
        "各村按名册次序列出,不排名。",
        f"审计链 第{paper.head.seq}条 {paper.head.hash}",
        NOTICE,
    ]


def _layout(
    paper: BurdenPaper,
    title: str,
    heads: tuple[str, ...],
    rows: int,
    widths: tuple[float, ...] = (),
) -> Layout:
    hint = f"截至{full_day(paper.as_of)} 共{rows}行 {NOTICE}"
    return Layout(f"{paper.town} {paper.year}年 负担情况:{title}", hint, heads, widths)
