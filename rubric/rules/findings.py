"""Rules about what a checker established."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from rubric.facts import Finding
from rubric.model import Loses, Points, Word
from rubric.occurrences import ONE_DAY
from rubric.rules.base import Charge, Gives, Rule, given, spoken_gift, spoken_loss
from rubric.view import Grounds, View
from rubric.wording import spoken_day, spoken_points

Kinds = Annotated[Mapping[str, Word], Field(min_length=1)]
"""The kinds of finding, with their names."""


class _Findings(Rule):
    findings: Kinds

    def charges(self, view: View) -> Iterator[Charge]:
        for finding in view.found(self.findings):
            if finding.cleared_on is None:
                day = finding.found_on
                amount, why = self._amount(finding), self._why(finding)
                yield Charge(amount, day, day, subject(finding), why, self.clause)

    def vouched(self, view: View) -> Iterator[bool]:
        return (True for _ in view.found(self.findings))

    def heeds(self) -> Iterable[str]:
        return self.findings

    def finding_kinds(self) -> Mapping[str, str]:
        return self.findings

    def _amount(self, finding: Finding) -> Decimal:
        raise NotImplementedError

    def _why(self, finding: Finding) -> str:
        times = f"({finding.count}次)" if finding.count > 1 else ""
        reason = f":{finding.reason}" if finding.reason else ""
        return f"{spoken_day(finding.found_on)}发现{self.findings[finding.kind]}{times}{reason}"


class Found(_Findings):
    """发现一起扣…分; 有以上现象的不得分: so much for each, or everything."""

    rule: Literal["finding"]
    each: Loses

    def _amount(self, finding: Finding) -> Decimal:
        return self.each * finding.count

    def plain(self, scheme: Grounds) -> str:  # noqa: ARG002 - it names nothing of the scheme
        return f"查到{'、'.join(self.findings.values())}的,每次{spoken_loss(self.each)}"


class Assessed(_Findings):
    """酌情扣分: the checker's own amount, with his reason, from `least` (if set) to `most`."""

    rule: Literal["finding-assessed"]
    least: Points | None = None
    most: Points
    gives: Gives = "loses"

    def _amount(self, finding: Finding) -> Decimal:
        return given(self.most if finding.amount is None else finding.amount, self.gives)

    def plain(self, scheme: Grounds) -> str:  # noqa: ARG002 - it names nothing of the scheme
        names = "、".join(self.findings.values())
        return f"查到{names}的,由检查的人酌情{spoken_gift(self.gives)}并写明理由,{self._range()}分"

    def _range(self) -> str:
        most = spoken_points(self.most)
        return f"{spoken_points(self.least)}到{most}" if self.least else f"最多{most}"


class RectificationMissed(Rule):
    """整改不到位: every finding, of whatever item, that was not settled by its due day."""

    rule: Literal["rectification-missed"]
    each: Points

    def charges(self, view: View) -> Iterator[Charge]:
        for finding in view.findings:
            if not _kept(finding) and finding.due is not None and finding.cleared_on is None:
                starts = finding.due + ONE_DAY
                what = f"{spoken_day(finding.found_on)}所提问题(第{finding.item}项)"
                yield Charge(
                    self.each,
                    starts,
                    starts,
                    f"rectification/{subject(finding)}",
                    f"{what}到{spoken_day(finding.due)}仍未整改销号",
                    self.clause,
                    f"{what}整改销号",
                )

    def vouched(self, view: View) -> Iterator[bool]:
        return (True for finding in view.findings if finding.due is not None)

    def plain(self, scheme: Grounds) -> str:  # noqa: ARG002 - it names nothing of the scheme
        return f"各项问题到期没有整改销号的,每个{spoken_loss(self.each)}"


def _kept(finding: Finding) -> bool:
    settled, due = finding.settled_on, finding.due
    return settled is not None and due is not None and settled <= due


def subject(finding: Finding) -> str:
    """What a loss calls the finding: where it is kept, or what can be told of it."""
    return finding.ref or f"finding/{finding.kind}/{finding.found_on}"
