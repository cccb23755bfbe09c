"""布置的任务: assigned by the town with a due day, done by the village, accepted by the town.

A task of a duty is done by the record of it (task_records), one in words is reported done.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from handlers.services.act import Act
from handlers.services.actor import Actor
from handlers.services.book import Book
from handlers.services.errors import AlreadySettled, OwnRecord
from rubric.agenda import Entry, Mark
from rubric.duty import Owner, Stage
from rubric.occurrences import Occurrence
from rubric.period import Cadence, Period
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.fact_rows import FactRow

ASSIGNERS = frozenset({Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE})
OF_A_PLACE = frozenset({"cross-inspection"})
"""Duties that are done in another village: a task of them says in which."""
DOERS = VILLAGE_POSTS | SUPERVISOR_POSTS
"""Who does what is given in words."""
WORKING_DAYS = 10
"""What a task has until it is due, unless the town says otherwise."""
KEY = "task/"
LISTED_LENGTH = 14
"""Characters of a task's words in a list of what is owed."""
STAGES = (
    Stage(id="before", to=("village",), working_days_before=3),
    Stage(id="late-1", to=("village",), days_after=1),
    Stage(id="late-10", to=("village", "town"), days_after=10),
    Stage(id="late-20", to=("village", "town", "discipline"), days_after=20),
)
"""When a task that no scheme knows is reminded of: the house's own stages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done: a duty, or words; of a cross-inspection also where, and its round."""

    due: date
    duty: str = ""
    text: str = ""
    target_id: int | None = None
    round: str | None = None


def assign(act: Act, order: Order) -> int:
    """Give the village a task; its number. The same duty for the same day is given once."""
    act.require(ASSIGNERS)
    if order.due < act.day:
        raise AlreadySettled("task-past")
    if order.duty in OF_A_PLACE and order.target_id is None:
        raise AlreadySettled("task-target")
    given = (row.said for row in of_village(act) if state(row) != "withdrawn")
    if order.duty and (order.duty, order.due) in {(said["duty"], said["due"]) for said in given}:
        raise AlreadySettled("task-assigned")
    return act.state("task", "task.assign", "duty", **asdict(order))


def assignable(books: Iterable[Book]) -> list[str]:
    """The duties that these villages' schemes leave to the town to assign."""
    found = {
        duty.id: None
        for book in books
        for duty in book.duties.values()
        if duty.cadence is Cadence.ASSIGNED and duty.owed_by is Owner.VILLAGE
    }
    return list(found)


def state(row: FactRow) -> str:
    """How it stands: open (perhaps sent back), done (to be accepted), accepted or withdrawn."""
    if row.since("withdraw"):
        return "withdrawn"
    if row.since("done") is None:
        return "open"
    return "accepted" if row.since("confirm") else "done"


def of_village(act: Act) -> list[FactRow]:
    return act.uow.facts.rows("task", act.actor.scope, act.book.village.id)


def open_of(act: Act) -> list[FactRow]:
    """What the village still has to do, soonest due first."""
    rows = [row for row in of_village(act) if state(row) == "open"]
    return sorted(rows, key=lambda row: (row.said["due"], row.id))


def doers(book: Book, row: FactRow) -> frozenset[Post]:
    """Who does it: by the scheme; what is in words the village."""
    known = row.said["duty"] in book.duties
    return book.doers(row.said["duty"]) if known else DOERS


def told_to(book: Book, row: FactRow) -> frozenset[Post]:
    """Whose phones hear of it."""
    return doers(book, row) if row.said["duty"] in book.duties else VILLAGE_POSTS


def report(act: Act, row: FactRow, text: str) -> None:
    """报完成: what was done, in a sentence."""
    act.require(doers(act.book, row))
    if state(row) != "open":
        raise AlreadySettled(f"task-{state(row)}")
    act.fact_event(row, "done", text)


def accept(act: Act, row: FactRow) -> None:
    """同意: by the town, never by whoever reported it done."""
    may_judge(act, row)
    act.fact_event(row, "confirm")


