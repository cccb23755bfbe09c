"""发现问题: raised by a checker, remedied by the village, settled or cleared by somebody else."""

from datetime import date
from typing import Any

from handlers.services import workdays
from handlers.services.act import Act
from handlers.services.actor import Actor, office_above
from handlers.services.book import Book, Enrolled
from handlers.services.errors import AlreadySettled, OwnRecord
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from rubric.rules.findings import RectificationMissed
from rubric.scheme import Scheme
from rubric.utterance_days import deadline_in
from storage.findings import FindingRow, NewFinding
from storage.grants import GrantRow
from storage.unit_of_work import UnitOfWork

PROBLEM = "problem"
"""A finding that asks for a remedy and costs nothing by itself; missed, it costs as one."""
NO_ITEM = 0
"""The item of a problem where the village's scheme has none for it."""
WORKING_DAYS, WITHOUT_REASON = 10, 20
"""Within which it is to be remedied unless otherwise said; beyond which a reason is asked."""
OFFICES = frozenset({Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE})
CITY = frozenset({Post.CITY_AGRICULTURE})
LEVELS = (SUPERVISOR_POSTS, OFFICES, CITY)
CHECKERS = SUPERVISOR_POSTS | OFFICES | CITY
OF_THE_VILLAGE = ("report", "dispute", "ask_extension")
"""What only the village says of a finding."""


def raise_(act: Act, text: str) -> int:
    """Put a finding on the village's book, to be remedied by the day it says itself (7月20日前), or
    within ten working days; its id.
    """
    act.require(CHECKERS)
    part = scored(act.book)
    finding = act.uow.findings.add(
        NewFinding(
            village_id=act.book.village.id,
            scheme_id=part.scheme.id if part else "",
            item=missed_item(part.scheme) if part else NO_ITEM,
            kind=PROBLEM,
            text=text,
            found_on=act.day,
            due=_due_in(act, text) or workdays.after(act.day, WORKING_DAYS),
            **act.signed,
        )
    )
    act.note("finding.raise", f"finding:{finding}")
    return finding


def _due_in(act: Act, text: str) -> date | None:
    """The day said as its deadline, unless it is so late that it takes a reason."""
    said = deadline_in(text, act.day)
    return said if said and said <= workdays.after(act.day, WITHOUT_REASON) else None


def remedied(act: Act, row: FindingRow, text: str) -> None:
    """已整改: the village says what it did; the finder is to look."""
    act.require(VILLAGE_POSTS)
    require_status(row, "open")
    event(act, row, "report", text)


def settle(act: Act, row: FindingRow) -> None:
    """合格,销号: by an entitled person who never reported it remedied himself."""
    may_judge(act, row)
    event(act, row, "settle")


def send_back(act: Act, row: FindingRow, reason: str) -> None:
    """不合格: the remedy does not do; the due day stands."""
    may_judge(act, row)
    event(act, row, "send_back", reason)


def clear(act: Act, row: FindingRow, reason: str) -> None:
    """澄清: it turned out to be unfounded; taken back by whoever raised it, or an office above."""
    may_clear(act, row)
    event(act, row, "clear", reason)


def may_judge(act: Act, row: FindingRow) -> None:
    """Refuse whoever may not say whether the remedy does."""
    may_decide(act, row, "reported")


def may_clear(act: Act, row: FindingRow) -> None:
    """Refuse whoever may not take it back: a supervisor only what he raised himself."""
    may_decide(act, row, "open", "reported")
    if act.actor.supervises and act.actor.person_id != row.by_id:
        act.require(OFFICES)


def may_decide(act: Act, row: FindingRow, *statuses: str) -> None:
    """Refuse a post below whoever said what it is, another status, and the village's speakers."""
    act.require(judges(act.uow, row))
    require_status(row, *statuses)
    if act.actor.person_id in speakers(row):
        raise OwnRecord


def judges(uow: UnitOfWork, row: FindingRow) -> frozenset[Post]:
    """The posts that decide on a finding: of the level that said what it is, and those above."""
    return frozenset[Post]().union(*LEVELS[LEVELS.index(_level(uow, row)) :])


