"""The town's workbook: villages × items, what is overdue, rectifications; filters and colours."""

from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handlers.forms import sheets
from handlers.forms.sheets import HEAD_ROW, Cell, Inks, Layout, put
from handlers.services.matter_board import Standing
from handlers.services.town_papers import TownPaper, TownRow
from rubric.agenda import Mark
from rubric.scheme import Scheme
from rubric.scoring import Score
from rubric.sheet import NOTICE, readings_used
from rubric.wording import full_day, spoken_day, spoken_points
from storage.findings import FindingRow

TAIL = ("合计", "加分", "目前", "年底最高", "若不再办", "已核实", "村里自报", "尚无人核查")
_LATE = {Mark.OVERDUE: "逾期", Mark.MISSED: "过期未办"}
_STATUS = {"open": "整改中", "reported": "待验收", "settled": "已销号", "cleared": "已澄清"}

_MATTER = {"open": "在办", "concluded": "办结待确认", "confirmed": "已办结"}


def xlsx(paper: TownPaper) -> bytes:
    """The workbook's bytes."""

    def fill(book: Workbook, inks: Inks) -> None:
        _overview(book.add_worksheet("总表"), paper, inks)
        _late(book.add_worksheet("逾期事项"), paper, inks)
        _rectifications(book.add_worksheet("问题整改"), paper, inks)
        if paper.scheme.matters:
            _matters(book.add_worksheet("重大事项"), paper, inks)
        sheets.notes(book.add_worksheet("说明"), _notes(paper), inks)

    return sheets.made(fill)


def item_heads(scheme: Scheme) -> tuple[str, ...]:
    return tuple(
        f"{item.no}. {item.name}({spoken_points(item.points)}分)" for item in scheme.items.values()
    )


def points_of(sheet: Worksheet, place: tuple[int, int], score: Score, inks: Inks) -> None:
    """The points as numbers from a place on; base and total as sums, so that changes add up."""
    at, first = place
    after = first + len(score.items)
    base = score.provisional - score.bonus
    for column, item in enumerate(score.items, first):
        put(sheet, at, column, item.score, inks)
    whole = xl_range(at, first, at, after - 1)
    sheet.write_formula(at, after, f"=SUM({whole})", inks["sum"], float(base))
    put(sheet, at, after + 1, score.bonus, inks)
    both = xl_range(at, after, at, after + 1)
    sheet.write_formula(at, after + 2, f"=SUM({both})", inks["sum"], float(score.provisional))
    for column, points in enumerate((score.ceiling, score.floor, *score.basis), after + 3):
        put(sheet, at, column, points, inks)


def colour_lost(sheet: Worksheet, scheme: Scheme, first: int, rows: int, inks: Inks) -> None:
    """Red where an item has less than its points; what is blank was not scored."""
    last = HEAD_ROW + max(rows, 1)
    for column, item in enumerate(scheme.items.values(), first):
        area = (HEAD_ROW + 1, column, last, column)
        below = {"type": "cell", "criteria": "<", "value": float(item.points)}
        sheet.conditional_format(*area, {"type": "blanks", "stop_if_true": True})
        sheet.conditional_format(*area, below | {"format": inks["lost"]})


def _overview(sheet: Worksheet, paper: TownPaper, inks: Inks) -> None:
    heads = ("村居", *item_heads(paper.scheme), *TAIL)
    sheets.begin(
        sheet, _layout(paper, "各村得分", heads, (), len(paper.rows)), len(paper.rows), inks
    )
    sheet.set_row(HEAD_ROW, 96)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, len(heads) - 1, 7.5)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    for at, row in enumerate(paper.rows, HEAD_ROW + 1):
        put(sheet, at, 0, row.village, inks)
        points_of(sheet, (at, 1), row.score, inks)
    colour_lost(sheet, paper.scheme, 1, len(paper.rows), inks)
    sheet.set_landscape()
    sheet.repeat_columns(0)


def _late(sheet: Worksheet, paper: TownPaper, inks: Inks) -> None:
    heads = ("村居", "事项", "应办日", "逾期天数", "情况", "补办截止日")
    rows = [
        (
            row.village,
            entry.occurrence.label,
            entry.occurrence.due,
            (paper.as_of - entry.occurrence.due).days,
            _LATE[entry.mark],
            entry.occurrence.counts_until,
        )
        for row in paper.rows
        for entry in row.late
    ]
    widths = (18, 36, 13, 10, 11, 13)
    layout = _layout(paper, "逾期和过期未办的事项", heads, widths, len(rows))
    sheets.listed(sheet, layout, rows, inks)


def _rectifications(sheet: Worksheet, paper: TownPaper, inks: Inks) -> None:
    heads = ("村居", "问题编号", "对应项", "问题", "发现日", "整改期限", "情况", "销号日")
    rows = [_rectification(row, each) for row in paper.rows for each in row.rectifications]
    widths = (18, 10, 8, 48, 13, 13, 10, 13)
    sheets.listed(sheet, _layout(paper, "问题整改", heads, widths, len(rows)), rows, inks)


def _rectification(row: TownRow, each: FindingRow) -> tuple[Cell, ...]:
    status = _STATUS[each.status]
    where = (row.village, each.reference, f"第{each.item}项")
    return (*where, each.text, each.found_on, each.due, status, each.settled_on)


def _matters(sheet: Worksheet, paper: TownPaper, inks: Inks) -> None:
    heads = ("村居", "类别", "名称", "情况", "已办步骤", "下一步", "缺少", "次序颠倒", "报备待收")
    rows = [_matter(one) for one in paper.matters]
    widths = (18, 16, 30, 12, 48, 12, 24, 16, 13)
    sheets.listed(sheet, _layout(paper, "重大事项和工程", heads, widths, len(rows)), rows, inks)


def _matter(one: Standing) -> tuple[Cell, ...]:
    taken = "、".join(f"{name}{spoken_day(day)}" for name, day in one.course.taken)
    where = (one.village.name, one.kind.name, one.row.said["title"], _MATTER[one.state], taken)
    faults = ("、".join(one.missing), "、".join(one.course.disordered))
    return (*where, one.next_step, *faults, one.filed_on)


def _notes(paper: TownPaper) -> list[str]:
    return [
        paper.scheme.document,
        *readings_used(paper.scheme, {}),
        "各村按名册次序列出。红底是扣了分的项。",
        f"审计链 第{paper.head.seq}条 {paper.head.hash}",
        NOTICE,
    ]


def _layout(
    paper: TownPaper, title: str, heads: tuple[str, ...], widths: tuple[float, ...], rows: int
) -> Layout:
    hint = f"截至{full_day(paper.as_of)} 共{rows}行 {NOTICE}"
    return Layout(f"{paper.town} {paper.year}年 {title}", hint, heads, widths)
