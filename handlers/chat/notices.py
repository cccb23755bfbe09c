"""What the clock says by itself: reminders, the town's digest, holiday notes; and all limits."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from handlers.chat.cards import REMINDER, Data, Press, action, say, view
from handlers.chat.log import begin
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services import reminders, workdays
from handlers.services.book import open_book
from handlers.services.reminders import Owed
from handlers.services.sketch import Sketch
from rubric.posts import SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from rubric.utterance import Lexicon
from storage.grants import GrantRow
from storage.places import PlaceRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

SPEAKS_FROM = time(9)
SLEEPS = time(20)
WEEKLY, MONTHLY = 2, 6
"""Unasked messages a person of a village gets at most in seven days, and in thirty."""
LISTED = 4
HELD = ("integrity-education", "holiday-reminder")
DONE_TODAY = "notices.day"


def tick(uow: UnitOfWork, now: datetime, schemes: Schemes, lexicon: Lexicon) -> None:
    """Once on each working day, from 9:00 on: one message to each person who has to be told."""
    today = now.date()
    if not SPEAKS_FROM <= now.time() < SLEEPS or uow.settings.get(DONE_TODAY) == str(today):
        return
    uow.settings.put(DONE_TODAY, str(today))
    if not workdays.is_workday(today):
        return
    for town in uow.places.towns():
        _morning_of(Scene(uow, now, schemes, lexicon, ""), town)


def _morning_of(scene: Scene, town: PlaceRow) -> None:
    for village in scene.uow.places.villages_of(town.id):
        for grant in _holders(scene, village, VILLAGE_POSTS | SUPERVISOR_POSTS):
            _remind(scene, grant, [village])
        if holiday := reminders.holiday_due(scene.today):
            _greet(scene, village, holiday)
    for grant in _holders(scene, town, TOWN_POSTS):
        _remind(scene, grant, scene.uow.places.villages_of(town.id))


def _holders(scene: Scene, place: PlaceRow, posts: frozenset[Post]) -> list[GrantRow]:
    return scene.uow.grants.holders(place.id, tuple(posts), scene.today)


def _remind(scene: Scene, grant: GrantRow, villages: list[PlaceRow]) -> None:
    """One message with all that is new to this person; nothing if he is at his limit."""
    reached = scene.of(grant)
    if not reached or not _may_speak(scene, grant):
        return
    fresh = [
        {"village": village.id, "key": owed.key, "stage": owed.stage.id}
        for village in villages
        for owed in _fresh(scene, grant, village)
    ]
    for theirs in reached if fresh else ():
        say(theirs, "reminder", urgency=REMINDER, owed=fresh)


def _fresh(scene: Scene, grant: GrantRow, village: PlaceRow) -> Iterator[Owed]:
    """What he was not told yet; the claim is the database's, so that it is told once."""
    book = open_book(scene.uow, scene.schemes, Scope.tick(), village.id, scene.today)
    for owed in reminders.owed_to(book, Post(grant.post)):
        if scene.uow.reminders.claim(
            village.id, owed.key, owed.stage.id, grant.person_id, scene.now
        ):
            yield owed


def _may_speak(scene: Scene, grant: GrantRow) -> bool:
    """Whether a person of a village may hear from us unasked once more."""
    if Post(grant.post) in TOWN_POSTS:
        return True
    sent = scene.uow.outbox.unasked_since
    person, now = grant.person_id, scene.now
    return (
        sent(person, now - timedelta(days=7)) < WEEKLY
        and sent(person, now - timedelta(days=30)) < MONTHLY
    )


def _greet(scene: Scene, village: PlaceRow, holiday: workdays.Holiday) -> None:
    for grant in _holders(scene, village, VILLAGE_POSTS):
        key = f"holiday/{holiday.first}"
        for theirs in scene.of(grant):
            if scene.uow.reminders.claim(village.id, key, "before", grant.person_id, scene.now):
                say(
                    theirs,
                    "holiday",
                    urgency=REMINDER,
                    name=holiday.name,
                    first=str(holiday.first),
                    last=str(holiday.last),
                    tentative=holiday.tentative,
                )


@action("holiday.held")
def held(press: Press) -> None:
    """已开提醒会: one tap logs it as an integrity education of today."""
    text = f"{press.data['name']}节前廉洁提醒会"
    begin(press.turn, Sketch(text=text, duties=HELD, title=text))
    press.show("ok")


@view("reminder")
def reminder(scene: Scene, data: Data) -> Message:
    return render(
        "reminder",
        town=scene.actor.post in TOWN_POSTS,
        place=scene.actor.place,
        lines=[_line(scene, each) for each in data["owed"][:LISTED]],
        more=len(data["owed"][LISTED:]),
        of_village=scene.actor.of_village,
    )


def _line(scene: Scene, told: Data) -> Data:
    """One thing owed, as it stands now."""
    book = scene.book(told["village"])
    each = next(one for one in book.occurrences if one.key == told["key"])
    return {
        "village": book.village.name,
        "label": each.label,
        "late": max(0, (scene.today - each.due).days),
        "by": words.dated(each.due, scene.today),
        "over": each.counts_until is not None and each.counts_until < scene.today,
    }


@view("holiday")
def holiday(scene: Scene, data: Data) -> Message:
    return render(
        "holiday",
        person=scene.actor.name,
        festival=data["name"],
        first=date.fromisoformat(data["first"]),
        last=date.fromisoformat(data["last"]),
        tentative=data["tentative"],
    )
