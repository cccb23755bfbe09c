"""A county in which everything is as long, as many and as odd as it can be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.chat.scene import Scene
from handlers.services import book, findings, records
from handlers.services.actor import acting
from handlers.services.sketch import Entry, Sketch
from rubric.period import Period
from rubric.posts import SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from storage.schemes import load
from storage.settings import BOT_NAME
from tests.handlers import extreme_sheets, extreme_work
from tests.handlers.stage import Stage

ODD = "<b>&\"'\u202e\u200b\x07\n"
VILLAGE = ODD + "天" * 11
TOWN = ODD + "地" * 6
CITY = "玄" * 15
PERSON = ODD + "黄" * 11
CONTACT = "宇" * 60
LONG = ODD + "宙" * 900
PARTY_GROUPS = 40
CITY_POST = Post.CITY_AGRICULTURE


@dataclass
class World:
    """The ids a card may be about."""

    stage: Stage
    village: int
    town: int
    grants: dict[Post, int] = field(default_factory=dict)
    records: list[int] = field(default_factory=list)
    findings: list[int] = field(default_factory=list)
    drafts: list[int] = field(default_factory=list)
    voices: list[int] = field(default_factory=list)
    matters: list[int] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)
    sheets: list[dict[str, object]] = field(default_factory=list)
    invite: int = 0

    def scene(self, uow, post: Post) -> Scene:
        stage = self.stage
        grant = uow.grants.get(self.grants[post])
        return Scene(uow, stage.now, stage.schemes, stage.lexicon, str(post), acting(uow, grant))


@dataclass
class _Scores:
    """Remembers each score by all it is made from: hundreds of cards tell of the same few."""

    score: Any
    known: dict[tuple[str, ...], Any] = field(default_factory=dict)
    spelt: dict[int, tuple[Any, str]] = field(default_factory=dict)
    """By identity; what is spelt out is kept, so that nothing else comes by its id."""

    def __call__(self, scheme, year, facts, as_of, readings):
        parts = (self._in_full(getattr(facts, each.name)) for each in fields(facts))
        key = (scheme.id, str(year), str(as_of), str(dict(readings)), *parts)
        if key not in self.known:
            self.known[key] = self.score(scheme, year, facts, as_of, readings)
        return self.known[key]

    def _in_full(self, part: Any) -> str:
        if id(part) not in self.spelt:
            self.spelt[id(part)] = (part, repr(part))
        return self.spelt[id(part)][1]


@contextmanager
def scored_once() -> Iterator[None]:
    """No score is reckoned twice within."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(book, "score", _Scores(book.score))
        yield


def build(store, now, count: int) -> World:
    """The county; its village has so many records, in every status."""
    stage = Stage(store, now)
    with store.begin() as uow:
        world = _places(uow, stage)
        secretary = world.scene(uow, Post.SECRETARY)
        _records(world, secretary, count)
        _findings(world, uow, count)
        _others(world, uow, secretary)
        extreme_work.matters(world, uow, LONG)
        extreme_work.tasks(world, uow, LONG)
        extreme_sheets.sheets(world, uow, LONG)
    return world


def _places(uow, stage) -> World:
    city = uow.places.add("city", CITY, contact=CONTACT)
    town = uow.places.add("town", TOWN, city, contact=CONTACT)
    village = uow.places.add("village", VILLAGE, town, {"party_groups": PARTY_GROUPS}, CONTACT)
    for number in range(30):
        other = uow.places.add("village", f"{number}{VILLAGE}", town, {}, CONTACT)
        uow.enrolments.add(other, "wenling-2022", date(2026, 1, 1))
    uow.enrolments.add(village, "wenling-2022", date(2026, 1, 1))
    world = World(stage, village, town)
    for post in Post:
        place = city
        if post in VILLAGE_POSTS | SUPERVISOR_POSTS:
            place = village
        elif post in TOWN_POSTS:
            place = town
        grant = uow.grants.add(uow.people.add(PERSON), post, place, date(2026, 1, 1))
        uow.grants.accept(grant, stage.now)
        world.grants[post] = grant
    return world


def _records(world, scene, count) -> None:
    duties = list(load()["wenling-2022"].duties)
    act = scene.act()
    for number in range(count):
        day = scene.today - timedelta(days=number % 190)
        serves = tuple(duty for duty in duties if scene.actor.post in act.book.doers(duty))
        told = serves if number < 2 else (serves[number % len(serves)],)
        sketch = Sketch(text=LONG, title=LONG, heads=9999)
        period = str(Period.parse("2026-05")) if number % 2 else None
        world.records.append(records.log(act, Entry(told, day, period, 1, sketch)))
    for number, record in enumerate(world.records):
        for kind in ([], ["confirm"], ["return"], ["withdraw"], ["confirm", "unconfirm"] * 9)[
            number % 5
        ]:
            act.record_event(record, kind, LONG)


FATES = (
    (),
    ("report",),
    ("report", "send_back"),
    ("report", "send_back", "report"),
    ("report", "settle"),
    ("dispute",),
    ("dispute", "uphold", "ask_extension"),
    ("ask_extension", "refuse_extension"),
    ("clear",),
)
SAID = (
    {},
    {"kind": "policy-shirking", "item": 13, "count": 1, "amount": "4.75", "reason": LONG},
    {"kind": "related-party-bid", "item": 9, "count": 20, "amount": None, "reason": ""},
    {"kind": "problem", "item": 21, "count": 1, "amount": None, "reason": ""},
)
"""What becomes of findings, and what they are said to be: the longest words of each."""


def _findings(world, uow, count) -> None:
    chair = world.scene(uow, Post.SUPERVISOR_CHAIR).act()
    village = world.scene(uow, Post.CLERK).act()
    office = world.scene(uow, Post.TOWN_OFFICE).act(world.village)
    for number in range(min(count, 18)):
        raiser = office if number % 4 in (1, 2) else chair
        finding = findings.raise_(raiser, LONG)
        world.findings.append(finding)
        due = chair.day + timedelta(days=(number % 3 - 1) * 200)
        uow.findings.event(finding, "extend", "", due, **chair.signed)
        if SAID[number % 4]:
            said = SAID[number % 4]
            uow.findings.event(finding, "classify", "", chair.day, data=said, **raiser.signed)
        for kind in FATES[number % 9]:
            spoken = kind in findings.OF_THE_VILLAGE
            act = village if spoken else raiser
            day = due + timedelta(days=400) if kind == "ask_extension" else chair.day
            uow.findings.event(finding, kind, LONG, day, **act.signed)


def _others(world, uow, scene) -> None:
    person, grant, now = scene.actor.person_id, scene.actor.grant_id, scene.now
    sketches = (
        Sketch(text=LONG),
        Sketch(text="", duties=("group-meeting",)),
        Sketch(text=LONG, duties=tuple(load()["wenling-2022"].duties), ask_date=True),
        Sketch(text="", duties=("disclosure-finance",), said_period="2026-07"),
        Sketch(text="", duties=("branch-committee",), done_on=date(2026, 7, 14)),
    )
    for sketch in sketches:
        for closed in (False, True):
            draft = uow.drafts.open(person, "log", sketch.dump(), awaits_text=False, at=now)
            if closed:
                uow.drafts.close(draft, now)
            world.drafts.append(draft)
    for kind in ("suggestion", "complaint", "appeal"):
        world.voices.append(uow.feedback.add(person, grant, kind, {}, LONG, now))
    uow.feedback.answer(world.voices[0], person, LONG, now)
    uow.settings.put(BOT_NAME, "b" * 32)
    world.invite = uow.invites.issue(grant, "link", now + timedelta(days=1), now).id
