"""待办: what waits for the actor beside records and findings, the most urgent first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handlers.chat import sealing_due
from handlers.chat.scene import Scene
from handlers.services import honours, matters, seal_progress, states, tasks, vetoes, voices
from rubric.posts import SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from storage.fact_rows import FactRow

SIGNERS = frozenset({Post.TOWN_DISCIPLINE, Post.CITY_AGRICULTURE})
JUDGES = tasks.ASSIGNERS | honours.CITY
HEARERS = frozenset({Post.TOWN_OFFICE, Post.CITY_AGRICULTURE})


@dataclass(frozen=True, slots=True)
class Pending:
    """So many of one kind; the button that leads to them does `action` with `args`."""

    name: str
    count: int
    action: str
    args: tuple[Any, ...] = ()

    @property
    def label(self) -> str:
        """核对现状（2）."""
        return f"{self.name}（{self.count}）"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what waits: called as in 更多办理, and whose it is."""

    name: str
    action: str
    posts: frozenset[Post]
    count: Callable[[Scene], int]
    args: tuple[Any, ...] = ()


def pending(scene: Scene) -> list[Pending]:
    """What waits for this post's word; a fixed number of queries, however many villages."""
    return list(_found(scene))


def _found(scene: Scene) -> Iterator[Pending]:
    for kind in KINDS:
        if scene.actor.post in kind.posts:
            yield from _counted(kind, kind.count(scene))
    if scene.actor.post in states.TOWN_CHECKERS | SUPERVISOR_POSTS:
        yield from _states(scene)


def _counted(kind: Kind, count: int) -> Iterator[Pending]:
    if count:
        yield Pending(kind.name, count, kind.action, kind.args)


def _states(scene: Scene) -> Iterator[Pending]:
    """核对现状 is done village by village: the button leads to the first of them."""
    rows = states.waiting_in(scene.uow, scene.actor, scene.book)
    if rows:
        yield Pending("核对现状", len(rows), "state.check", (rows[0].village_id,))


def _sheets(scene: Scene) -> int:
    return len(seal_progress.waiting(scene.uow, scene.schemes, scene.actor, scene.today))


def _tasks(scene: Scene) -> list[FactRow]:
    return scene.uow.facts.rows("task", scene.actor.scope)


def _to_do(scene: Scene) -> int:
    """Tasks of the village's that this post does itself."""
    book = scene.book()
    mine = (row for row in _tasks(scene) if scene.actor.post in tasks.doers(book, row))
    return sum(tasks.state(row) == "open" for row in mine)


KINDS = (
    Kind(
        "签否决事项",
        "veto.queue",
        SIGNERS,
        lambda scene: len(vetoes.waiting(scene.uow, scene.actor)),
    ),
    Kind("复核评分表", "scoring.progress", TOWN_POSTS, _sheets, (None, 0)),
    Kind("评分未封存", "scoring.progress", TOWN_POSTS, sealing_due.unsealed, (None, 0)),
    Kind("办镇里布置", "task.list", VILLAGE_POSTS | SUPERVISOR_POSTS, _to_do),
    Kind(
        "确认加分",
        "honour.queue",
        JUDGES,
        lambda scene: len(honours.waiting(scene.uow, scene.actor)),
    ),
    Kind(
        "验收任务",
        "task.check",
        tasks.ASSIGNERS,
        lambda scene: len(tasks.waiting(scene.actor, _tasks(scene))),
    ),
    Kind(
        "确认重大事项",
        "matter.check",
        SUPERVISOR_POSTS,
        lambda scene: len(matters.waiting(scene.uow, scene.actor)),
    ),
    Kind(
        "收工程报备",
        "matter.check",
        matters.RECEIVERS,
        lambda scene: len(matters.waiting(scene.uow, scene.actor)),
    ),
    Kind(
        "答复意见建议",
        "voice.list",
        HEARERS,
        lambda scene: len(voices.waiting(scene.uow, scene.actor)),
    ),
)
