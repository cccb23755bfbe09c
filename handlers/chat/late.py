"""看逾期: what is overdue in a town's villages, and reminding them, in one tap all of them."""

from handlers.chat import town_duties
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.month import report_buttons
from handlers.chat.quiet import next_waking
from handlers.chat.scene import Scene
from handlers.chat.town import books
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import nudges
from handlers.services.book import Book
from handlers.services.nudges import Late
from rubric.posts import TOWN_POSTS, VILLAGE_POSTS
from storage.grants import GrantRow

PAGE = 4
LONGEST = 30
"""Items that are still read one by one; of more there is a line a village."""


def show_late(scene: Scene) -> None:
    say(scene, "town_late", page=0)


@action("late")
def open_late(press: Press) -> None:
    press.show("town_late", page=press.args[0])


@action("late.of")
def open_of_village(press: Press) -> None:
    """The items of one village of the long list."""
    village, page = press.args
    press.show("town_late", village=village, page=page)


@action("late.all")
def nudge_all(press: Press) -> None:
    """全部提醒: of whatever is overdue in all villages, or in the one named."""
    remind_all(press.turn, press.args[0], press.show)


def remind_all(turn: Turn, village: int | None, show: Show) -> None:
    late = nudges.late(turn.uow, _books(turn.scene, village))
    _remind(turn, {(each.village_id, each.key) for each in late}, show)


@action("late.nudge")
def nudge(press: Press) -> None:
    """提醒n, or all on the page."""
    _remind(press.turn, {(each[0], each[1]) for each in press.args}, press.show)


def _remind(turn: Turn, wanted: set[tuple[int, str]], show: Show) -> None:
    """Each village one message with all of its own; told what was left out."""
    scene, left_out = turn.scene, 0
    done: dict[int, list[str]] = {}
    unheard = {village for village, _ in wanted if not _reached(scene, village)}
    for village, key in sorted(each for each in wanted if each[0] not in unheard):
        if nudges.nudge(turn.act(village), key):
            done.setdefault(village, []).append(key)
        else:
            left_out += 1
    for village, keys in done.items():
        tell(scene, _villagers(scene, village), "nudge_recv", keys=keys, by=scene.actor.place)
    show("nudge_done", villages=len(done), left_out=left_out, unheard=sorted(unheard))


def _villagers(scene: Scene, village: int) -> list[GrantRow]:
    return scene.uow.grants.holders(village, VILLAGE_POSTS, scene.today)


def _reached(scene: Scene, village: int) -> bool:
    """Whether a message comes to anybody there: nobody may have bound his account yet."""
    return any(scene.of(grant) for grant in _villagers(scene, village))


def _books(scene: Scene, village: int | None) -> list[Book]:
    return books(scene) if village is None else [scene.book(village)]


@view("town_late")
def town_late(scene: Scene, data: Data) -> Message:
    """Item by item; a line a village where there are too many to read."""
    village = data.get("village")
    late = nudges.late(scene.uow, _books(scene, village))
    if village is None and len(late) > LONGEST:
        return _by_village(scene, late, data["page"])
    page = page_of(late, data["page"], PAGE)
    can_nudge = scene.actor.post in TOWN_POSTS
    targets = [(each.village_id, each.key) for each in page.rows] if can_nudge else []
    return render(
        "town_late",
        page=page,
        village=village,
        rows=[_row(scene, each) for each in page.rows],
        every=targets,
        own=_own(scene),
        buttons=[
            Button(f"提醒{at}", "late.nudge", (target,)) for at, target in enumerate(targets, 1)
        ],
    )


def _by_village(scene: Scene, late: list[Late], number: int) -> Message:
    """The longest list first; a tap on a village shows its items."""
    groups = nudges.by_village(late)
    page = page_of(groups, number, PAGE)
    return render(
        "town_late_villages",
        page=page,
        total=len(late),
        rows=[
            {
                "village": group[0].village,
                "count": len(group),
                "days": max((each.days for each in group if not each.missed), default=0),
            }
            for group in page.rows
        ],
        can_nudge=scene.actor.post in TOWN_POSTS,
        own=_own(scene),
        buttons=[
            Button(group[0].village, "late.of", (group[0].village_id, 0)) for group in page.rows
        ],
    )


def _own(scene: Scene) -> int:
    """How much of what the town itself owes is late."""
    return town_duties.late(scene) if scene.actor.post in TOWN_POSTS else 0


def _row(scene: Scene, each: Late) -> Data:
    last = nudges.last_nudged(scene.act(each.village_id), each.key)
    return {
        "village": each.village,
        "label": each.label,
        "days": each.days,
        "missed": each.missed,
        "nudged": words.short_day(last) if last else "",
    }


@view("nudge_done")
def nudge_done(scene: Scene, data: Data) -> Message:
    return render(
        "nudge_done",
        villages=data["villages"],
        left_out=data["left_out"],
        unheard=[scene.uow.places.get(each).name for each in data.get("unheard", ())],
        at_night=bool(data["villages"]) and next_waking(scene.now) is not None,
    )


@view("nudge_recv", asks=True)
def nudge_recv(scene: Scene, data: Data) -> Message:
    """What the town reminds of, as far as it is still not done."""
    book = scene.book()
    late = [each for each in nudges.late(scene.uow, [book]) if each.key in data["keys"]]
    known = [each.occurrence for each in late if each.occurrence is not None]
    owed = [each for each in known if each.duty]
    return render(
        "nudge_recv",
        by=data["by"],
        rows=[
            {"label": each.label, "days": each.days, "missed": each.missed} for each in late[:PAGE]
        ],
        more=len(late[PAGE:]),
        buttons=[
            Button("已办，补录", each.action, each.args)
            for each in report_buttons(book, owed[:1], scene.actor)
        ],
        findings=[button("看问题", "finding.of", book.village.id, 0)]
        if len(known) < len(late)
        else [],
        tasks=[button("看镇里布置", "task.list")] if len(owed) < len(known) else [],
    )
