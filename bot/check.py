"""What an operator wants to know at a glance: is everything in order, and if not, what is not."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import SHANGHAI, Clock
from bot.schedule import LAST_TICK
from bot.settings import Settings
from storage.errors import StorageError
from storage.unit_of_work import Store, UnitOfWork

_TICK_LATE = timedelta(minutes=5)
_UNSENT_LATE = timedelta(minutes=5)
_LEAST_FREE = 500_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at."""

    good: bool
    text: str

    def __str__(self) -> str:
        return f"{'✓' if self.good else '！'} {self.text}"


def check(settings: Settings, clock: Clock, store: Store) -> Iterator[Line]:
    """Every line; what cannot be looked at is a line too."""
    yield _token(settings)
    yield _clock(clock)
    yield _disk(settings)
    try:
        store.require_current()
        yield Line(good=True, text="数据库:版本正确")
        with store.read() as uow:
            yield from _ledger(uow, clock)
    except StorageError as error:
        yield Line(good=False, text=str(error))


def _ledger(uow: UnitOfWork, clock: Clock) -> Iterator[Line]:
    yield _last_tick(uow, clock)
    counts = uow.inbox.counts()
    yield Line(good=True, text=f"收到待处理:{counts.get('open', 0)} 条")
    yield from _parked(uow)
    yield _unsent(uow, clock)


def _token(settings: Settings) -> Line:
    known = settings.bot_token is not None
    return Line(known, "令牌:已设置" if known else "令牌:没有设置 QINGLIAN_BOT_TOKEN")


def _clock(clock: Clock) -> Line:
    source = f"演练时钟 {clock.file},不是真实时间" if clock.file else "系统时间"
    return Line(clock.file is None, f"时钟:{source},现在 {_shown(clock.now())}")


def _disk(settings: Settings) -> Line:
    free = shutil.disk_usage(settings.data_dir).free
    return Line(free >= _LEAST_FREE, f"磁盘:剩余 {free // 1_000_000:,} MB")


def _last_tick(uow: UnitOfWork, clock: Clock) -> Line:
    noted = uow.settings.get(LAST_TICK)
    if noted is None:
        return Line(good=False, text="定时检查:还没有运行过。请启动 qinglian run")
    last = datetime.fromisoformat(noted)
    good = clock.now() - last < _TICK_LATE
    advice = "" if good else "。qinglian run 可能没有在运行"
    return Line(good, f"定时检查:上次 {_shown(last)}{advice}")


def _parked(uow: UnitOfWork) -> Iterator[Line]:
    for row in uow.inbox.parked():
        received = _shown(row.received_at)
        yield Line(good=False, text=f"没处理好的消息:第 {row.id} 号,{received},{row.error}")


def _unsent(uow: UnitOfWork, clock: Clock) -> Line:
    unsent = uow.outbox.unsent(clock.now())
    if unsent.oldest is None:
        return Line(good=True, text="待发出:没有")
    good = clock.now() - unsent.oldest < _UNSENT_LATE
    oldest = _shown(unsent.oldest)
    text = f"待发出:{unsent.messages} 条,涉及 {unsent.chats} 个聊天,最早的写于 {oldest}"
    return Line(good, text)


def _shown(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
