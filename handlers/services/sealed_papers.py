"""A sealed score sheet on paper: made from what was sealed, whatever the scheme says today."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from handlers.services.sealed import points, standing, verify
from storage.audit import Head
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SealedItem:
    """One line as it was sealed; `proposed` is what the program had proposed."""

    no: int
    section: int
    name: str
    standard: str
    rule: str
    check: str
    clause: str
    points: Decimal
    proposed: Decimal
    given: Decimal
    reason: str
    by: str
    basis: str
    losses: tuple["SealedLoss", ...]
    pending: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.given != self.proposed


@dataclass(frozen=True, slots=True)
class SealedLoss:
    """What the program took off, and the last day on which it could still be repaired."""

    amount: Decimal
    why: str
    clause: str
    until: date | None


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """The sheet; `content` holds the document's words (title, sections, bonus, vetoes, readings).

    `intact` is False if it no longer has the hash under which it was sealed.
    """

    content: dict[str, Any]
    items: tuple[SealedItem, ...]
    points: Decimal
    standing: str
    number: int
    corrects: int | None
    as_of: date
    sealed_at: datetime
    evidence_hash: str
    sheet_hash: str
    head: Head
    intact: bool


def sealed_sheet(uow: UnitOfWork, scope: Scope, sheet_id: int) -> SealedPaper:
    """A sealed sheet of a village of the scope; `corrects` is the number of the one it replaced."""
    row = uow.sheets.get(sheet_id, scope)
    replaced = uow.sheets.get(row.corrects_id, scope).number if row.corrects_id else None
    return SealedPaper(
        content=dict(row.content),
        items=tuple(_item(each) for each in row.content["items"]),
        points=points(row),
        standing=standing(row),
        number=row.number,
        corrects=replaced,
        as_of=row.as_of,
        sealed_at=datetime.fromisoformat(row.content["sealed_at"]),
        evidence_hash=row.evidence_hash,
        sheet_hash=row.sheet_hash,
        head=Head(row.chain_seq, row.chain_head),
        intact=verify(row),
    )


def _item(told: dict[str, Any]) -> SealedItem:
    figures = {name: Decimal(told[name]) for name in ("points", "proposed", "given")}
    lists = {
        "losses": tuple(_loss(each) for each in told["losses"]),
        "pending": tuple(told["pending"]),
    }
    return SealedItem(**told | figures | lists)


def _loss(told: dict[str, str]) -> SealedLoss:
    until = date.fromisoformat(told["until"]) if told["until"] else None
    return SealedLoss(Decimal(told["amount"]), told["why"], told["clause"], until)
