"""台账 of a village as PDF and Word: cover, list, each record with its whole history."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from handlers.forms import press, word
from handlers.forms.photos import Photo, Read, lay_out
from handlers.forms.wording import clean, clip, written
from handlers.services.ledger_papers import Change, Happening, LedgerEntry, LedgerPaper
from rubric.period import Cadence, Period
from rubric.wording import full_day, spoken_period

TEMPLATE = "ledger"
_STATUS = {"reported": "待确认", "confirmed": "已确认", "returned": "已退回", "withdrawn": "已撤销"}
_KINDS = {
    "log": "报送",
    "correct": "更正",
    "confirm": "确认",
    "return": "退回",
    "withdraw": "撤销",
    "restore": "恢复",
    "unconfirm": "撤回确认",
    "resubmit": "重新报送",
    "ask_correction": "申请更正",
    "refuse_correction": "不同意更正",
}
_FIELDS = {
    "done_on": "日期",
    "duties": "事项",
    "period": "所属期",
    "unit": "党小组",
    "title": "标题",
    "body": "内容",
    "time": "时间",
    "heads": "人数",
}
_MOST_TITLE = 40


def pdf(paper: LedgerPaper, read: Read) -> bytes:
    """The ledger as PDF; `read` gives the bytes of a photo by its path."""
    with TemporaryDirectory() as folder:
        photos = lay_out(Path(folder), _paths(paper), read)
        return press.pdf(TEMPLATE, data_of(paper, photos), Path(folder))


def docx(paper: LedgerPaper, read: Read, template: Path | None = None) -> bytes:
    """The same as Word, from the town's own template if it has one."""
    with TemporaryDirectory() as folder:
        photos = lay_out(Path(folder), _paths(paper), read)
        return word.fill(TEMPLATE, data_of(paper, photos), template, Path(folder))


def data_of(paper: LedgerPaper, photos: Mapping[str, Photo]) -> dict[str, Any]:
    """Every value of the ledger as the templates name it."""
    statuses = Counter(_STATUS[each.record.status] for each in paper.entries)
    return {
        "village": clip(paper.village, 30),
        "town": clip(paper.town, 30),
        "scope": scope_of(paper),
        "as_of": full_day(paper.as_of),
        "count": str(len(paper.entries)),
        "counts": "，".join(f"{name} {statuses[name]} 条" for name in _STATUS.values()),
        "entries": [_entry(at, each, photos) for at, each in enumerate(paper.entries, 1)],
        "head": {"seq": str(paper.head.seq), "hash": paper.head.hash},
    }


def scope_of(paper: LedgerPaper) -> str:
    """What part of the ledger it is, in words: 2026年7月 第1项."""
    wanted = paper.wanted
    parts = [
        _period(wanted.month) if wanted.month else "",
        paper.duty,
        f"第{wanted.item}项" if wanted.item else "",
    ]
    return " ".join(part for part in parts if part) or "全部记录"


def _paths(paper: LedgerPaper) -> list[str]:
    return [photo.path for each in paper.entries for photo in each.record.photos if photo.path]


def _entry(at: int, each: LedgerEntry, photos: Mapping[str, Photo]) -> dict[str, Any]:
    row = each.record
    shown = [photos[photo.path] for photo in row.photos if photo.path and photo.path in photos]
    return {
        "no": str(at),
        "name": "、".join(each.duties),
        "title": clip(row.title, _MOST_TITLE),
        "day": full_day(row.done_on),
        "facts": "　".join(_facts(each)),
        "body": clean(row.body),
        "status": _STATUS[row.status],
        "heads": str(row.heads or ""),
        "history": [_happened(one) for one in each.history],
        "photos": [
            {"name": photo.name, "width": photo.width, "height": photo.height} for photo in shown
        ],
        "unseen": _unseen(len(row.photos) - len(shown), len(row.papers)),
    }


def _facts(each: LedgerEntry) -> Iterator[str]:
    """What the record tells besides its day and its words."""
    row = each.record
    if each.items:
        yield "对应" + "、".join(f"第{item}项" for item in each.items)
    if row.period:
        yield f"所属 {_period(row.period)}"
    if row.time:
        yield clean(row.time)
    if row.heads is not None:
        yield f"{row.heads}人" + (f"(应到{row.heads_expected}人)" if row.heads_expected else "")
    if row.photos:
        yield f"照片{len(row.photos)}张"


def _unseen(photos: int, papers: int) -> str:
    """What belongs to the record but cannot be printed."""
    parts = (
        f"照片{photos}张没有取回" if photos else "",
        f"录音或文件{papers}件另存" if papers else "",
    )
    return "，".join(part for part in parts if part)


def _happened(one: Happening) -> dict[str, str]:
    changes = "；".join(map(_change, one.changes))
    reason = f"理由：{clean(one.reason)}" if one.reason else ""
    return {
        "when": written(one.at),
        "who": f"{one.post} {clean(one.name)}",
        "what": _KINDS[one.kind],
        "why": "；".join(part for part in (changes, reason) if part),
    }


def _change(change: Change) -> str:
    before, after = (_value(change.field, value) for value in (change.before, change.after))
    return f"{_FIELDS[change.field]} {before} 改为 {after}"


def _value(field: str, value: Any) -> str:
    if value in (None, ""):
        return "(空)"
    return _period(value) if field == "period" else clip(str(written(value)), _MOST_TITLE)


def _period(text: str) -> str:
    """2026年7月, 2026年二季度, 2026年."""
    period = Period.parse(text)
    year = "" if period.cadence is Cadence.YEAR else f"{period.year}年"
    return year + spoken_period(period)
