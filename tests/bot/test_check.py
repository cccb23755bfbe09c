from datetime import UTC, timedelta

import pytest

from bot import check as checks
from bot.backup import LAST_BACKUP
from bot.check import check, health
from bot.schedule import LAST_TICK
from bot.settings import Settings
from bot.settle import MOVED
from handlers.chat import anchor
from handlers.chat.notices import FAILED_TOWN
from storage.unit_of_work import Store
from tests.storage.test_engine_faults import spoil

KEY = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
def look(store, clock, tmp_path):
    """All lines, as one text, and whether all is good."""

    def look(store=store, **settings):
        values = {"bot_token": KEY, "data_dir": tmp_path, "_env_file": None} | settings
        lines = list(check(Settings(**values), clock, store))
        return "\n".join(map(str, lines)), all(line.good for line in lines)

    return look


@pytest.fixture
def ticked(store, clock):
    def ticked(ago=timedelta(0)):
        with store.begin() as uow:
            uow.settings.put(LAST_TICK, (clock.now() - ago).isoformat())

    return ticked


def test_all_in_order_is_all_good(look, ticked):
    ticked()
    text, good = look()
    assert good
    assert "系统时间" in text


def test_no_tick_yet_asks_to_start_the_programme(look):
    text, good = look()
    assert not good
    assert "qinglian run" in text


def test_an_old_tick_doubts_that_the_programme_runs(look, ticked):
    ticked(timedelta(hours=1))
    text, good = look()
    assert not good
    assert "可能没有在运行" in text


def test_a_parked_update_is_listed_with_its_error(look, ticked, store, clock):
    ticked()
    with store.begin() as uow:
        (number,) = uow.inbox.put(42, [(1, "1001", {}, clock.today())], clock.now())
        uow.inbox.park(number, "KeyError('x')", clock.now())
    text, good = look()
    assert not good
    assert "KeyError('x')。请把日志里这一条交给维护人员" in text


def test_what_waits_to_be_handled_is_counted(look, ticked, store, clock):
    ticked()
    with store.begin() as uow:
        uow.inbox.put(42, [(n, "1001", {}, clock.today()) for n in (1, 2)], clock.now())
    text, good = look()
    assert good
    assert "收到待处理:2 条" in text


def test_what_nobody_handles_asks_for_a_new_start(look, ticked, store, clock):
    ticked()
    with store.begin() as uow:
        uow.inbox.put(42, [(1, "1001", {}, clock.today())], clock.now() - timedelta(minutes=6))
    text, good = look()
    assert not good
    assert "收到待处理:1 条,最早的收于 2026年7月15日 11:54。请重启 qinglian run" in text


@pytest.mark.parametrize(("minutes", "good"), [(14, True), (16, False)])
def test_slow_work_that_is_left_lying_asks_for_a_new_start(
    look, ticked, store, clock, minutes, good
):
    ticked()
    with store.begin() as uow:
        uow.jobs.put("fetch", {}, at=clock.now() - timedelta(minutes=minutes))
    text, is_good = look()
    assert is_good is good
    assert ("就该做了。请重启 qinglian run" in text) is not good


@pytest.mark.parametrize(("minutes", "good"), [(1, True), (10, False)])
def test_what_has_long_waited_to_be_sent_is_amiss(look, ticked, store, clock, minutes, good):
    ticked()
    with store.begin() as uow:
        written = clock.now() - timedelta(minutes=minutes)
        uow.outbox.put("1001", "send", {"text": "x"}, 0, at=written)
    text, is_good = look()
    assert is_good is good
    assert "1 条,涉及 1 个聊天" in text
    assert ("请看本机能不能连到 Telegram" in text) is not good


@pytest.mark.parametrize("name", ["data_dir", "backup_dir"])
def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(
    look, ticked, tmp_path, monkeypatch, name
):
    ticked()
    closed = tmp_path / "closed"
    closed.mkdir()
    monkeypatch.setattr("os.access", lambda place, _mode: place != closed)
    text, good = look(**{name: closed})
    assert not good
    assert f"不能写入 {closed}。请核对权限" in text


def test_a_folder_that_is_not_there_yet_is_judged_by_what_is_above_it(
    look, ticked, tmp_path, monkeypatch
):
    ticked()
    monkeypatch.setattr("os.access", lambda place, _mode: place != tmp_path)
    text, good = look(backup_dir=tmp_path / "not" / "yet")
    assert not good
    assert str(tmp_path / "not" / "yet") in text


def test_without_a_place_for_backups_it_says_that_there_are_none(look, ticked):
    ticked()
    text, good = look()
    assert good
    assert "没有设置 QINGLIAN_BACKUP_DIR,夜里不会自动备份" in text


def test_a_rehearsed_clock_is_announced(look, ticked, clock, tmp_path):
    ticked()
    clock.file = tmp_path / "clock"
    text, good = look()
    assert not good
    assert "演练时钟" in text
    assert "请去掉 QINGLIAN_CLOCK_FILE" in text


