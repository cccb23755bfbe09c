"""What an operator wants to know at a glance: is everything in order, and if not, what is not."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.backup import LAST_BACKUP
from bot.clock import SHANGHAI, Clock
from bot.schedule import LAST_TICK
from bot.settings import Settings
from bot.settle import whither
from handlers.chat.anchor import LAST_ANCHOR
from handlers.chat.notices import FAILED_TOWN
from storage.errors import StorageError
from storage.unit_of_work import Store, UnitOfWork

_TICK_LATE = timedelta(minutes=5)
_UNSENT_LATE = timedelta(minutes=5)
_TAKEN_LATE = timedelta(minutes=5)
_JOB_LATE = timedelta(minutes=15)
_LEAST_FREE = 500_000_000
_BACKUP_LATE = timedelta(hours=36)
_ANCHOR_LATE = timedelta(days=2)
_MORNING_TOLD = timedelta(days=7)
_ASK_FOR_ONE = "令牌:没有设置 QINGLIAN_BOT_TOKEN。请向 @BotFather 申请,写进环境变量或 .env"
_BACK_UP = "。请看备份目录能不能写、有没有空间,再运行 qinglian backup"
_NO_BACKUP = "备份:没有设置 QINGLIAN_BACKUP_DIR,夜里不会自动备份"
_OWN = "请核对权限:要归运行本程序的用户所有"
_IN_GROUP = "没有发到锚定群,请看机器人是否还在群里"
_POSTED_DAILY = "qinglian run 每天9点后发,请看它是否在运行"
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: its name and figures for machines, which hold no secret and no word of
    anybody; a text for people.
    """

    name: str
    good: bool
    text: str
    facts: Facts = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{'✓' if self.good else '！'} {self.text}"


def as_json(lines: Iterable[Line]) -> dict[str, Any]:
    """Whether all is good, and each thing looked at, without the texts."""
    told = [{"name": line.name, "good": line.good, **line.facts} for line in lines]
    return {"good": all(line["good"] for line in told), "checks": told}


def health(settings: Settings, clock: Clock, store: Store) -> dict[str, Any]:
    """The same for a watching machine."""
    return as_json(check(settings, clock, store))


def check(settings: Settings, clock: Clock, store: Store) -> Iterator[Line]:
    """Every line; what cannot be looked at is a line too."""
    yield _token(settings)
    yield _clock(clock)
    yield _disk(settings)
    yield _folders(settings)
    try:
        store.require_current()
        store.require_writable()
        yield Line("database", good=True, text="数据库:版本正确")
        with store.read() as uow:
            yield from _ledger(uow, clock)
            yield from _nightly(uow, settings, clock)
    except StorageError as error:
        yield Line("database", good=False, text=str(error))


def _ledger(uow: UnitOfWork, clock: Clock) -> Iterator[Line]:
    yield _last_tick(uow, clock)
    yield _inbox(uow, clock)
    yield from _morning(uow, clock)
    yield from _parked(uow)
    yield _jobs(uow, clock)
    yield _unsent(uow, clock)


def _nightly(uow: UnitOfWork, settings: Settings, clock: Clock) -> Iterator[Line]:
    """What is done daily where a setting asks for it."""
    if settings.backup_dir:
        yield _last_backup(uow, clock)
    else:
        yield Line("backup", good=True, text=_NO_BACKUP)
    if settings.anchor_chat:
        yield _last_anchor(uow, clock)
        yield from _anchor_moved(uow, settings.anchor_chat)


def _token(settings: Settings) -> Line:
    known = settings.bot_token is not None
    return Line("token", known, "令牌:已设置" if known else _ASK_FOR_ONE)


def _clock(clock: Clock) -> Line:
    source = f"演练时钟 {clock.file},不是真实时间" if clock.file else "系统时间"
    advice = "。正式运行请去掉 QINGLIAN_CLOCK_FILE" if clock.file else ""
    facts = {"source": "file" if clock.file else "system", "now": clock.now().isoformat()}
    text = f"时钟:{source},现在 {_shown(clock.now())}{advice}"
    return Line("clock", clock.file is None, text, facts)


def _disk(settings: Settings) -> Line:
    file = settings.database_file
    places = {settings.data_dir, file.parent if file else settings.data_dir}
    free = min(shutil.disk_usage(place).free for place in places)
    good = free >= _LEAST_FREE
    advice = "" if good else f",不到 {_LEAST_FREE // 1_000_000:,} MB。请腾出空间,或把备份放到别的盘"
    return Line("disk", good, f"磁盘:剩余 {free // 1_000_000:,} MB{advice}", {"free_bytes": free})


