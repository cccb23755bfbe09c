"""封存: a second person checks a submitted score sheet and seals exactly what he was shown."""

from dataclasses import dataclass

from handlers.services.act import Act
from handlers.services.canonical import digest
from handlers.services.errors import NotNow, ScoringRefused
from handlers.services.scorings import may_seal, step
from handlers.services.sheet_content import content_of
from handlers.services.signatures import signatures
from handlers.services.worksheets import LEVELS, Worksheet, worksheet
from storage.scorings import ScoringRow
from storage.sheets import NewSheet


@dataclass(frozen=True, slots=True)
class Outcome:
    """The sealed sheet; or none, because the evidence is no longer what was shown.

    `changed` are the items whose proposal moved: the scoring is open again for these alone.
    """

    sheet: int | None
    changed: tuple[int, ...] = ()


def seal(act: Act, row: ScoringRow, shown: str) -> Outcome:
    """Seal it, if its evidence still has the hash that the sealer's card showed."""
    sheet = worksheet(act, row)
    may_seal(act, sheet)
    if LEVELS[row.level].signed:
        _require_signatures(act, row)
    if sheet.stale:
        changed = sheet.stale
        step(act, sheet, "send_back")
        return Outcome(None, changed)
    if sheet.open:
        raise ScoringRefused("incomplete", *sheet.open)
    if sheet.proposal.evidence != shown:
        return Outcome(None)
    return Outcome(_sealed(act, sheet))


def _require_signatures(act: Act, row: ScoringRow) -> None:
    found = signatures(act.uow, row, act.day)
    if not found.complete:
        raise NotNow("unsigned", wanted=len(found.wanted))


def _sealed(act: Act, sheet: Worksheet) -> int:
    row, proposal = sheet.row, sheet.proposal
    step(act, sheet, "seal")
    content = content_of(act, sheet)
    head = act.uow.audit.head()
    hashed = {"evidence_hash": proposal.evidence, "sheet_hash": digest(content)}
    number = act.uow.sheets.add(
        NewSheet(
            village_id=row.village_id,
            scheme_id=row.scheme_id,
            scheme_version=proposal.scheme.version,
            year=row.year,
            level=row.level,
            scoring_id=row.id,
            as_of=act.day,
            content=content,
            **hashed,
            chain_seq=head.seq,
            chain_head=head.hash,
            corrects_id=row.corrects_id,
            reason=row.reason,
            **act.signed,
        )
    )
    act.note("sheet.seal", f"sheet:{number}", scoring=row.id, corrects=row.corrects_id, **hashed)
    return number
