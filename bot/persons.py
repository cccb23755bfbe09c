"""One person's data at the operator's machine: who it is, all that is kept, and erasure."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bot import settings
from bot.clock import Clock
from bot.invites_file import secret_file
from bot.ledger import open_ledger
from handlers.services import personal
from handlers.services.personal import Erased
from storage.unit_of_work import UnitOfWork


def listed(name: str) -> list[str]:
    """Everybody of this name, or whose name holds it: number, name, code, posts."""
    with _ledger(writing=False) as uow:
        rows = [each for each in uow.people.all() if name in each.name]
        now = _now()
        told = [
            f"{row.id}　{row.name}　{row.code or ''}　{'、'.join(personal.posts(uow, row, now))}"
            for row in rows
        ]
    return told or [f"没有找到姓名里有“{name}”的人。" if name else "还没有登记人员。"]


def exported(said: str, path: Path | None) -> str:
    """All that is kept about one person, as JSON; into a new file of the operator's, if named."""
    with _ledger(writing=False) as uow:
        person = personal.found(uow, said)
        text = json.dumps(personal.told(uow, person), ensure_ascii=False, indent=1)
    if path is None:
        return text
    with secret_file(path) as file:
        file.write(text)
    return f"✓ 第{person.id}号人员的全部资料在 {path}。"


def erased(said: str, *, trial: bool) -> list[str]:
    """Erase one person, unless on trial; what to tell."""
    began, now = perf_counter(), _now()
    with _ledger(writing=not trial) as uow:
        person = personal.found(uow, said)
        if trial:
            held = "、".join(personal.posts(uow, person, now)) or "没有职务"
            return [f"试运行,什么都没有改。将注销:{person.id}　{person.name}　{held}"]
        done = personal.erase(uow, person, now)
    seconds = perf_counter() - began
    return [f"✓ 第{person.id}号人员已注销,用时 {seconds:.2f} 秒。", *_left(done)]


def _left(done: Erased) -> Iterator[str]:
    if done.posts:
        yield f"随即空缺的职务:{'、'.join(done.posts)}"
    if done.sheets:
        yield f"已封存的评分表 {done.sheets} 张是归档文书,上面的署名不改。"
    if done.texts:
        yield f"台账正文里另有 {done.texts} 处写到这个姓名(也可能是同名的人),没有改。"
    yield "以前的备份里还有他的资料,到期随备份删去;从那些备份恢复后请再注销一次。"


def _now() -> datetime:
    return Clock(settings.load().clock_file).now()


@contextmanager
def _ledger(*, writing: bool) -> Iterator[UnitOfWork]:
    with open_ledger(settings.load()) as store:
        store.require_current()
        with store.begin() if writing else store.read() as uow:
            yield uow
