"""任务数 at the operator's machine: a table imported in one transaction, or not at all."""

from pathlib import Path

from bot import settings
from bot.clock import Clock
from bot.errors import NoSuchProcedure
from bot.ledger import open_ledger
from handlers.services.errors import QuotasRefused
from handlers.services.proceeding import recognising
from handlers.services.quota_table import read_quotas, rows_told
from handlers.services.quotas import enter, quotas
from rubric.errors import Fault
from rubric.scheme import Scheme
from storage import schemes as scheme_files


def import_file(path: Path, year: int | None, scheme_id: str | None) -> list[str]:
    """Enter every town's quotas for a year; what to tell. QuotasRefused if anything is wrong."""
    loaded = settings.load()
    now = Clock(loaded.clock_file).now()
    scheme, content = _scheme(loaded.data_dir, scheme_id), _content(path)
    with open_ledger(loaded) as store:
        store.require_current()
        with store.begin() as uow:
            towns = {town.name: town.id for town in uow.places.towns()}
            new = read_quotas(path.name, content, towns)
            enter(uow, scheme, year or now.year, new, now)
    names = {number: name for name, number in towns.items()}
    return [f"✓ 已导入{year or now.year}年任务数。", *rows_told(names, new)]


def show(year: int | None, scheme_id: str | None) -> list[str]:
    """The year's quotas as they hold; towns without one are named."""
    loaded = settings.load()
    now = Clock(loaded.clock_file).now()
    scheme = _scheme(loaded.data_dir, scheme_id)
    with open_ledger(loaded) as store:
        store.require_current()
        with store.read() as uow:
            names = {town.id: town.name for town in uow.places.towns()}
            known = quotas(uow, scheme, year or now.year)
    missing = [name for number, name in names.items() if number not in known]
    told = list(rows_told(names, [known[each] for each in names if each in known]))
    return [*told, *(f"{name}:没有下达" for name in missing)]


def _scheme(data_dir: Path, scheme_id: str | None) -> Scheme:
    """The scheme named, or the only one that recognises villages by points."""
    schemes = scheme_files.load(data_dir)
    found = recognising(schemes, schemes)
    named = [each for each in found if scheme_id in (None, each.id)]
    if len(named) != 1:
        known = "、".join(each.id for each in found) or "无"
        raise NoSuchProcedure(f"请用 --scheme 写明考核办法。有认定程序的:{known}。")
    return named[0]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "打不开这个文件"
        raise QuotasRefused((Fault(str(path), "", "", why),)) from error
