"""本镇要办: what the town itself owes, logged once for all the villages whose books ask for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.chat import asking, sealing_due
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.days import day_buttons
from handlers.chat.month import MARKS
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import progress, review
from handlers.services.act import Act
from handlers.services.book import Book
from handlers.services.progress import TownOwed
from rubric.agenda import Mark
from rubric.utterance_answer import read_day
from storage.record_rows import RecordRow

PAGE = 3


def owes(scene: Scene) -> list[TownOwed]:
    """What the town owes now in any of its villages' books."""
    return progress.town_agenda(_books(scene, None))


def late(scene: Scene) -> int:
    """How much of it is overdue."""
    owed = sum(each.mark is Mark.OVERDUE for each in owes(scene))
    return owed + sealing_due.late(scene)


def show_month(scene: Scene) -> None:
    say(scene, "town_month", village=None, page=0)


@action("townduty.open")
def open_month(press: Press) -> None:
    """For all villages, or for the one of the button."""
    asking.drop(press.scene)
    press.show("town_month", village=press.args[0] if press.args else None, page=0)


@action("townduty.page")
def turn_page(press: Press) -> None:
    press.show(press.card.kind, **press.data | {"page": press.args[0]})


@action("townduty.any")
def open_any(press: Press) -> None:
    press.show("town_any", village=press.data["village"], page=0)


@action("townduty.past")
def open_past(press: Press) -> None:
    """补记以前的: periods that are over."""
    press.show("town_past", village=press.data["village"], page=0)


@action("townduty.pick")
def pick(press: Press) -> None:
    """One duty: on which day was it done? A tap, or the next words."""
    told = {"village": press.data["village"], "duty": press.args[0]}
    asking.ask(press.scene, press.show("town_duty", **told), "townduty.day", **told)


@action("townduty.log")
def log(press: Press) -> None:
    asking.drop(press.scene)
    _log(press.turn, press.data, date.fromisoformat(press.args[0]), press.show)


