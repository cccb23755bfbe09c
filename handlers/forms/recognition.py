"""认定名单 as a workbook: 示范(标杆) and 达标 candidates by score, and where the quota ends."""

from collections.abc import Sequence

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from handlers.forms import sheets
from handlers.forms.sheets import HEAD_ROW, Cell, Inks, Layout
from handlers.services.recognition_papers import RecognitionList, RecognitionRow, Stage
from rubric.wording import full_day

NOTICE = "按封存的评分列出;没有公示、确认以前,不作为认定结果。"
_STAGES = {
    Stage.TAKEN: "名额以内",
    Stage.TIED: "同分待定",
    Stage.NOT_TAKEN: "名额以外",
    Stage.UNSCORED: "已上报,待市级评定",
    Stage.ABLE: "可上报,镇里未上报",
    Stage.CONFIRMED: "已确认达标",
    Stage.REACHES: "待确认",
}
_HEADS = ("序号", "镇(街道)", "村居", "镇级评分", "抽查", "市级评定分", "进度", "备注")
_WIDTHS = (8, 18, 22, 11, 11, 12, 22, 18)


def xlsx(paper: RecognitionList) -> bytes:
    """The workbook's bytes."""

    def fill(book: Workbook, inks: Inks) -> None:
        _names(book.add_worksheet("示范(标杆)村居"), paper, paper.demonstration, inks)
        _names(book.add_worksheet("达标村居"), paper, paper.up_to_standard, inks)
        _quotas(book.add_worksheet("任务数"), paper, inks)
        sheets.notes(book.add_worksheet("说明"), _notes(paper), inks)

    return sheets.made(fill)


def _names(
    sheet: Worksheet, paper: RecognitionList, rows: Sequence[RecognitionRow], inks: Inks
) -> None:
    layout = _layout(paper, f"{sheet.get_name()}名单", _HEADS, _WIDTHS, len(rows))
    sheets.listed(sheet, layout, [_row(row) for row in rows], inks)
    area = (HEAD_ROW + 1, 0, HEAD_ROW + max(len(rows), 1), len(_HEADS) - 1)
    beyond = f'=$G{HEAD_ROW + 2}="{_STAGES[Stage.NOT_TAKEN]}"'
    sheet.conditional_format(
        *area, {"type": "formula", "criteria": beyond, "format": inks["beyond"]}
    )


def _row(row: RecognitionRow) -> tuple[Cell, ...]:
    scores = (row.town_score, row.spot, row.city_score)
    note = "名单已定" if row.fixed else ""
    return (row.order, row.town, row.village, *scores, _STAGES[row.stage], note)


def _quotas(sheet: Worksheet, paper: RecognitionList, inks: Inks) -> None:
    heads = ("镇(街道)", "达标村居", "示范(标杆)村居")
    rows = [(one.town, one.up_to_standard, one.demonstration) for one in paper.quotas]
    layout = _layout(paper, "任务数", heads, (20, 14, 18), len(rows))
    sheets.listed(sheet, layout, rows, inks)


def _notes(paper: RecognitionList) -> list[str]:
    return [
        paper.scheme.document,
        "示范(标杆)村居只列镇里上报的村,按市级评定分排,名额按任务数,名额以外的也列出,灰底。",
        "镇里还没有上报的,列出可以上报的村,不排序号。达标村居按镇级评分排。同分的序号相同。",
        "有一票否决事项的、抽查没有到达标线的村居,不在名单里。",
        f"审计链 第{paper.head.seq}条 {paper.head.hash}",
        NOTICE,
    ]


def _layout(
    paper: RecognitionList, title: str, heads: Sequence[str], widths: Sequence[float], rows: int
) -> Layout:
    hint = f"截至{full_day(paper.as_of)} 共{rows}行 {NOTICE}"
    return Layout(f"{paper.place} {paper.year}年 {title}", hint, heads, widths)
