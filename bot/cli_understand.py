"""The command that reads sentences: what a villager's words are taken to mean."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

import typer

from bot import settings
from bot.cli_rules import known_schemes
from bot.clock import SHANGHAI, Clock
from rubric.utterance import Ask, Intent, Lexicon, Reading
from rubric.utterance import understand as read

AsJson = Annotated[bool, typer.Option("--json", help="每句输出一行 JSON")]

_INTENTS = {
    Intent.LOG: "报一项工作",
    Intent.PLAN: "打算要办,不记台账",
    Intent.NEGATIVE: "说还没办,不记台账",
    Intent.QUERY: "查询",
    Intent.CONFIRM: "确认",
    Intent.FIND: "提出问题",
    Intent.NONE: "没有要办的事",
}
_YEARS = range(2000, 2100)
_ASKS = {
    Ask.DUTY: "哪项工作",
    Ask.DATE: "哪一天",
    Ask.PERIOD: "哪个月的账",
    Ask.HEAD_COUNT: "多少人",
}


class _Unreadable(ValueError):
    """A line that is no sentence and no question; its text says why."""


def understand(*, as_lines: AsJson = False) -> None:
    """读句子:标准输入每行一句话,或一个 {"text":"…","now":"…"},逐行回答。"""
    known = known_schemes().vocabulary.duties
    lexicon = Lexicon(known.values())
    names = {duty: word.name for duty, word in known.items()}
    clock = Clock(settings.load().clock_file)
    for reading in readings(sys.stdin.buffer, clock, lexicon):
        typer.echo(_line(reading) if as_lines else _text(reading, names))


def readings(lines: Iterable[bytes], clock: Clock, lexicon: Lexicon) -> Iterator[Reading | str]:
    """For each line that is not empty what it means, or why it could not be read."""
    for line in lines:
        if line.strip():
            try:
                yield read(*_sentence(line, clock.now()), lexicon)
            except _Unreadable as why:
                yield str(why)


def _sentence(line: bytes, now: datetime) -> tuple[str, datetime]:
    """The text of a line and the time it was written: now, unless the line says another."""
    try:
        words = line.decode().strip().lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise _Unreadable("这一行不是 UTF-8 编码,读不出来。") from error
    return _question(words, now) if words.startswith("{") else (words, now)


def _question(words: str, now: datetime) -> tuple[str, datetime]:
    try:
        asked = json.loads(words)
    except (ValueError, RecursionError) as error:
        raise _Unreadable('这一行不是完整的 JSON,应如 {"text":"昨天支委会,5人"}。') from error
    if not isinstance(asked.get("text"), str):
        raise _Unreadable('这一行缺少 "text"(要读的那句话)。')
    return asked["text"], _moment(asked.get("now"), now)


def _moment(said: object, now: datetime) -> datetime:
    if said is None:
        return now
    try:
        moment = datetime.fromisoformat(str(said))
    except ValueError as error:
        raise _Unreadable('"now" 应是时间,如 2026-09-16T10:00:00+08:00。') from error
    if moment.year not in _YEARS:
        raise _Unreadable(f'"now" 的年份要在 {_YEARS[0]} 到 {_YEARS[-1]} 之间。')
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _line(reading: Reading | str) -> str:
    return json.dumps(
        {"error": reading} if isinstance(reading, str) else as_json(reading), ensure_ascii=False
    )


def as_json(reading: Reading) -> Mapping[str, Any]:
    """The reading in JSON's own types: days as ISO text, no duty as null."""
    values = {name: _plain(value) for name, value in asdict(reading).items()}
    return values | {"asks": list(reading.asks), "duties": list(reading.duties) or None}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _text(reading: Reading | str, names: Mapping[str, str]) -> str:
    if isinstance(reading, str):
        return f"! {reading}"
    return "  ".join(part for part in _parts(reading, names) if part)


def _parts(reading: Reading, names: Mapping[str, str]) -> Iterator[str]:
    """The reading, said in Chinese, leaving out what it leaves open."""
    yield _INTENTS[reading.intent]
    yield "、".join(names[duty] for duty in reading.duties)
    yield f"日期 {reading.date}" if reading.date else ""
    yield f"时间 {reading.time}" if reading.time else ""
    yield f"期间 {reading.period}" if reading.period else ""
    yield f"第{reading.unit}党小组" if reading.unit else ""
    yield f"{reading.head_count}人" if reading.head_count else ""
    yield f"应到{reading.head_expected}人" if reading.head_expected else ""
    yield "补录" if reading.backfill else ""
    yield f"截止 {reading.deadline}" if reading.deadline else ""
    yield f"没有{reading.impossible}这一天" if reading.impossible else ""
    yield f"{reading.future} 是将来的日期" if reading.future else ""
    yield f"还要问:{'、'.join(_ASKS[ask] for ask in reading.asks)}" if reading.asks else ""
