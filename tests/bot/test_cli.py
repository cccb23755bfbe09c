import gc

import pytest
from typer.testing import CliRunner

from bot import cli, run, settings
from bot.errors import TokenMissing
from storage.unit_of_work import Store


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def called(*arguments):
    return CliRunner().invoke(cli.app, arguments)


def ended(monkeypatch, capsys, *arguments):
    """The exit status and the words of the whole command, as a shell sees them."""
    monkeypatch.setattr("sys.argv", ["qinglian", *arguments])
    with pytest.raises(SystemExit) as ending:
        cli.main()
    return ending.value.code, capsys.readouterr()


def test_every_command_of_the_contract_is_there_and_explained_in_chinese():
    shown = called("--help").output
    for command in ("run", "check", "db", "score", "cases", "understand", "export"):
        assert command in shown
    assert "启动机器人" in shown


def test_the_collector_never_looks_through_what_was_loaded_for_good():
    class Kept:
        pass

    with cli.for_good():
        kept = Kept()
        assert not gc.isenabled()
    watched = gc.get_objects()
    gc.unfreeze()
    assert gc.isenabled()
    assert all(each is not kept for each in watched)
    assert any(each is kept for each in gc.get_objects())


def test_the_collector_works_on_after_what_could_not_be_loaded():
    with pytest.raises(ImportError), cli.for_good():
        raise ImportError
    gc.unfreeze()
    assert gc.isenabled()


def test_upgrade_makes_the_database_and_says_so():
    done = called("db", "upgrade")
    assert (done.exit_code, "最新版本" in done.output) == (0, True)
    store = Store("sqlite:///data/qinglian.db")
    store.require_current()
    store.close()


def test_upgrade_twice_does_no_harm():
    called("db", "upgrade")
    assert called("db", "upgrade").exit_code == 0


def test_check_fails_where_something_is_amiss(monkeypatch, capsys):
    status, words = ended(monkeypatch, capsys, "check")
    assert status == 1
    assert "qinglian db upgrade" in words.out
    assert "QINGLIAN_BOT_TOKEN" in words.out


def test_what_the_operator_must_mend_is_told_without_a_traceback(monkeypatch, capsys):
    def refuse(_settings):
        raise TokenMissing

    monkeypatch.setattr(run, "run", refuse)
    monkeypatch.setattr("bot.logs.configure", lambda _secrets, **_how: None)
    status, words = ended(monkeypatch, capsys, "run")
    assert status == 1
    assert words.err.strip() == str(TokenMissing())


def test_a_bad_setting_is_told_by_every_command(monkeypatch, capsys):
    monkeypatch.setenv("QINGLIAN_DATABASE_URL", "mysql://x")
    status, words = ended(monkeypatch, capsys, "db", "upgrade")
    assert status == 1
    assert "QINGLIAN_DATABASE_URL" in words.err
