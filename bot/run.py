"""The running programme: wires every part, runs them, and stops them in order."""

import asyncio
import gc
import signal
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any

import structlog
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import Application

from bot import killpoints, nightly
from bot.api import KINDS, RawBot, open_bot
from bot.catch_up import catch_up
from bot.check import health
from bot.clock import Clock
from bot.delivery import Delivery
from bot.documents import MakeDocument
from bot.errors import BotError, TokenRefused, WebhookRefused
from bot.evidence import FetchEvidence
from bot.intake import Intake, Poller
from bot.jobs import Jobs, Kind
from bot.ledger import open_ledger
from bot.loop import Loop
from bot.nightly import MakeBackup
from bot.route import AnyApplication, Router
from bot.schedule import Schedule, Tick
from bot.settings import Settings
from bot.worker import Worker
from bot.writer import Writer
from handlers.chat import anchor, build, notices
from handlers.chat.papers import MAKE
from handlers.services import commitments, retention
from handlers.services.evidence import FETCH
from rubric.utterance import Lexicon
from storage import schemes as scheme_files
from storage.errors import DatabaseSpoiled
from storage.files import Files
from storage.settings import BOT_NAME
from storage.unit_of_work import Store, UnitOfWork

log = structlog.get_logger(__name__)

STOP_SECONDS = 8.0
"""For what is held when told to stop; the contract allows 10 in all."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
Stopping = BotError | DatabaseSpoiled
"""What only the operator can mend."""


def run(settings: Settings) -> None:
    """Run until told to stop. Raises what the operator must mend."""
    clock = Clock(settings.clock_file)
    if clock.file:
        log.warning("正在使用演练时钟,不是真实时间。", file=str(clock.file), now=str(clock.now()))
    if settings.kill_point:
        point, passing, freeze = killpoints.read(settings.kill_point)
        killpoints.arm(point, passing, freeze=freeze)
    with open_ledger(settings) as store, store.exclusive_run():
        store.require_current()
        store.require_writable()
        store.require_sound()
        asyncio.run(_run(settings, clock, store))


async def _run(settings: Settings, clock: Clock, store: Store) -> None:
    programme = Programme(settings, clock, store)
    gc.freeze()  # schemes, words and handlers too are there to the end
    await programme.run()


class Programme:
    """Every part, each knowing only what it needs; they wake each other through their loops."""

    def __init__(self, settings: Settings, clock: Clock, store: Store) -> None:
        self._settings = settings
        self._clock = clock
        self._store = store
        self._stop = asyncio.Event()
        self._bot = open_bot(settings)
        self._application = _application(self._bot)
        self._writer = Writer(store)
        self._loops: dict[str, Loop] = {}
        schemes = scheme_files.load(settings.data_dir)
        lexicon = Lexicon(schemes.vocabulary.duties.values())
        wake_delivery = partial(self._wake, "delivery")
        self._intake = Intake(self._bot, self._writer, clock, partial(self._wake, "worker"))
        self._poller = None if settings.webhook_url else Poller(self._bot, self._intake)
        self._delivery = Delivery(self._bot, self._writer, clock, settings.data_dir, wake_delivery)
        router = Router(self._application, clock, schemes, lexicon)
        worker = Worker(self._writer, clock, router, wake_delivery)
        files = Files(settings.data_dir)
        fetching = FetchEvidence(self._bot, self._writer, clock, files, (schemes, lexicon))
        making = MakeDocument(store, self._writer, clock, settings.data_dir, (schemes, lexicon))
        kinds: dict[str, Kind] = {FETCH: fetching, MAKE: making}
        if settings.backup_dir:
            kinds[nightly.BACKUP] = MakeBackup(store, clock, settings, settings.backup_dir)
        self._jobs = Jobs(self._writer, clock, kinds, wake_delivery)
        ticks: list[Tick] = [
            partial(notices.tick, schemes=schemes, lexicon=lexicon),
            retention.tick,
        ]
        self._schedule = Schedule(self._writer, clock, ticks + _nightly(settings), wake_delivery)
        for part in (worker, self._delivery, self._jobs):
            name = type(part).__name__.lower()
            self._loops[name] = Loop(name, part.step)

    async def run(self) -> None:
        """Connect, serve until a signal comes, finish what is held."""
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(signal_number, self._stop.set)
        try:
            await self._unless_stopped(self._connect())
            if not self._stop.is_set():
                await self._serve()
        finally:
            await self._application.shutdown()
            await self._bot.hang_up()
            self._writer.close()

    def _wake(self, name: str) -> None:
        self._loops[name].wake()

    async def _connect(self) -> None:
        """Make sure of the token, and of how updates come; wait while there is no network."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._application.initialize()
                return await self._choose_way()
            except InvalidToken as error:
                raise TokenRefused from error
            except BadRequest as error:
                raise WebhookRefused(str(error)) from error
            except NetworkError as error:
                log.warning("连不上 Telegram,稍后再试。", again_in=pause, why=str(error))
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _choose_way(self) -> None:
        """Webhook or long polling: Telegram serves only one, and keeps what waits for the other."""
        if self._settings.webhook_url:
            url, secret = self._settings.webhook
            await self._bot.call("setWebhook", url=url, secret_token=secret, allowed_updates=KINDS)
        else:
            await self._bot.call("deleteWebhook")

    async def _serve(self) -> None:
        if self._settings.database_file is not None:
            await self._delivery.recover()
            await self._jobs.recover()
        else:
            self._loops["reclaim"] = Loop("reclaim", self._delivery.reclaim)
        await self._writer.do(self._leave_name)
        log.info("qinglian 已启动", bot=self._bot.username)
        try:
            async with asyncio.TaskGroup() as group:
                works = [self._take_in(), *(loop.run() for loop in self._loops.values())]
                tasks = [group.create_task(work) for work in works]
                await self._unless_stopped(catch_up(self._writer, self._poller))
                self._schedule.start()
                await self._stop.wait()
                await self._finish(tasks)
        except BaseExceptionGroup as errors:  # what is raised in an `except*` may come out wrapped
            stopping = errors.subgroup((BotError, DatabaseSpoiled))
            if stopping is None:
                raise
            raise _first(stopping) from None
        finally:
            self._schedule.stop()
        log.info("qinglian 已停止")

    def _leave_name(self, uow: UnitOfWork) -> None:
        """For commands that write links to this bot."""
        uow.settings.put(BOT_NAME, self._bot.username)

    async def _take_in(self) -> None:
        if self._poller is None:
            await self._listen()
        else:
            await self._unless_stopped(Loop("intake", self._poller.step).run())

    async def _listen(self) -> None:
        from bot import webhook  # noqa: PLC0415 - a web server is loaded only where it is used

        app = webhook.webhook_app(*self._settings.webhook, self._intake.keep, self._health)
        await webhook.serve(app, self._settings.webhook_listen, self._stop)

    async def _health(self) -> dict[str, Any]:
        return await asyncio.to_thread(health, self._settings, self._clock, self._store)

    async def _finish(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        """Let what is held come to its end; what does not is begun anew, or in doubt, next time."""
        for loop in self._loops.values():
            loop.stop()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await asyncio.wait(tasks)
                await self._delivery.drain()
        except TimeoutError:
            log.warning("有工作没来得及做完,下次启动时接着做。")
        for task in tasks:
            task.cancel()

    async def _unless_stopped(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work to its end, or drop it when told to stop."""
        task = asyncio.create_task(work)
        stop = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
        finally:
            task.cancel()
            stop.cancel()
            await asyncio.gather(task, stop, return_exceptions=True)


def _nightly(settings: Settings) -> list[Tick]:
    """What the clock does where a setting asks for it."""
    ticks: list[Tick] = []
    if settings.backup_dir:
        ticks.append(nightly.tick)
    if settings.anchor_chat:
        ticks += [commitments.tick, partial(anchor.tick, chat_id=settings.anchor_chat)]
    return ticks


def _application(bot: RawBot) -> AnyApplication:
    """PTB as a router and nothing else: no updater, no job queue, no persistence."""
    application = Application.builder().bot(bot).updater(None).job_queue(None).build()
    build.register(application)
    return application


def _first(errors: BaseExceptionGroup[Any]) -> Stopping:
    error: Stopping | BaseExceptionGroup[Any] = errors.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error
