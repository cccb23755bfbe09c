"""What the cards of a finding have in common: what they show, and whose phones they come to."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from handlers.chat.cards import NEWS, Data, Press, redraw, say, tell
from handlers.chat.scene import Scene
from handlers.messages.render import Button, button
from handlers.services import finding_disputes, finding_evidence, findings, progress
from handlers.services.act import Act
from handlers.services.actor import Actor, office_above
from handlers.services.finding_costs import Cost, cost
from rubric.posts import VILLAGE_POSTS
from storage.findings import FindingRow
from storage.grants import GrantRow

KINDS = ("finding_raised", "finding_assigned", "finding_check", "finding_delay", "finding_dispute")
AT_IT = timedelta(minutes=10)
"""How long the finder's changes still go into the village's card: later they are news."""


def row_of(scene: Scene, finding: int) -> FindingRow:
    return scene.uow.findings.get(finding, scene.actor.scope)


def row_act(press: Press) -> tuple[FindingRow, Act]:
    """The finding a card is about, and the presser at work on its village's book."""
    row = row_of(press.scene, press.data["finding"])
    return row, press.turn.act(row.village_id)


def kind_for(scene: Scene, row: FindingRow) -> str:
    """Which card of a finding this person is shown: what waits for his word first."""
    if scene.actor.of_village:
        return "finding_assigned"
    if row.dispute and _may_answer(scene, row):
        return "finding_dispute"
    if row.asked_delay and _may_judge(scene, row):
        return "finding_delay"
    return "finding_check" if row.status == "reported" else "finding_raised"


def _may_judge(scene: Scene, row: FindingRow) -> bool:
    entitled = findings.judges(scene.uow, row)
    return _entitled(scene.actor, row) and scene.actor.post in entitled


def _may_answer(scene: Scene, row: FindingRow) -> bool:
    entitled = findings.judges(scene.uow, row) | findings.OFFICES
    return _entitled(scene.actor, row) and scene.actor.post in entitled


def _entitled(actor: Actor, row: FindingRow) -> bool:
    return not actor.of_village and actor.person_id not in findings.speakers(row)


def tell_village(scene: Scene, row: FindingRow, kind: str = "finding_assigned") -> None:
    """News of a finding to those who have to remedy it."""
    tell(scene, _villagers(scene, row), kind, finding=row.id)


def keep_village_told(scene: Scene, row: FindingRow) -> None:
    """The card that came just now is drawn anew; after that a change is news."""
    for theirs in _phones(scene, _villagers(scene, row)):
        live = theirs.uow.cards.latest(theirs.chat_id, "finding_assigned")
        fresh = live is not None and scene.now - live.created_at <= AT_IT
        if live is not None and fresh and live.data["finding"] == row.id:
            redraw(theirs, live, live.kind, dict(live.data))
        else:
            say(theirs, "finding_assigned", urgency=NEWS, finding=row.id)


def tell_deciders(scene: Scene, row: FindingRow, kind: str) -> None:
    """News of a finding to whoever has to say something to it; where none is reached, above."""
    now = row_of(scene, row.id)  # whoever spoke for the village just now is none of them
    asked = findings.deciders(scene.uow, now, scene.today)
    if not _phones(scene, asked):
        asked = office_above(scene.uow, row.village_id, scene.today)
    tell(scene, asked, kind, finding=row.id)


def tell_hearers(scene: Scene, row: FindingRow) -> None:
    """An objection, to the finder's office and the town's."""
    hearers = finding_disputes.hearers(scene.act(row.village_id), row)
    tell(scene, hearers, "finding_dispute", finding=row.id)


def refresh(scene: Scene, row: FindingRow) -> None:
    """Draw the newest cards about the finding anew, on the village's phones and the finder's."""
    finder = findings.deciders(scene.uow, row, scene.today)
    for theirs in _phones(scene, [*_villagers(scene, row), *finder]):
        for kind in KINDS:
            live = theirs.uow.cards.latest(theirs.chat_id, kind)
            if live is not None and live.data.get("finding") == row.id:
                redraw(theirs, live, kind, dict(live.data))


def _villagers(scene: Scene, row: FindingRow) -> list[GrantRow]:
    return scene.uow.grants.holders(row.village_id, VILLAGE_POSTS, scene.today)


def _phones(scene: Scene, grants: Iterable[GrantRow]) -> list[Scene]:
    reached = {theirs.chat_id: theirs for grant in grants for theirs in scene.of(grant)}
    return list(reached.values())


def shown(scene: Scene, data: Data) -> Data:
    """What any card of a finding tells of it."""
    row = row_of(scene, data["finding"])
    return {
        "number": row.reference,
        "finding": row.id,
        "village": scene.uow.places.get(row.village_id).name,
        "village_id": row.village_id,
        "text": row.text,
        "clause": clause(scene, row),
        "due": row.due,
        "today": scene.today,
        "late": days_late(scene, row),
        "status": row.status,
        "cost": cost_of(scene, row),
        "scored": progress.has_points(scene.book(row.village_id)),
        "by": scene.uow.people.get(row.by_id).name,
        "by_post": scene.uow.grants.get(row.by_grant_id).post,
        "ended": row.ended,
        "disputed": row.dispute is not None,
        "asked_delay": row.asked_delay.on_day if row.asked_delay else None,
        "delay_why": row.asked_delay.reason if row.asked_delay else "",
        "looking": photo_button(scene, row),
        **_said(scene, row),
    }


def _said(scene: Scene, row: FindingRow) -> dict[str, Any]:
    """What was said of it last, by the village and to it."""
    answer = row.last("send_back", "refuse_extension", "uphold", "report", "extend", "clear")
    told = answer if answer and answer.kind not in ("report", "extend") else None
    return {
        "remedy": row.remedy.reason if row.remedy else "",
        "remedied_by": scene.uow.people.get(row.remedy.by_id).name if row.remedy else "",
        "remedied_on": row.remedy.on_day if row.remedy else None,
        "answer": told.kind if told else "",
        "answer_why": told.reason if told else "",
    }


def clause(scene: Scene, row: FindingRow) -> Data:
    """Which item it falls under and as what; nothing while it is a mere problem."""
    if row.scheme_id not in scene.schemes:
        return {}
    scheme = scene.schemes[row.scheme_id]
    known = scheme.findings.get(row.kind)
    if known is None and row.item in (findings.NO_ITEM, findings.missed_item(scheme)):
        return {}
    name = known.name if known else ""
    return {"item": row.item, "name": name, "count": row.count, "reason": row.reason}


def cost_of(scene: Scene, row: FindingRow) -> Cost | None:
    return cost(scene.book(row.village_id), row)


def days_late(scene: Scene, row: FindingRow) -> int:
    return max(0, (scene.today - row.due).days) if row.due else 0


def photo_button(scene: Scene, row: FindingRow) -> list[Button]:
    """看照片, where there are any."""
    kept = finding_evidence.photos(scene.uow, row)
    return [button(f"看照片{len(kept)}张", "finding.photos", row.id)] if kept else []
