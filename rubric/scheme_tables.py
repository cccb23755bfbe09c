"""The tables of a scheme file, each line with its clause."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from rubric.model import Count, Day, Model, MonthDay, Points, Word
from rubric.rules import AnyRule, Rule


class Witness(StrEnum):
    """Who knows an item: the ledger, a system or office, or a checker's findings."""

    LEDGER = "ledger"
    SYSTEM = "system"
    FINDING = "finding"


class Section(Model):
    """建设内容: a part of the table, with the points of its items."""

    no: Count
    name: Word
    points: Points
    clause: Word


class Item(Model):
    """One line of the table, in the document's own words."""

    no: Count
    section: Count
    name: Word
    points: Points
    witness: Witness
    standard: Word
    rule: Word
    check: Word
    clause: Word
    rules: tuple[AnyRule, ...] = Field(min_length=1)

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
    """What stands in the way of any standing."""

    kind: Word
    name: Word
    text: Word
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


class Recognition(Model):
    """认定: the days, and how many more than its quota a town may put forward."""

    seal_by: MonthDay
    confirm_by: MonthDay
    beyond_quota: Count
    veto_check: Word
    clause: Word
    quotas: tuple[Quota, ...] = ()
    quota_total: Quota


class Head(Model):
    """What a scheme file says outside its lists."""

    id: Word
    kind: Literal["points"]
    title: Word
    document: Word
    version: Word
    in_force_from: Day
    points: Points
    witness_points: Mapping[Witness, Points]
    thresholds: Thresholds
    bonus: Bonus
    recognition: Recognition
