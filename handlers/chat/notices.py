"""What the clock says by itself: reminders, the town's digest, holiday notes."""

from collections.abc import Iterator
from datetime import date, datetime, time
from operator import itemgetter

from handlers.chat import month_digest
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.log import begin
from handlers.chat.scene import Scene
from handlers.chat.unasked import greeting_near, may_speak, speak
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services import (
    city_reminders,
    finding_reminders,
    reminders,
    settled_since,
    voice_reminders,
    workdays,
)
from handlers.services.book import Book, open_book
from handlers.services.finding_reminders import OwedFinding, Pending
from handlers.services.reminders import Owed
from handlers.services.seal_progress import due_for
from handlers.services.sketch import Sketch
from handlers.services.workdays import Holiday
from handlers.services.worksheets import LEVELS
from rubric.posts import CITY_POSTS, SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from rubric.utterance import Lexicon
from storage.grants import SHANGHAI, GrantRow
from storage.places import PlaceRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

SPEAKS_FROM = time(9)
SLEEPS = time(20)
LISTED = 4
HELD = ("integrity-education", "holiday-reminder")
DONE_TODAY = "notices.day"
CITY_RUN = frozenset({Post.CITY_AGRICULTURE})


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
    city = uow.places.city()
    if city is not None:
        _of_city(Scene(uow, now, schemes, lexicon, ""), city)


def _of_city(scene: Scene, city: PlaceRow) -> None:
    """To who runs the programme: the day of its list, and voices that wait for an answer."""
    owed = city_reminders.owed_to(scene.uow, scene.schemes, Scope.tick(), scene.today)
    for grant in _holders(scene, city, CITY_RUN):
        if not scene.of(grant) or not may_speak(scene, grant):
            continue
        fresh = [_kept(city, each) for each in owed if _claims(scene, grant, city, each)]
        fresh += _voices(scene, grant)
        if fresh:
            speak(scene, grant, "reminder", owed=fresh, ended=[])


def _morning_of(scene: Scene, town: PlaceRow) -> None:
    villages = scene.uow.places.villages_of(town.id)
    pending = finding_reminders.pending(scene.uow, [village.id for village in villages])
    for village in villages:
        _greet(scene, village)
        for grant in _holders(scene, village, VILLAGE_POSTS | SUPERVISOR_POSTS):
            _remind(scene, grant, [village], pending)
    for grant in _holders(scene, town, TOWN_POSTS):
        _to_town(scene, grant, villages, pending)


def _to_town(scene: Scene, grant: GrantRow, villages: list[PlaceRow], pending: Pending) -> None:
    """One digest: on a month's first working day how the last month went, else what is new."""
    if month_digest.is_first_workday(scene.today) and month_digest.send(scene, grant):
        return
    _remind(scene, grant, villages, pending)


def _holders(scene: Scene, place: PlaceRow, posts: frozenset[Post]) -> list[GrantRow]:
    return scene.uow.grants.holders(place.id, tuple(posts), scene.today)


def _remind(scene: Scene, grant: GrantRow, villages: list[PlaceRow], pending: Pending) -> None:
    """One message with all that is new to this person; nothing if he is at his limit."""
    room = int(greeting_near(scene.today) and Post(grant.post) in VILLAGE_POSTS)
    if not scene.of(grant) or not may_speak(scene, grant, keep=room):
        return
    fresh = [each for village in villages for each in _fresh(scene, grant, village, pending)]
    fresh += _voices(scene, grant)
    fresh.sort(key=itemgetter("due"))
    if Post(grant.post) in LEVELS["town"].sealers:
        fresh += _sealing(scene, grant)
    ended = list(_ended(scene, grant, villages))
    if fresh or ended:
        speak(scene, grant, "reminder", owed=fresh, ended=ended)


def _sealing(scene: Scene, grant: GrantRow) -> Iterator[Data]:
    """To a town: that its sheets are to be sealed by the scheme's day."""
    for each in due_for(scene.uow, scene.schemes, grant.place_id, scene.today):
        if scene.uow.reminders.claim(
            grant.place_id, each.key, each.stage.id, grant.person_id, scene.now
        ):
            yield {
                "village": "",
                "key": each.key,
                "stage": each.stage.id,
                "label": f"{each.progress.unsealed}村评分未封存",
                "due": str(each.progress.due),
                "closes": "",
            }


