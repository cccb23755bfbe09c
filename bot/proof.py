"""Whether anybody tampered with the ledger: the audit chain, its anchors, sheets and files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import AnchorsUnreadable
from handlers.chat.anchor import LAST_ANCHOR
from handlers.services import commitments, sealed
from storage.audit import Anchor, AuditFault
from storage.files import digest_of
from storage.scope import Scope
from storage.sheets import SheetRow
from storage.unit_of_work import UnitOfWork

_ANCHOR = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(\d+)\s+([0-9a-f]{64})(?![0-9a-f])")
_MEANT = re.compile(r"^\s*\d{4}-\d{2}-\d{2}\s")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at, and what is wrong with it (Chinese)."""

    rows: int
    anchors: int
    sheets: int
    files: int
    faults: tuple[str, ...]


def prove(uow: UnitOfWork, data_dir: Path, anchors: list[Anchor]) -> Proof:
    """Look at everything that can be proved."""
    known = [*anchors, *_own_anchors(uow)]
    faults = [fault.message for fault in uow.audit.verify(known)]
    sheets, files = list(_sheets(uow)), uow.whole.files()
    faults += [f"第{each.id}号评分表被改动" for each in sheets if not sealed.verify(each)]
    faults += commitments.faults(uow)
    faults += _spoiled(data_dir, files)
    return Proof(uow.audit.head().seq, len(known), len(sheets), len(files), tuple(faults))


def chain_faults(uow: UnitOfWork) -> list[AuditFault]:
    """What is wrong with the chain, by what the ledger itself holds."""
    return uow.audit.verify(_own_anchors(uow))


def read_anchors(file: Path) -> list[Anchor]:
    """The lines “日期 条数 校验码” of a text, such as a copy of the anchor chat; others are passed
    over. AnchorsUnreadable if a line looks like one and is none, or if there is none at all.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise AnchorsUnreadable(str(file)) from error
    found = [_ANCHOR.search(line) for line in lines]
    for number, (line, anchor) in enumerate(zip(lines, found, strict=True), 1):
        if anchor is None and _MEANT.match(line):
            raise AnchorsUnreadable(f"{file}:第{number}行")
    anchors = [_anchor(*each.groups()) for each in found if each]
    if not anchors:
        raise AnchorsUnreadable(f"{file}:没有一行是校验码")
    return anchors


def _anchor(day: str, seq: str, link: str) -> Anchor:
    return Anchor(int(seq), link, f"{day}的锚点")


def _own_anchors(uow: UnitOfWork) -> list[Anchor]:
    """The heads on sealed sheets, and the one that was posted last."""
    last: dict[str, Any] | None = uow.settings.get(LAST_ANCHOR)
    posted = [_anchor(last["day"], last["seq"], last["hash"])] if last else []
    return [*uow.audit.sealed(), *posted]


def _sheets(uow: UnitOfWork) -> Iterator[SheetRow]:
    scope = Scope.operator()
    for town in uow.places.towns():
        for village in uow.places.villages_of(town.id):
            yield from uow.sheets.of_village(village.id, scope)


def _spoiled(data_dir: Path, files: list[tuple[str, str]]) -> Iterator[str]:
    for path, known in files:
        found = digest_of(data_dir / path)
        if found != known:
            yield f"佐证文件{'被改动' if found else '缺失'}:{path}"
