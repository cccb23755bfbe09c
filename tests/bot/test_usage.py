"""Commands typed wrong, as a shell sees their answer."""

import pytest

from tests.bot.test_cli import ended


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("export score", "缺少“村居”"),
        ("nosuch", "没有“nosuch”这个命令。可以是:"),
        ("export nosuch", "score、ledger、town"),
        ("export score a b.pdf c d", "多写了:c d。"),
        ("export score a b.pdf --year 今年", "要写一个整数,例如 2026"),
        ("quota show --year 99999999999999999999", "要写 2000 到 2100 之间的整数"),
        ("scheme readings wenling-2022 10000", "要写 2000 到 2100 之间的整数"),
        ("export score a b.pdf --on 昨天", "要写日期,例如 2026-07-01"),
        ("export score a b.pdf --yeer 2026", "没有 --yeer 这个选项。是不是 --year?"),
        ("export score a b.pdf --year", "--year 后面要写一个值"),
        ("enrol a b --from 昨天", "“昨天”不是日期,应写成 2026-07-01。"),
    ],
)
def test_what_is_wrong_is_told_in_chinese_with_what_to_do(monkeypatch, capsys, typed, told):
    status, words = ended(monkeypatch, capsys, *typed.split())
    assert (status, words.out) == (2, "")
    assert words.err.startswith("没有执行。")
    assert told in words.err
    assert not {"Error", "Missing", "Usage", "should", "No such"} & set(words.err.split())


def test_a_group_without_its_command_shows_what_there_is(monkeypatch, capsys):
    status, words = ended(monkeypatch, capsys, "person")
    assert status == 2
    assert "按姓名查人员号" in words.out
