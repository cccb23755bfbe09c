import shutil

import pytest
from typer.testing import CliRunner

from bot import cli, settings
from bot.clock import SHANGHAI
from bot.errors import SettingsRefused
from bot.settings_table import markdown
from handlers.chat import anchor
from tests.bot.county import NOON, photo


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def called(*arguments, status=0):
    done = CliRunner().invoke(cli.app, list(map(str, arguments)))
    assert done.exit_code == status, done.output
    return done.output


@pytest.mark.usefixtures("loaded")
def test_a_day_in_the_life_of_an_operator(tmp_path, monkeypatch):
    """Back up, lose everything, restore, verify, and move to another database."""
    told = called("backup", "backups")
    (made,) = (tmp_path / "backups").iterdir()
    assert made.name in told
    assert "已评分 10 村" in told
    shutil.rmtree(tmp_path / "data")
    told = called("restore", made)
    assert "10 村得分都与备份时相同" in told
    assert "没有发现改动" in called("verify")
    told = called("migrate-data", "--to", "sqlite:///other.db")
    assert "行数、校验码、各村得分都相同" in told
    assert "\nperson " in told
    monkeypatch.setenv("QINGLIAN_DATABASE_URL", "sqlite:///other.db")
    assert "佐证文件 3 个" in called("verify")


def test_every_setting_is_listed_with_its_default_and_no_value_of_ours(monkeypatch):
    monkeypatch.setenv("QINGLIAN_BOT_TOKEN", "123456:canary")
    told = called("settings")
    assert "QINGLIAN_BACKUP_DAYS\n  默认:30;应为备份保留的天数" in told
    assert "QINGLIAN_BOT_TOKEN\n  默认:不设" in told
    assert "canary" not in told
    assert called("settings", "--markdown") == markdown()


@pytest.mark.usefixtures("loaded")
def test_where_to_back_up_may_be_a_setting(tmp_path, monkeypatch):
    monkeypatch.setenv("QINGLIAN_BACKUP_DIR", str(tmp_path / "wanted"))
    assert str(tmp_path / "wanted") in called("backup")


@pytest.mark.usefixtures("loaded")
def test_a_backup_by_hand_counts_where_it_lies_with_the_nightly_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("QINGLIAN_BACKUP_DIR", str(tmp_path / "wanted"))
    called("backup", "elsewhere")
    assert "备份:还没有做过" in called("check", status=1)
    called("backup")
    (made,) = (tmp_path / "wanted").iterdir()
    assert f",{made.name}\n" in called("check", status=1)


def test_a_photo_that_is_missing_makes_backup_and_verify_fail_after_all_is_done(
    live, loaded, tmp_path
):
    (loaded.data_dir / photo(live, loaded.data_dir, b"gone")).unlink()
    assert "！ 佐证文件缺失" in called("backup", "backups", status=1)
    assert (tmp_path / "backups").exists()
    assert "！ 佐证文件缺失:evidence/" in called("verify", status=1)


@pytest.mark.usefixtures("loaded")
def test_an_address_of_another_kind_of_database_is_refused():
    done = CliRunner().invoke(cli.app, ["migrate-data", "--to", "mysql://user:hidden@host/x"])
    assert isinstance(done.exception, SettingsRefused)
    assert "postgresql+psycopg://" in str(done.exception)
    assert "hidden" not in str(done.exception)


def test_verify_asks_for_anchors_and_heeds_them(live, tmp_path):
    assert "--anchors FILE" in called("verify")
    with live.begin() as uow:
        anchor.tick(uow, NOON, "-5")
        last = uow.settings.get(anchor.LAST_ANCHOR)
    chat = tmp_path / "chat.txt"
    chat.write_text(f"{NOON.astimezone(SHANGHAI).date()} {last['seq']} {last['hash']}\n")
    assert "没有发现改动" in called("verify", "--anchors", chat)
    chat.write_text(f"2026-07-15 {last['seq'] + 1} {last['hash']}\n")
    assert "链上没有,已被删去" in called("verify", "--anchors", chat, status=1)


@pytest.mark.usefixtures("loaded")
def test_check_can_be_read_by_a_machine():
    told = called("check", "--json", status=1)
    assert '"good": false' in told
    assert '"name": "tick"' in told
