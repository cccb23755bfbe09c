"""The score in plain Chinese lines, for a terminal or a printed page."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rubric.losses import Loss
from rubric.scheme import Scheme
from rubric.scoring import BasisKind, ItemScore, Score, Standing
from rubric.wording import full_day, spoken_points

_ASSURED = {
    Standing.VETOED: "有一票否决事项",
    Standing.DEMONSTRATION: "已核实的分数到了示范(标杆)申报线",
    Standing.UP_TO_STANDARD: "已核实的分数到了达标线",
    Standing.BELOW: "已核实的分数还不到达标线",
}
"""No village is said to have reached a line on what nobody has looked at."""
BASES = {
    BasisKind.CONFIRMED: "已核实",
    BasisKind.REPORTED: "村里自报",
    BasisKind.PRESUMED: "尚无人核查",
}
NOTICE = "仅供提示,以镇(街道)盖章评分为准。"


def sheet(scheme: Scheme, village: str, score: Score, readings: Mapping[str, str]) -> list[str]:
    """The whole score: the figures, every item with its losses, the readings, the notice."""
    return [
        f"{village} {score.year}年 提示分({full_day(score.as_of)})",
        scheme.document,
        *_figures(scheme, score),
        *_tier(scheme, score),
        *(line for item in score.items for line in _item(scheme, item)),
        *readings_used(scheme, readings),
        NOTICE,
    ]


def assured(scheme: Scheme, score: Score) -> str:
    """Which line was reached by what is certain; nothing is said of lines that nobody drew."""
    if score.assured is Standing.BELOW and scheme.scored.thresholds is None:
        return "考核办法没有划线"
    return _ASSURED[score.assured]


def _figures(scheme: Scheme, score: Score) -> Iterator[str]:
    points = spoken_points
    yield (
        f"目前 {points(score.provisional)}(含加分 {points(score.bonus)})"
        f" 年底最高 {points(score.ceiling)} 若不再办 {points(score.floor)}"
    )
    yield " ".join(f"{BASES[kind]} {points(part)}" for kind, part in _parts(score))
    yield f"{assured(scheme, score)};尚无人核查的有 {points(score.basis.presumed)} 分"
    until = score.valid_until
    yield f"没有新情况,到{full_day(until)}不变" if until else "年度已结算或不会再变"


def _tier(scheme: Scheme, score: Score) -> Iterator[str]:
    """The scheme's own tier by the points of the day; how many there may be is not asked here."""
    if score.tier:
        yield f"按目前得分够“{scheme.tiers[score.tier].name}”的条件(名额另定)"


def _parts(score: Score) -> Iterator[tuple[BasisKind, Decimal]]:
    return zip(BasisKind, score.basis, strict=True)


def _item(scheme: Scheme, item: ItemScore) -> Iterator[str]:
    yield (
        f"第{item.no}项 {scheme.items[item.no].name}"
        f" {spoken_points(item.score)}/{spoken_points(item.points)} {BASES[item.basis]}"
    )
    for loss in item.losses:
        yield f"  -{spoken_points(loss.amount)} {loss.why}({loss.clause}{_repair(loss)})"


def _repair(loss: Loss) -> str:
    return f";不晚于{full_day(loss.repairable_until)}可以补回" if loss.repairable_until else ""


def readings_used(scheme: Scheme, readings: Mapping[str, str]) -> Iterator[str]:
    """The readings by which it was computed, in their own words."""
    for name, chosen in scheme.read_as(readings).items():
        reading = scheme.readings[name]
        option = next(option for option in reading.options if option.id == chosen)
        yield f"读法 {name} {reading.name}:{option.name}。{option.explain}"
