"""All that is printed on a sealed sheet, in the document's words of that day, as plain JSON."""

from collections.abc import Iterable
from typing import Any

from handlers.services.act import Act
from handlers.services.canonical import plain
from handlers.services.level_readings import level_readings
from handlers.services.papers import ScoredItem, ScorePaper
from handlers.services.worksheets import Worksheet
from rubric.losses import Loss
from rubric.scheme import Scheme
from storage.scorings import ScoringEventRow

Json = dict[str, Any]
GIVING = ("give", "submit")


def content_of(act: Act, sheet: Worksheet) -> Json:
    """The sheet as the act's person seals it now; it needs no scheme to be printed."""
    row, paper = sheet.row, sheet.proposal.paper
    told = {
        **_document(paper.scheme),
        "level": row.level,
        "village": paper.village,
        "town": paper.town,
        "year": row.year,
        "as_of": act.day,
        "items": [_item(act, sheet, each) for part in paper.sections for each in part.items],
        "bonus": _bonus(paper),
        "vetoes": _vetoes(paper),
        **_result(sheet),
        "readings": [*paper.readings, *level_readings(act, row)],
        "reason": row.reason,
        "scored_by": _people(act, (one for one in row.events if one.kind in GIVING)),
        "sealed_by": {"name": act.actor.name, "post": act.actor.post},
        "sealed_at": act.at.isoformat(timespec="minutes"),
    }
    content = plain(told)
    assert isinstance(content, dict)
    return content


def _document(scheme: Scheme) -> Json:
    lines, sections = scheme.scored.thresholds, scheme.sections.values()
    return {
        "scheme": {"id": scheme.id, "version": scheme.version},
        "title": scheme.title,
        "document": scheme.document,
        "full": scheme.points,
        "sections": [{"no": one.no, "name": one.name, "points": one.points} for one in sections],
        "lines": [lines.demonstration, lines.up_to_standard] if lines else [],
    }


def _item(act: Act, sheet: Worksheet, each: ScoredItem) -> Json:
    item, line = each.item, sheet.proposal.lines[each.item.no]
    event = sheet.given.get(item.no)
    return {
        "no": item.no,
        "section": item.section,
        "name": item.name,
        "standard": item.standard,
        "rule": item.rule,
        "check": item.check,
        "clause": item.clause,
        "points": item.points,
        "proposed": line.proposed,
        "given": sheet.amounts[item.no],
        "reason": event.reason if event else "",
        "by": act.uow.people.get(event.by_id).name if event else "",
        "basis": each.score.basis,
        "losses": [_loss(loss) for loss in each.score.losses if loss.amount],
        "pending": each.pending,
    }


def _loss(loss: Loss) -> Json:
    until = loss.repairable_until
    return {"amount": loss.amount, "why": loss.why, "clause": loss.clause, "until": until or ""}


def _bonus(paper: ScorePaper) -> Json:
    """The honours that were confirmed by that day, and the document's rule for them."""
    rule = paper.scheme.scored.bonus
    honours = [
        {"name": one.kind.name, "points": one.kind.points, "on": one.on, "piece": one.piece}
        for one in paper.honours
    ]
    names = ("most", "standard", "rule", "check") if rule else ()
    words = {name: getattr(rule, name) for name in names}
    return {**words, "points": paper.score.bonus, "honours": honours}


def _vetoes(paper: ScorePaper) -> Json:
    recognition = paper.scheme.scored.recognition
    return {
        "listed": [{"name": one.name, "text": one.text} for one in paper.scheme.vetoes.values()],
        "in_force": [one.name for one in paper.vetoes],
        "check": recognition.veto_check if recognition else "",
    }


def _result(sheet: Worksheet) -> Json:
    judged, tiers = sheet.judged, sheet.proposal.scheme.tiers
    return {
        "base": judged.base,
        "points": judged.points,
        "standing": judged.standing,
        "tier": tiers[judged.tier].name if judged.tier else "",
    }


def _people(act: Act, events: Iterable[ScoringEventRow]) -> list[Json]:
    """Who had a part in it, each once in every post."""
    signed = dict.fromkeys((event.by_id, event.by_grant_id) for event in events)
    return [
        {"name": act.uow.people.get(person).name, "post": act.uow.grants.get(grant).post}
        for person, grant in signed
    ]