def _voices(scene: Scene, grant: GrantRow) -> Iterator[Data]:
    """To an office: which voices wait for its answer."""
    for place, owed in voice_reminders.owed_to(scene.uow, grant, scene.today):
        village = scene.uow.places.get(place)
        if _claims(scene, grant, village, owed):
            yield _kept(village, owed)


def _ended(scene: Scene, grant: GrantRow, villages: list[PlaceRow]) -> Iterator[Data]:
    """To a town: what it was told of before, and is done by now."""
    if grant.post not in TOWN_POSTS:
        return
    books, person = {each.id: _book(scene, each) for each in villages}, grant.person_id
    for each in settled_since.settled_for(scene.uow, books, person):
        village = books[each.village].village
        if scene.uow.reminders.claim(village.id, each.key, settled_since.STAGE, person, scene.now):
            yield {"village": village.name, "label": each.label}


def _kept(village: PlaceRow, owed: Owed | OwedFinding) -> Data:
    """What a reminder says of one thing owed, as its card keeps it."""
    return {
        "village": village.name,
        "key": owed.key,
        "stage": owed.stage.id,
        "label": owed.label,
        "due": str(owed.due),
        "closes": str(owed.closes) if owed.closes else "",
    }


def _fresh(scene: Scene, grant: GrantRow, village: PlaceRow, pending: Pending) -> Iterator[Data]:
    """What he was not told yet of a village."""
    book = _book(scene, village)
    every: list[Owed | OwedFinding] = [
        *reminders.owed_to(book, Post(grant.post)),
        *finding_reminders.owed_to(pending, book, grant),
    ]
    for owed in (each for each in every if not _closed_before(grant, each)):
        if _claims(scene, grant, village, owed):
            yield _kept(village, owed)


def _claims(scene: Scene, grant: GrantRow, village: PlaceRow, owed: Owed | OwedFinding) -> bool:
    """Whether he was not told yet; the claim is the database's, so that it is told once."""
    return scene.uow.reminders.claim(
        village.id, owed.key, owed.stage.id, grant.person_id, scene.now
    )


def _closed_before(grant: GrantRow, owed: Owed | OwedFinding) -> bool:
    """Whether nothing could be done about it any more when he took up his post."""
    taken_up = grant.accepted_at.astimezone(SHANGHAI).date() if grant.accepted_at else date.max
    begun = max(grant.starts_on, taken_up)
    return owed.closes is not None and owed.closes < begun


def _book(scene: Scene, village: PlaceRow) -> Book:
    """The village's book, read once a morning for everybody."""
    if village.id not in scene.books:
        scene.books[village.id] = open_book(
            scene.uow, scene.schemes, Scope.tick(), village.id, scene.today
        )
    return scene.books[village.id]


def _greet(scene: Scene, village: PlaceRow) -> None:
    """The integrity reminder before a festival, or before two that follow each other closely."""
    coming = reminders.holidays_due(scene.today)
    for grant in _holders(scene, village, VILLAGE_POSTS) if coming else ():
        may = bool(scene.of(grant)) and may_speak(scene, grant)
        fresh = [each for each in coming if may and _claimed(scene, grant, village, each)]
        if fresh:
            speak(
                scene,
                grant,
                "holiday",
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
        city=scene.actor.post in CITY_POSTS,
        place=scene.actor.place,
        lines=[_line(scene, each) for each in data["owed"][:LISTED]],
        ended=data.get("ended", []),
        over=any(_line(scene, each)["over"] for each in data["owed"]),
        more=len(data["owed"][LISTED:]),
        of_village=scene.actor.of_village,
        village=scene.actor.place_id,
        findings=any(each["key"].startswith("finding:") for each in data["owed"]),
        answers=any("/answer/" in each["key"] for each in data["owed"]),
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
