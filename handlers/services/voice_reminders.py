"""Voices that wait for an answer: the office that owes it is told before the day, and after."""

from datetime import date

from handlers.services import voices
from handlers.services.actor import acting
from handlers.services.finding_reminders import OwedFinding
from handlers.services.reminders import stage_day
from rubric.duty import Stage
from storage.feedback import FeedbackRow
from storage.grants import GrantRow
from storage.unit_of_work import UnitOfWork

STAGES = (
    Stage(id="answer-before", working_days_before=1, to=("town",)),
    Stage(id="answer-late-1", days_after=1, to=("town",)),
    Stage(id="answer-late-10", days_after=10, to=("town",)),
)
"""Ours: the day before, then one and ten days after the fifth working day."""
NAMES = {"suggestion": "建议", "complaint": "投诉", "appeal": "不同意见"}


def owed_to(uow: UnitOfWork, grant: GrantRow, today: date) -> list[tuple[int, OwedFinding]]:
    """What the holder of an office is to answer by today, each with the place it came from."""
    if grant.post not in voices.ANSWERERS:
        return []
    return [
        (row.place_id, _owed(row, reached[-1]))
        for row in voices.waiting(uow, acting(uow, grant))
        if row.place_id
        and (reached := [each for each in STAGES if stage_day(each, voices.due(row)) <= today])
    ]


def _key(row: FeedbackRow) -> str:
    return f"voice:{row.id}"


def _owed(row: FeedbackRow, stage: Stage) -> OwedFinding:
    return OwedFinding(_key(row), stage, f"答复{NAMES[row.kind]}", voices.due(row))
