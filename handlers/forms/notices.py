"""Papers for a wall or a hand: 三务公开 of the month, 问题整改通知书, invites to cut apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from handlers.forms import press, qr
from handlers.forms.wording import clean, clip, numeral, optional_day
from handlers.services.notice_papers import NoticeLine, NoticePaper, RectificationPaper
from rubric.scheme_tables import Item
from rubric.wording import full_day, spoken_day

Paper = Literal["a4", "a3"]
_MOST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """One invite to hand over: to whom it belongs, the code to type, the link to scan."""

    town: str
    village: str
    name: str
    post: str
    code: str
    code_until: str
    link: str
    link_until: str


def notice(paper: NoticePaper, *, size: Paper = "a4", link: str = "") -> bytes:
    """三务公开 of the month; its QR code leads to `link`, else tells whom to ask."""
    return press.pdf("notice", notice_data(paper, link) | {"paper": size})


def rectification(paper: RectificationPaper) -> bytes:
    """问题整改通知书 with the receipt to cut off."""
    return press.pdf("rectification", rectification_data(paper))


def invites(slips: Sequence[Slip]) -> bytes:
    """Eight invites a page, with cut lines."""
    return press.pdf("invites", {"slips": [_slip(slip) for slip in slips]})


def notice_data(paper: NoticePaper, link: str) -> dict[str, Any]:
    month = f"{paper.month.year}年{paper.month.index}月"
    contact = clean(paper.contact) or clean(paper.town)
    asked = f"{clean(paper.village)}{month}“三务”公开，意见建议请联系：{contact}"
    return {
        "village": clip(paper.village, 24),
        "month": month,
        "as_of": full_day(paper.as_of),
        "affairs": [
            {"name": f"{numeral(no)}、{name}", "lines": [_line(line) for line in lines]}
            for no, (name, lines) in enumerate(paper.affairs.items(), 1)
        ],
        "contact": contact,
        "qr": qr.svg(link or asked),
        "qr_says": "扫码提意见建议" if link else "扫码看联系方式",
    }


def rectification_data(paper: RectificationPaper) -> dict[str, Any]:
    finding = paper.finding
    return {
        "number": finding.reference,
        "village": clip(paper.village, 30),
        "town": clip(paper.town, 30),
        "found_on": full_day(finding.found_on),
        "found_by": paper.found_by,
        "text": clean(finding.text),
        "item": _item(paper.item) if paper.item else None,
        "document": paper.document,
        "due": optional_day(finding.due),
        "contact": clean(paper.contact),
    }


def _item(item: Item) -> dict[str, str]:
    """What the item asks for, and what falls away with it."""
    return {"name": f"第{item.no}项“{item.name}”", "standard": item.standard, "rule": item.rule}


def _line(line: NoticeLine) -> dict[str, str]:
    return {
        "day": spoken_day(line.day),
        "duty": line.duty,
        "title": clip(line.title, _MOST_TITLE),
        "heads": f"{line.heads}人" if line.heads else "",
        "status": "" if line.confirmed else "待村监会确认",
    }


def _slip(slip: Slip) -> dict[str, str]:
    return {
        "place": f"{clip(slip.town, 10)} {clip(slip.village, 14)}",
        "who": f"{clip(slip.post, 12)} {clip(slip.name, 10)}",
        "code": clean(slip.code),
        "code_until": clean(slip.code_until),
        "link_until": clean(slip.link_until),
        "qr": qr.svg(slip.link or slip.code),
    }
