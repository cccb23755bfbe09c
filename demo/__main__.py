"""`python -m demo`: the stand-in, the page and the bot, until Ctrl-C."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from demo.botapi.app import build
from demo.botapi.clock import SHANGHAI, Clock
from demo.botapi.standin import listen, people, server
from demo.botapi.world import World
from demo.program import BOT, Program, Seed
from demo.seed import PAGE_PHONES, seed
from demo.web.page import routes

_START = "2026-07-01T09:00:00+08:00"
"""The day after the second quarter: what 昨天 was not logged is lost, and can be logged late."""


def main(arguments: list[str] | None = None) -> int:
    """Run the demo; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m demo", description="在浏览器里试用,不用 Telegram。"
    )
    parser.add_argument("--port", type=int, default=0, help="页面的端口(默认:任取一个空着的)")
    parser.add_argument("--at", type=moment, default=_START, help=f"从哪一刻开始(默认:{_START})")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="qinglian-demo-") as folder:
        asyncio.run(serve(Path(folder), options.port, options.at, seed_page, BOT))
    return 0


def seed_page(database_url: str, now: datetime) -> None:
    """The demo's county, with everybody on the page bound."""
    seed(database_url, now, PAGE_PHONES)


def moment(text: str) -> datetime:
    """An ISO time; without a zone, China's."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=SHANGHAI)


async def serve(
    folder: Path, port: int, start: datetime, seed: Seed, command: Sequence[str]
) -> None:
    """Serve page and stand-in and keep the bot running until a signal comes."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    with listen(port) as sock:
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        world = World(people(), Clock(start, file=folder / "clock"))
        program = Program(world, folder, url, seed, command)
        web = server(build(world, restart=program.restart, page=routes()))
        serving = asyncio.create_task(web.serve(sockets=[sock]))
        starting = asyncio.create_task(program.start())
        say(f"请用浏览器打开 {url}/ (按 Ctrl-C 结束)")
        await stop.wait()
        web.should_exit = True
        starting.cancel()
        await asyncio.gather(program.stop(), serving, starting, return_exceptions=True)
        # Starting over may have been under way, and have started the bot once more.
        await program.stop()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
