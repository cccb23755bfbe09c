"""节前廉洁提醒函 on A4: the festival with its days off, seven plain reminders, whom to tell."""

from pathlib import Path
from typing import Any

from handlers.forms import press, word
from handlers.forms.wording import clean, clip, numeral
from handlers.services.holiday_papers import HolidayPaper
from handlers.services.workdays import DAY
from rubric.wording import full_day, spoken_day

TEMPLATE = "holiday-letter"
_REMINDERS = (
    "不违规收送礼品、礼金、消费卡和电子红包。",
    "不违规吃喝，不用公款宴请，不接受管理和服务对象的宴请。",
    "不用公款旅游、送礼，不公车私用。",
    "不大操大办婚丧喜庆事宜，不借机敛财。",
    "不参与赌博和封建迷信活动。",
    "管好集体的钱和物，节日开支照样审核、公开。",
    "管好家人和身边人，值班在岗，遇到情况及时报告。",
)
"""Common rules of conduct and no clause of any document: a town edits them in its own template."""
_WEEK = "一二三四五六日"


def pdf(paper: HolidayPaper) -> bytes:
    return press.pdf(TEMPLATE, data_of(paper))


def docx(paper: HolidayPaper, template: Path | None = None) -> bytes:
    """The same as Word, from the town's own template if it has one."""
    return word.fill(TEMPLATE, data_of(paper), template)


def data_of(paper: HolidayPaper) -> dict[str, Any]:
    """Every value of the letter as the templates name it; all of them are text."""
    return {
        "issuer": clip(paper.issuer, 30),
        "contact": clean(paper.contact) or clean(paper.issuer),
        "festival": paper.holiday.name,
        "year": str(paper.holiday.last.year),
        "days": _days_off(paper),
        "make_up": _make_up(paper),
        "reminders": [f"{numeral(no)}、{text}" for no, text in enumerate(_REMINDERS, 1)],
        "as_of": full_day(paper.as_of),
    }


def _days_off(paper: HolidayPaper) -> str:
    """9月25日至9月27日放假，共3天; what is not announced is 暂定."""
    holiday = paper.holiday
    count = (holiday.last - holiday.first) // DAY + 1
    span = spoken_day(holiday.first)
    if count > 1:
        span += f"至{spoken_day(holiday.last)}"
    tentative = "（暂定，以国务院办公厅通知为准）" if holiday.tentative else ""
    return f"{span}放假，共{count}天{tentative}"


def _make_up(paper: HolidayPaper) -> str:
    days = (f"{spoken_day(day)}（星期{_WEEK[day.weekday()]}）" for day in paper.make_up)
    told = "、".join(days)
    return f"{told}上班" if told else ""
