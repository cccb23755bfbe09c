"""What a town sees: progress, what is overdue, one-tap reminders, and each village's card."""

from collections.abc import Iterable

from handlers.chat import ledger, town_duties
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.month import report_buttons
from handlers.chat.quiet import next_waking
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import findings, nudges, progress, standing
from handlers.services.book import Book
from handlers.services.errors import Denied
from handlers.services.nudges import Late
from rubric.agenda import Entry, Mark
from rubric.posts import TOWN_POSTS, VILLAGE_POSTS
from storage.grants import GrantRow
from storage.places import PlaceRow

PAGE = 6
LATE_PAGE = 4
FAMILIES = {
    "三务公开": ("disclosure-party", "disclosure-village", "disclosure-finance"),
    "财务审核": ("financial-review",),
    "三会一课": ("members-meeting", "branch-committee", "party-lecture", "party-day"),
}


def books(scene: Scene) -> list[Book]:
    """The book of every village this post may see."""
    return [scene.book(village.id) for village in _villages(scene)]


def _villages(scene: Scene) -> list[PlaceRow]:
    """The villages below a town or the city; refused to posts of a village."""
    if scene.actor.in_village:
        raise Denied(tuple(sorted(TOWN_POSTS)))
    return scene.uow.places.villages_of(scene.actor.place_id)


def show_villages(scene: Scene) -> None:
    _villages(scene)
    say(scene, "town_villages", page=0)


def show_progress(scene: Scene) -> None:
    say(scene, "town_dash")


def show_late(scene: Scene) -> None:
    say(scene, "town_late", page=0)


def show_month(scene: Scene) -> None:
    """本月要办: a village's own duties; a town's, or what its villages have done."""
    if scene.actor.post in TOWN_POSTS and town_duties.owes(scene):
        town_duties.show_month(scene)
    else:
        say(scene, "month" if scene.actor.in_village else "town_dash")


def show_ledger(scene: Scene) -> None:
    """查台账: a village's own; a town chooses a village first."""
    if scene.actor.in_village:
        ledger.show(scene)
    else:
        show_villages(scene)


@action("town.scores")
def open_villages(press: Press) -> None:
    press.show("town_villages", page=press.args[0])


@action("town.progress")
def open_progress(press: Press) -> None:
    press.show("town_dash")


@action("late")
def open_late(press: Press) -> None:
    press.show("town_late", page=press.args[0])


@action("town.village")
def open_village(press: Press) -> None:
    press.show("town_village", village=press.args[0])


@action("late.nudge")
def nudge(press: Press) -> None:
    """提醒n or 全部提醒: each village one message with all of its own; told what was left out."""
    wanted = {(each[0], each[1]) for each in press.args}
    done: dict[int, list[str]] = {}
    left_out = 0
    unheard = {village for village, _ in wanted if not _reached(press.scene, village)}
    for village, key in sorted(wanted):
        if village in unheard:
            continue
        if nudges.nudge(press.turn.act(village), key):
            done.setdefault(village, []).append(key)
        else:
            left_out += 1
    for village, keys in done.items():
        holders = _villagers(press.scene, village)
        tell(press.scene, holders, "nudge_recv", keys=keys, by=press.scene.actor.place)
    press.show("nudge_done", villages=len(done), left_out=left_out, unheard=sorted(unheard))


def _villagers(scene: Scene, village: int) -> list[GrantRow]:
    return scene.uow.grants.holders(village, VILLAGE_POSTS, scene.today)


def _reached(scene: Scene, village: int) -> bool:
    """Whether a message comes to anybody there: nobody may have bound his account yet."""
    return any(scene.of(grant) for grant in _villagers(scene, village))


@view("town_villages")
def town_villages(scene: Scene, data: Data) -> Message:
    page = page_of(scene.uow.places.villages_of(scene.actor.place_id), data["page"], PAGE)
    return render(
        "town_villages",
        town=scene.actor.place,
        page=page,
        scored=scene.scored(),
        buttons=[Button(each.name, "town.village", (each.id,)) for each in page.rows],
    )


@view("town_village")
def town_village(scene: Scene, data: Data) -> Message:
    book = scene.book(data["village"])
    entries = standing.month_agenda(book)
    owed = [entry for entry in entries if entry.mark in (Mark.OVERDUE, Mark.OPEN)]
    return render(
        "town_village",
        village=book.village.name,
        number=book.village.id,
        scored=progress.has_points(book),
        in_village=scene.actor.in_village,
        month=scene.today.month,
        done=len(entries) - len(owed),
        owed=len(owed),
        late=[
            {"label": each.label, "days": each.days, "missed": each.missed}
            for each in nudges.late(scene.uow, [book])[:LATE_PAGE]
        ],
        open_findings=len(findings.unsettled_of(scene.act(book.village.id))),
        found=[button("发现问题", "finding.start", book.village.id)]
        if scene.actor.post in findings.CHECKERS
        else [],
    )


@view("town_dash")
def town_dash(scene: Scene, _data: Data) -> Message:
    known = books(scene)
    entries = {book.village.id: standing.month_agenda(book) for book in known}
    every = [entry for of in entries.values() for entry in of]
    late = nudges.late(scene.uow, known)
    return render(
        "town_dash",
        town=scene.actor.place,
        number=scene.actor.place_id,
        now=scene.now,
        due=len(every),
        done=sum(_is_done(entry) for entry in every),
        matters=any(part.scheme.matters for book in known for part in book.enrolled),
        families=[
            {"name": name, "villages": _complete(entries.values(), duties), "all": len(entries)}
            for name, duties in FAMILIES.items()
        ],
        late=sum(not each.missed for each in late),
        missed=sum(each.missed for each in late),
        late_villages=len({each.village_id for each in late}),
        open_findings=sum(len(findings.unsettled_of(scene.act(village))) for village in entries),
    )


def _is_done(entry: Entry) -> bool:
    return entry.mark in (Mark.DONE, Mark.WAITING)


def _complete(villages: Iterable[list[Entry]], duties: tuple[str, ...]) -> int:
    """How many villages have done everything of a family that the month asks for."""
    return sum(
        all(_is_done(entry) for entry in of if entry.occurrence.duty in duties) for of in villages
    )


@view("town_late")
def town_late(scene: Scene, data: Data) -> Message:
    page = page_of(nudges.late(scene.uow, books(scene)), data["page"], LATE_PAGE)
    can_nudge = scene.actor.post in TOWN_POSTS
    targets = [(each.village_id, each.key) for each in page.rows] if can_nudge else []
    return render(
        "town_late",
        page=page,
        rows=[_row(scene, each) for each in page.rows],
        every=targets,
        own=sum(each.mark is Mark.OVERDUE for each in town_duties.owes(scene)) if can_nudge else 0,
        buttons=[
            Button(f"提醒{at}", "late.nudge", (target,)) for at, target in enumerate(targets, 1)
        ],
    )


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
            {"label": each.label, "days": each.days, "missed": each.missed}
            for each in late[:LATE_PAGE]
        ],
        more=len(late[LATE_PAGE:]),
        buttons=[
            Button("已办，补录", each.action, each.args)
            for each in report_buttons(book, owed[:1], scene.actor)
        ],
        findings=[button("看问题", "finding.of", book.village.id, 0)]
        if len(known) < len(late)
        else [],
        tasks=[button("看镇里布置", "task.list")] if len(owed) < len(known) else [],
    )
