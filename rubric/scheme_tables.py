"""The tables of a scheme file, each line with its clause."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from rubric.duty import Owner
from rubric.formula import Expression
from rubric.grade_tables import GradesRecognition, Grading
from rubric.losses import Bounds
from rubric.model import Bound, Count, Day, Model, MonthDay, Percent, Points, Word, Worth
from rubric.rules import AnyRule, Rule


class Witness(StrEnum):
    """Who knows an item: the ledger, a system or office, or a checker's findings."""

    LEDGER = "ledger"
    SYSTEM = "system"
    FINDING = "finding"


class Section(Model):
    """建设内容: a part of the table, with the points of its items where there are any.

    `most` and `least` bound what its items come to, `percent` is its weight in the total.
    """

    no: Count
    name: Word
    points: Points = Decimal(0)
    most: Bound | None = None
    least: Bound | None = None
    percent: Percent | None = None
    clause: Word


class Item(Model):
    """One line of a document, in its own words.

    It starts with all its points or with none, and is never above them or below `least`; an
    `extra` one comes on top of the scheme's points.
    What a kind of scheme needs of its items, and what it may not have, is said by scheme_check:
    with points `points`, `witness`, `rule`, `check` and `rules`; with grades the numbered
    sub-`parts`, and why the item `may_not_apply`; in a checklist the responsible `units`, the
    `deadline` as it is written, and the `duties` that are to be done.
    """

    no: Count
    section: Count
    name: Word
    points: Worth = Decimal(0)
    starts: Literal["full", "none"] = "full"
    least: Bound = Decimal(0)
    extra: bool = False
    witness: Witness = Witness.LEDGER
    standard: Word
    rule: Word = ""
    check: Word = ""
    clause: Word
    rules: tuple[AnyRule, ...] = ()
    parts: tuple[Word, ...] = ()
    may_not_apply: Word = ""
    units: Word = ""
    deadline: Word = ""
    duties: tuple[Word, ...] = ()

    @property
    def bounds(self) -> Bounds:
        start = self.points if self.starts == "full" else Decimal(0)
        return Bounds(start, self.least, self.points)

    def under(self, readings: Mapping[str, str]) -> tuple[Rule, ...]:
        """The rules that apply under these readings."""
        return tuple(rule for rule in self.rules if rule.reading.items() <= readings.items())


class Option(Model):
    """One way to read an open place of the document."""

    id: Word
    name: Word
    explain: Word


class Reading(Model):
    """A place the document leaves open, and how it may be read; printed on the score sheet."""

    id: Word
    name: Word
    clause: Word
    default: Word
    options: tuple[Option, ...] = Field(min_length=1)


class HonourKind(Model):
    """What earns bonus points."""

    kind: Word
    name: Word
    points: Points
    clause: Word


class VetoKind(Model):
    """What stands in the way of any standing, but for the exception `unless`."""

    kind: Word
    name: Word
    text: Word
    unless: Expression | None = None
    clause: Word


class Thresholds(Model):
    """The least points for each standing."""

    demonstration: Points
    up_to_standard: Points = Field(alias="up-to-standard")
    clause: Word


class Bonus(Model):
    """加分项: at most so much, whatever the honours."""

    most: Points
    standard: Word
    rule: Word
    check: Word
    clause: Word


class Quota(Model):
    """任务数: how many of each standing a town is to bring forth."""

    town: Word
    model_town: Count
    up_to_standard: Count = Field(alias="up-to-standard")
    demonstration: Count


class Subsidy(Model):
    """补助: what a recognised village is given, in yuan, and how it must be kept."""

    yuan: Count
    rule: Word
    clause: Word


class Recognition(Model):
    """认定: the days, and how many more than its quota a town may put forward."""

    seal_by: MonthDay
    confirm_by: MonthDay
    beyond_quota: Count
    veto_check: Word
    clause: Word
    quotas: tuple[Quota, ...] = ()
    quota_total: Quota
    subsidy: Subsidy | None = None


class Target(Model):
    """A count to be reached: so many, or so many percent `of` a number, by a day if one is set."""

    id: Word
    name: Word
    state: Word
    at_least: Count | None = None
    percent: Count | None = None
    of: Count | None = None
    by: Day | None = None
    owed_by: Owner = Owner.VILLAGE
    text: Word
    clause: Word


class PlanYear(Model):
    """Which villages are to reach the standard in a year (任务分解表)."""

    year: Count
    count: Count
    villages: tuple[Word, ...] = ()
    clause: Word


class Head(Model):
    """What a scheme file of any kind says outside its lists.

    `short` is how a list or a button calls it, in at most ten characters.
    """

    id: Word
    title: Word
    short: str = Field(default="", max_length=10)
    document: Word
    version: Word
    in_force_from: Day


class Component(Model):
    """What is scored elsewhere and enters the total with a weight; `full` is the most it can be."""

    count: Word
    percent: Percent
    full: Points


class Composite(Model):
    """综合得分: the items' total with its weight, and what is scored elsewhere with theirs."""

    own_percent: Percent
    parts: tuple[Component, ...] = Field(min_length=1)
    clause: Word


class Mark(Model):
    """及格线: the least points of one section."""

    section: Count
    points: Points


class Tier(Model):
    """档次: what a village needs for it, the best first, and how many villages there may be."""

    id: Word
    name: Word
    reaching: Bound
    marks: tuple[Mark, ...] = ()
    when: Expression | None = None
    quota: Count | None = None
    share_percent: Percent | None = None
    clause: Word

    def room(self, villages: int) -> int | None:
        """How many of so many villages may have it; None if as many as reach it."""
        share = None if self.share_percent is None else villages * self.share_percent // 100
        limits = [limit for limit in (self.quota, share) if limit is not None]
        return min(limits, default=None)


class PointsHead(Head):
    """What a scheme with points says besides; a county's table need not have all of it."""

    kind: Literal["points"]
    points: Points
    witness_points: Mapping[Witness, Points] = Field(default_factory=dict)
    thresholds: Thresholds | None = None
    bonus: Bonus | None = None
    recognition: Recognition | None = None
    composite: Composite | None = None
    most: Bound | None = None
    least: Bound | None = None


class GradesHead(Head):
    """What a scheme with grades says besides."""

    kind: Literal["grades"]
    grading: Grading
    recognition: GradesRecognition


class ChecklistHead(Head):
    """A checklist says no more."""

    kind: Literal["checklist"]


AnyHead = PointsHead | GradesHead | ChecklistHead
