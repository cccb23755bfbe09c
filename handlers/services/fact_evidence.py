"""Photos of what is no record and no finding: a matter's step, an honour, a spot check."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.services.act import Act
from handlers.services.evidence import JOINS_WITHIN
from storage.fact_rows import FactRow
from storage.record_rows import EvidenceRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


def file_under(act: Act, about: str, evidence_ids: Sequence[int]) -> None:
    """Say that these files show it: honour:5, matter:12/propose, scoring:7/16."""
    if evidence_ids and act.uow.evidence.attach_about(about, evidence_ids):
        act.note("evidence.join", about, evidence=list(evidence_ids))


def photos(uow: UnitOfWork, scope: Scope, about: str) -> list[EvidenceRow]:
    """The photos of it and of its parts that were kept, or are still to be fetched."""
    kept = [
        each
        for each in uow.evidence.about(about, scope)
        if each.kind == "photo" and not each.refused
    ]
    return list({each.file_unique_id: each for each in kept}.values())


def just_done(
    uow: UnitOfWork, scope: Scope, person: int, now: datetime
) -> tuple[str, datetime] | None:
    """The step this person took or the honour he reported last, if within ten minutes, and when."""
    rows = [*uow.facts.rows("matter", scope), *uow.facts.rows("honour", scope)]
    told = [
        (at, about) for row in rows for about, at in _acts(row, person) if now - at <= JOINS_WITHIN
    ]
    at, about = max(told, default=(now, ""))
    return (about, at) if about else None


def _acts(row: FactRow, person: int) -> Iterator[tuple[str, datetime]]:
    if row.kind == "honour" and row.by_id == person:
        yield row.ref, row.at
    for event in row.events:
        if (event.kind, event.by_id) == ("step", person):
            yield f"{row.ref}/{event.data['step']}", event.at
