"""Past work at the operator's machine: a file is read, compared, and written whole or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import settings
from bot.clock import Clock
from bot.ledger import open_ledger
from handlers.chat import imported
from handlers.chat.scene import Scene
from handlers.services import ledger_import
from handlers.services.errors import LedgerRefused
from handlers.services.ledger_import import Plan
from handlers.services.ledger_rows import Done, read_ledger
from rubric.errors import Fault
from rubric.utterance import Lexicon
from rubric.wording import full_day
from storage import schemes as scheme_files
from storage.schemes import Schemes
from storage.unit_of_work import Store, UnitOfWork

MOST_NAMED = 50
"""Lines on file already that are named one by one."""


@dataclass(frozen=True, slots=True)
class _Job:
    """One file being imported."""

    source: str
    lines: tuple[Done, ...]
    unused: tuple[str, ...]
    schemes: Schemes
    now: datetime

    def plan(self, uow: UnitOfWork) -> Plan:
        return ledger_import.plan(uow, self.schemes, self.source, self.lines, self.now)

    def told(self, plan: Plan) -> Iterator[str]:
        """What is written, village by village, and what is on file already."""
        yield f"补录记录:{len(plan.items)}"
        yield from (f"  {where} {count}" for where, count in plan.villages.items())
        if plan.known:
            yield f"已有(不重复登记):{len(plan.known)}"
        for done in plan.known[:MOST_NAMED]:
            name = self.schemes.vocabulary.duties[done.duty].name
            yield f"  第{done.line}行 {done.where} {name} {full_day(done.day)}"
        if self.unused:
            yield f"没有用到的列:{'、'.join(self.unused)}"


def import_file(file: Path, *, dry_run: bool) -> list[str]:
    """Read, compare, write unless on trial; what to tell. LedgerRefused if anything is wrong."""
    loaded = settings.load()
    now = Clock(loaded.clock_file).now()
    schemes = scheme_files.load(loaded.data_dir)
    words = schemes.vocabulary.duties.values()
    lines, unused = read_ledger(file.name, _content(file), list(words), now.date())
    job = _Job(file.name, lines, unused, schemes, now)
    with open_ledger(loaded) as store:
        store.require_current()
        return _tried(store, job) if dry_run else _imported(store, job)


def _tried(store: Store, job: _Job) -> list[str]:
    """On a connection that cannot write."""
    with store.read() as uow:
        return ["试运行,什么都没有改。导入后:", *job.told(job.plan(uow))]


def _imported(store: Store, job: _Job) -> list[str]:
    with store.begin() as uow:
        plan = job.plan(uow)
        ledger_import.apply(uow, plan, job.now)
        lexicon = Lexicon(job.schemes.vocabulary.duties.values())
        scene = Scene(uow, job.now, job.schemes, lexicon, "")
        waiting = ledger_import.waiting_for(uow, plan, job.now.date())
        reached = imported.announce(scene, waiting)
        news = [f"已请 {reached} 人有空时确认。"] if reached else []
        begun = "✓ 已导入。" if plan.items else "✓ 都是已有的,没有改动。"
        return [begun, *job.told(plan), *news]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "打不开这个文件"
        raise LedgerRefused((Fault(str(path), "", "", why),)) from error
