"""What the program proposes for a village's score sheet: item by item, on what evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from handlers.services.act import Act
from handlers.services.book import Enrolled
from handlers.services.canonical import digest, written
from handlers.services.papers import ScoredItem, ScorePaper, score_papers
from rubric.losses import Loss
from rubric.rules import Rule
from rubric.scheme import Scheme
from rubric.scheme_tables import Item, Witness
from rubric.scoring import BasisKind, ItemScore
from rubric.view import View, look
from storage.errors import NotFound


@dataclass(frozen=True, slots=True)
class Line:
    """One item: what is proposed and why; `pending` is not due yet (未到期).

    `digest` is of the amount and its grounds: what somebody who gives an amount has judged upon. A
    record that is confirmed meanwhile leaves both as they were.
    """

    item: Item
    proposed: Decimal
    score: ItemScore
    pending: tuple[str, ...]
    undisputed: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole sheet as proposed on a day, and the hash of what it was computed from."""

    part: Enrolled
    paper: ScorePaper
    lines: Mapping[int, Line]
    evidence: str

    @property
    def scheme(self) -> Scheme:
        return self.part.scheme


def propose(
    act: Act, scheme_id: str, year: int, given: Mapping[int, Decimal] | None = None
) -> Proposal:
    """The provisional score of the act's day; `given` are amounts already sealed at a lower level.

    NotFound where the village is under no such scheme.
    """
    part = next((each for each in act.book.enrolled if each.scheme.id == scheme_id), None)
    if part is None:
        raise NotFound("考核办法", scheme_id)
    papers = score_papers(act.uow, act.book, year)
    paper = next(each for each in papers if each.scheme.id == scheme_id)
    rules = part.scheme.read_as(part.read_in(year))
    lines = [
        _line(each, each.item.under(rules), given or {})
        for section in paper.sections
        for each in section.items
    ]
    ordered = sorted(lines, key=lambda line: line.item.no)
    return Proposal(
        part, paper, {line.item.no: line for line in ordered}, _evidence(act, part, year)
    )


def _line(scored: ScoredItem, rules: tuple[Rule, ...], given: Mapping[int, Decimal]) -> Line:
    score = scored.score
    proposed = given.get(score.no, score.score)
    return Line(
        item=scored.item,
        proposed=proposed,
        score=score,
        pending=scored.pending,
        undisputed=proposed == score.score and undisputed(scored.item, score, rules),
        digest=digest([proposed, score.score, [_ground(loss) for loss in score.losses]]),
    )


def _ground(loss: Loss) -> list[object]:
    return [loss.subject, loss.amount, loss.on]


def undisputed(item: Item, score: ItemScore, rules: tuple[Rule, ...]) -> bool:
    """无争议: the proposal rests on full evidence, so that 采用全部无争议项 may adopt it unseen.

    Either another post has vouched for the item (an assessment, or every fact confirmed), whatever
    it lost; or it is told by the ledger and has lost nothing: all that was due is on file, or
    nothing was due. Not undisputed, and judged one by one, are the rest: items known only by talks,
    visits or systems (witness system or finding) that nobody entitled has looked at, losses on the
    village's own word alone, and states on the spot of which nobody has told anything.
    """
    if score.basis is BasisKind.CONFIRMED:
        return True
    unseen = score.basis is BasisKind.PRESUMED and any(rule.state_names() for rule in rules)
    return item.witness is Witness.LEDGER and score.score == item.bounds.most and not unseen


def _evidence(act: Act, part: Enrolled, year: int) -> str:
    """The hash of scheme, version, readings and every fact of the year that is seen on the day."""
    scheme = part.scheme
    view = look(scheme, year, part.facts, act.day)
    return digest(
        {
            "scheme": [scheme.id, scheme.version],
            "year": year,
            "readings": scheme.read_as(part.read_in(year)),
            "profile": part.facts.profile,
            "facts": sorted({written([type(each).__name__, each]) for each in _seen(scheme, view)}),
        }
    )


def _seen(scheme: Scheme, view: View) -> Iterator[object]:
    """The facts the year is judged by; what is logged meanwhile for another is not."""
    for records in view.counting.values():
        yield from records
    facts = view.facts
    for record in facts.records:
        of_the_year = record.returned is None and record.done_on.year == view.year
        if of_the_year and not scheme.duties.keys().isdisjoint(record.duties):
            yield record
    yield from (*view.findings, *facts.states, *facts.tasks, *facts.matters)
    yield from (*facts.assessments, *facts.honours, *facts.vetoes)
