"""Photos of a finding: of the thing found, and of its remedy."""

from collections.abc import Sequence
from datetime import datetime

from handlers.services.act import Act
from handlers.services.evidence import JOINS_WITHIN
from rubric.posts import VILLAGE_POSTS
from storage.findings import FindingRow
from storage.record_rows import EvidenceRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


def file_under(act: Act, finding: int, evidence_ids: Sequence[int]) -> None:
    """Say that these files show the finding, or its remedy."""
    if evidence_ids and act.uow.evidence.attach_to_finding(finding, evidence_ids):
        act.note("evidence.join", f"finding:{finding}", evidence=list(evidence_ids))


def photos(uow: UnitOfWork, row: FindingRow) -> list[EvidenceRow]:
    """The photos of a finding that were kept, or are still to be fetched; the same file once."""
    kept = [
        each
        for each in uow.evidence.of_finding(row.id)
        if each.kind == "photo" and not each.refused
    ]
    return list({each.file_unique_id: each for each in kept}.values())


def of_remedy(uow: UnitOfWork, photo: EvidenceRow) -> bool:
    """Whether the village sent it."""
    return uow.grants.get(photo.by_grant_id).post in VILLAGE_POSTS


def just_said(
    uow: UnitOfWork, scope: Scope, person: int, now: datetime
) -> tuple[FindingRow, datetime] | None:
    """What this person raised or reported remedied last, if within ten minutes, and when."""
    told = [
        (at, row.id, row)
        for row in uow.findings.unended(scope)
        for at in _moments(row, person)
        if now - at <= JOINS_WITHIN
    ]
    at, _, row = max(told, default=(now, 0, None))
    return (row, at) if row else None


def _moments(row: FindingRow, person: int) -> list[datetime]:
    """When the person raised it, or reported it remedied."""
    raised = [row.at] if row.by_id == person else []
    reported = [each.at for each in row.events if (each.kind, each.by_id) == ("report", person)]
    return [*raised, *reported]
