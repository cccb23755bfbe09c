"""What a town sees: progress, what is overdue, one-tap reminders, and each village's card."""

from collections.abc import Iterable

from handlers.chat import ledger
from handlers.chat.bind import tell
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import findings, nudges, standing
from handlers.services.book import Book
from handlers.services.errors import Denied
from handlers.services.nudges import Late
from rubric.agenda import Entry, Mark
from rubric.posts import TOWN_POSTS, VILLAGE_POSTS

PAGE = 6
LATE_PAGE = 4
FAMILIES = {
    "三务公开": ("disclosure-party", "disclosure-village", "disclosure-finance"),
    "财务审核": ("financial-review",),
    "三会一课": ("members-meeting", "branch-committee", "party-lecture", "party-day"),
}


def books(scene: Scene) -> list[Book]:
    """The book of every village this post may see."""
    if scene.actor.in_village:
        raise Denied(tuple(sorted(TOWN_POSTS)))
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    return [scene.book(village.id) for village in villages]


def show_villages(scene: Scene) -> None:
    books(scene)
    say(scene, "town_villages", page=0)


def show_progress(scene: Scene) -> None:
    say(scene, "town_dash")


def show_late(scene: Scene) -> None:
    say(scene, "town_late", page=0)


def show_month(scene: Scene) -> None:
    """本月要办: a village's own duties; for a town what its villages have done."""
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
    for village, key in sorted(wanted):
        if nudges.nudge(press.turn.act(village), key):
            done.setdefault(village, []).append(key)
        else:
            left_out += 1
    for village, keys in done.items():
        holders = press.turn.uow.grants.holders(village, VILLAGE_POSTS, press.scene.today)
        tell(press.scene, holders, "nudge_recv", keys=keys, by=press.scene.actor.place)
    press.show("nudge_done", villages=len(done), left_out=left_out)


@view("town_villages")
def town_villages(scene: Scene, data: Data) -> Message:
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    page = data["page"]
    shown = villages[page * PAGE : page * PAGE + PAGE]
    return render(
        "town_villages",
        town=scene.actor.place,
        page=page + 1,
        pages=max(1, -(-len(villages) // PAGE)),
        following=page + 1 if villages[page * PAGE + PAGE :] else 0,
        buttons=[Button(words.clip(each.name, 10), "town.village", (each.id,)) for each in shown],
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
        month=scene.today.month,
        done=len(entries) - len(owed),
        owed=len(owed),
        late=[
            {"label": each.entry.occurrence.label, "days": each.days}
            for each in nudges.late([book])[:LATE_PAGE]
        ],
        open_findings=len(findings.open_of(scene.act(book.village.id))),
        can_find=scene.actor.post in findings.CHECKERS,
    )


@view("town_dash")
def town_dash(scene: Scene, _data: Data) -> Message:
    entries = {book.village.id: standing.month_agenda(book) for book in books(scene)}
    every = [entry for of in entries.values() for entry in of]
    late = [entry for entry in every if entry.mark is Mark.OVERDUE]
    return render(
        "town_dash",
        town=scene.actor.place,
        now=scene.now,
        due=len(every),
        done=sum(_is_done(entry) for entry in every),
        families=[
            {"name": name, "villages": _complete(entries.values(), duties), "all": len(entries)}
            for name, duties in FAMILIES.items()
        ],
        late=len(late),
        late_villages=sum(any(one.mark is Mark.OVERDUE for one in of) for of in entries.values()),
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
    late = nudges.late(books(scene))
    page = data["page"] if data["page"] * LATE_PAGE < len(late) else 0
    shown = late[page * LATE_PAGE : page * LATE_PAGE + LATE_PAGE]
    can_nudge = scene.actor.post in TOWN_POSTS
    return render(
        "town_late",
        page=page + 1,
        pages=max(1, -(-len(late) // LATE_PAGE)),
        following=page + 1 if late[page * LATE_PAGE + LATE_PAGE :] else 0,
        rows=[_row(scene, each) for each in shown],
        every=[_target(each) for each in shown] if can_nudge else [],
        targets=[],
    )


def _row(scene: Scene, each: Late) -> dict[str, str | int]:
    last = nudges.last_nudged(scene.act(each.village_id), each.key)
    return {
        "village": each.village,
        "label": each.entry.occurrence.label,
        "days": each.days,
        "nudged": words.short_day(last) if last else "",
    }


def _target(each: Late) -> tuple[int, str]:
    return each.village_id, each.key


@view("nudge_done")
def nudge_done(_scene: Scene, data: Data) -> Message:
    return render("nudge_done", villages=data["villages"], left_out=data["left_out"])


@view("nudge_recv")
def nudge_recv(scene: Scene, data: Data) -> Message:
    book = scene.book()
    owed = [each for each in book.occurrences if each.key in data["keys"]]
    return render(
        "nudge_recv",
        by=data["by"],
        rows=[
            {"label": each.label, "days": (scene.today - each.due).days}
            for each in owed[:LATE_PAGE]
        ],
        more=len(owed[LATE_PAGE:]),
        buttons=[
            Button("已办,补录", "log.owed", (each.duty, str(each.period), each.unit))
            for each in owed[:1]
        ],
    )
