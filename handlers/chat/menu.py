"""更多办理: what a post can do beside the keys of its home, and what it can do with one village."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.pending import HEARERS, JUDGES, SIGNERS, pending
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services.book import Book
from handlers.services.managing import MANAGERS
from handlers.services.matters import RECEIVERS
from handlers.services.tasks import ASSIGNERS
from rubric.posts import CITY_POSTS, SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from rubric.scheme import Scheme

EVERYBODY = frozenset(Post) - {Post.OPERATOR}
POINTS, GRADES = frozenset({"points"}), frozenset({"grades"})
MATTERS = frozenset({"matters"})
ANY_SCHEME = frozenset({"points", "grades", "checklist"})
IN_VILLAGE, ABOVE = 4, 5
"""Entries a page, for a person of a village and for one of a town or the city."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu: its label (≤ 10 characters), what it does, whose it is.

    `schemes` are the kinds of scheme, or what one may have, of which at least one must be in force.
    """

    label: str
    action: str
    posts: frozenset[Post]
    schemes: frozenset[str] = ANY_SCHEME


OF_HOME: tuple[Entry, ...] = (
    Entry("签否决事项", "veto.queue", SIGNERS, POINTS),
    Entry("确认加分", "honour.queue", JUDGES, POINTS),
    Entry("验收任务", "task.check", ASSIGNERS),
    Entry("收工程报备", "matter.check", RECEIVERS, MATTERS),
    Entry("各村重大事项", "matter.board", TOWN_POSTS, MATTERS),
    Entry("核对现状", "state.check", SUPERVISOR_POSTS),
    Entry("答复意见建议", "voice.list", HEARERS),
    Entry("办镇里布置", "task.list", VILLAGE_POSTS | SUPERVISOR_POSTS),
    Entry("重大事项和工程", "matter.list", VILLAGE_POSTS | SUPERVISOR_POSTS, MATTERS),
    Entry("填现状", "state.list", VILLAGE_POSTS | SUPERVISOR_POSTS),
    Entry("本镇要办", "townduty.open", TOWN_POSTS),
    Entry("布置任务", "order.new", ASSIGNERS),
    Entry("看任务进度", "task.board", TOWN_POSTS),
    Entry("布置交叉巡查", "round.new", ASSIGNERS),
    Entry("填全镇现状", "state.all", TOWN_POSTS, POINTS),
    Entry("报加分", "honour.list", VILLAGE_POSTS, POINTS),
    Entry("打印和图片", "papers", EVERYBODY),
    Entry("看镇级评分", "scoring.own", VILLAGE_POSTS | SUPERVISOR_POSTS, POINTS),
    Entry("上报示范村居", "nominate.open", frozenset({Post.TOWN_OFFICE}), POINTS),
    Entry("填任务数", "quota.list", frozenset({Post.CITY_AGRICULTURE}), POINTS),
    Entry("记补助使用", "subsidy.list", VILLAGE_POSTS, POINTS),
    Entry("核对补助使用", "subsidy.list", SUPERVISOR_POSTS, POINTS),
    Entry("看补助使用", "subsidy.list", TOWN_POSTS, POINTS),
    Entry("人员和绑定", "people.all", MANAGERS),
    Entry("打印邀请二维码", "invite.sheet", MANAGERS & TOWN_POSTS),
    Entry("提意见建议", "voice.start", EVERYBODY),
)
"""From the home card, what is asked for oftenest first; the actions are given nothing.

What waits for the actor comes before all of them, with its count.
"""
OF_VILLAGE: tuple[Entry, ...] = (
    Entry("写核查", "assess.start", TOWN_POSTS, POINTS),
    Entry("核对现状", "state.check", ASSIGNERS),
    Entry("填现状", "state.list", TOWN_POSTS),
    Entry("记镇里办的事", "townduty.open", TOWN_POSTS),
    Entry("看镇里布置", "task.list", TOWN_POSTS | CITY_POSTS),
    Entry("重大事项和工程", "matter.list", TOWN_POSTS | CITY_POSTS, MATTERS),
    Entry("看加分", "honour.list", TOWN_POSTS | CITY_POSTS, POINTS),
    Entry("评分和封存", "scoring.village", TOWN_POSTS, POINTS),
    Entry("打印和图片", "papers.of", EVERYBODY),
    Entry("一票否决", "veto.list", SIGNERS, POINTS),
    Entry("负面清单", "negative.list", ASSIGNERS, GRADES),
    Entry("定创建周期", "cycle.open", ASSIGNERS, GRADES),
    Entry("人员和绑定", "people.of", MANAGERS),
)
"""From the card of a village; the actions are given the village's number."""


def show_menu(scene: Scene) -> None:
    say(scene, "menu_home", page=0)


@action("menu.home")
def open_home(press: Press) -> None:
    press.show("menu_home", page=press.args[0])


@action("menu.village")
def open_village(press: Press) -> None:
    village, page = press.args
    press.show("menu_village", village=village, page=page)


def offered(scene: Scene, label: str) -> Button | None:
    """The button of this label that the menu offers the actor, with what waits for him first."""
    waits = {each.name: Button(each.name, each.action, each.args) for each in pending(scene)}
    if label in waits:
        return waits[label]
    entries = _offered(scene, OF_HOME, _schemes_below(scene))
    return next((Button(each.label, each.action) for each in entries if each.label == label), None)


def offered_in(scene: Scene, village: int, label: str) -> Button | None:
    """The same of the menu of a village."""
    buttons = _buttons_in(scene, scene.book(village))
    return next((each for each in buttons if each.label == label), None)


def whose(entries: Iterable[Entry], label: str) -> frozenset[Post]:
    """The posts that have an entry of this label."""
    return frozenset(post for each in entries if each.label == label for post in each.posts)


@view("menu_home")
def menu_home(scene: Scene, data: Data) -> Message:
    waits = pending(scene)
    taken = {each.action for each in waits}
    offered = _offered(scene, OF_HOME, _schemes_below(scene))
    others = [Button(each.label, each.action) for each in offered if each.action not in taken]
    first = [Button(each.label, each.action, each.args) for each in waits]
    return _drawn(scene, "menu_home", [*first, *others], data["page"], place=scene.actor.place)


@view("menu_village")
def menu_village(scene: Scene, data: Data) -> Message:
    book = scene.book(data["village"])
    told = {"place": book.village.name, "village": book.village.id}
    return _drawn(scene, "menu_village", _buttons_in(scene, book), data["page"], **told)


def _buttons_in(scene: Scene, book: Book) -> list[Button]:
    entries = _offered(scene, OF_VILLAGE, (part.scheme for part in book.enrolled))
    return [Button(each.label, each.action, (book.village.id,)) for each in entries]


def _drawn(
    scene: Scene, kind: str, buttons: list[Button], number: int, /, **told: object
) -> Message:
    page = page_of(buttons, number, IN_VILLAGE if scene.actor.in_village else ABOVE)
    return render(kind, page=page, buttons=page.rows, **told)


def _offered(scene: Scene, entries: Iterable[Entry], schemes: Iterable[Scheme]) -> list[Entry]:
    known = {trait for scheme in schemes for trait in _traits(scheme)}
    return [each for each in entries if scene.actor.post in each.posts and known & each.schemes]


def _traits(scheme: Scheme) -> Iterator[str]:
    yield scheme.kind
    if scheme.matters:
        yield "matters"


def _schemes_below(scene: Scene) -> list[Scheme]:
    """The schemes in force in the villages that the actor sees."""
    rows = scene.uow.enrolments.current(scene.actor.scope, scene.today)
    return [scene.schemes[each] for each in {row.scheme_id for row in rows}]
