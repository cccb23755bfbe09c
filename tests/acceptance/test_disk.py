"""The disk fills up, or spoils the ledger: plain words, nothing lost, and on it goes."""

import shutil
import signal
import sqlite3
from contextlib import closing

import pytest

from bot.backup import back_up_now
from bot.restore import restore
from demo.botapi.phone import words_of
from tests.acceptance.conftest import until
from tests.acceptance.test_operating import spoken
from tests.bot.county import settings
from tests.drill import size
from tests.storage.test_engine_faults import spoil

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

WRITERS = size(3, 20)
MOST = 14
LOG = "7月{}日支委会,5人参加"
DONE = "✓ 已记录"
OUTAGE = 120
"""Seconds within which it has to notice that there is space again; it looks every 30 at least."""


@pytest.fixture
def on_small_disk(prepared, monkeypatch):
    """The programme, running where space can run out."""
    monkeypatch.setattr(prepared, "module", "tests.acceptance.small_disk")
    prepared.start()
    return prepared


def checkpoint(ledger_file):
    """Empty the journal: what comes next is written from its beginning."""
    with closing(sqlite3.connect(ledger_file, timeout=30)) as beside:
        beside.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def receipts(phone):
    return [words_of(each) for each in phone.replies() if DONE in words_of(each)]


def test_a_full_disk_loses_nothing_and_is_survived_without_a_restart(
    on_small_disk, villagers, ledger, telegram, figure
):
    running = on_small_disk
    ledger_file = running.folder / "data" / "qinglian.db"
    some = villagers(WRITERS)
    for _, phone in some:
        phone.start()
    began = len(running.logged())
    checkpoint(ledger_file)
    running.process.send_signal(signal.SIGUSR1)
    told = lambda: '"part": "intake"' in running.logged()[began:]  # noqa: E731
    days = 0
    while not told():
        days += 1
        assert days <= MOST, "the journal never reached the limit"
        for _, phone in some:
            phone.say(LOG.format(days))
        until(lambda: told() or not telegram.world.updates)
    assert telegram.world.updates, "what is not stored is not confirmed"
    assert "数据库用不了" in running.logged()[began:]
    kept = sum(len(ledger.records(village)) for village, _ in some)
    running.process.send_signal(signal.SIGUSR2)
    for village, phone in some:
        phone.wait(lambda _, phone=phone: len(receipts(phone)) == days, OUTAGE)
        assert len(ledger.records(village)) == days
    until(lambda: not telegram.world.updates)
    assert running.alive
    assert set(ledger.inbox()) == {"done"}
    outage = running.logged()[began:]
    assert spoken(outage)
    figure(
        f"{WRITERS * days} reports of {WRITERS} people, the disk full after {kept}: 0 lost, "
        f"0 twice, 0 confirmed to Telegram unstored, no restart"
    )


def test_a_spoiled_ledger_ends_it_with_the_way_out_and_a_backup_goes_on(
    prepared, secretary, tmp_path, figure
):
    spoiled = tmp_path / "data"
    shutil.copytree(prepared.folder / "data", spoiled)
    here = {"QINGLIAN_DATA_DIR": str(spoiled)}
    prepared.start(**here)
    secretary.start()
    secretary.say(LOG.format(2))
    secretary.wait_for(DONE)
    backup, _ = back_up_now(settings(spoiled), tmp_path / "backups")
    began = len(prepared.logged())
    spoil_beside(spoiled / "qinglian.db")
    secretary.say(LOG.format(3))
    assert prepared.wait_for_death() == 1
    assert "qinglian restore" in prepared.logged()[began:]
    again = prepared.command("run", **here)
    assert again.returncode == 1
    assert "qinglian restore" in again.stderr
    assert spoken(again.stderr)
    restore(backup, settings(tmp_path / "fresh"))
    prepared.start(QINGLIAN_DATA_DIR=str(tmp_path / "fresh"))
    secretary.wait_for("7月3日")
    assert prepared.stop() == 0
    figure("spoiled while running: stopped with words, refused to start, went on from its backup")


def spoil_beside(file):
    """While the programme runs; it has to read it again, for somebody else has written."""
    with closing(sqlite3.connect(file, timeout=30)) as beside:
        beside.execute("UPDATE setting SET value = value")
        beside.commit()
    checkpoint(file)
    spoil(file)