def _folders(settings: Settings) -> Line:
    """Whether files can be made where photos and backups go; what is missing yet is made."""
    wanted = filter(None, (settings.data_dir, settings.backup_dir))
    closed = [str(folder) for folder in wanted if not os.access(_there(folder), os.W_OK | os.X_OK)]
    text = f"目录:不能写入 {'、'.join(closed)}。{_OWN}" if closed else "目录:能写入"
    return Line("folders", not closed, text)


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that there is."""
    places = (folder, *folder.absolute().parents)
    return next(place for place in places if os.path.exists(place))  # noqa: PTH110 - never raises


def _last_tick(uow: UnitOfWork, clock: Clock) -> Line:
    noted = uow.settings.get(LAST_TICK)
    if noted is None:
        return Line("tick", good=False, text="定时检查:还没有运行过。请启动 qinglian run")
    last = datetime.fromisoformat(noted)
    good = clock.now() - last < _TICK_LATE
    advice = "" if good else "。qinglian run 可能没有在运行,或存不进数据库,请看日志"
    return Line("tick", good, f"定时检查:上次 {_shown(last)}{advice}", {"last": noted})


def _inbox(uow: UnitOfWork, clock: Clock) -> Line:
    waiting, oldest = uow.inbox.counts().get("open", 0), uow.inbox.oldest_open()
    text = f"收到待处理:{waiting} 条"
    if oldest is None:
        return Line("inbox", good=True, text=text, facts={"waiting": waiting})
    good = clock.now() - oldest < _TAKEN_LATE
    advice = "" if good else "。请重启 qinglian run,再看日志"
    facts = {"waiting": waiting, "oldest": oldest.isoformat()}
    return Line("inbox", good, f"{text},最早的收于 {_shown(oldest)}{advice}", facts)


def _morning(uow: UnitOfWork, clock: Clock) -> Iterator[Line]:
    """A town whose reminders could not be made, told for a week."""
    day, town = uow.settings.get(FAILED_TOWN) or ("", "")
    if day and clock.now().date() - date.fromisoformat(day) < _MORNING_TOLD:
        text = f"早上的提醒:{town} {day} 的没有发出。请把日志里 morning failed 一条交给维护人员"
        yield Line("morning", good=False, text=text, facts={"day": day})


def _parked(uow: UnitOfWork) -> Iterator[Line]:
    for row in uow.inbox.parked():
        received = _shown(row.received_at)
        text = f"没处理好的消息:第 {row.id} 号,{received},{row.error}。请把日志里这一条交给维护人员"
        yield Line("parked", good=False, text=text, facts={"inbox": row.id})


def _jobs(uow: UnitOfWork, clock: Clock) -> Line:
    counts, due = uow.jobs.counts(), uow.jobs.oldest_due(clock.now())
    waiting, failed = counts.get("open", 0) + counts.get("running", 0), counts.get("failed", 0)
    text = f"后台工作:待做 {waiting} 件,没做成 {failed} 件"
    facts = {"waiting": waiting, "failed": failed}
    if due is None or clock.now() - due < _JOB_LATE:
        return Line("jobs", good=True, text=text, facts=facts)
    text += f",最早的 {_shown(due)} 就该做了。请重启 qinglian run,再看日志"
    return Line("jobs", good=False, text=text, facts=facts | {"oldest": due.isoformat()})


def _unsent(uow: UnitOfWork, clock: Clock) -> Line:
    unsent = uow.outbox.unsent(clock.now())
    if unsent.oldest is None:
        return Line("outbox", good=True, text="待发出:没有", facts={"waiting": 0})
    good = clock.now() - unsent.oldest < _UNSENT_LATE
    oldest = _shown(unsent.oldest)
    advice = "" if good else "。请看本机能不能连到 Telegram,令牌是否还有效"
    text = f"待发出:{unsent.messages} 条,涉及 {unsent.chats} 个聊天,最早的写于 {oldest}{advice}"
    facts = {"waiting": unsent.messages, "oldest": unsent.oldest.isoformat()}
    return Line("outbox", good, text, facts)


def _last_backup(uow: UnitOfWork, clock: Clock) -> Line:
    last = uow.settings.get(LAST_BACKUP)
    if last is None:
        return Line("backup", good=False, text=f"备份:还没有做过{_BACK_UP}")
    made_at = datetime.fromisoformat(last["at"])
    good = clock.machine() - made_at < _BACKUP_LATE
    text = f"备份:上次 {_shown(made_at)},{last['name']}{'' if good else _BACK_UP}"
    return Line("backup", good, text, {"last": last["at"]})


def _last_anchor(uow: UnitOfWork, clock: Clock) -> Line:
    """What was posted last, and whether it has arrived."""
    last = uow.settings.get(LAST_ANCHOR)
    if last is None:
        return Line("anchor", good=False, text=f"锚点:还没有发过校验码。{_POSTED_DAILY}")
    day, state = date.fromisoformat(last["day"]), uow.outbox.state_of(f"anchor/{last['day']}")
    late = clock.today() - day >= _ANCHOR_LATE
    advice = _IN_GROUP if state == "failed" else _POSTED_DAILY if late else ""
    text = "。".join(filter(None, (f"锚点:上次 {last['day']}", advice)))
    return Line("anchor", not advice, text, {"last": last["day"]})


def _anchor_moved(uow: UnitOfWork, chat_id: str) -> Iterator[Line]:
    """The group got another number: what is sent follows it, the setting should too."""
    if (now := whither(uow, chat_id)) != chat_id:
        text = f"锚点:锚定群的编号变成了 {now},照样发到。请改 QINGLIAN_ANCHOR_CHAT"
        yield Line("anchor-moved", good=False, text=text)


def _shown(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
