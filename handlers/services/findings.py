"""发现问题: raised by a checker, remedied by the village, settled by somebody else."""

from datetime import date

from handlers.services import workdays
from handlers.services.act import Act
from handlers.services.errors import AlreadySettled, OwnRecord
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.findings import FindingRow, NewFinding

PROBLEM = "problem"
"""A finding that asks for a remedy and costs nothing by itself; missed, it costs under item 3."""
RECTIFICATION_ITEM = 3
WORKING_DAYS = 10
CHECKERS = SUPERVISOR_POSTS | {Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE}


def raise_(act: Act, text: str) -> int:
    """Put a finding on the village's book, to be remedied within ten working days; its id."""
    act.require(CHECKERS)
    finding = act.uow.findings.add(
        NewFinding(
            village_id=act.book.village.id,
            scheme_id=_scheme(act),
            item=RECTIFICATION_ITEM,
            kind=PROBLEM,
            text=text,
            found_on=act.day,
            due=workdays.after(act.day, WORKING_DAYS),
            **act.signed,
        )
    )
    act.note("finding.raise", f"finding:{finding}")
    return finding


def remedied(act: Act, row: FindingRow, text: str) -> None:
    """已整改: the village says what it did; the finder is to look."""
    act.require(VILLAGE_POSTS)
    if row.status != "open":
        raise AlreadySettled(row.status)
    _event(act, row, "report", text, act.day)


def settle(act: Act, row: FindingRow) -> None:
    """合格,销号: by an entitled person who never reported it remedied himself."""
    may_judge(act, row)
    _event(act, row, "settle", "", act.day)


def send_back(act: Act, row: FindingRow, reason: str) -> None:
    """不合格: the remedy does not do; the due day stands."""
    may_judge(act, row)
    _event(act, row, "send_back", reason, act.day)


def clear(act: Act, row: FindingRow, reason: str) -> None:
    """澄清: it turned out to be unfounded; taken back by whoever raised it, or the town."""
    act.require(CHECKERS)
    if row.status in ("settled", "cleared"):
        raise AlreadySettled(row.status)
    if act.actor.supervises and act.actor.person_id != row.by_id:
        act.require(frozenset({Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE}))
    _event(act, row, "clear", reason, act.day)


def extend(act: Act, row: FindingRow, due: date) -> None:
    """A later due day, granted by a checker while the old one has not passed; never an earlier."""
    act.require(CHECKERS)
    if row.status in ("settled", "cleared") or row.due is None or not act.day <= row.due < due:
        raise AlreadySettled(row.status)
    _event(act, row, "extend", "", due)


def waiting_for(act: Act) -> list[FindingRow]:
    """Remedies that wait for this checker's judgement in the village, oldest first."""
    return [
        row
        for row in _of(act)
        if row.status == "reported" and act.actor.person_id not in _reporters(row)
    ]


def open_of(act: Act) -> list[FindingRow]:
    """What the village still has to remedy, soonest due first."""
    rows = [row for row in _of(act) if row.status == "open"]
    return sorted(rows, key=lambda row: (row.due or date.max, row.id))


def _of(act: Act) -> list[FindingRow]:
    return act.uow.findings.of_village(act.book.village.id, act.actor.scope)


def _scheme(act: Act) -> str:
    """The scheme with points, where a missed rectification costs; none if there is none."""
    scored = (part.scheme.id for part in act.book.enrolled if part.scheme.kind == "points")
    return next(scored, "")


def may_judge(act: Act, row: FindingRow) -> None:
    act.require(CHECKERS)
    if row.status != "reported":
        raise AlreadySettled(row.status)
    if act.actor.person_id in _reporters(row):
        raise OwnRecord


def _reporters(row: FindingRow) -> set[int]:
    """Everybody who ever reported it remedied."""
    return {event.by_id for event in row.events if event.kind == "report"}


def _event(act: Act, row: FindingRow, kind: str, reason: str, day: date) -> None:
    act.uow.findings.event(row.id, kind, reason, day, **act.signed)
    act.note(f"finding.{kind}", f"finding:{row.id}")