def deciders(uow: UnitOfWork, row: FindingRow, today: date) -> list[GrantRow]:
    """Who is asked to decide: whose word it is, else that level, else the office above."""
    finder, spoke = uow.grants.get(_newest_word(row)), speakers(row)
    for posts in (frozenset({finder.post}), _level(uow, row)):
        holders = uow.grants.holders(finder.place_id, posts, today)
        if free := [each for each in holders if each.person_id not in spoke]:
            return free
    return office_above(uow, row.village_id, today)


def speakers(row: FindingRow) -> set[int]:
    """Everybody who ever spoke for the village in it: remedied, objected, asked for time."""
    return {event.by_id for event in row.events if event.kind in OF_THE_VILLAGE}


def awaiting(uow: UnitOfWork, actor: Actor, today: date) -> list[FindingRow]:
    """Remedies, wishes for time and objections that wait for this person's word, oldest first."""
    return [row for row in uow.findings.unended(actor.scope) if _waits_for(uow, actor, row, today)]


def _waits_for(uow: UnitOfWork, actor: Actor, row: FindingRow, today: date) -> bool:
    if actor.person_id in speakers(row):
        return False
    if row.dispute and actor.post in OFFICES:
        return True
    wanted = row.status == "reported" or row.asked_delay or row.dispute
    return bool(wanted) and (
        actor.post in _level(uow, row)
        or any(each.id == actor.grant_id for each in deciders(uow, row, today))
    )


def _level(uow: UnitOfWork, row: FindingRow) -> frozenset[Post]:
    """The posts beside whose word it is; what is nobody's of them is the town's."""
    post = uow.grants.get(_newest_word(row)).post
    return next((level for level in LEVELS if post in level), OFFICES)


def _newest_word(row: FindingRow) -> int:
    """The grant under which it was raised, or classified (定性) last."""
    named = row.last("classify")
    return named.by_grant_id if named else row.by_grant_id


def open_of(act: Act) -> list[FindingRow]:
    """What the village still has to remedy, soonest due first."""
    rows = [row for row in _unended(act) if row.status == "open"]
    return sorted(rows, key=lambda row: (row.due or date.max, row.id))


def reported_of(act: Act) -> list[FindingRow]:
    """What the village has remedied and nobody has judged yet."""
    return [row for row in _unended(act) if row.status == "reported"]


def unsettled_of(act: Act) -> list[FindingRow]:
    """未销号: what waits for a look first, then what the village still has to remedy."""
    return [*reported_of(act), *open_of(act)]


def is_late(row: FindingRow, today: date) -> bool:
    """Whether the village has let its due day pass without a remedy."""
    return row.status == "open" and row.due is not None and row.due < today


def took(row: FindingRow) -> int:
    """In how many working days it was settled."""
    passed = ((row.settled_on or row.found_on) - row.found_on).days
    days = (row.found_on + workdays.DAY * number for number in range(1, passed + 1))
    return sum(map(workdays.is_workday, days))


def _unended(act: Act) -> list[FindingRow]:
    rows = act.uow.findings.of_village(act.book.village.id, act.actor.scope)
    return [row for row in rows if not row.ended]


def scored(book: Book) -> Enrolled | None:
    """The scheme with points, where a missed rectification costs; none if there is none."""
    return next((part for part in book.enrolled if part.scheme.kind == "points"), None)


def missed_item(scheme: Scheme) -> int:
    """The item under which a missed rectification costs."""
    missed = (
        item.no
        for item in scheme.items.values()
        if any(isinstance(rule, RectificationMissed) for rule in item.rules)
    )
    return next(missed, NO_ITEM)


def require_status(row: FindingRow, *statuses: str) -> None:
    if row.status not in statuses:
        raise AlreadySettled(row.status)


def event(
    act: Act,
    row: FindingRow,
    kind: str,
    reason: str = "",
    day: date | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Append what became of a finding, and to the audit; `day` is today's unless it is a due."""
    act.uow.findings.event(row.id, kind, reason, day or act.day, data=data, **act.signed)
    act.note(f"finding.{kind}", f"finding:{row.id}")
