"""Start-up of commands beside the bare imports they cannot do without, in turn.

python -m benchmarks.startup [rounds]
"""

import os
import subprocess
import sys
import time
from functools import partial
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.beside import ROOT, Cost, compare, in_turn

NAMES = ("qinglian run", "the same imports bare")
RUN = """
from bot.cli import for_good
with for_good():
    import bot.run
"""
BARE = """
import aiohttp, alembic, apscheduler.schedulers.asyncio, jinja2, orjson, pydantic_settings
import sqlmodel, structlog, telegram.ext, typer, typst, docxtpl, xlsxwriter, PIL.Image, segno
import chinese_calendar, openpyxl
"""


def main(rounds: int) -> None:
    once(RUN)
    told = in_turn(rounds, partial(once, RUN), partial(once, BARE))
    compare(NAMES, told, "ms", "(aim: at most 1.15)")


def once(code: str) -> Cost:
    """What a new interpreter takes until it has run this."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}  # noqa: TID251
    before, began = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)  # noqa: S603
    wall, after = time.perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
