"""Who is told what on a morning, unasked: reminders, the town's digest, the city's list."""

from collections.abc import Iterator
from datetime import date, datetime, time
from operator import attrgetter, itemgetter

import structlog

from handlers.chat import holiday_note, month_digest
from handlers.chat.cards import Data
from handlers.chat.scene import Scene
from handlers.chat.unasked import greeting_near, may_speak, speak
from handlers.services import (
    city_reminders,
    finding_reminders,
    reach,
    reminders,
    settled_since,
    voice_reminders,
    workdays,
)
from handlers.services.book import Book, open_book
from handlers.services.finding_reminders import OwedFinding, Pending
from handlers.services.reminders import Owed
from handlers.services.seal_progress import due_for
from handlers.services.worksheets import LEVELS
from rubric.posts import SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from rubric.utterance import Lexicon
from storage.errors import DatabaseUnusable
from storage.grants import SHANGHAI, GrantRow
from storage.places import PlaceRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

SPEAKS_FROM = time(9)
SLEEPS = time(20)
DONE_TODAY = "notices.day"
LAST_TOWN = "notices.town"
"""Under which the ledger keeps how far this morning has come: the day, and the town's number."""
FAILED_TOWN = "notices.failed"
"""Where a morning failed last: the day, and the town's name."""
OFFICE = frozenset({Post.TOWN_OFFICE})
CITY_RUN = frozenset({Post.CITY_AGRICULTURE})


def tick(uow: UnitOfWork, now: datetime, schemes: Schemes, lexicon: Lexicon) -> bool:
    """Once on each working day, from 9:00 on: one message to each person who has to be told.

    A town at a time, so that no answer waits for the whole county: True while there are more.
    """
    today = now.date()
    if not SPEAKS_FROM <= now.time() < SLEEPS or uow.settings.get(DONE_TODAY) == str(today):
        return False
    if workdays.is_workday(today):
        scene = Scene(uow, now, schemes, lexicon, "")
        town = _next_town(uow, today)
        if town is not None:
            _unless_it_fails(scene, town)
            uow.settings.put(LAST_TOWN, [str(today), town.id])
            return True
        city = uow.places.city()
        if city is not None:
            _of_city(scene, city)
    uow.settings.put(DONE_TODAY, str(today))
    return False


def _unless_it_fails(scene: Scene, town: PlaceRow) -> None:
    """A fault in one town leaves the others their morning; operators are told of it."""
    try:
        with scene.uow.savepoint():
            _morning_of(scene, town)
    except DatabaseUnusable:
        raise
    except Exception:
        log.exception("morning failed", town=town.id)
        scene.uow.settings.put(FAILED_TOWN, [str(scene.today), town.name])


def _next_town(uow: UnitOfWork, today: date) -> PlaceRow | None:
    """The first town that was not gone through this morning, if there is one left."""
    day, last = uow.settings.get(LAST_TOWN) or ("", 0)
    gone = last if day == str(today) else 0
    left = [town for town in uow.places.towns() if town.id > gone]
    return min(left, key=attrgetter("id"), default=None)


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
        holiday_note.greet(scene, village)
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
        gone = list(_gone(scene, grant, villages))
        speak(scene, grant, "reminder", owed=fresh, ended=ended, gone=gone)


def _gone(scene: Scene, grant: GrantRow, villages: list[PlaceRow]) -> Iterator[Data]:
    """To a town's office, with what is said anyway: who is not reached any more, once each."""
    for each in reach.gone_from(scene.uow, villages, scene.now) if grant.post in OFFICE else ():
        if scene.uow.reminders.claim(
            each.village.id, each.key, reach.STAGE, grant.person_id, scene.now
        ):
            yield {"village": each.village.name, "post": each.post}


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
                "label": each.label,
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
