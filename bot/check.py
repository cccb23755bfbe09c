"""What an operator wants to know at a glance: is everything in order, and if not, what is not."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot.clock import SHANGHAI, Clock
from bot.nightly import LAST_BACKUP
from bot.schedule import LAST_TICK
from bot.settings import Settings
from handlers.chat.anchor import LAST_ANCHOR
from storage.errors import StorageError
from storage.unit_of_work import Store, UnitOfWork

_TICK_LATE = timedelta(minutes=5)
_UNSENT_LATE = timedelta(minutes=5)
_LEAST_FREE = 500_000_000
_BACKUP_LATE = timedelta(hours=36)
_ANCHOR_LATE = timedelta(days=2)
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
    try:
        store.require_current()
        yield Line("database", good=True, text="数据库:版本正确")
        with store.read() as uow:
            yield from _ledger(uow, clock)
            yield from _nightly(uow, settings, clock)
    except StorageError as error:
        yield Line("database", good=False, text=str(error))


def _ledger(uow: UnitOfWork, clock: Clock) -> Iterator[Line]:
    yield _last_tick(uow, clock)
    waiting = uow.inbox.counts().get("open", 0)
    yield Line("inbox", good=True, text=f"收到待处理:{waiting} 条", facts={"waiting": waiting})
    yield from _parked(uow)
    yield _jobs(uow)
    yield _unsent(uow, clock)


def _nightly(uow: UnitOfWork, settings: Settings, clock: Clock) -> Iterator[Line]:
    """What is done daily where a setting asks for it."""
    if settings.backup_dir:
        yield _last_backup(uow, clock)
    if settings.anchor_chat:
        yield _last_anchor(uow, clock)


def _token(settings: Settings) -> Line:
    known = settings.bot_token is not None
    return Line("token", known, "令牌:已设置" if known else "令牌:没有设置 QINGLIAN_BOT_TOKEN")


def _clock(clock: Clock) -> Line:
    source = f"演练时钟 {clock.file},不是真实时间" if clock.file else "系统时间"
    facts = {"source": "file" if clock.file else "system", "now": clock.now().isoformat()}
    return Line("clock", clock.file is None, f"时钟:{source},现在 {_shown(clock.now())}", facts)


def _disk(settings: Settings) -> Line:
    free = shutil.disk_usage(settings.data_dir).free
    text = f"磁盘:剩余 {free // 1_000_000:,} MB"
    return Line("disk", free >= _LEAST_FREE, text, {"free_bytes": free})


def _last_tick(uow: UnitOfWork, clock: Clock) -> Line:
    noted = uow.settings.get(LAST_TICK)
    if noted is None:
        return Line("tick", good=False, text="定时检查:还没有运行过。请启动 qinglian run")
    last = datetime.fromisoformat(noted)
    good = clock.now() - last < _TICK_LATE
    advice = "" if good else "。qinglian run 可能没有在运行"
    return Line("tick", good, f"定时检查:上次 {_shown(last)}{advice}", {"last": noted})


def _parked(uow: UnitOfWork) -> Iterator[Line]:
    for row in uow.inbox.parked():
        received = _shown(row.received_at)
        text = f"没处理好的消息:第 {row.id} 号,{received},{row.error}"
        yield Line("parked", good=False, text=text, facts={"inbox": row.id})


def _jobs(uow: UnitOfWork) -> Line:
    counts = uow.jobs.counts()
    waiting, failed = counts.get("open", 0) + counts.get("running", 0), counts.get("failed", 0)
    text = f"后台工作:待做 {waiting} 件,没做成 {failed} 件"
    return Line("jobs", good=True, text=text, facts={"waiting": waiting, "failed": failed})


def _unsent(uow: UnitOfWork, clock: Clock) -> Line:
    unsent = uow.outbox.unsent(clock.now())
    if unsent.oldest is None:
        return Line("outbox", good=True, text="待发出:没有", facts={"waiting": 0})
    good = clock.now() - unsent.oldest < _UNSENT_LATE
    oldest = _shown(unsent.oldest)
    text = f"待发出:{unsent.messages} 条,涉及 {unsent.chats} 个聊天,最早的写于 {oldest}"
    facts = {"waiting": unsent.messages, "oldest": unsent.oldest.isoformat()}
    return Line("outbox", good, text, facts)


def _last_backup(uow: UnitOfWork, clock: Clock) -> Line:
    last = uow.settings.get(LAST_BACKUP)
    if last is None:
        return Line("backup", good=False, text="备份:还没有做过")
    made_at = datetime.fromisoformat(last["at"])
    good = clock.machine() - made_at < _BACKUP_LATE
    return Line("backup", good, f"备份:上次 {_shown(made_at)},{last['name']}", {"last": last["at"]})


def _last_anchor(uow: UnitOfWork, clock: Clock) -> Line:
    """What was posted last, and whether it has arrived."""
    last = uow.settings.get(LAST_ANCHOR)
    if last is None:
        return Line("anchor", good=False, text="锚点:还没有发过校验码")
    day, state = date.fromisoformat(last["day"]), uow.outbox.state_of(f"anchor/{last['day']}")
    good = clock.today() - day < _ANCHOR_LATE and state != "failed"
    advice = "" if state != "failed" else "。没有发到锚定群,请看机器人是否还在群里"
    return Line("anchor", good, f"锚点:上次 {last['day']}{advice}", {"last": last["day"]})


def _shown(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
