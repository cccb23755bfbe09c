"""What a town sees: progress, and each village's card."""

from collections.abc import Collection, Iterable
from itertools import chain

from handlers.chat import ledger, sealing_due, town_duties
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import findings, nudges, progress, standing
from handlers.services.book import Book
from handlers.services.errors import Denied
from rubric.agenda import Entry, Mark
from rubric.posts import TOWN_POSTS
from storage.findings import FindingRow
from storage.places import PlaceRow

PAGE = 6
MOST_LATE = 4
"""Lines about what is late on a village's card."""
FAMILIES = {
    "三务公开": ("disclosure-party", "disclosure-village", "disclosure-finance"),
    "财务审核": ("financial-review",),
    "三会一课": ("members-meeting", "branch-committee", "party-lecture", "party-day"),
}


def books(scene: Scene) -> list[Book]:
    """The book of every village this post may see."""
    return scene.books_of(village.id for village in _villages(scene))


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


def show_month(scene: Scene) -> None:
    """本月要办: a village's own duties; a town's, or what its villages have done."""
    if scene.actor.post in TOWN_POSTS and (town_duties.owes(scene) or sealing_due.due(scene)):
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


@action("town.village")
def open_village(press: Press) -> None:
    press.show("town_village", village=press.args[0])


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
            for each in nudges.late(scene.uow, [book])[:MOST_LATE]
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
        open_findings=sum(not row.ended for row in _findings(scene, entries)),
    )


def _findings(scene: Scene, villages: Collection[int]) -> Iterable[FindingRow]:
    found = scene.uow.findings.of_several(villages, scene.actor.scope)
    return chain.from_iterable(found.values())


def _is_done(entry: Entry) -> bool:
    return entry.mark in (Mark.DONE, Mark.WAITING)


def _complete(villages: Iterable[list[Entry]], duties: tuple[str, ...]) -> int:
    """How many villages have done everything of a family that the month asks for."""
    return sum(
        all(_is_done(entry) for entry in of if entry.occurrence.duty in duties) for of in villages
    )
