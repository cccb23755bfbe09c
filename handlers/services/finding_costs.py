"""What a finding costs, and whether the points come back: the scorer's answers with and without."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from handlers.services.book import Book, Enrolled
from rubric.facts import Facts, Finding
from rubric.occurrences import ONE_DAY
from rubric.scoring import Score
from storage.facts import finding_fact
from storage.findings import FindingRow


@dataclass(frozen=True, slots=True)
class Cost:
    """Points lost by one finding.

    `now` are lost today, `kept` stay lost if it is settled today, `missed` are lost if its due day
    passes; missing it costs under `item`. `before` and `after` are 目前 without it and with it.
    """

    now: Decimal
    kept: Decimal
    missed: Decimal
    item: int | None
    before: Decimal
    after: Decimal


def cost(book: Book, row: FindingRow) -> Cost | None:
    """What this finding costs; None where nothing is scored."""
    return would_cost(book, row.scheme_id, finding_fact(row))


def would_cost(book: Book, scheme_id: str, finding: Finding) -> Cost | None:
    """The same of a finding as it might be, in place of what the book holds of it."""
    part = next((each for each in book.enrolled if each.scheme.id == scheme_id), None)
    if part is None or part.scheme.kind != "points":
        return None
    without, today = _without(part.facts, finding), book.today
    later = max(today, finding.due + ONE_DAY) if finding.due else today
    settled = replace(finding, settled_on=finding.settled_on or today)
    year = finding.found_on.year

    def scored(on: date, *found: Finding) -> Score:
        facts = replace(without, findings=(*without.findings, *found))
        return _scored(part, facts, year, on)

    before, after = scored(today).provisional, scored(today, finding).provisional
    base, mended, missed = scored(later), scored(later, settled), scored(later, finding)
    return Cost(
        now=before - after,
        kept=base.provisional - mended.provisional,
        missed=base.provisional - missed.provisional,
        item=_dearer(mended, missed),
        before=before,
        after=after,
    )


def _scored(part: Enrolled, facts: Facts, year: int, on: date) -> Score:
    return replace(part, facts=facts).score(year, on)


def _without(facts: Facts, finding: Finding) -> Facts:
    others = (each for each in facts.findings if not finding.ref or each.ref != finding.ref)
    return replace(facts, findings=tuple(others))


def _dearer(mended: Score, missed: Score) -> int | None:
    """The item in which it costs more to miss the due day."""
    pairs = zip(mended.items, missed.items, strict=True)
    return next((one.no for one, other in pairs if one.score > other.score), None)
