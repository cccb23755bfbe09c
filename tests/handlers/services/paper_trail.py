"""Score sheets under way and sealed, for the tests of scoring by people."""

from decimal import Decimal

from handlers.services import scorings, sealing
from handlers.services.worksheets import Worksheet, worksheet
from storage.scope import Scope
from tests.handlers.services.hall import WENLING


def begun(hall, grant, village="first", year=2026):
    """A scoring of the village by the holder of a grant."""
    return scorings.begin(hall.act(grant, village), WENLING, year, "town")


def sheet_of(act, row) -> Worksheet:
    """The scoring as it is now, beside what is proposed."""
    return worksheet(act, act.uow.scorings.get(row.id, Scope.tick()))


def scored(hall, grant, village="first", year=2026, **changed):
    """Every item given: as proposed but for those named, such as item12="4.5"."""
    row, act = begun(hall, grant, village, year), hall.act(grant, village)
    for no, line in sheet_of(act, row).lines.items():
        points = Decimal(changed.get(f"item{no}", line.proposed))
        scorings.give(
            act, sheet_of(act, row), no, points, "" if points == line.proposed else "走访"
        )
    return row


def submitted(hall, grant, village="first", year=2026, **changed):
    row, act = scored(hall, grant, village, year, **changed), hall.act(grant, village)
    scorings.submit(act, sheet_of(act, row))
    return act.uow.scorings.get(row.id, Scope.tick())


def shown(act, row) -> str:
    """What the second person's card shows: the hash of the evidence."""
    return sheet_of(act, row).proposal.evidence


def sealed(hall, scorer, sealer, village="first", year=2026, **changed):
    """A sealed sheet."""
    row, act = submitted(hall, scorer, village, year, **changed), hall.act(sealer, village)
    outcome = sealing.seal(act, row, shown(act, row))
    return hall.uow.sheets.get(outcome.sheet, Scope.tick())
