"""What the clock says by itself: reminders, the town's digest, holiday notes; and all limits."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from handlers.chat.cards import REMINDER, Data, Press, action, say, view
from handlers.chat.log import begin
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services import reminders, workdays
from handlers.services.book import Book, open_book
from handlers.services.reminders import Owed
from handlers.services.sketch import Sketch
from handlers.services.workdays import Holiday
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
        _greet(scene, village)
    for grant in _holders(scene, town, TOWN_POSTS):
        _remind(scene, grant, scene.uow.places.villages_of(town.id))


def _holders(scene: Scene, place: PlaceRow, posts: frozenset[Post]) -> list[GrantRow]:
    return scene.uow.grants.holders(place.id, tuple(posts), scene.today)


def _remind(scene: Scene, grant: GrantRow, villages: list[PlaceRow]) -> None:
    """One message with all that is new to this person; nothing if he is at his limit."""
    reached = scene.of(grant)
    if not reached or not _may_speak(scene, grant):
        return
    fresh = [_kept(village, owed) for village in villages for owed in _fresh(scene, grant, village)]
    for theirs in reached if fresh else ():
        say(theirs, "reminder", urgency=REMINDER, owed=fresh)


def _kept(village: PlaceRow, owed: Owed) -> Data:
    """What a reminder says of one thing owed, as its card keeps it."""
    occurrence = owed.entry.occurrence
    return {
        "village": village.name,
        "key": owed.key,
        "stage": owed.stage.id,
        "label": occurrence.label,
        "due": str(occurrence.due),
        "closes": str(occurrence.counts_until) if occurrence.counts_until else "",
    }


def _fresh(scene: Scene, grant: GrantRow, village: PlaceRow) -> Iterator[Owed]:
    """What he was not told yet; the claim is the database's, so that it is told once."""
    for owed in reminders.owed_to(_book(scene, village), Post(grant.post)):
        if scene.uow.reminders.claim(
            village.id, owed.key, owed.stage.id, grant.person_id, scene.now
        ):
            yield owed


def _book(scene: Scene, village: PlaceRow) -> Book:
    """The village's book, read once a morning for everybody."""
    if village.id not in scene.books:
        scene.books[village.id] = open_book(
            scene.uow, scene.schemes, Scope.tick(), village.id, scene.today
        )
    return scene.books[village.id]


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


def _greet(scene: Scene, village: PlaceRow) -> None:
    """The integrity reminder before a festival, or before two that follow each other closely."""
    coming = reminders.holidays_due(scene.today)
    for grant in _holders(scene, village, VILLAGE_POSTS) if coming else ():
        reached = scene.of(grant)
        fresh = [each for each in coming if reached and _claimed(scene, grant, village, each)]
        for theirs in reached if fresh else ():
            say(
                theirs,
                "holiday",
                urgency=REMINDER,
                names="、".join(each.name for each in fresh),
                days=[[str(each.first), str(each.last)] for each in fresh],
                tentative=any(each.tentative for each in fresh),
            )


def _claimed(scene: Scene, grant: GrantRow, village: PlaceRow, holiday: Holiday) -> bool:
    key = f"holiday/{holiday.first}"
    return scene.uow.reminders.claim(village.id, key, "before", grant.person_id, scene.now)


@action("holiday.held")
def held(press: Press) -> None:
    """已开提醒会: one tap logs it as an integrity education of today."""
    text = f"{press.data['names']}节前廉洁提醒会"
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
    """One thing owed, and how late it is by now."""
    due = date.fromisoformat(told["due"])
    closes = date.fromisoformat(told["closes"]) if told["closes"] else None
    return {
        "village": told["village"],
        "label": told["label"],
        "late": max(0, (scene.today - due).days),
        "by": words.dated(due, scene.today),
        "over": closes is not None and closes < scene.today,
    }


@view("holiday")
def holiday(scene: Scene, data: Data) -> Message:
    return render(
        "holiday",
        person=scene.actor.name,
        festival=data["names"],
        days=[tuple(map(date.fromisoformat, each)) for each in data["days"]],
        tentative=data["tentative"],
    )
