"""A scheme (考核办法): one document as data, every line with its clause."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rubric.duty import Duty, Stage
from rubric.errors import Fault, SchemeRefused
from rubric.matter import MatterKind
from rubric.parts import Parts
from rubric.rules import Assessed, StateNo
from rubric.scheme_check import NAMED_BY, Tables, check
from rubric.scheme_tables import (
    Bonus,
    Head,
    HonourKind,
    Item,
    Reading,
    Recognition,
    Section,
    Thresholds,
    VetoKind,
)
from rubric.toml_text import read_toml
from rubric.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: its item, what it is called, and the most a checker may take off.

    Without `most` the amount is the rule's and not the checker's.
    """

    item: int
    name: str
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class StateKind:
    """A state: its item, what it tells, and whether it is a yes or no (else a count)."""

    item: int
    name: str
    yes_no: bool


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Scheme:
    """A whole document, sound in itself. Compared by identity: it is read once."""

    id: str
    kind: str
    title: str
    document: str
    version: str
    in_force_from: date
    points: Decimal
    thresholds: Thresholds
    bonus: Bonus
    recognition: Recognition
    sections: Mapping[int, Section]
    items: Mapping[int, Item]
    duties: Mapping[str, Duty]
    matters: Mapping[str, MatterKind]
    honours: Mapping[str, HonourKind]
    vetoes: Mapping[str, VetoKind]
    readings: Mapping[str, Reading]
    findings: Mapping[str, FindingKind]
    states: Mapping[str, StateKind]

    def read_as(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The reading of every open place: the chosen one, else the default."""
        return {id_: chosen.get(id_, reading.default) for id_, reading in self.readings.items()}


def parse_scheme(text: str, source: str, vocabulary: Vocabulary) -> Scheme:
    """Read a scheme file; SchemeRefused with every fault and its place."""
    raw, faults = read_toml(text, source)
    parts = Parts(source, raw, faults)
    if not raw:
        raise SchemeRefused(parts.refused() or (Fault(source, "", "", "文件是空的"),))
    head = parts.head(Head, (*NAMED_BY, "stages"))
    tables = _tables(parts)
    stages = parts.many("stages", Stage)
    check(parts, head, tables, vocabulary)
    if head is None or parts.refused():
        raise SchemeRefused(parts.refused())
    return _scheme(head, tables, _completed(tables.duties, stages, vocabulary))


def _tables(parts: Parts) -> Tables:
    return Tables(
        sections=parts.many("sections", Section),
        items=parts.many("items", Item),
        duties=parts.many("duties", Duty),
        matters=parts.many("matters", MatterKind),
        honours=parts.many("honours", HonourKind),
        vetoes=parts.many("vetoes", VetoKind),
        readings=parts.many("readings", Reading),
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


def _scheme(head: Head, tables: Tables, duties: dict[str, Duty]) -> Scheme:
    return Scheme(
        id=head.id,
        kind=head.kind,
        title=head.title,
        document=head.document,
        version=head.version,
        in_force_from=head.in_force_from,
        points=head.points,
        thresholds=head.thresholds,
        bonus=head.bonus,
        recognition=head.recognition,
        sections={section.no: section for section in tables.sections},
        items={item.no: item for item in tables.items},
        duties=duties,
        matters={matter.id: matter for matter in tables.matters},
        honours={honour.kind: honour for honour in tables.honours},
        vetoes={veto.kind: veto for veto in tables.vetoes},
        readings={reading.id: reading for reading in tables.readings},
        findings=dict(_finding_kinds(tables.items)),
        states=dict(_state_kinds(tables.items)),
    )


def _finding_kinds(items: Iterable[Item]) -> Iterator[tuple[str, FindingKind]]:
    for item in items:
        for rule in item.rules:
            most = min(rule.most, item.points) if isinstance(rule, Assessed) else None
            for kind, name in rule.finding_kinds().items():
                yield kind, FindingKind(item.no, name, most)


def _state_kinds(items: Iterable[Item]) -> Iterator[tuple[str, StateKind]]:
    for item in items:
        for rule in item.rules:
            for state, name in rule.state_names().items():
                yield state, StateKind(item.no, name, isinstance(rule, StateNo))
