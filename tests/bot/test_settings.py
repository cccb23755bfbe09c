from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingsRefused, SettingsUnreadable, TokenMissing

KEY = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch, tmp_path):
    """Neither the variables nor the .env of whoever runs the tests."""
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_the_ledger_is_a_file_in_the_data_directory():
    loaded = settings.load()
    assert loaded.database == "sqlite:///data/qinglian.db"
    assert loaded.database_file == Path("data/qinglian.db")


def test_settings_come_from_variables(monkeypatch):
    monkeypatch.setenv("QINGLIAN_BOT_TOKEN", f" {KEY}\n")
    monkeypatch.setenv("QINGLIAN_DATA_DIR", "elsewhere")
    loaded = settings.load()
    assert loaded.token == KEY
    assert loaded.database_file == Path("elsewhere/qinglian.db")


def test_settings_come_from_a_file_and_variables_win(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text(
        f"QINGLIAN_BOT_TOKEN={KEY}\nQINGLIAN_DATA_DIR=file\nOTHER=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("QINGLIAN_DATA_DIR", "variable")
    loaded = settings.load()
    assert (loaded.token, loaded.data_dir) == (KEY, Path("variable"))


def test_an_empty_variable_is_no_setting(monkeypatch):
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", "")
    assert settings.load().clock_file is None


def test_no_token_is_answered_with_where_to_get_one():
    with pytest.raises(TokenMissing, match="@BotFather"):
        _ = settings.load().token


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("BOT_TOKEN", "my bot", "@BotFather"),
        ("BOT_TOKEN", f"{KEY} {KEY}", "没有空格"),
        ("BOT_API", "api.telegram.org", "/bot 结尾"),
        ("BOT_API", "http://api.telegram.org/bot", "/bot 结尾"),
        ("DATABASE_URL", "mysql://x", "postgresql+psycopg://"),
        ("WEBHOOK_URL", "http://example.org/hook", "https://"),
        ("WEBHOOK_SECRET", "short", "16"),
        ("WEBHOOK_LISTEN", "8080", "127.0.0.1:8080"),
        ("WEBHOOK_LISTEN", "localhost:http", "127.0.0.1:8080"),
        ("KILL_POINT", "nowhere", "演练"),
        ("KILL_POINT", "worker.handled:soon", "演练"),
    ],
)
def test_a_bad_setting_is_answered_in_chinese_with_its_name(monkeypatch, name, value, expected):
    monkeypatch.setenv(f"QINGLIAN_{name}", value)
    with pytest.raises(SettingsRefused) as refused:
        settings.load()
    (fault,) = refused.value.faults
    assert fault.startswith(f"QINGLIAN_{name}:")
    assert expected in fault


def test_all_faults_are_told_at_once_and_no_value_is_repeated(monkeypatch):
    monkeypatch.setenv("QINGLIAN_BOT_TOKEN", "canary token")
    monkeypatch.setenv("QINGLIAN_DATABASE_URL", "canary database")
    with pytest.raises(SettingsRefused) as refused:
        settings.load()
    assert len(refused.value.faults) == 2
    assert "canary" not in str(refused.value)


def test_a_webhook_without_its_secret_is_refused(monkeypatch):
    monkeypatch.setenv("QINGLIAN_WEBHOOK_URL", "https://example.org/hook")
    with pytest.raises(SettingsRefused, match="QINGLIAN_WEBHOOK_SECRET"):
        settings.load()


def test_a_file_written_by_a_windows_editor_is_read_from_its_first_line(tmp_path):
    (tmp_path / ".env").write_text(f"QINGLIAN_BOT_TOKEN={KEY}\r\n", encoding="utf-8-sig")
    assert settings.load().token == KEY


def test_a_file_in_another_encoding_is_told(tmp_path):
    (tmp_path / ".env").write_text("# 令牌\n", encoding="gbk")
    with pytest.raises(SettingsUnreadable, match="UTF-8"):
        settings.load()


def test_a_file_that_the_user_may_not_read_is_told(monkeypatch):
    def refused(**_values):
        raise PermissionError

    monkeypatch.setattr(settings, "Settings", refused)
    with pytest.raises(SettingsUnreadable, match="权限"):
        settings.load()


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost:9"])
def test_a_stand_in_on_this_machine_needs_no_https(monkeypatch, host):
    monkeypatch.setenv("QINGLIAN_BOT_API", f"http://{host}/bot")
    assert settings.load().bot_api == f"http://{host}/bot"


def test_a_database_server_has_no_file(monkeypatch):
    monkeypatch.setenv("QINGLIAN_DATABASE_URL", "postgresql+psycopg://u@localhost/q")
    assert settings.load().database_file is None


def test_secrets_are_known_for_redaction_and_hidden_when_printed(monkeypatch):
    monkeypatch.setenv("QINGLIAN_BOT_TOKEN", KEY)
    monkeypatch.setenv("QINGLIAN_WEBHOOK_SECRET", "a-secret-of-some-length")
    loaded = settings.load()
    assert set(loaded.secrets) == {KEY, "a-secret-of-some-length"}
    assert KEY not in repr(loaded)
