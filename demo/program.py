"""The bot as a subprocess on its own data: prepared, started, watched, stopped, begun anew."""

import asyncio
import json
import shutil
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from demo.botapi import acts
from demo.botapi.world import TOKEN, World

_PACKAGES = Path(__file__).parent.parent
_PATIENCE_SECONDS = 1.5
BOT = (sys.executable, "-m", "bot")

Seed = Callable[[str, datetime], None]
"""Fills the empty database at a URL as it might stand at a time, and binds the page's people."""


class NotPreparedError(Exception):
    """没有准备好数据库,机器人没有启动。"""


class Program:
    """The bot that serves one world; its data live in `folder` and end with it."""

    def __init__(
        self,
        world: World,
        folder: Path,
        url: str,
        seed: Seed,
        command: Sequence[str] = BOT,
    ) -> None:
        self.world = world
        self.data = folder / "data"
        self.log = folder / "bot.log"
        self.database_url = f"sqlite:///{self.data / 'qinglian.db'}"
        self._url = url
        self._seed = seed
        self._command = command
        self._first_moment = world.clock.now()
        self._process: Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def start(self) -> None:
        """Make a fresh ledger and start the bot on it; the page learns how it went."""
        self.world.set_bot("starting")
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            await self._run("db", "upgrade")
            await asyncio.to_thread(self._seed, self.database_url, self.world.clock.now())
        except NotPreparedError as error:
            self.world.set_bot("stopped", str(error))
            return
        self._process = await self._spawn("run")
        self._watch = asyncio.create_task(self._watched(self._process))
        self._greet()

    async def stop(self) -> None:
        """End the bot: asked first, then without asking."""
        if self._watch is not None:
            self._watch.cancel()
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def restart(self) -> None:
        """Start over: as if the page had been opened for the first time."""
        async with self._one_at_a_time:
            await self.stop()
            shutil.rmtree(self.data, ignore_errors=True)
            self.world.clock.set(self._first_moment)
            self.world.reset()
            await self.start()

    def settings(self) -> dict[str, str]:
        """The bot's whole environment: nothing of the caller's own settings reaches it."""
        return {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(_PACKAGES),
            "PYTHONUTF8": "1",
            "QINGLIAN_BOT_TOKEN": TOKEN,
            "QINGLIAN_BOT_API": f"{self._url}/bot",
            "QINGLIAN_BOT_FILE_API": f"{self._url}/file/bot",
            "QINGLIAN_DATABASE_URL": self.database_url,
            "QINGLIAN_DATA_DIR": str(self.data),
            "QINGLIAN_CLOCK_FILE": str(self.world.clock.file),
        }

    def _greet(self) -> None:
        """Everybody has begun the chat already: each finds the home card waiting."""
        for person in self.world.people:
            acts.start(self.world, person)

    async def _run(self, *arguments: str) -> None:
        process = await self._spawn(*arguments)
        if await process.wait() != 0:
            raise NotPreparedError(f"“{' '.join(arguments)}”没有成功。{self._last_words()}。")

    async def _spawn(self, *arguments: str) -> Process:
        """Run the bot in its own session so that Ctrl-C reaches it only through us."""
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *self._command,
                *arguments,
                cwd=self.data,
                env=self.settings(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def _watched(self, process: Process) -> None:
        status = await process.wait()
        self.world.set_bot("stopped", f"退出状态 {status}。{self._last_words()}")

    def _last_words(self) -> str:
        """The last line of the log that complains: of a traceback, what went wrong."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return next(filter(None, map(complaint, reversed(lines))), "")


def complaint(line: str) -> str:
    """What a line of the bot's log complains of; nothing if it only tells how things go."""
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        return line.strip()
    quiet = not isinstance(entry, dict) or entry.get("level") in {"debug", "info"}
    return "" if quiet else str(entry.get("event", ""))