def send_back(act: Act, row: FactRow, reason: str) -> None:
    """退回: it is open again, for the reason given; its due day stands."""
    may_judge(act, row)
    act.fact_event(row, "send_back", reason)


def cancel(act: Act, row: FactRow) -> None:
    """撤销布置: nobody owes it any more."""
    act.require(ASSIGNERS)
    if state(row) != "open":
        raise AlreadySettled(f"task-{state(row)}")
    act.fact_event(row, "withdraw")


def recall(act_on: Callable[[int], Act], group: "Group") -> None:
    """撤回这次布置: from all the villages it went to, as long as none has done anything."""
    if group.done:
        raise AlreadySettled("task-done")
    for row in group.rows:
        cancel(act_on(row.village_id), row)


def may_judge(act: Act, row: FactRow) -> None:
    act.require(ASSIGNERS)
    if state(row) != "done" or record_of(row):
        raise AlreadySettled(f"task-{state(row)}")
    if act.actor.person_id in _doers_of(row):
        raise OwnRecord


def waiting(actor: Actor, rows: Iterable[FactRow]) -> list[FactRow]:
    """Which of these he may accept now; what is on record is confirmed as a record."""
    if actor.post not in ASSIGNERS:
        return []
    done = [row for row in rows if state(row) == "done" and record_of(row) is None]
    return [row for row in done if actor.person_id not in _doers_of(row)]


def record_of(row: FactRow) -> int | None:
    """The record by which it was last done."""
    done = row.last("done")
    return done.data.get("record") if done else None


def _doers_of(row: FactRow) -> set[int]:
    return {event.by_id for event in row.events if event.kind == "done"}


@dataclass(frozen=True, slots=True)
class Group:
    """What was assigned alike: the same words or duty, due day and round; by village."""

    due: date
    rows: tuple[FactRow, ...]
    done: tuple[FactRow, ...]
    late: tuple[FactRow, ...]


def grouped(rows: Iterable[FactRow], today: date) -> list[Group]:
    """The tasks that were assigned alike together, the newest first; cancelled ones left out."""
    found: dict[tuple[Any, ...], list[FactRow]] = {}
    for row in rows:
        if state(row) != "withdrawn":
            alike = tuple(row.said[name] for name in ("duty", "text", "due", "round"))
            found.setdefault(alike, []).append(row)
    groups = [_group(each, today) for each in found.values()]
    return sorted(groups, key=lambda group: -group.rows[0].id)


def _group(rows: list[FactRow], today: date) -> Group:
    due, undone = rows[0].said["due"], [row for row in rows if state(row) == "open"]
    done = tuple(row for row in rows if state(row) != "open")
    return Group(due, tuple(rows), done, tuple(undone) if due < today else ())


# --- what no scheme knows of ----------------------------------------------------------------------


def errands(book: Book) -> Iterator[Entry]:
    """The undone tasks in words, beside what the schemes owe; `duty` is empty."""
    for row in book.tasks:
        if row.said["duty"] not in book.duties and state(row) == "open":
            due = row.said["due"]
            one = Occurrence(
                duty="",
                period=Period(due.year, Cadence.YEAR),
                unit=1,
                opens=min(row.at.date(), due),
                due=due,
                counts_until=None,
                label=_short(title(book, row)),
                key=f"{KEY}{row.id}",
            )
            yield Entry(one, Mark.OVERDUE if due < book.today else Mark.OPEN, (row.ref,))


def number(each: Occurrence) -> int:
    """The task's number, of what stands for it among what is owed."""
    return int(each.key.removeprefix(KEY))


def _short(text: str) -> str:
    """The words as a list has them: in one line, and cut."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= LISTED_LENGTH else line[: LISTED_LENGTH - 1] + "…"


def title(book: Book, row: FactRow) -> str:
    """What is to be done: its words, else the duty's name."""
    text, duty = row.said["text"], row.said["duty"]
    return str(text) if text or not duty else book.name(duty)
