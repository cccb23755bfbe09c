"""Rules about what is assigned once, with a day."""

from collections.abc import Iterable, Iterator
from typing import Literal

from rubric.model import Loses, Words
from rubric.occurrences import ONE_DAY
from rubric.rules.base import Charge, Rule, spoken_duties, spoken_loss
from rubric.view import Grounds, View
from rubric.wording import spoken_day


class TaskUndone(Rule):
    """未开展的不得分: a task past its due day, until it is done."""

    rule: Literal["task-undone"]
    duties: Words
    each: Loses

    def charges(self, view: View) -> Iterator[Charge]:
        for task in view.assigned(self.duties):
            if task.done_on is None:
                label = f"{spoken_day(task.due)}到期的{view.scheme.duties[task.duty].name}"
                subject = task.ref or f"task/{task.duty}/{task.due}"
                starts = task.due + ONE_DAY
                yield Charge(
                    self.each,
                    starts,
                    None,
                    subject,
                    f"{label}未开展",
                    self.clause,
                    label,
                    task.duty,
                )

    def vouched(self, view: View) -> Iterator[bool]:
        tasks = view.assigned(self.duties)
        return (task.confirmed is not None for task in tasks if task.done_on is not None)

    def heeds(self) -> Iterable[str]:
        return self.duties

    def duty_ids(self) -> tuple[str, ...]:
        return self.duties

    def plain(self, scheme: Grounds) -> str:
        names = spoken_duties(scheme, self.duties)
        return f"布置了{names}、到期没有办的,{spoken_loss(self.each)};迟办了就补回"
