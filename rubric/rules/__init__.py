"""The primitives from which a scheme's rules are put together.

Each says what it costs and which facts speak of it; a scheme file names it by its `rule`.
"""

from typing import Annotated

from pydantic import Field

from rubric.rules.base import Charge, Rule
from rubric.rules.computed import Computed, Earned, Steps
from rubric.rules.findings import Assessed, Found, RectificationMissed
from rubric.rules.lags import LagEachPeriod, LagWorstOnDay
from rubric.rules.matters import MatterBroken, StagesMissing
from rubric.rules.records import EventsShort, Missed
from rubric.rules.states import StateCount, StateNo, StateShort
from rubric.rules.tasks import TaskUndone

AnyRule = Annotated[
    Assessed
    | Computed
    | Earned
    | EventsShort
    | Found
    | LagEachPeriod
    | LagWorstOnDay
    | MatterBroken
    | Missed
    | RectificationMissed
    | StagesMissing
    | StateCount
    | StateNo
    | StateShort
    | Steps
    | TaskUndone,
    Field(discriminator="rule"),
]

__all__ = [
    "AnyRule",
    "Assessed",
    "Charge",
    "Computed",
    "Earned",
    "EventsShort",
    "Found",
    "LagEachPeriod",
    "LagWorstOnDay",
    "MatterBroken",
    "Missed",
    "RectificationMissed",
    "Rule",
    "StagesMissing",
    "StateCount",
    "StateNo",
    "StateShort",
    "Steps",
    "TaskUndone",
]
