"""Rules about matters: judged on the day they are concluded, and that judgement stays."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from rubric.facts import Matter
from rubric.matter import MatterKind
from rubric.model import Points, Word
from rubric.rules.base import Charge, Rule, spoken_loss
from rubric.view import Grounds, View


class _Concluded(Rule):
    matter: Word
    each: Points

    def charges(self, view: View) -> Iterator[Charge]:
        kind = view.scheme.matters[self.matter]
        for matter, day in view.concluded(self.matter):
            taken = {step: on for step, on in matter.steps.items() if on <= day}
            times, faults = self._judged(kind, taken)
            if times:
                subject = matter.ref or f"{matter.kind}/{matter.title}"
                why = f"{kind.name}“{matter.title}”{faults}"
                yield Charge(self.each * times, day, day, subject, why, self.clause)

    def vouched(self, view: View) -> Iterator[bool]:
        return (_confirmed(matter) for matter, _ in view.concluded(self.matter))

    def heeds(self) -> Iterable[str]:
        return (self.matter,)

    def _judged(self, kind: MatterKind, taken: dict[str, date]) -> tuple[int, str]:
        """How many times it costs, and what is wrong."""
        raise NotImplementedError


class MatterBroken(_Concluded):
    """未执行程序的每次扣…分: a step missing or out of order, once a matter."""

    rule: Literal["matter-broken"]

    def _judged(self, kind: MatterKind, taken: dict[str, date]) -> tuple[int, str]:
        faults = []
        if missing := kind.missing(taken):
            faults.append(f"缺{'、'.join(missing)}")
        if disordered := kind.disordered(taken):
            faults.append(f"{'、'.join(disordered)}次序颠倒")
        return min(1, len(faults)), ",".join(faults)

    def plain(self, scheme: Grounds) -> str:
        name = scheme.matters[self.matter].name
        return f"办结的{name}缺步骤或次序颠倒的,每件{spoken_loss(self.each)}"


class StagesMissing(_Concluded):
    """发现问题的每处扣…分: each stage that is missing."""

    rule: Literal["stages-missing"]

    def _judged(self, kind: MatterKind, taken: dict[str, date]) -> tuple[int, str]:
        missing = kind.missing(taken)
        return len(missing), f"缺{'、'.join(missing)}"

    def plain(self, scheme: Grounds) -> str:
        name = scheme.matters[self.matter].name
        return f"办结的{name},每缺一个环节{spoken_loss(self.each)}"


def _confirmed(matter: Matter) -> bool:
    return matter.confirmed is not None
