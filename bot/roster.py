"""Rosters at the operator's machine: each command in one transaction, or in none."""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from bot import settings
from bot.clock import Clock
from bot.errors import TownUnknown
from bot.invites_file import secret_file, write_invitations
from bot.ledger import open_ledger
from bot.roster_words import progress_told, told
from bot.settings import Settings
from handlers.services import roster
from handlers.services.enrolling import is_far
from handlers.services.errors import RosterRefused
from handlers.services.invitations import invite_waiting, places_of, progress
from handlers.services.roster_rows import Roster, read_roster
from handlers.services.succession import Term
from rubric.errors import Fault
from rubric.scheme import Scheme
from storage import schemes as scheme_files
from storage.places import PlaceRow
from storage.settings import BOT_NAME
from storage.unit_of_work import Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Wish:
    """What an import was asked to do."""

    file: Path
    begins: date | None = None
    complete: bool = False
    dry_run: bool = False
    invites: Path | None = None


def import_file(wish: Wish) -> list[str]:
    """Read, compare, apply unless on trial; what to tell. RosterRefused if anything is wrong."""
    loaded, now = _here()
    if wish.begins and is_far(wish.begins, now.date()):
        raise RosterRefused((Fault("--from", "", "", f"{wish.begins} 离今天太远,请核对年份"),))
    schemes = scheme_files.load(loaded.data_dir)
    read = read_roster(wish.file.name, _content(wish.file), schemes)
    term = Term(wish.begins or now.date(), wish.complete, _usual(schemes))
    with open_ledger(loaded) as store:
        store.require_current()
        if wish.dry_run:
            return _tried(store, wish, read, term)
        return _imported(store, wish, read, term, now)


def _tried(store: Store, wish: Wish, read: Roster, term: Term) -> list[str]:
    """On a connection that cannot write."""
    with store.read() as uow:
        plan = roster.plan(uow, wish.file.name, read.entries, term)
    about_invites = ["试运行不发绑定码。"] if wish.invites else []
    return ["试运行,什么都没有改。导入后:", *told(plan), *_unused(read), *about_invites]


def _imported(store: Store, wish: Wish, read: Roster, term: Term, now: datetime) -> list[str]:
    """All of it in one transaction; secrets are on the disk before it ends."""
    with _fresh(wish.invites) as file, store.begin() as uow:
        plan = roster.plan(uow, wish.file.name, read.entries, term)
        roster.apply(uow, plan, now)
        lines = [
            "✓ 已导入。" if not plan.empty else "✓ 与已登记的一致。",
            *told(plan),
            *_unused(read),
        ]
        if file is not None:
            lines += _invited(uow, file, now, roster.places_named(uow, read.entries))
    return lines


def invite(town: str | None, path: Path | None) -> list[str]:
    """Fresh invitations for whoever is not bound, in one town or in all."""
    loaded, now = _here()
    with open_ledger(loaded) as store:
        store.require_current()
        path = path or Path(f"invites-{now:%Y%m%d-%H%M%S}.csv")
        with secret_file(path) as file, store.begin() as uow:
            here = {each.id for each in places_of(uow, _town(uow, town))} if town else None
            return [*_invited(uow, file, now, here), f"绑定码在 {path}。"]


def show_progress(town: str | None) -> list[str]:
    """How many are bound, town by town; of one town also who is not."""
    loaded, _ = _here()
    with open_ledger(loaded) as store:
        store.require_current()
        with store.read() as uow:
            wanted = _town(uow, town).name if town else None
            found = [each for each in progress(uow) if wanted in (None, each.place)]
    return list(progress_told(found, named=bool(town)))


def _here() -> tuple[Settings, datetime]:
    loaded = settings.load()
    return loaded, Clock(loaded.clock_file).now()


def _fresh(path: Path | None) -> AbstractContextManager[IO[str] | None]:
    return secret_file(path) if path else nullcontext()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "打不开这个文件"
        raise RosterRefused((Fault(str(path), "", "", why),)) from error


def _usual(schemes: Mapping[str, Scheme]) -> str | None:
    """The scheme of a village for which none is named: the only one with points, if it is one."""
    found = [scheme.id for scheme in schemes.values() if scheme.kind == "points"]
    return found[0] if len(found) == 1 else None


def _unused(read: Roster) -> list[str]:
    return [f"没有用到的列:{'、'.join(read.unused)}"] if read.unused else []


def _invited(
    uow: UnitOfWork, file: IO[str], now: datetime, places: Collection[int] | None
) -> list[str]:
    invitations = invite_waiting(uow, now, places)
    bot_name = uow.settings.get(BOT_NAME)
    write_invitations(file, invitations, bot_name)
    lines = [
        f"已为 {len(invitations)} 名未绑定的人发绑定码,以前发的未用绑定码作废。请妥善保管这个文件。"
    ]
    if bot_name is None:
        lines.append("还不知道机器人的名字,没有写成链接;运行过一次 qinglian run 后再发,就有链接。")
    return lines


def _town(uow: UnitOfWork, name: str | None) -> PlaceRow:
    known = {town.name: town for town in uow.places.towns()}
    if name not in known:
        raise TownUnknown(f"没有“{name}”。已登记:{'、'.join(known) or '无'}。")
    return known[name]
