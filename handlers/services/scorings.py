"""Scoring a village by people: each item given an amount, submitted, checked by a second person."""

from collections.abc import Sequence
from decimal import Decimal

from handlers.services.act import Act
from handlers.services.errors import ScoringRefused
from handlers.services.own_work import own_work
from handlers.services.proposals import Line
from handlers.services.worksheets import LEVELS, Worksheet, points_of, sheet_in_force, worksheet
from storage.scope import Scope
from storage.scorings import NewScoring, ScoringRow
from storage.sheets import SheetRow
from storage.unit_of_work import UnitOfWork

PLACES = 2
"""Decimal places of an amount at most."""


def begin(
    act: Act, scheme_id: str, year: int, level: str, items: tuple[int, ...] = ()
) -> ScoringRow:
    """The scoring of a village that is under way, or a new one. None is begun beside a sheet."""
    running = under_way(act, scheme_id, year, level)
    if running is not None:
        return running
    may_score(act, scheme_id, year, level)
    if sheet_in_force(act, scheme_id, year, level) is not None:
        raise ScoringRefused("sealed")
    return _opened(act, scheme_id, year, level, items=items)


def under_way(act: Act, scheme_id: str, year: int, level: str) -> ScoringRow | None:
    """The village's scoring that is neither sealed nor dropped."""
    village = act.book.village.id
    rows = act.uow.scorings.of(scheme_id, year, level, act.actor.scope, village)
    return next((row for row in rows if row.state in ("open", "submitted")), None)


def correct(act: Act, sheet: SheetRow, reason: str) -> ScoringRow:
    """更正: a new sheet is to take the place of a sealed one, again by two persons.

    Amounts whose proposal is what it was are carried over, in the name of whoever corrects.
    """
    may_score(act, sheet.scheme_id, sheet.year, sheet.level)
    newest = sheet_in_force(act, sheet.scheme_id, sheet.year, sheet.level)
    if under_way(act, sheet.scheme_id, sheet.year, sheet.level) is not None:
        raise ScoringRefused("running")
    if newest is None or newest.id != sheet.id:
        raise ScoringRefused("replaced")
    if not reason.strip():
        raise ScoringRefused("reason")
    old = act.uow.scorings.get(sheet.scoring_id, act.actor.scope)
    row = _opened(
        act, *(sheet.scheme_id, sheet.year, sheet.level), old.items, sheet.id, reason.strip()
    )
    return _carried(act, row, old)


def _opened(
    act: Act,
    scheme_id: str,
    year: int,
    level: str,
    items: tuple[int, ...] = (),
    corrects_id: int | None = None,
    reason: str = "",
) -> ScoringRow:
    new = NewScoring(
        village_id=act.book.village.id,
        scheme_id=scheme_id,
        year=year,
        level=level,
        items=items,
        corrects_id=corrects_id,
        reason=reason,
        **act.signed,
    )
    number = act.uow.scorings.open(new)
    act.note("scoring.begin", f"scoring:{number}", level=level, year=year, corrects=corrects_id)
    return act.uow.scorings.get(number, act.actor.scope)


def _carried(act: Act, row: ScoringRow, old: ScoringRow) -> ScoringRow:
    sheet = worksheet(act, row)
    for no, event in old.given.items():
        line = sheet.lines.get(no)
        if line is not None and line.digest == event.evidence_hash:
            _put(act, sheet, no, points_of(event), event.reason)
    return act.uow.scorings.get(row.id, act.actor.scope)


def give(
    act: Act, sheet: Worksheet, no: int, points: Decimal, reason: str = "", shown: str = ""
) -> None:
    """Give an item its points; another amount than the proposed needs a reason.

    `shown` is the digest of the line that the person had before his eyes.
    """
    _may_give(act, sheet)
    line = sheet.lines[no]
    if shown and shown != line.digest:
        raise ScoringRefused("changed", no)
    if not _possible(line, points):
        raise ScoringRefused("amount", no)
    if points != line.proposed and not reason.strip():
        raise ScoringRefused("reason", no)
    _put(act, sheet, no, points, reason.strip())
    act.note("scoring.give", f"scoring:{sheet.row.id}", item=no, points=f"{points:f}")


