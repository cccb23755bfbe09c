"""The documents that people can have made in chat: what each is of, and for whom."""

from dataclasses import dataclass
from typing import Literal

from handlers.services.actor import Actor
from handlers.services.errors import Denied
from handlers.services.managing import MANAGERS
from rubric.posts import CITY_POSTS, SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from storage.errors import OutOfScope
from storage.unit_of_work import UnitOfWork

Place = Literal["village", "town", "city"]

IN_VILLAGES = VILLAGE_POSTS | SUPERVISOR_POSTS | TOWN_POSTS | CITY_POSTS
CITY_RUN = frozenset({Post.CITY_AGRICULTURE})
EVERY_KIND = frozenset({"points", "grades", "checklist"})


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document: its id, its name, the kind of place it is of, whose it is.

    `schemes` are the kinds of scheme under which there is such a paper. One that is `of_one` is of
    a certain thing (a finding, a sealed sheet) and is asked for on that thing's card alone.
    """

    id: str
    name: str
    place: Place
    posts: frozenset[Post] = IN_VILLAGES
    schemes: frozenset[str] = EVERY_KIND
    of_one: bool = False


_POINTS, _GRADES = frozenset({"points"}), frozenset({"grades"})
_TASKS = frozenset({"checklist"})
_TOWN = TOWN_POSTS | CITY_RUN

DOCUMENTS: dict[str, Document] = {
    each.id: each
    for each in (
        Document("score-sheet", "量化评分表", "village", schemes=_POINTS),
        Document("score-card", "得分图", "village", schemes=_POINTS),
        Document("score-course", "得分走势图", "village", schemes=_POINTS),
        Document("ledger", "本年台账", "village"),
        Document("calendar", "全年事项日历", "village"),
        Document("disclosure-notice", "三务公开单", "village"),
        Document("self-assessment", "自评表", "village", schemes=_GRADES),
        Document("half-year-report", "半年书面报告", "village", schemes=_GRADES),
        Document("task-list", "任务清单", "village", schemes=_TASKS),
        Document("rectification", "整改通知书", "village", of_one=True),
        Document("sealed-sheet", "镇级评分表", "village", schemes=_POINTS, of_one=True),
        Document("town-workbook", "全镇表格", "town", _TOWN, _POINTS),
        Document("month-digest", "上月小结", "town", _TOWN),
        Document("town-sections", "各村各部分得分图", "town", _TOWN, _POINTS),
        Document("invite-sheet", "邀请二维码", "town", MANAGERS, of_one=True),
        Document("holiday-letter", "节前廉洁提醒函", "town", _TOWN),
        Document("burden", "负担情况表", "town", _TOWN),
        Document("city-workbook", "全市表格", "city", CITY_POSTS, _POINTS),
        Document("recognition-list", "认定名单", "city", CITY_POSTS, _POINTS),
    )
}


def require(uow: UnitOfWork, actor: Actor, document: Document, place_id: int) -> None:
    """Refuse a document that is not this post's, or a place neither its own nor below it.

    When it is ordered and again when it is made: Denied, or OutOfScope.
    """
    if actor.post not in document.posts:
        raise Denied(tuple(sorted(document.posts)))
    at: int | None = place_id
    while at not in (None, actor.place_id):
        at = uow.places.get(at).parent_id
    if at is None:
        raise OutOfScope(place_id, actor.post)


def offered(place: str, post: Post, kinds: set[str]) -> list[Document]:
    """What the holder of a post may have made of a place under these kinds of scheme."""
    return [
        each
        for each in DOCUMENTS.values()
        if each.place == place and post in each.posts and kinds & each.schemes and not each.of_one
    ]
