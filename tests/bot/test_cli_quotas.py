"""任务数 as the operator imports them."""

import pytest

from bot import settings
from storage.unit_of_work import Store
from tests.bot.test_cli import called, ended
from tests.handlers.services.sheets import csv_of

HEAD = ("镇(街道)", "标杆镇(街道)", "达标村居", "示范(标杆)村居")


@pytest.fixture(autouse=True)
def _ledger(monkeypatch, tmp_path):
    """A ledger with two towns, in July 2026."""
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    clock = tmp_path / "clock"
    clock.write_text("2026-07-15T09:30:00+08:00")
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", str(clock))
    called("db", "upgrade")
    store = Store("sqlite:///data/qinglian.db")
    with store.begin() as uow:
        city = uow.places.add("city", "温岭市")
        for town in ("太平街道", "石塘镇"):
            uow.places.add("town", town, city)
    store.close()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "任务数.csv"
    path.write_bytes(csv_of(("太平街道", "/", 6, 2), ("合计", "/", 6, 2), head=HEAD))
    return str(path)


def test_annex_1_is_there_for_2022_without_any_import():
    shown = called("quota", "show", "--year", "2022").output
    assert "太平街道:达标村居 6 个,示范(标杆)村居 2 个" in shown
    assert "石塘镇:达标村居 11 个,示范(标杆)村居 2 个" in shown


def test_an_import_holds_for_its_year_and_what_is_missing_is_named(file):
    done = called("quota", "import", file)
    assert "✓ 已导入2026年任务数。" in done.output
    assert called("quota", "show").output.splitlines() == [
        "太平街道:达标村居 6 个,示范(标杆)村居 2 个",
        "石塘镇:没有下达",
    ]
    assert "太平街道:没有下达" in called("quota", "show", "--year", "2027").output


def test_a_spoiled_table_changes_nothing_and_ends_with_status_2(tmp_path, monkeypatch, capsys):
    path = tmp_path / "任务数.csv"
    path.write_bytes(csv_of(("太平街道", "/", 6, 2), ("无名镇", "/", 1, "一"), head=HEAD))
    status, words = ended(monkeypatch, capsys, "quota", "import", str(path))
    assert status == 2
    assert "任务数.csv:第3行 镇(街道):没有“无名镇”" in words.err
    assert "共 2 处错误,什么都没有改。" in words.err
    assert "太平街道:没有下达" in called("quota", "show").output


def test_a_missing_file_is_told(monkeypatch, capsys):
    status, words = ended(monkeypatch, capsys, "quota", "import", "没有.csv")
    assert (status, "没有.csv:没有这个文件" in words.err) == (2, True)


def test_a_scheme_that_recognises_nobody_is_refused_with_those_that_do(monkeypatch, capsys):
    status, words = ended(monkeypatch, capsys, "quota", "show", "--scheme", "sanguan-2022")
    assert status == 1
    assert "有认定程序的:wenling-2022" in words.err
