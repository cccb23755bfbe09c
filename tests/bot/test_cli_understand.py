"""The command that reads sentences."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli_understand import understand

runner = CliRunner()
app = typer.Typer()
app.command()(understand)


@pytest.fixture(autouse=True)
def _rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = tmp_path / "now"
    clock.write_text("2026-09-16T10:00:00+08:00")
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", str(clock))
    monkeypatch.chdir(tmp_path)


def asked(lines: str | bytes) -> list[dict[str, Any]]:
    result = runner.invoke(app, ["--json"], input=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def said(lines: str) -> list[str]:
    result = runner.invoke(app, [], input=lines)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_a_plain_sentence_is_read_on_the_clocks_day() -> None:
    (answer,) = asked("昨天下午3点党员大会,应到40人实到32人\n")
    assert answer == {
        "intent": "log",
        "duties": ["members-meeting"],
        "date": "2026-09-15",
        "period": None,
        "time": "15:00",
        "head_count": 32,
        "head_expected": 40,
        "backfill": False,
        "unit": None,
        "title": "",
        "asks": [],
        "impossible": None,
        "future": None,
        "deadline": None,
    }


def test_a_question_brings_its_own_time_or_takes_the_clocks() -> None:
    ours, theirs, naive = asked(
        '{"text":"昨天支委会"}\n{"text":"昨天支委会","now":"2026-01-01T02:00:00+00:00"}\n'
        '{"text":"昨天支委会","now":"2026-03-02T09:00:00"}\n'
    )
    assert [one["date"] for one in (ours, theirs, naive)] == [
        "2026-09-15",
        "2025-12-31",
        "2026-03-01",
    ]


def test_a_day_in_another_zone_is_that_of_shanghai() -> None:
    (answer,) = asked('{"text":"今天支委会开了","now":"2026-09-15T20:00:00+00:00"}\n')
    assert answer["date"] == "2026-09-16"


def test_no_duty_is_null_and_what_is_open_is_asked() -> None:
    (answer,) = asked("开完会了\n")
    assert (answer["duties"], answer["asks"]) == (None, ["duty", "date"])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"text":', "JSON"),
        (b'{"now":"2026-09-16"}', "text"),
        (b'{"text":7}', "text"),
        (b'{"text":"x","now":"soon"}', "now"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"a":' + b"[" * 100_000, "JSON"),
    ],
    ids=["broken", "no text", "no string", "no time", "not UTF-8", "too deep"],
)
def test_a_line_that_cannot_be_read_is_answered_and_the_rest_goes_on(line: bytes, why: str) -> None:
    wrong, right = asked(line + b"\n\n" + "昨天支委会\n".encode())
    assert why in wrong["error"]
    assert right["intent"] == "log"


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("昨天支委会", "报一项工作  支委会  日期 2026-09-15"),
        (
            "补录8月20日晚上7点第二党小组会应到12人到会9人",
            "报一项工作  党小组会  日期 2026-08-20  时间 19:00  第2党小组  9人  应到12人  补录",
        ),
        ("8月财务公开贴了", "报一项工作  财务公开  期间 2026-08  还要问:哪一天"),
        ("9月31号支委会", "报一项工作  支委会  没有9月31日这一天  还要问:哪一天"),
        ("9月20日开了支委会", "报一项工作  支委会  2026-09-20 是将来的日期  还要问:哪一天"),
        ("8日前交主体责任报告", "打算要办,不记台账  主体责任报告  截止 2026-10-08"),
        ("好的", "没有要办的事"),
    ],
)
def test_without_json_the_reading_is_said_in_chinese(sentence: str, answer: str) -> None:
    assert said(f"{sentence}\n") == [answer]


def test_without_json_a_bad_line_is_marked() -> None:
    assert said('{"text":\n')[0].startswith("! 这一行不是完整的 JSON")


def test_a_byte_order_mark_is_no_part_of_the_sentence() -> None:
    (answer,) = asked("\ufeff昨天支委会\n".encode())
    assert answer["duties"] == ["branch-committee"]


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00", "9999-12-31T23:59:59+00:00"])
def test_a_time_at_the_end_of_the_calendar_is_refused(now: str) -> None:
    (answer,) = asked(json.dumps({"text": "昨天支委会", "now": now}))
    assert answer == {"error": '"now" 的年份要在 2000 到 2099 之间。'}


def test_a_county_s_own_words_are_read_too(tmp_path: Path) -> None:
    own = tmp_path / "data" / "schemes"
    own.mkdir(parents=True)
    text = '[[duties]]\nid = "river-inspection"\nname = "河道清洁检查"\naliases = ["巡河"]\n'
    (own / "duties.toml").write_text(text, encoding="utf-8")
    assert said("昨天巡河\n") == ["报一项工作  河道清洁检查  日期 2026-09-15"]
