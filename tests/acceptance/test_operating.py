"""What whoever runs the programme sees: starts, stops, and plain words in between."""

import time
from contextlib import closing

import pytest

from tests.acceptance.brood import Brood, Nursery
from tests.drill import FULL

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]
in_full = pytest.mark.skipif(not FULL, reason="make drill; in tests/bot without a process")


@pytest.fixture(scope="module")
def programme(folder, telegram, new_ledger):
    (folder / "data").mkdir()
    new_ledger(folder / "data" / "qinglian.db")
    with closing(Nursery()) as nursery:
        made = Brood(folder, telegram, nursery)
        yield made
        made.kill()


def spoken(text):
    """Chinese, and no traceback."""
    return "Traceback" not in text and any("一" <= character <= "鿿" for character in text)


def test_a_stop_finishes_and_exits_well(running):
    began = time.monotonic()
    assert running.stop() == 0
    assert time.monotonic() - began < 10, "the contract's own limit"


def test_what_was_taken_in_is_finished_by_the_next_start(running, secretary):
    secretary.start()
    secretary.wait_for("示例")
    secretary.say("昨天支委会,5人参加")
    assert running.stop() == 0
    running.start()
    secretary.wait_for("✓ 已记录")


def test_a_second_run_on_the_same_file_is_refused_and_harms_nothing(running, secretary):
    second = running.command("run")
    assert second.returncode == 1
    assert spoken(second.stderr)
    secretary.start()
    secretary.wait_for("示例")


def test_after_a_kill_the_ledger_is_free_again(running):
    running.kill()
    running.start()
    assert running.stop() == 0


@in_full
def test_no_token_is_answered_with_where_to_get_one(prepared):
    done = prepared.command("run", QINGLIAN_BOT_TOKEN="")
    assert done.returncode == 1
    assert "@BotFather" in done.stderr
    assert spoken(done.stderr)


@in_full
def test_a_wrong_token_is_answered_and_not_repeated(prepared):
    done = prepared.command("run", QINGLIAN_BOT_TOKEN="123456:not-the-one")
    assert done.returncode == 1
    assert spoken(done.stderr)
    assert "not-the-one" not in done.stderr + done.stdout


@in_full
def test_a_bad_setting_is_answered_with_its_name(prepared):
    done = prepared.command("run", QINGLIAN_WEBHOOK_LISTEN="8080")
    assert done.returncode == 1
    assert "QINGLIAN_WEBHOOK_LISTEN" in done.stderr
    assert spoken(done.stderr)


def test_an_empty_database_is_refused_with_the_command_that_helps(prepared):
    done = prepared.command("run", QINGLIAN_DATA_DIR=str(prepared.folder / "fresh"))
    assert done.returncode == 1
    assert "qinglian db upgrade" in done.stderr


@in_full
def test_upgrade_makes_a_database_that_runs(prepared):
    fresh = {"QINGLIAN_DATA_DIR": str(prepared.folder / "new")}
    assert prepared.command("db", "upgrade", **fresh).returncode == 0
    prepared.start(**fresh)
    assert prepared.stop() == 0


@in_full
def test_a_data_directory_that_cannot_be_is_answered(prepared):
    (prepared.folder / "file").write_text("")
    done = prepared.command("run", QINGLIAN_DATA_DIR=str(prepared.folder / "file" / "data"))
    assert done.returncode == 1
    assert "QINGLIAN_DATA_DIR" in done.stderr


def test_check_tells_of_a_rehearsed_clock_and_the_last_tick(running):
    shown = running.command("check").stdout
    assert "演练时钟" in shown
    assert "定时检查" in shown


def test_by_webhook_the_same_programme_answers(prepared, secretary, port):
    prepared.start(
        QINGLIAN_WEBHOOK_URL=f"http://127.0.0.1:{port}/hook",
        QINGLIAN_WEBHOOK_SECRET="a-secret-for-this-test",
        QINGLIAN_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
    )
    secretary.start()
    secretary.say("昨天支委会,5人参加")
    secretary.wait_for("✓ 已记录")
    assert prepared.stop() == 0


def test_the_token_is_in_no_log(running, telegram, secretary):
    secretary.fault("sendMessage", kind="error", code=500, times=1)
    secretary.start()
    secretary.wait_for("示例")
    running.stop()
    assert telegram.token not in running.logged()
