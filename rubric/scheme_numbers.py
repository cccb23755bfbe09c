"""Whether the numbers of a points scheme fit together: counts, formulas, tiers, weights, sums."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rubric.counts import NamedCount, Source
from rubric.formula import WORDS, Formula
from rubric.parts import Parts
from rubric.scheme_parts import Tables, place_of
from rubric.scheme_tables import AnyHead, Item, PointsHead, Quota
from rubric.wording import spoken_points

_HUNDRED = 100


def check_numbers(parts: Parts, head: AnyHead | None, tables: Tables) -> None:
    """Add every fault in what a scheme with points computes with."""
    counts = {count.id for count in tables.counts}
    for place, key, formula in _formulas(parts, tables):
        for name in sorted(formula.names - counts):
            parts.add(place, key, f"没有“{name}”这个数(counts)")
    for count in tables.counts:
        if count.id in WORDS:
            parts.add(place_of(parts, "counts", count.id), "id", f"“{count.id}”在算式里另有用处")
        _check_count(parts, count, tables)
    _check_honours(parts, tables)
    _check_marks(parts, tables)
    if isinstance(head, PointsHead):
        _check_rules(parts, tables.items)
        _check_composite(parts, head, counts)
        if not parts.refused():
            _check_sums(parts, head, tables)


def _formulas(parts: Parts, tables: Tables) -> Iterator[tuple[str, str, Formula]]:
    for item in tables.items:
        for at, rule in enumerate(item.rules, start=1):
            place = place_of(parts, "items", item.no)
            yield from ((place, f"rules.{at}", formula) for formula in rule.formulas())
    for tier in tables.tiers:
        if tier.when:
            yield place_of(parts, "tiers", tier.id), "when", tier.when
    for veto in tables.vetoes:
        if veto.unless:
            yield place_of(parts, "vetoes", veto.kind), "unless", veto.unless


def _check_count(parts: Parts, count: NamedCount, tables: Tables) -> None:
    """The duties, findings or honours it counts stand in the file; states need not."""
    known: dict[Source, set[str]] = {
        Source.RECORDS: {duty.id for duty in tables.duties},
        Source.ASSIGNED: {duty.id for duty in tables.duties},
        Source.DONE: {duty.id for duty in tables.duties},
        Source.FINDINGS: {
            kind for item in tables.items for rule in item.rules for kind in rule.finding_kinds()
        },
        Source.HONOURS: {honour.kind for honour in tables.honours},
        Source.YEARS_RUNNING: {honour.kind for honour in tables.honours},
    }
    for name in count.names:
        if name not in known.get(count.of, {name}):
            parts.add(place_of(parts, "counts", count.id), "names", f"没有“{name}”")


def _check_honours(parts: Parts, tables: Tables) -> None:
    known = {honour.kind for honour in tables.honours}
    for item in tables.items:
        for at, rule in enumerate(item.rules, start=1):
            for kind in rule.honour_kinds():
                if kind not in known:
                    place = place_of(parts, "items", item.no)
                    parts.add(place, f"rules.{at}.honours", f"没有“{kind}”这种加分")


def _check_marks(parts: Parts, tables: Tables) -> None:
    sections = {section.no for section in tables.sections}
    for tier in tables.tiers:
        for at, mark in enumerate(tier.marks, start=1):
            if mark.section not in sections:
                place = place_of(parts, "tiers", tier.id)
                parts.add(place, f"marks.{at}.section", f"没有第 {mark.section} 部分")


def _check_rules(parts: Parts, items: Sequence[Item]) -> None:
    """An item with points has rules; one without points needs none."""
    for item in items:
        if item.points and not item.rules:
            parts.add(place_of(parts, "items", item.no), "rules", "不能空着")
        if item.least > item.points:
            parts.add(place_of(parts, "items", item.no), "least", "不能大于 points")


def _check_composite(parts: Parts, head: PointsHead, counts: set[str]) -> None:
    if head.composite is None:
        return
    for at, part in enumerate(head.composite.parts, start=1):
        if part.count not in counts:
            parts.add("composite", f"parts.{at}.count", f"没有“{part.count}”这个数(counts)")
    whole = head.composite.own_percent + sum(part.percent for part in head.composite.parts)
    if whole != _HUNDRED:
        parts.add("composite", "own_percent", f"各部分的比例合计是 {whole}%,应当是 100%")


def _check_sums(parts: Parts, head: PointsHead, tables: Tables) -> None:
    """Told only when every table is sound: a sum over some of them would mislead."""
    items = [item for item in tables.items if not item.extra]
    for witness, points in head.witness_points.items():
        of = [item for item in items if item.witness is witness]
        _must_equal(parts, "witness_points", witness, points, _sum(of))
    if head.witness_points and sum(head.witness_points.values()) != head.points:
        parts.add("witness_points", "", f"合计不是 {spoken_points(head.points)} 分")
    for section in tables.sections:
        of = [item for item in items if item.section == section.no]
        place = place_of(parts, "sections", section.no)
        _must_equal(parts, place, "points", section.points, _sum(of))
    _check_whole(parts, head, tables, items)
    if head.recognition:
        _check_quotas(parts, head.recognition.quotas, head.recognition.quota_total)


def _check_whole(parts: Parts, head: PointsHead, tables: Tables, items: Sequence[Item]) -> None:
    """The items come to the points of the whole, by the weights of their sections if they have."""
    weights = [section.percent for section in tables.sections]
    if weights.count(None) == len(weights):
        _must_equal(parts, "", "points", head.points, _sum(items))
    elif None in weights or sum(weight or 0 for weight in weights) != _HUNDRED:
        parts.add("sections 1", "percent", "各部分的 percent 要么都不写,要么合计 100")
    else:
        weighed = (section.points * (section.percent or 0) for section in tables.sections)
        _must_equal(parts, "", "points", head.points, sum(weighed, Decimal(0)) / _HUNDRED)


def _sum(items: Sequence[Item]) -> Decimal:
    return sum((item.points for item in items), Decimal(0))


def _must_equal(parts: Parts, table: str, key: str, points: Decimal, found: Decimal) -> None:
    if found != points:
        told = f"写的是 {spoken_points(points)} 分,各项相加是 {spoken_points(found)} 分"
        parts.add(table, key, told)


def _check_quotas(parts: Parts, quotas: Sequence[Quota], total: Quota) -> None:
    columns = {
        "model_town": (total.model_town, sum(one.model_town for one in quotas)),
        "up-to-standard": (total.up_to_standard, sum(one.up_to_standard for one in quotas)),
        "demonstration": (total.demonstration, sum(one.demonstration for one in quotas)),
    }
    for column, (written, found) in columns.items():
        if written != found:
            told = f"写的是 {written},各镇(街道)相加是 {found}"
            parts.add("recognition", f"quota_total.{column}", told)
