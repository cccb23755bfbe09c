"""A scheme (考核办法): one document as data, every line with its clause."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from rubric.counts import NamedCount, Source
from rubric.duty import Duty, Stage
from rubric.errors import Fault, NoGrades, NoPoints, NotTold, SchemeRefused
from rubric.grade_tables import NegativeKind
from rubric.matter import MatterKind
from rubric.parts import Parts
from rubric.period import Cadence
from rubric.rules import Assessed, EventsShort, StateNo
from rubric.scheme_check import check
from rubric.scheme_kinds import KINDS
from rubric.scheme_parts import Tables
from rubric.scheme_tables import (
    AnyHead,
    Bonus,
    ChecklistHead,
    GradesHead,
    HonourKind,
    Item,
    PlanYear,
    PointsHead,
    Reading,
    Recognition,
    Section,
    Target,
    Thresholds,
    Tier,
    VetoKind,
)
from rubric.toml_text import read_toml
from rubric.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: its item, what it is called, and the range of the checker's amount.

    Without `most` the amount is the rule's and not the checker's.
    """

    item: int
    name: str
    most: Decimal | None
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StateKind:
    """A state: its item, what it tells, and whether it is a yes or no (else a count)."""

    item: int
    name: str
    yes_no: bool


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Scheme:
    """A whole document, sound in itself. Compared by identity: it is read once.

    `head` holds what only one kind of scheme has; a table that a kind does not have is empty.
    `earning` are the honours that earn points in an item and not in the bonus; `stages` those of
    reminding, where a duty has none of its own.
    """

    head: AnyHead
    sections: Mapping[int, Section]
    items: Mapping[int, Item]
    duties: Mapping[str, Duty]
    matters: Mapping[str, MatterKind]
    honours: Mapping[str, HonourKind]
    vetoes: Mapping[str, VetoKind]
    readings: Mapping[str, Reading]
    findings: Mapping[str, FindingKind]
    states: Mapping[str, StateKind]
    negatives: Mapping[str, NegativeKind]
    targets: Mapping[str, Target]
    plan: Mapping[int, PlanYear]
    counts: Mapping[str, NamedCount]
    tiers: Mapping[str, Tier]
    earning: frozenset[str]
    stages: tuple[Stage, ...]

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def kind(self) -> str:
        return self.head.kind

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def short(self) -> str:
        """The name it goes by in lists; its title where it has none."""
        return self.head.short or self.head.title

    @property
    def document(self) -> str:
        return self.head.document

    @property
    def version(self) -> str:
        return self.head.version

    @property
    def in_force_from(self) -> date:
        return self.head.in_force_from

    @property
    def scored(self) -> PointsHead:
        """What a scheme with points says; NoPoints of any other."""
        if not isinstance(self.head, PointsHead):
            raise NoPoints
        return self.head

    @cached_property
    def adds_up(self) -> bool:
        """Whether the total is the plain sum of the items: nothing bounds or weighs it."""
        bounds: list[object] = [self.scored.composite, self.scored.most, self.scored.least]
        for section in self.sections.values():
            bounds += [section.most, section.least, section.percent]
        return all(bound is None for bound in bounds)

    @cached_property
    def by_event(self) -> frozenset[str]:
        """The duties whose events are counted, and not their occurrences."""
        rules = (rule for item in self.items.values() for rule in item.rules)
        counted = {duty for rule in rules if isinstance(rule, EventsShort) for duty in rule.duties}
        ongoing = {duty.id for duty in self.duties.values() if duty.cadence is Cadence.ANY_TIME}
        return frozenset(counted | ongoing)

    @property
    def graded(self) -> GradesHead:
        """What a scheme with grades says; NoGrades of any other."""
        if not isinstance(self.head, GradesHead):
            raise NoGrades
        return self.head

    @property
    def points(self) -> Decimal:
        return self.scored.points

    @property
    def thresholds(self) -> Thresholds:
        return _given(self.scored.thresholds)

    @property
    def bonus(self) -> Bonus:
        return _given(self.scored.bonus)

    @property
    def recognition(self) -> Recognition:
        return _given(self.scored.recognition)

    def read_as(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The reading of every open place: the chosen one, else the default."""
        return {id_: chosen.get(id_, reading.default) for id_, reading in self.readings.items()}


Told = TypeVar("Told")


def _given(told: Told | None) -> Told:
    """What the scheme says; NotTold where it says nothing."""
    if told is None:
        raise NotTold
    return told


_HEADS: Mapping[str, type[AnyHead]] = {
    "points": PointsHead,
    "grades": GradesHead,
    "checklist": ChecklistHead,
}


def parse_scheme(text: str, source: str, vocabulary: Vocabulary) -> Scheme:
    """Read a scheme file; SchemeRefused with every fault and its place."""
    raw, faults = read_toml(text, source)
    parts = Parts(source, raw, faults)
    if not raw:
        raise SchemeRefused(parts.refused() or (Fault(source, "", "", "文件是空的"),))
    kind = raw.get("kind")
    known = kind if isinstance(kind, str) and kind in _HEADS else "points"
    if known != kind:
        parts.add("", "kind", f"只能是 {'、'.join(_HEADS)} 之一")
    lists = KINDS[known].lists
    head = parts.head(_HEADS[known], lists)
    tables = _tables(parts)
    stages = parts.many("stages", Stage)
    check(parts, known, head, tables, vocabulary)
    if head is None or parts.refused():
        raise SchemeRefused(parts.refused())
    return _scheme(head, tables, _completed(tables.duties, stages, vocabulary), tuple(stages))


def _tables(parts: Parts) -> Tables:
    return Tables(
        sections=parts.many("sections", Section),
        items=parts.many("items", Item),
        duties=parts.many("duties", Duty),
        matters=parts.many("matters", MatterKind),
        honours=parts.many("honours", HonourKind),
        vetoes=parts.many("vetoes", VetoKind),
        readings=parts.many("readings", Reading),
        negatives=parts.many("negatives", NegativeKind),
        targets=parts.many("targets", Target),
        plan=parts.many("plan", PlanYear),
        counts=parts.many("counts", NamedCount),
        tiers=parts.many("tiers", Tier),
    )


def _completed(
    duties: Iterable[Duty], stages: list[Stage], vocabulary: Vocabulary
) -> dict[str, Duty]:
    """The duties with the name people know and the scheme's stages, where they have none."""
    return {
        duty.id: duty.model_copy(
            update={
                "name": duty.name or vocabulary.duties[duty.id].name,
                "stages": duty.stages or tuple(stages),
            }
        )
        for duty in duties
    }


def _scheme(
    head: AnyHead, tables: Tables, duties: dict[str, Duty], stages: tuple[Stage, ...]
) -> Scheme:
    return Scheme(
        head=head,
        sections={section.no: section for section in tables.sections},
        items={item.no: item for item in tables.items},
        duties=duties,
        matters={matter.id: matter for matter in tables.matters},
        honours={honour.kind: honour for honour in tables.honours},
        vetoes={veto.kind: veto for veto in tables.vetoes},
        readings={reading.id: reading for reading in tables.readings},
        findings=dict(_finding_kinds(tables.items)),
        states=dict(_state_kinds(tables)),
        negatives={negative.kind: negative for negative in tables.negatives},
        targets={target.id: target for target in tables.targets},
        plan={year.year: year for year in tables.plan},
        counts={count.id: count for count in tables.counts},
        tiers={tier.id: tier for tier in tables.tiers},
        earning=frozenset(
            kind for item in tables.items for rule in item.rules for kind in rule.honour_kinds()
        ),
        stages=stages,
    )


def _finding_kinds(items: Iterable[Item]) -> Iterator[tuple[str, FindingKind]]:
    for item in items:
        for rule in item.rules:
            most = min(rule.most, item.points) if isinstance(rule, Assessed) else None
            least = rule.least if isinstance(rule, Assessed) else None
            for kind, name in rule.finding_kinds().items():
                yield kind, FindingKind(item.no, name, most, least)


def _state_kinds(tables: Tables) -> Iterator[tuple[str, StateKind]]:
    """What only a count or target names is a number; what a rule names is as the rule says."""
    for target in tables.targets:
        yield target.state, StateKind(0, target.name, yes_no=False)
    for count in tables.counts:
        if count.of in {Source.STATE, Source.MONTHS_SINCE}:
            yield from ((name, StateKind(0, count.name, yes_no=False)) for name in count.names)
    for item in tables.items:
        for rule in item.rules:
            for state, name in rule.state_names().items():
                yield state, StateKind(item.no, name, isinstance(rule, StateNo))