def _possible(line: Line, points: Decimal) -> bool:
    """Within the item's bounds, and no finer than hundredths."""
    if not points.is_finite() or not line.item.bounds.least <= points <= line.item.bounds.most:
        return False
    return points == round(points, PLACES)


def adopt_undisputed(act: Act, sheet: Worksheet) -> int:
    """采用全部无争议项: in one act; how many they were."""
    return adopt(act, sheet, sheet.undisputed)


def adopt(act: Act, sheet: Worksheet, items: Sequence[int]) -> int:
    """Give these items what is proposed, in one act; how many they were."""
    _may_give(act, sheet)
    for no in items:
        _put(act, sheet, no, sheet.lines[no].proposed, "")
    act.note("scoring.adopt", f"scoring:{sheet.row.id}", items=list(items))
    return len(items)


def _put(act: Act, sheet: Worksheet, no: int, points: Decimal, reason: str) -> None:
    act.uow.scorings.event(
        sheet.row.id,
        "give",
        item=no,
        points=points,
        reason=reason,
        evidence_hash=sheet.lines[no].digest,
        **act.signed,
    )


def submit(act: Act, sheet: Worksheet) -> None:
    """提交复核: every item has an amount; from now on a second person has the sheet."""
    _may_give(act, sheet)
    if sheet.open:
        raise ScoringRefused("incomplete", *sheet.open)
    step(act, sheet, "submit")


def send_back(act: Act, sheet: Worksheet, reason: str) -> None:
    """退回: the second person does not agree; or a scorer takes back what he submitted."""
    if sheet.row.state != "submitted":
        raise ScoringRefused("moved")
    if act.actor.person_id in sheet.row.scorers:
        may_score(act, sheet.row.scheme_id, sheet.row.year, sheet.row.level)
    else:
        may_seal(act, sheet)
    step(act, sheet, "send_back", reason)


def drop(act: Act, sheet: Worksheet) -> None:
    """Give it up: nothing was sealed, and it can be begun anew."""
    _may_give(act, sheet)
    step(act, sheet, "drop")


def step(act: Act, sheet: Worksheet, kind: str, reason: str = "") -> None:
    """Take a scoring further, on the evidence of this moment."""
    evidence = sheet.proposal.evidence
    act.uow.scorings.event(sheet.row.id, kind, reason=reason, evidence_hash=evidence, **act.signed)
    act.note(f"scoring.{kind}", f"scoring:{sheet.row.id}", evidence=evidence)


def _may_give(act: Act, sheet: Worksheet) -> None:
    may_score(act, sheet.row.scheme_id, sheet.row.year, sheet.row.level)
    if sheet.row.state != "open":
        raise ScoringRefused("moved")


def may_score(act: Act, scheme_id: str, year: int, level: str) -> None:
    """An entitled person who has had no part in what is judged."""
    act.require(LEVELS[level].scorers)
    require_impartial(act, scheme_id, year, level)


def may_seal(act: Act, sheet: Worksheet) -> None:
    """An entitled person who has had no part in it, nor in what is judged."""
    row = sheet.row
    level = LEVELS[row.level]
    act.require(level.sealers)
    require_impartial(act, row.scheme_id, row.year, row.level)
    if level.two_persons and act.actor.person_id in row.scorers:
        raise ScoringRefused("own")
    if row.state != "submitted" and (level.two_persons or row.state != "open"):
        raise ScoringRefused("moved")


def require_impartial(act: Act, scheme_id: str, year: int, level: str) -> None:
    """Refuse whoever had a part in the village's work of the year, or in the score below."""
    village, person = act.book.village.id, act.actor.person_id
    if own_work(act, year):
        raise ScoringRefused("village")
    if person in judges_below(act.uow, scheme_id, year, level, village):
        raise ScoringRefused("below")


def judges_below(
    uow: UnitOfWork, scheme_id: str, year: int, level: str, village_id: int
) -> frozenset[int]:
    """Whoever scored or sealed the village at the level that this one starts from."""
    below = LEVELS[level].starts_from
    only = Scope.of({village_id}, "回避")
    rows = uow.scorings.of(scheme_id, year, below, only, village_id) if below else []
    return frozenset[int]().union(*(_judges(row) for row in rows if row.state != "dropped"))


def _judges(row: ScoringRow) -> frozenset[int]:
    return row.scorers | {event.by_id for event in row.events if event.kind == "seal"}
