"""The city's own day: the list of recognised villages is confirmed by the scheme's day (11-30)."""

from datetime import date

from handlers.services.finding_reminders import OwedFinding
from handlers.services.proceeding import recognising
from handlers.services.recognition_list import decide_by
from handlers.services.reminders import stage_day
from rubric.scheme import Scheme
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


def owed_to(uow: UnitOfWork, schemes: Schemes, scope: Scope, today: date) -> list[OwedFinding]:
    """What the city is to be reminded of by today: the newest stage of each scheme's day."""
    used = {row.scheme_id for row in uow.enrolments.current(scope, today)}
    found = (_owed(uow, scheme, scope, today) for scheme in recognising(schemes, used))
    return [owed for owed in found if owed is not None]


def _owed(uow: UnitOfWork, scheme: Scheme, scope: Scope, today: date) -> OwedFinding | None:
    due = decide_by(scheme, today.year)
    if due is None or _confirmed(uow, scheme, scope, today.year):
        return None
    reached = [stage for stage in scheme.stages if stage_day(stage, due) <= today]
    if not reached:
        return None
    newest = max(reached, key=lambda stage: stage_day(stage, due))
    return OwedFinding(f"recognition/{scheme.id}/{today.year}", newest, "认定名单", due)


def _confirmed(uow: UnitOfWork, scheme: Scheme, scope: Scope, year: int) -> bool:
    """Whether any demonstration village of the year is confirmed: then the list was decided."""
    return any(
        (row.said["scheme_id"], row.said["year"]) == (scheme.id, year)
        and row.said["standing"] == "demonstration"
        and row.since("confirm")
        for row in uow.facts.rows("recognition", scope)
    )
