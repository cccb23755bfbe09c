from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import nightly
from bot.backup import LAST_BACKUP
from bot.jobs import Jobs
from bot.manifest import Manifest
from bot.nightly import BACKUP, MakeBackup
from bot.settings import Settings


@pytest.fixture
def root(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def job(store, clock, tmp_path, root):
    settings = Settings(_env_file=None, data_dir=tmp_path, backup_dir=root, backup_days=7)
    return MakeBackup(store, clock, settings, root)


@pytest.fixture
def night(store, writer, clock, job, wake):
    """What the clock and the jobs do at a moment."""

    async def night():
        with store.begin() as uow:
            nightly.tick(uow, clock.now())
        await Jobs(writer, clock, {BACKUP: job}, wake).step()

    return night


def made(root):
    return sorted(each.name for each in root.glob("*"))


async def test_once_a_night_a_backup_is_made(night, clock, root, store):
    clock.moment = clock.moment.replace(hour=1, minute=59)
    await night()
    assert made(root) == []
    for minutes in (1, 1, 600):
        clock.moment += timedelta(minutes=minutes)
        await night()
    assert made(root) == ["2026-07-15T120000"], "named by the machine's time"
    with store.read() as uow:
        last = uow.settings.get(LAST_BACKUP)
    assert last == {"at": clock.machine().isoformat(), "name": "2026-07-15T120000"}


async def test_scores_are_told_for_the_day_people_live_in(night, clock, root):
    clock.moment += timedelta(days=30)
    await night()
    assert Manifest.read(root / made(root)[0]).scores_on == clock.today()


async def test_a_night_that_was_slept_through_is_made_up_for_by_day(night, clock, root):
    clock.moment += timedelta(days=3)
    await night()
    assert len(made(root)) == 1


async def test_after_the_days_that_are_kept_the_oldest_goes(night, clock, root):
    for _ in range(9):
        await night()
        clock.moment += timedelta(days=1)
        clock.passed += 86_400
    assert made(root) == [f"2026-07-{day}T120000" for day in range(16, 24)]


async def test_what_fails_is_tried_again_and_then_told_in_the_log(night, clock, root, store):
    root.write_text("no folder")
    with capture_logs() as logs:
        for _ in range(4):
            await night()
            clock.moment += timedelta(hours=1)
    with store.read() as uow:
        assert uow.settings.get(LAST_BACKUP) is None
        assert uow.jobs.counts() == {"failed": 1}
    assert [each["event"] for each in logs][-1] == "没有做成今天的备份。"