def take_day(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The day as it is written."""
    day = read_day(text, turn.written_at)
    if day is not None:
        _log(turn, data, day, show)
    return day is not None


def _log(turn: Turn, data: Data, on: date, show: Show) -> None:
    """Into the book of every village that lacks it; another office of the town is asked to look."""
    key = data["duty"]
    acts = [turn.act(book.village.id) for book in _books(turn.scene, data["village"])]
    writes = progress.log_for_town if "/" in key else progress.log_any_time
    made = writes(acts, key, on, "")
    turn.scene.forget()
    show_logged(turn.scene, key, made, show)


def show_logged(scene: Scene, key: str, made: Mapping[int, int | None], show: Show) -> None:
    """In whose books it stands now; who is to confirm it is asked."""
    records = [record for record in made.values() if record is not None]
    show("town_logged", duty=key, villages=list(made), records=records)
    if records:
        _ask_confirmers(scene, records)


def _ask_confirmers(scene: Scene, records: list[int]) -> None:
    row = _record(scene, records[0])
    posts = scene.book(row.village_id).confirmers(*row.duties)
    holders = scene.uow.grants.holders(scene.actor.place_id, tuple(posts), scene.today)
    others = [grant for grant in holders if grant.person_id != scene.actor.person_id]
    tell(scene, others, "town_confirm", records=records)


@action("townduty.confirm")
def confirm(press: Press) -> None:
    """已看,同意: one word for what is one piece of work, in whatever number of books."""
    for row in _open(press.scene, press.data):
        review.confirm(press.turn.act(row.village_id), row)
    press.scene.forget()
    press.show("town_confirm", records=press.data["records"])


def _books(scene: Scene, village: int | None) -> list[Book]:
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    return scene.books_of(each.id for each in villages if village in (None, each.id))


def _record(scene: Scene, number: int) -> RecordRow:
    return scene.uow.records.get(number, scene.actor.scope)


def _open(scene: Scene, data: Data) -> list[RecordRow]:
    rows = [_record(scene, number) for number in data["records"]]
    return [row for row in rows if row.status == "reported"]


@view("town_month")
def town_month(scene: Scene, data: Data) -> Message:
    if data["village"]:
        scene.actor.scope.require(data["village"])
    books = _books(scene, data["village"])
    return render(
        "town_month",
        place=_place(scene, data),
        month=scene.today.month,
        any_time=bool(progress.town_any_time(books, scene.actor.post)),
        past=bool(progress.town_past(books)),
        sealing=sealing_due.lines(scene) if data["village"] is None else [],
        **_listed(scene, progress.town_agenda(books), data["page"]),
    )


def _listed(scene: Scene, owed: list[TownOwed], number: int) -> dict[str, Any]:
    """A page of what is owed, with a button for each that this post does."""
    page = page_of(owed, number, PAGE)
    first = page.number * PAGE + 1
    return {
        "page": page,
        "first": first,
        "rows": [_line(scene, each) for each in page.rows],
        "buttons": [
            Button(f"记第{at}条", "townduty.pick", (each.occurrence.key,))
            for at, each in enumerate(page.rows, first)
            if scene.actor.post in each.doers
        ],
    }


@view("town_past")
def town_past(scene: Scene, data: Data) -> Message:
    """What of past periods is on no record: done in its time, it can still be logged."""
    past = progress.town_past(_books(scene, data["village"]))
    return render("town_past", place=_place(scene, data), **_listed(scene, past, data["page"]))


def _place(scene: Scene, data: Data) -> str:
    village = data["village"]
    return scene.uow.places.get(village).name if village else scene.actor.place


def _line(scene: Scene, each: TownOwed) -> dict[str, Any]:
    due = each.occurrence.due
    return {
        "mark": MARKS.get(each.mark, ""),
        "label": each.occurrence.label,
        "late": (scene.today - due).days if each.mark is Mark.OVERDUE else 0,
        "by": words.dated(due, scene.today),
        "until": each.occurrence.counts_until or due,
        "villages": len(each.villages),
    }


@view("town_any")
def town_any(scene: Scene, data: Data) -> Message:
    known = progress.town_any_time(_books(scene, data["village"]), scene.actor.post)
    page = page_of(list(known.items()), data["page"], PAGE)
    first = page.number * PAGE + 1
    return render(
        "town_any",
        page=page,
        first=first,
        buttons=[
            Button(f"记第{at}条", "townduty.pick", (duty,))
            for at, (duty, _) in enumerate(page.rows, first)
        ],
    )


@view("town_duty")
def town_duty(scene: Scene, data: Data) -> Message:
    last = _last_day(scene, data)
    return render(
        "town_duty",
        name=_named(scene, data["duty"]),
        place=_place(scene, data),
        every=data["village"] is None,
        over=last,
        choices=[] if last else day_buttons(scene.today, "townduty.log"),
    )


def _last_day(scene: Scene, data: Data) -> date | None:
    """The last day of doing it that counts, where that is over."""
    past = progress.town_past(_books(scene, data["village"]))
    found = (one.occurrence.counts_until for one in past if one.occurrence.key == data["duty"])
    return next(found, None)


def _named(scene: Scene, key: str) -> str:
    """The duty as its scheme names it, with its period where it has one."""
    duty, _, rest = key.partition("/")
    for book in _books(scene, None):
        if duty in book.duties:
            label = next((each.label for each in book.of(duty) if each.key == key), "")
            return label if rest and label else book.name(duty)
    return duty


@view("town_logged")
def town_logged(scene: Scene, data: Data) -> Message:
    rows = [_record(scene, number) for number in data["records"]]
    return render(
        "town_logged",
        name=_named(scene, data["duty"]),
        villages=len(data["villages"]),
        on=rows[0].done_on if rows else None,
        waits=any(row.status == "reported" for row in rows),
    )


@view("town_confirm")
def town_confirm(scene: Scene, data: Data) -> Message:
    rows = [_record(scene, number) for number in data["records"]]
    acts: dict[int, Act] = {row.village_id: scene.act(row.village_id) for row in rows}
    return render(
        "town_confirm",
        name=acts[rows[0].village_id].book.name(rows[0].duties[0]),
        villages=len(acts),
        on=rows[0].done_on,
        by=scene.uow.people.get(rows[0].author_id).name,
        open=len([row for row in rows if row.status == "reported"]),
    )
