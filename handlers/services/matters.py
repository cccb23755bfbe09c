"""流程事项: a decision or a project on its way through the steps of the scheme.

Nothing is refused for being out of order or missing: it is marked, and what concluding it so would
cost is told before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.services.act import Act
from handlers.services.actor import Actor
from handlers.services.book import Book, Enrolled
from handlers.services.errors import AlreadySettled, OwnRecord
from handlers.services.standing import Lost
from rubric.matter import MatterKind
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from rubric.scoring import Score
from storage.fact_rows import FactRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

FILED = "file"
"""The step of a project that is filed (报备) with the town."""
RECEIVERS = frozenset({Post.TOWN_ASSETS, Post.TOWN_OFFICE})


@dataclass(frozen=True, slots=True)
class Course:
    """How far a matter is: what is done, what was passed over, what comes next and after that.

    `taken` are (name, day) in order of the days, `coming` (step, name) in order of the scheme.
    """

    taken: tuple[tuple[str, date], ...]
    skipped: tuple[str, ...]
    disordered: tuple[str, ...]
    coming: tuple[tuple[str, str], ...]


def kinds(book: Book) -> dict[str, MatterKind]:
    """The kinds of matter of the village's schemes; the first scheme that has it speaks."""
    found: dict[str, MatterKind] = {}
    for part in book.enrolled:
        for kind in part.scheme.matters.values():
            found.setdefault(kind.id, kind)
    return found


def course(kind: MatterKind, taken: Mapping[str, date]) -> Course:
    """What its steps come to."""
    steps = [step for group in kind.steps for step in group]
    missing = kind.missing(taken)
    passed = _passed(kind, taken)
    coming = [step for step in steps if step not in taken and step not in passed]
    coming.sort(key=lambda step: step in kind.optional)
    return Course(
        taken=tuple((kind.names.get(step, step), day) for step, day in _by_day(taken, steps)),
        skipped=tuple(name for step in passed if (name := kind.names.get(step, step)) in missing),
        disordered=kind.disordered(taken),
        coming=tuple((step, kind.names.get(step, step)) for step in coming),
    )


def _passed(kind: MatterKind, taken: Mapping[str, date]) -> list[str]:
    """The steps not taken of the groups before the last one that has any."""
    begun = [at for at, group in enumerate(kind.steps) if any(step in taken for step in group)]
    before = kind.steps[: max(begun, default=0)]
    return [step for group in before for step in group if step not in taken]


def _by_day(taken: Mapping[str, date], steps: list[str]) -> list[tuple[str, date]]:
    known = [(step, day) for step, day in taken.items() if step in steps]
    return sorted(known, key=lambda pair: (pair[1], steps.index(pair[0])))


def state(row: FactRow) -> str:
    """How it stands: open, concluded (to be confirmed), confirmed or withdrawn."""
    if row.since("withdraw"):
        return "withdrawn"
    if row.since("conclude") is None:
        return "open"
    return "confirmed" if row.since("confirm") else "concluded"


def lacking(kind: MatterKind, row: FactRow) -> tuple[str, ...]:
    """The names of the steps passed over; of one that is concluded, of all it went without."""
    if state(row) in ("concluded", "confirmed"):
        return kind.missing(row.steps)
    return course(kind, row.steps).skipped


def start(act: Act, kind: str, title: str) -> int:
    """新的重大事项 or 工程; its number."""
    act.require(VILLAGE_POSTS)
    return act.state("matter", "matter.start", "kind", kind=kind, title=title)


def take(act: Act, row: FactRow, step: str, day: date, minutes: Mapping[str, Any]) -> None:
    """A step was taken on a day; said again, the newer day and minutes hold."""
    _may_change(act, row, "open")
    if not _has_step(act.book, row, step):
        raise AlreadySettled("matter-step")
    if day > act.day:
        raise AlreadySettled("matter-ahead")
    act.fact_event(row, "step", day=day, data={"step": step, **minutes})


def _has_step(book: Book, row: FactRow, step: str) -> bool:
    kind = kinds(book).get(row.said["kind"])
    return kind is not None and any(step in group for group in kind.steps)


