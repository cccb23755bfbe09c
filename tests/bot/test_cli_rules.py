import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli_rules import rules

HEAD = 'scheme = "wenling-2022"\nvillage = "示例一村"\nyear = 2026\nas_of = 2026-06-30\n'


@pytest.fixture(autouse=True)
def _data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGLIAN_DATA_DIR", str(tmp_path / "data"))


def call(*arguments: object) -> Result:
    return CliRunner().invoke(rules, [str(argument) for argument in arguments])


def case(path: Path, text: str = "") -> Path:
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_score_prints_one_json_object_a_line_for_each_file(tmp_path: Path) -> None:
    paths = [case(tmp_path / "a.toml"), case(tmp_path / "b.toml")]
    result = call("score", *paths, "--json")
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == second
    assert (first["provisional"], first["valid_until"]) == (90, "2026-06-30")


def test_score_prints_a_sheet_people_can_read(tmp_path: Path) -> None:
    result = call("score", case(tmp_path / "a.toml"))
    assert result.exit_code == 0
    assert "示例一村 2026年 提示分" in result.stdout
    assert "仅供提示,以镇(街道)盖章评分为准。" in result.stdout


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("\ufeff" + HEAD.replace("\n", "\r\n"), encoding="utf-8")
    assert call("score", path).exit_code == 0


def test_spoiled_files_are_told_with_every_fault_and_nothing_is_computed(tmp_path: Path) -> None:
    good = case(tmp_path / "good.toml")
    spoiled = case(tmp_path / "bad.toml", "x = 1\n[[records]]\ndone_on = 2026-02-30\n")
    result = call("score", good, spoiled, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"{spoiled}:records 1 done_on:没有“2026-02-30”这一天(日期写成 2026-03-12 这样)",
        f"{spoiled}:x:没有这个键",
        f"{spoiled}:records 1 duty:缺少这一项",
    ]


def test_a_file_that_is_not_there_or_no_text_is_told_in_words(tmp_path: Path) -> None:
    binary = tmp_path / "b.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    result = call("score", tmp_path / "gone.toml", binary, tmp_path)
    assert result.exit_code == 2
    assert [line.rsplit(":", 1)[1] for line in result.stderr.splitlines()] == [
        "没有这个文件",
        "不是 UTF-8 编码的文本文件",
        "打不开这个文件",
    ]


def test_cases_that_come_out_as_expected_exit_with_0(tmp_path: Path) -> None:
    case(tmp_path / "a.toml", "[expect]\nprovisional = 90\n")
    result = call("cases", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "核对 1 个文件,全部相符。\n")


def test_differences_are_listed_and_exit_with_1(tmp_path: Path) -> None:
    wrong = case(tmp_path / "a.toml", '[expect]\nprovisional = 91\n"items.2" = 1\nfloor = 81\n')
    result = call("cases", wrong)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{wrong}:provisional:应为 91,算得 90",
        f"{wrong}:items.2:应为 1,算得 2",
        "核对 1 个文件,2 处不符。",
    ]


def test_a_spoiled_case_exits_with_2_and_the_others_are_still_checked(tmp_path: Path) -> None:
    case(tmp_path / "a.toml", "[expect]\nprovisional = 91\n")
    case(tmp_path / "b.toml", "x = 1\n")
    result = call("cases", tmp_path)
    assert result.exit_code == 2
    assert "应为 91,算得 90" in result.stdout
    assert result.stderr == f"{tmp_path / 'b.toml'}:x:没有这个键\n"


def test_a_folder_without_cases_is_no_success(tmp_path: Path) -> None:
    result = call("cases", tmp_path)
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path}:里面没有算分文件\n")


def test_of_a_misspelt_scheme_only_that_is_told_and_not_every_fact(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    facts = '[[records]]\nduty = "party-day"\ndone_on = 2026-03-12\n'
    path.write_text(HEAD.replace("2022", "2021") + facts, encoding="utf-8")
    (told,) = call("score", path).stderr.splitlines()
    assert told.startswith(f"{path}:scheme:没有“wenling-2021”这个考核办法")


def test_a_spoiled_scheme_of_the_data_directory_is_told(tmp_path: Path) -> None:
    schemes = tmp_path / "data" / "schemes"
    schemes.mkdir(parents=True)
    (schemes / "x.toml").write_text("id =", encoding="utf-8")
    result = call("score", case(tmp_path / "a.toml"))
    assert result.exit_code == 2
    assert result.stderr.startswith("x.toml:文件末尾")
