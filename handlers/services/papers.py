"""What a village's papers are made of: its score with grounds, read from its book."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.services.book import Book
from rubric.agenda import Entry, Mark, agenda
from rubric.scheme import Scheme
from rubric.scheme_tables import HonourKind, Item, Section, VetoKind
from rubric.scoring import ItemScore, Score
from rubric.sheet import readings_used
from storage.audit import Head
from storage.unit_of_work import UnitOfWork

_NOT_YET = (Mark.OPEN, Mark.AHEAD)


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """One line of the score sheet; `pending` tells what is not due yet (未到期)."""

    item: Item
    score: ItemScore
    pending: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredSection:
    """建设内容 with its lines."""

    section: Section
    items: tuple[ScoredItem, ...]


@dataclass(frozen=True, slots=True)
class Honoured:
    """One publication or endorsement of the year."""

    kind: HonourKind
    on: date
    piece: str


@dataclass(frozen=True, slots=True)
class ScorePaper:
    """评分表 of a village: figures, grounds, readings, and the audit chain's head at that time."""

    village: str
    town: str
    scheme: Scheme
    score: Score
    sections: tuple[ScoredSection, ...]
    honours: tuple[Honoured, ...]
    vetoes: tuple[VetoKind, ...]
    readings: tuple[str, ...]
    head: Head


def score_papers(uow: UnitOfWork, book: Book, year: int) -> tuple[ScorePaper, ...]:
    """The village's score sheet under each of its schemes with points, on the book's day."""
    town, head = uow.places.town_of(book.village.id).name, uow.audit.head()
    return tuple(
        score_paper(book, town, head, book.words[score.scheme_id], score)
        for score in book.scores(year)
    )


def score_paper(book: Book, town: str, head: Head, scheme: Scheme, score: Score) -> ScorePaper:
    """The sheet under one scheme; `head` is the end of the audit chain."""
    part = next(part for part in book.enrolled if part.scheme.id == scheme.id)
    facts = part.facts
    entries = agenda(scheme, score.year, facts, book.today)
    waiting = [one for one in entries if one.mark in _NOT_YET]
    seen = [one for one in facts.honours if one.on <= score.as_of and one.on.year == score.year]
    return ScorePaper(
        village=book.village.name,
        town=town,
        scheme=scheme,
        score=score,
        sections=tuple(_sections(scheme, score, waiting)),
        honours=tuple(Honoured(scheme.honours[one.kind], one.on, one.piece) for one in seen),
        vetoes=tuple(
            scheme.vetoes[one.kind]
            for one in facts.vetoes
            if one.on <= score.as_of and (one.lifted_on is None or one.lifted_on > score.as_of)
        ),
        readings=tuple(readings_used(scheme, part.read_in(score.year))),
        head=head,
    )


def _sections(scheme: Scheme, score: Score, waiting: list[Entry]) -> Iterator[ScoredSection]:
    for section in scheme.sections.values():
        lines = (one for one in score.items if scheme.items[one.no].section == section.no)
        yield ScoredSection(
            section,
            tuple(
                ScoredItem(scheme.items[one.no], one, pending(scheme, one.no, waiting))
                for one in lines
            ),
        )


def pending(scheme: Scheme, item: int, waiting: list[Entry]) -> tuple[str, ...]:
    """What of the item is not due yet: how often each duty still comes, in the scheme's order."""
    duties = {duty for rule in scheme.items[item].rules for duty in rule.duty_ids()}
    mine = [one for one in waiting if one.occurrence.duty in duties]
    regular = Counter(one.occurrence.duty for one in mine if _recurs(scheme, one))
    told = {one.occurrence.label: None for one in mine if not _recurs(scheme, one)}
    counted = (
        f"{scheme.duties[duty].name}{times}次" if times > 1 else scheme.duties[duty].name
        for duty, times in regular.items()
    )
    return (*counted, *told)


def _recurs(scheme: Scheme, entry: Entry) -> bool:
    return scheme.duties[entry.occurrence.duty].recurs
