"""Photos that belong to a finding, or to a sentence about one that is still waited for."""

from dataclasses import dataclass

from handlers.chat.asking import still_meant
from handlers.chat.cards import redraw
from handlers.chat.finding_cards import refresh, row_of
from handlers.chat.inbound import on_text
from handlers.chat.turn import Turn
from handlers.services import evidence, finding_evidence
from handlers.services.evidence import Sent
from storage.cards import CardRow
from storage.drafts import DraftRow
from storage.findings import FindingRow
from storage.record_rows import EvidenceRow

AWAITING = ("finding.text", "finding.remedy")
"""Questions whose answers may have photos."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a photo belongs to: a finding, or the question whose answer will make or change one."""

    village: int
    draft: DraftRow | None = None
    finding: FindingRow | None = None


def wanted(turn: Turn, quoted: CardRow | None) -> Wanted | None:
    """To the finding it replies to, else to the question that waits for words."""
    if quoted is not None:
        return _of_card(turn, quoted)
    draft = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    if draft is None or draft.kind not in AWAITING or not still_meant(turn.scene, draft):
        return None
    return Wanted(_village_of(turn, draft), draft=draft)


def _of_card(turn: Turn, quoted: CardRow) -> Wanted | None:
    number = quoted.data.get("finding")
    row = row_of(turn.scene, number) if number is not None else None
    return None if row is None or row.ended else Wanted(row.village_id, finding=row)


def _village_of(turn: Turn, draft: DraftRow) -> int:
    if "village" in draft.data:
        return int(draft.data["village"])
    return row_of(turn.scene, draft.data["finding"]).village_id


def of_album(turn: Turn, album: list[EvidenceRow]) -> Wanted | None:
    """Where the rest of the album went, if that was a finding or a question about one."""
    for row in album:
        if row.finding_id is not None:
            finding = row_of(turn.scene, row.finding_id)
            return Wanted(finding.village_id, finding=finding)
        if row.draft_id is not None:
            draft = turn.uow.drafts.get(row.draft_id, turn.scene.actor.person_id)
            if draft.kind in AWAITING:
                return Wanted(row.village_id, draft=draft)
    return None


def just_said(turn: Turn) -> Wanted | None:
    """The finding this person raised, or reported remedied, within the last ten minutes."""
    actor = turn.scene.actor
    said = finding_evidence.just_said(turn.uow, actor.scope, actor.person_id, turn.now)
    return Wanted(said[0].village_id, finding=said[0]) if said else None


def put(turn: Turn, to: Wanted) -> None:
    """File the photos of this turn there, and draw what shows them anew."""
    if to.finding is not None:
        finding_evidence.file_under(turn.act(to.village), to.finding.id, turn.files)
        refresh(turn.scene, to.finding)
    elif to.draft is not None:
        turn.uow.evidence.hold(to.draft.id, turn.files)
        _ask_again(turn, to.draft)


def _ask_again(turn: Turn, draft: DraftRow) -> None:
    """The question, with how many photos have come for its answer."""
    card = turn.uow.cards.by_token(draft.data["card"])
    if card is not None and draft.closed_at is None:
        photos = len(turn.uow.evidence.of_draft(draft.id))
        redraw(turn.scene, card, card.kind, {**card.data, "photos": photos})


def receive_above(
    turn: Turn, sent: Sent, caption: str, quoted: CardRow | None, album: list[EvidenceRow]
) -> bool:
    """A photo from an office above the village; False if it belongs to no finding."""
    to = of_album(turn, album) or wanted(turn, quoted) or just_said(turn)
    if to is None:
        return False
    turn.files = (evidence.keep(turn.act(to.village), sent, turn.chat_id),)
    if caption.strip() and to.draft is not None and to.draft.closed_at is None:
        turn.files = (*(row.id for row in album), *turn.files)
        on_text(turn, caption)
    else:
        put(turn, to)
    return True
