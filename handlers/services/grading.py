"""等级评估: each level grades item by item; what does not apply; the negative list; the cycle."""

from collections.abc import Mapping
from datetime import date
from itertools import chain

from handlers.services import records
from handlers.services.act import Act
from handlers.services.book import Book, Enrolled
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from handlers.services.own_work import own_work_since
from handlers.services.sketch import Entry, Sketch
from handlers.services.states import TOWN_CHECKERS
from rubric.facts import Grade, Record
from rubric.grade_tables import Level
from rubric.occurrences import Occurrence
from rubric.period import Cadence
from rubric.posts import VILLAGE_POSTS, Post
from rubric.scheme import Scheme
from storage.fact_rows import FactRow, Kind

RUNNERS = TOWN_CHECKERS
"""Who says when a cycle (创建周期) begins, and what does not apply to a village."""
LISTERS = frozenset({Post.TOWN_DISCIPLINE})
"""Who enters what happened of the negative list."""


def graded(book: Book) -> tuple[Enrolled, ...]:
    """The village's schemes with grades."""
    return tuple(part for part in book.enrolled if part.scheme.kind == "grades")


def part_of(book: Book, scheme_id: str) -> Enrolled:
    """One of them; LookupError where the village is not under it."""
    return next(part for part in graded(book) if part.scheme.id == scheme_id)


def graders(scheme: Scheme, level: Level) -> frozenset[Post]:
    """Whoever does the duty that grading at this level is."""
    return frozenset(scheme.duties[level.duty].done_by)


def level_of(scheme: Scheme, post: Post) -> Level | None:
    """The level at which a post grades."""
    levels = scheme.graded.grading.levels
    return next((level for level in levels if post in graders(scheme, level)), None)


def given(part: Enrolled, level: Level) -> dict[int, Grade]:
    """By item, the newest grade of a level in this cycle; of one day's the lower one rules."""
    grading = part.scheme.graded.grading
    start = _start(part)
    mine = [one for one in part.facts.grades if one.by == level.id and one.on >= start]
    mine.sort(key=lambda one: (one.on, grading.rank(one.grade)))
    return {one.item: one for one in mine}


def _start(part: Enrolled) -> date:
    """The first day of the village's cycle, as far as it is known."""
    return part.facts.profile.cycle_start or part.facts.profile.enrolled_on or date.min


def applicable(part: Enrolled) -> list[int]:
    """The items that apply to the village, in order."""
    excused = part.facts.profile.not_applicable
    return [no for no in part.scheme.items if no not in excused]


def grade(act: Act, scheme_id: str, item: int, word: str) -> int:
    """Grade one item at the level of one's post; what was said of it the same day gives way.

    Above the village nobody grades what he had a part in, nor an item he graded below.
    """
    part = part_of(act.book, scheme_id)
    level = _require_level(act, part.scheme)
    if not grades_itself(act.actor.post):
        _require_impartial(act, part, level, item)
    for row in _rows(act, "grade", scheme_id):
        said = (row.said["item"], row.said["level"], row.said["on_day"])
        if row.counts and said == (item, level.id, act.day):
            act.fact_event(row, "withdraw")
    told = {"scheme_id": scheme_id, "item": item, "grade": word, "level": level.id}
    return act.state("grade", "grade.give", "item", "level", **told, on_day=act.day)


def _require_impartial(act: Act, part: Enrolled, level: Level, item: int) -> None:
    start = _start(part)
    graded_elsewhere = {
        row.by_id
        for row in _rows(act, "grade", part.scheme.id)
        if row.counts
        and row.said["on_day"] >= start
        and row.said["item"] == item
        and row.said["level"] != level.id
    }
    if act.actor.person_id in graded_elsewhere or own_work_since(act, start):
        raise OwnRecord


def _require_level(act: Act, scheme: Scheme) -> Level:
    level = level_of(scheme, act.actor.post)
    if level is None:
        entitled = (graders(scheme, each) for each in scheme.graded.grading.levels)
        raise Denied(tuple(sorted(frozenset().union(*entitled))))
    return level


def report(act: Act, scheme_id: str) -> int:
    """Every item that applies is graded, so the duty of grading is on record as done.

    The village reports its 自评 for the year; a level of the town, whose duty has no day of its
    own, its assessment in the cycle.
    """
    part = part_of(act.book, scheme_id)
    level = _require_level(act, part.scheme)
    if not reportable(act.book, part, level):
        raise AlreadySettled("open")
    owed = due(act.book, part, level)
    period = str(owed.period) if owed else None
    told = Sketch(text=level.name, duties=(level.duty,), done_on=act.day, title=level.name)
    return records.log(act, Entry((level.duty,), act.day, period, 1, told))


