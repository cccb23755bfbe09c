from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import rubric
from bot.cli_scheme import scheme
from rubric.primitives import reference

WENLING = (Path(rubric.__file__).parent / "schemes" / "wenling-2022.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def _data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGLIAN_DATA_DIR", str(tmp_path / "data"))


def call(*arguments: object) -> Result:
    return CliRunner().invoke(scheme, [str(argument) for argument in arguments])


def file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_sound_files_exit_with_0(tmp_path: Path) -> None:
    result = call("check", file(tmp_path / "a.toml", WENLING))
    assert (result.exit_code, result.stdout) == (0, "检查 1 个文件,没有发现错误。\n")


def test_every_fault_is_told_with_its_line_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = WENLING.replace('id = "party-day"', 'id = "x"').replace("section = 7\n", "section = 8\n")
    wrong = file(tmp_path / "a.toml", text)
    result = call("check", wrong, tmp_path / "gone.toml")
    named, ruled = _line(text, 'id = "x"'), _line(text, 'rule = "missed"') + 1
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{wrong}:第{named}行 duties 5 id:事项表里没有“x”,先写进 duties.toml",
        f"{wrong}:第{ruled}行 items 1 rules.1.duties:没有“party-day”这个事项",
        f"{wrong}:第{_line(text, 'no = 20') + 1}行 items 20 section:没有第 8 部分",
        f"{wrong}:第{_line(text, 'no = 21') + 1}行 items 21 section:没有第 8 部分",
        f"{tmp_path / 'gone.toml'}:没有这个文件",
        "5 处有错,没有采用。",
    ]


def _line(text: str, words: str) -> int:
    return text.splitlines().index(words) + 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id =", "文件末尾:不合 TOML 的写法"),
        (b"", "文件是空的"),
        (bytes([255]), "不是 UTF-8 编码的文本文件"),
    ],
    ids=["unreadable", "empty", "binary"],
)
def test_a_file_that_is_no_scheme_at_all_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    result = call("check", path)
    assert result.exit_code == 2
    assert told in result.stderr


def test_the_list_names_every_scheme_its_kind_and_version() -> None:
    result = call("list")
    assert result.exit_code == 0
    assert "wenling-2022  评分  21项  版本 2022-06-10  2022年6月10日起施行" in result.stdout
    assert len(result.stdout.splitlines()) == 5


def test_an_item_is_explained_by_id_or_by_file(tmp_path: Path) -> None:
    by_id = call("explain", "wenling-2022", 16)
    by_file = call("explain", file(tmp_path / "a.toml", WENLING), 16)
    assert by_id.exit_code == 0
    assert by_id.stdout == by_file.stdout
    assert by_id.stdout.startswith("第16项 “三务”公开(5分)")


@pytest.mark.parametrize(
    ("named", "item", "told"),
    [
        ("wenling-2022", 22, "wenling-2022没有第22项,只有第1到第21项"),
        ("wenling-2021", 1, "没有“wenling-2021”这个考核办法,现有 linyi-2022"),
    ],
)
def test_what_is_not_there_is_told(named: str, item: int, told: str) -> None:
    result = call("explain", named, item)
    assert result.exit_code == 2
    assert result.stderr.startswith(told)


def test_two_schemes_are_compared(tmp_path: Path) -> None:
    new = file(tmp_path / "a.toml", WENLING.replace("steps = [1, 2]", "steps = [1, 3]"))
    result = call("diff", "wenling-2022", new)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "项目 16 改了rules",
        "在用这个办法的村居,第16项的得分可能变化",
    ]
    assert call("diff", "wenling-2022", "wenling-2022").stdout == "两个办法没有不同。\n"


def test_a_wrong_file_is_not_compared(tmp_path: Path) -> None:
    result = call("diff", "wenling-2022", file(tmp_path / "a.toml", "id ="))
    assert result.exit_code == 2
    assert "不合 TOML 的写法" in result.stderr


def test_the_reference_of_primitives_is_printed() -> None:
    assert call("primitives").stdout == reference()


OWN = '[[duties]]\nid = "river-inspection"\nname = "河道清洁检查"\naliases = ["巡河"]\n'


def test_a_duty_of_the_county_s_own_stands_in_its_list(tmp_path: Path) -> None:
    text = WENLING.replace('"party-lecture"', '"river-inspection"')
    scheme_file = file(tmp_path / "a.toml", text)
    assert "事项表里没有“river-inspection”,先写进 duties.toml" in call("check", scheme_file).stderr
    (tmp_path / "data" / "schemes").mkdir(parents=True)
    own = file(tmp_path / "data" / "schemes" / "duties.toml", OWN)
    assert call("check", scheme_file, own).stdout == "检查 2 个文件,没有发现错误。\n"
    assert "河道清洁检查(每季度" in call("explain", scheme_file, 1).stdout


def test_a_wrong_list_of_duties_is_told_with_its_line(tmp_path: Path) -> None:
    wrong = file(tmp_path / "duties.toml", OWN.replace("name =", "nam ="))
    told = call("check", wrong).stderr.splitlines()
    assert told[0] == f"{wrong}:第1行 duties 1 name:缺少这一项"
