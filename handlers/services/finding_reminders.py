"""Findings that are overdue, or wait for a word: who is told of them, at the scheme's stages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.services import workdays
from handlers.services.book import Book
from handlers.services.findings import judges, speakers
from handlers.services.reminders import GROUPS, stage_day
from rubric.duty import Stage
from rubric.posts import VILLAGE_POSTS, Post
from storage.findings import FindingRow
from storage.grants import SHANGHAI, GrantRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

ANSWER_WITHIN = 5
"""Working days in which a remedy is looked at, or an answer given; sooner if it falls due."""


@dataclass(frozen=True, slots=True)
class OwedFinding:
    """A finding, and the newest stage of reminding of it that was reached for somebody."""

    key: str
    stage: Stage
    label: str
    due: date
    closes: date | None = None


@dataclass(frozen=True, slots=True)
class Unended:
    """A finding that is not at its end, who may judge it, and its finder's own post."""

    row: FindingRow
    judges: frozenset[Post]
    finder: Post


Pending = Mapping[int, Sequence[Unended]]
"""The findings that are not at their end, by village."""


def pending(uow: UnitOfWork, villages: Iterable[int]) -> Pending:
    """Read once for everybody who is to be reminded of anything in these villages."""
    found: dict[int, list[Unended]] = {}
    for row in uow.findings.unended(Scope.of(villages, "提醒")):
        finder = Post(uow.grants.get(row.by_grant_id).post)
        found.setdefault(row.village_id, []).append(Unended(row, judges(uow, row), finder))
    return found


def owed_to(known: Pending, book: Book, grant: GrantRow) -> list[OwedFinding]:
    """What the holder of a post is to be reminded of in the village by today, oldest due first."""
    found = [
        owed
        for one in known.get(book.village.id, ())
        for owed in (*_remedy(book, one.row, Post(grant.post)), *_answer(book, one, grant))
    ]
    return sorted(found, key=lambda owed: (owed.due, owed.key))


def key(row: FindingRow) -> str:
    """What the reminders of a finding's remedy are kept under."""
    return f"finding:{row.id}"


def label(row: FindingRow) -> str:
    return f"问题{row.reference}整改"


def _remedy(book: Book, row: FindingRow, post: Post) -> Iterator[OwedFinding]:
    """To be remedied by the village; the longer it takes, the more people are told."""
    if row.status == "open" and row.due is not None:
        stage = _newest(book, row, row.due, lambda each: post in _addressed(each, VILLAGE_POSTS))
        if stage is not None:
            yield OwedFinding(key(row), stage, label(row), row.due)


def _answer(book: Book, one: Unended, grant: GrantRow) -> Iterator[OwedFinding]:
    """To be judged or answered by those who may; first by the finder's own post."""
    row = one.row
    since = _waits_since(row)
    if since is None or grant.post not in one.judges or grant.person_id in speakers(row):
        return
    due, finder = answer_due(row, since), frozenset({one.finder})
    stage = _newest(book, row, due, lambda each: grant.post in _addressed(each, finder) | finder)
    if stage is not None:
        verb = "验收" if row.status == "reported" else "答复"
        yield OwedFinding(f"{key(row)}/answer/{since}", stage, f"{verb}问题{row.reference}", due)


def answer_due(row: FindingRow, since: date) -> date:
    """By when: within five working days, and by the due day of a remedy reported before it."""
    within = workdays.after(since, ANSWER_WITHIN)
    in_time = row.status == "reported" and row.due is not None and since <= row.due
    return min(within, row.due) if in_time and row.due else within


def _waits_since(row: FindingRow) -> date | None:
    """The day since which the village waits for a word, the oldest of them."""
    remedy = row.remedy if row.status == "reported" else None
    said = (remedy, row.asked_delay, row.dispute)
    return min((each.at.astimezone(SHANGHAI).date() for each in said if each), default=None)


def _newest(
    book: Book, row: FindingRow, due: date, speaks: Callable[[Stage], bool]
) -> Stage | None:
    """The last stage reached that speaks to somebody."""
    stages = [stage for stage in _stages(book, row) if speaks(stage)]
    told = [stage for stage in stages if stage_day(stage, due) <= book.today]
    return max(told, key=lambda stage: stage_day(stage, due), default=None)


def _stages(book: Book, row: FindingRow) -> tuple[Stage, ...]:
    """Those of the finding's scheme; where the village has none with points, of its first."""
    schemes = [part.scheme for part in book.enrolled]
    own = [scheme for scheme in schemes if scheme.id == row.scheme_id] or schemes
    return own[0].stages if own else ()


def _addressed(stage: Stage, doers: frozenset[Post]) -> frozenset[Post]:
    groups = (doers if group == "doers" else GROUPS[group] for group in stage.to)
    return frozenset[Post]().union(*groups)