def reportable(book: Book, part: Enrolled, level: Level) -> bool:
    """Whether a level has graded everything that applies, and that is to be put on record."""
    if set(applicable(part)) - set(given(part, level)):
        return False
    if part.scheme.duties[level.duty].cadence is Cadence.ASSIGNED:
        return not _assessed(part, level)
    return due(book, part, level) is not None


def _assessed(part: Enrolled, level: Level) -> bool:
    """Whether the grading of this level is on record as done in the cycle."""
    records = (one.done_on for one in part.facts.records if _reports(one, level))
    tasks = (one.done_on for one in part.facts.tasks if one.duty == level.duty)
    return any(day is not None and day >= _start(part) for day in chain(records, tasks))


def _reports(record: Record, level: Level) -> bool:
    return level.duty in record.duties and record.returned is None


def due(book: Book, part: Enrolled, level: Level) -> Occurrence | None:
    """The occurrence of this level's grading that is open today and not on file."""
    owed = (each for each in book.of(level.duty) if each.duty in part.scheme.duties)
    return next(
        (each for each in owed if each.takes(book.today) and not _on_file(book, each)), None
    )


def _on_file(book: Book, each: Occurrence) -> bool:
    return any(
        each.duty in record.duties
        and record.returned is None
        and record.period in (None, each.period)
        and each.takes(record.done_on)
        for part in book.enrolled
        for record in part.facts.records
    )


def excuse(act: Act, scheme_id: str, item: int, reason: str) -> int:
    """This item does not apply to the village, for this reason; only those that may not apply."""
    act.require(RUNNERS)
    part = part_of(act.book, scheme_id)
    may_not = part.scheme.items[item].may_not_apply
    if not may_not or item in part.facts.profile.not_applicable:
        raise AlreadySettled("open")
    said = {"scheme_id": scheme_id, "item": item, "reason": reason}
    return act.state("not_applicable", "grade.excuse", "item", **said)


def apply_again(act: Act, scheme_id: str, item: int) -> None:
    """The item applies after all."""
    act.require(RUNNERS)
    standing = [
        row
        for row in _rows(act, "not_applicable", scheme_id)
        if row.counts and row.said["item"] == item
    ]
    if not standing:
        raise AlreadySettled("withdrawn")
    for row in standing:
        act.fact_event(row, "withdraw")


def list_negative(act: Act, scheme_id: str, kind: str, on: date, note: str) -> int:
    """Something of the negative list happened on a day; no name of whoever told of it."""
    act.require(LISTERS)
    said = {"scheme_id": scheme_id, "kind": kind, "on_day": on, "note": note}
    return act.state("negative", "negative.list", "kind", **said)


def strike_negative(act: Act, row: FactRow, reason: str) -> None:
    """It was not so: struck from the list, with the reason."""
    act.require(LISTERS)
    if not row.counts:
        raise AlreadySettled(row.status)
    act.fact_event(row, "withdraw", reason)


def negatives(act: Act, scheme_id: str) -> list[FactRow]:
    """What stands on the village's negative list."""
    return [row for row in _rows(act, "negative", scheme_id) if row.counts]


def start_cycle(act: Act, scheme_id: str, first: date) -> None:
    """The village's cycle begins on this day."""
    act.require(RUNNERS)
    enrolments = act.uow.enrolments.of(act.book.village.id, act.day)
    for row in enrolments:
        if row.scheme_id == scheme_id:
            act.uow.enrolments.start_cycle(row.id, first)
            act.note("cycle.start", f"enrolment:{row.id}", first=str(first))


def tally(part: Enrolled, level: Level) -> Mapping[str, int]:
    """How often a level gave each grade, the best first."""
    words = [one.grade for one in given(part, level).values()]
    return {grade.id: words.count(grade.id) for grade in part.scheme.graded.grading.grades}


def grades_itself(post: Post) -> bool:
    """Whether the post is of the village that is graded."""
    return post in VILLAGE_POSTS


def _rows(act: Act, kind: Kind, scheme_id: str) -> list[FactRow]:
    rows = act.uow.facts.rows(kind, act.actor.scope, act.book.village.id)
    return [row for row in rows if row.said["scheme_id"] == scheme_id]