def untake(act: Act, row: FactRow, step: str) -> None:
    """撤销这一步: it was not taken after all."""
    _may_change(act, row, "open")
    act.fact_event(row, "unstep", data={"step": step})


def conclude(act: Act, row: FactRow) -> None:
    """办结: judged by the rules as it stands today."""
    _may_change(act, row, "open")
    act.fact_event(row, "conclude")


def may_reopen(act: Act, row: FactRow) -> None:
    _may_change(act, row, "concluded")


def reopen(act: Act, row: FactRow, reason: str) -> None:
    """改为未办结, as long as nobody has confirmed it."""
    may_reopen(act, row)
    act.fact_event(row, "reopen", reason)


def withdraw(act: Act, row: FactRow) -> None:
    """It was entered by mistake; what was said stays on file."""
    _may_change(act, row, "open")
    act.fact_event(row, "withdraw")


def restore(act: Act, row: FactRow) -> None:
    _may_change(act, row, "withdrawn")
    act.fact_event(row, "restore")


def confirm(act: Act, row: FactRow) -> None:
    """The supervisors vouch for it; never for what one entered oneself."""
    may_judge(act, row)
    act.fact_event(row, "confirm")


def send_back(act: Act, row: FactRow, reason: str) -> None:
    """退回: it is open again, for the reason given."""
    may_judge(act, row)
    act.fact_event(row, "send_back", reason)


def may_judge(act: Act, row: FactRow) -> None:
    act.require(SUPERVISOR_POSTS)
    if state(row) != "concluded":
        raise AlreadySettled(f"matter-{state(row)}")
    if act.actor.person_id in row.signers:
        raise OwnRecord


def acknowledge(act: Act, row: FactRow) -> None:
    """已收到报备: the town has the papers that the village says it filed; not said by the filer."""
    act.require(RECEIVERS)
    if not filed(row):
        raise AlreadySettled("matter-filed")
    if act.actor.person_id in row.signers:
        raise OwnRecord
    act.fact_event(row, "acknowledge", data={"step": FILED})


def filed(row: FactRow) -> bool:
    """Whether the village says that it filed it, and the town has not said that it has it."""
    told = [each.kind for each in row.events if each.data.get("step") == FILED]
    return told[-1:] == ["step"] and state(row) != "withdrawn"


def newest_minutes(row: FactRow) -> Mapping[str, Any]:
    """What was said of the step entered last, besides its day, unless it was taken back."""
    last = row.last("step", "unstep")
    return last.data if last and last.kind == "step" else {}


def at_stake(book: Book, row: FactRow) -> list[Lost]:
    """What it would cost to conclude it today, under the village's schemes with points."""
    return [
        Lost(item.no, loss)
        for part in book.enrolled
        if part.scheme.kind == "points"
        for item in _if_concluded(part, row.ref, book.today).items
        for loss in item.losses
        if loss.subject == row.ref and loss.amount > 0
    ]


def _if_concluded(part: Enrolled, ref: str, day: date) -> Score:
    """The score as if that matter were concluded on the day."""
    told = (
        replace(matter, concluded_on=day) if matter.ref == ref else matter
        for matter in part.facts.matters
    )
    facts = replace(part.facts, matters=tuple(told))
    return replace(part, facts=facts).score(day.year, day)


def listed(uow: UnitOfWork, scope: Scope, village_id: int) -> list[FactRow]:
    """The village's matters: those under way first, then what waits, the newest before."""
    rows = [row for row in uow.facts.rows("matter", scope, village_id) if state(row) != "withdrawn"]
    order = ("open", "concluded", "confirmed")
    return sorted(rows, key=lambda row: (order.index(state(row)), -row.id))


def waiting(uow: UnitOfWork, actor: Actor) -> list[FactRow]:
    """What waits for this actor's word, oldest first; nothing of his own."""
    rows = uow.facts.rows("matter", actor.scope)
    others = (row for row in rows if actor.person_id not in row.signers)
    if actor.supervises:
        return [row for row in others if state(row) == "concluded"]
    return [row for row in others if filed(row)] if actor.post in RECEIVERS else []


def _may_change(act: Act, row: FactRow, expected: str) -> None:
    act.require(VILLAGE_POSTS)
    if state(row) != expected:
        raise AlreadySettled(f"matter-{state(row)}")