def test_a_database_of_another_version_is_told_with_the_rest(look, tmp_path):
    empty = Store(f"sqlite:///{tmp_path / 'empty.db'}")
    text, good = look(store=empty)
    empty.close()
    assert not good
    assert "qinglian db upgrade" in text
    assert "磁盘" in text


@pytest.mark.parametrize(("hours", "good"), [(20, True), (40, False)])
def test_an_old_nightly_backup_is_amiss_where_one_is_wanted(
    look, ticked, store, clock, tmp_path, hours, good
):
    ticked()
    assert "备份:还没有做过。请看备份目录能不能写" in look(backup_dir=tmp_path)[0]
    with store.begin() as uow:
        made_at = clock.machine() - timedelta(hours=hours)
        uow.settings.put(LAST_BACKUP, {"at": made_at.isoformat(), "name": "2026-07-14T020000"})
    text, is_good = look(backup_dir=tmp_path)
    assert is_good is good
    assert "2026-07-14T020000" in text
    assert ("再运行 qinglian backup" in text) is not good


def test_an_anchor_that_did_not_arrive_is_amiss(look, ticked, store, clock):
    ticked()
    assert "还没有发过" in look(anchor_chat="-5")[0]
    with store.begin() as uow:
        anchor.tick(uow, clock.now(), "-5")
    assert look(anchor_chat="-5")[1]
    with store.begin() as uow:
        (row,) = uow.outbox.due(clock.now(), 5)
        uow.outbox.failed(row.id, "Forbidden")
    text, good = look(anchor_chat="-5")
    assert not good
    assert "没有发到锚定群" in text


def test_anchors_that_stopped_are_amiss(look, ticked, store, clock):
    with store.begin() as uow:
        anchor.tick(uow, clock.now() - timedelta(days=3), "-5")
        (row,) = uow.outbox.due(clock.now(), 5)
        uow.outbox.sent(row.id, 1, clock.machine())
    ticked()
    text, good = look(anchor_chat="-5")
    assert not good
    assert "锚点:上次 2026-07-12。qinglian run 每天9点后发" in text


def test_a_machine_is_told_the_figures_and_no_words(store, ticked, clock, tmp_path):
    ticked(timedelta(minutes=1))
    with store.begin() as uow:
        uow.outbox.put("1001", "send", {"text": "x"}, 0, at=clock.now())
        uow.jobs.put("fetch", {}, at=clock.now())
        (number,) = uow.inbox.put(42, [(1, "1001", {}, clock.today())], clock.now())
        uow.inbox.park(number, "KeyError('不可外传')", clock.now())
    told = health(Settings(bot_token=KEY, data_dir=tmp_path, _env_file=None), clock, store)
    checks = {each["name"]: each for each in told["checks"]}
    assert told["good"] is checks["parked"]["good"] is False
    assert checks["tick"]["last"] == (clock.now() - timedelta(minutes=1)).isoformat()
    assert checks["outbox"] | {"good": True} == {
        "name": "outbox",
        "good": True,
        "waiting": 1,
        "oldest": clock.now().astimezone(UTC).isoformat(),
    }
    assert (checks["jobs"]["waiting"], checks["inbox"]["waiting"]) == (1, 0)
    assert (checks["clock"]["source"], checks["disk"]["free_bytes"] > 0) == ("system", True)
    assert "不可外传" not in str(told)
    assert KEY not in str(told)


def test_no_token_is_amiss(look, ticked):
    ticked()
    text, good = look(bot_token=None)
    assert not good
    assert "没有设置 QINGLIAN_BOT_TOKEN" in text
    assert "@BotFather" in text


def test_a_nearly_full_disk_is_amiss(look, ticked, monkeypatch):
    ticked()
    monkeypatch.setattr(checks, "_LEAST_FREE", 10**18)
    text, good = look()
    assert not good
    assert "请腾出空间" in text


def test_an_anchor_group_that_moved_is_told_with_its_new_number(look, ticked, store, clock):
    ticked()
    with store.begin() as uow:
        anchor.tick(uow, clock.now(), "-5")
        uow.settings.put(f"{MOVED}-5", "-100200")
    text, good = look(anchor_chat="-5")
    assert not good
    assert "锚定群的编号变成了 -100200" in text


def test_a_ledger_that_can_only_be_read_is_amiss(look, ticked, store):
    ticked()
    reading = Store(f"sqlite:///file:{store.file}?mode=ro&uri=true")
    text, good = look(reading)
    reading.close()
    assert not good
    assert "只能读、不能写" in text


def test_a_spoiled_ledger_is_told_with_the_command_that_restores(look, ticked, store):
    ticked()
    store.close()
    spoil(store.file)
    text, good = look(Store(f"sqlite:///{store.file}"))
    assert not good
    assert "qinglian restore" in text


@pytest.mark.parametrize(("days", "told"), [(0, True), (14, False)])
def test_a_town_whose_morning_failed_is_told_for_a_week(look, ticked, store, clock, days, told):
    ticked()
    with store.begin() as uow:
        day = clock.now().date() - timedelta(days=days)
        uow.settings.put(FAILED_TOWN, [str(day), "示例镇"])
    text, good = look()
    assert ("示例镇" in text) == told
    assert good != told
