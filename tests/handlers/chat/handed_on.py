"""A pytest plugin: whatever card is tapped in a test is first handed on to every other post.

As if its holder had been moved there since: the card is theirs, the post is not. Each tries each
handler once and all is taken back. What they did is told as `Tried`, for `test_rights` to judge.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from pathlib import Path
from zlib import crc32

from sqlalchemy import func, literal, select, union_all

from handlers.chat.guard import guarded
from handlers.chat.inbound import on_text
from handlers.chat.press import DATA, on_press
from handlers.services.actor import Actor, acting
from rubric.posts import CITY_POSTS, SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from storage import tables
from storage.cards import CardRow
from storage.drafts import DraftRow
from storage.people import AccountRow
from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork
from tests.handlers.foreign import Foreign, named
from tests.handlers.stage import Phone, Shown, Stage

IN_VILLAGE, IN_CITY = VILLAGE_POSTS | SUPERVISOR_POSTS, CITY_POSTS | {Post.OPERATOR}
OWN, NEAR, FAR = "own village", "other village", "other town"
STATED = tuple(
    table
    for table in tables.metadata.sorted_tables
    if table.name not in {"card", "act", "draft", "outbox", "inbox", "job", "audit_head", "audit"}
)
"""Where an act leaves a row: every table but those of the conversation, and what it ordered."""


@dataclass
class Tried:
    """A holder of a post took up a card of somebody else's work: what came of it."""

    handler: str
    who: str
    post: str
    distance: str
    answer: int
    acts: list[str]
    """What it wrote, as the audit names it."""
    beyond: list[str]
    """What it wrote or told of places that are not his."""
    error: str = ""


class _Over(Exception):
    """All is taken back."""


@contextmanager
def taken_back(uow: UnitOfWork) -> Iterator[None]:
    with suppress(_Over), uow.savepoint():
        yield
        raise _Over


class HandedOn:
    """What was tried already, and where it is written down."""

    def __init__(self, told: Path, share: int) -> None:
        self.told, self.share = told, share
        self.tried: set[tuple[str, str]] = set()

    def tap(self, phone: Phone, data: str) -> None:
        """Before a button is pressed: everybody else presses it."""
        with phone.stage.begin() as uow:
            match = DATA.fullmatch(data)
            card = uow.cards.by_token(match[1]) if match else None
            if card is None or card.version != int(match[2]) or int(match[3]) >= len(card.buttons):
                return
            handler = card.buttons[int(match[3])]["action"]
            self._everybody(phone, uow, handler, card, data)

    def say(self, phone: Phone, text: str) -> None:
        """Before a question is answered: everybody else answers it."""
        with phone.stage.begin() as uow:
            account = uow.people.account_of(phone.id)
            waiting = uow.drafts.awaiting(account.person_id) if account else None
            card = uow.cards.by_token(waiting.data["card"]) if waiting else None
            if card is not None:
                self._everybody(phone, uow, f"words {waiting.kind}", card, text, waiting)

    def _everybody(self, phone, uow, handler, card, said, waiting=None) -> None:
        stage, account = phone.stage, uow.people.account_of(phone.id)
        grants = account and uow.grants.active_of(account.person_id, stage.now, stage.now.date())
        if not grants or (handler, grants[0].post) in self.tried:
            return
        self.tried.add((handler, grants[0].post))
        updates = stage.updates
        with taken_back(uow):
            foreign, owner = Foreign(uow), acting(uow, grants[0])
            everybody = list(product(_places(uow, owner, card), (_Another, _Moved)))
            chosen = everybody[crc32(handler.encode()) % self.share :: self.share]
            for (post, distance, place), kind in chosen:
                with taken_back(uow):
                    who = kind(stage, uow, account, post, place)
                    came = who.tries(card, said, waiting, foreign)
                    self._tell(Tried(handler, kind.called, post, distance, **came))
        stage.updates = updates

    def _tell(self, tried: Tried) -> None:
        with self.told.open("a") as file:
            file.write(json.dumps(asdict(tried), ensure_ascii=False) + "\n")


def _places(uow: UnitOfWork, owner: Actor, card: CardRow) -> Iterator[tuple[Post, str, int]]:
    """Every post, in the village of the card and elsewhere."""
    village = card.data.get("village")
    if owner.in_village:
        village = owner.place_id
    if village not in {each.id for each in _all_villages(uow)}:
        village = min(owner.scope.villages or {each.id for each in _all_villages(uow)})
    town = uow.places.town_of(village)
    near = [each.id for each in uow.places.villages_of(town.id) if each.id != village]
    far_town = uow.places.add("town", "彼岸镇", town.parent_id)
    far = uow.places.add("village", "彼岸村", far_town)
    for row in uow.enrolments.of(village, date.max):
        uow.enrolments.add(far, row.scheme_id, row.starts_on)
    own = {OWN: village, FAR: far} | ({NEAR: near[0]} if near else {})
    for post, (distance, place) in product(sorted(IN_VILLAGE), own.items()):
        yield post, distance, place
    for post, (distance, place) in product(sorted(TOWN_POSTS), ((OWN, town.id), (FAR, far_town))):
        yield post, distance, place
    for post in sorted(IN_CITY):
        yield post, OWN, town.parent_id


def _all_villages(uow: UnitOfWork) -> list[PlaceRow]:
    return [each for town in uow.places.towns() for each in uow.places.villages_of(town.id)]


class _Another:
    """Somebody else, to whom the card is handed on."""

    called = "another"

    def __init__(self, stage: Stage, uow: UnitOfWork, account: AccountRow, post, place) -> None:
        self.stage, self.uow, self.chat = stage, uow, account.chat_id
        self.person = self.comes(account)
        begun = stage.now.replace(month=1, day=1)
        grant = uow.grants.add(self.person, post, place, begun.date())
        uow.grants.accept(grant, begun)
        self.actor = acting(uow, uow.grants.get(grant))

    def comes(self, _account: AccountRow) -> int:
        self.chat, person = "9999", self.uow.people.add("彼岸人")
        self.uow.people.bind(person, self.chat, self.chat, self.stage.now)
        return person

    def copy(self, card: CardRow) -> CardRow:
        told = (card.kind, card.data, "", card.buttons, self.stage.now)
        return self.uow.cards.add(self.person, self.chat, *told)

    def tries(self, card: CardRow, said: str, waiting: DraftRow | None, foreign: Foreign) -> dict:
        """What comes of his tap, or of his words to the question; those he is told back are his."""
        mine = self.copy(card)
        pressed = f"{mine.token}:{mine.version}:{said.rpartition(':')[2]}"
        if waiting is not None:
            about = {"awaits_text": True, "at": waiting.opened_at}
            data = {**waiting.data, "card": mine.token}
            self.uow.drafts.open(self.person, waiting.kind, data, **about)
        before, since, known = _rows(self.uow), self.uow.audit.head().seq, self._cards()
        ordered = set(self._ordered())
        turn = self.stage.turn(self.uow, self.chat)
        act = (on_text, said) if waiting else (on_press, pressed, None)
        error = _raised(turn, *act)
        texts = [text for card, text in self._cards().items() if card not in known]
        heard = [each for each in foreign.told(self.actor.scope, named(texts)) if each not in said]
        found = self._found(before, since, foreign, heard) | {"answer": len(texts)}
        for number, asked in self._ordered().items():
            place = asked.get("place", self.actor.place_id)
            if number not in ordered and not foreign.below(self.actor.place_id, place):
                found["beyond"].append(f"ordered a paper of {place}")
        return found | {"error": error}

    def _found(self, before: dict, since: int, foreign: Foreign, heard: list[str]) -> dict:
        acts = foreign.acts_since(since)
        grown = [name for name, count in _rows(self.uow).items() if count != before[name]]
        beyond = [f"wrote {one.action}" for one in acts if not foreign.within(self.actor, one)]
        beyond += [f"told {each}" for each in heard]
        if not acts:
            beyond += [f"unaudited {name}" for name in grown]
        return {"acts": [each.action for each in acts], "beyond": beyond}

    def _ordered(self) -> dict[int, dict]:
        """The jobs there are, and what is asked of each."""
        jobs = tables.Job.__table__
        return dict(self.uow._connection.execute(select(jobs.c.id, jobs.c.payload)).all())

    def _cards(self) -> dict[tuple, str]:
        """The cards of the chat in their versions, and what they say."""
        cards = tables.Card.__table__
        columns = (cards.c.id, cards.c.version, cards.c.kind, cards.c.text)
        query = select(*columns).where(cards.c.chat_id == self.chat)
        return {tuple(row[:3]): row.text for row in self.uow._connection.execute(query)}


class _Moved(_Another):
    """The holder of the card himself, who by now has another post, and no more the one before."""

    called = "moved"

    def comes(self, account: AccountRow) -> int:
        for grant in self.uow.grants.of(account.person_id):
            self.uow.grants.end(grant.id, self.stage.now)
        return account.person_id

    def copy(self, card: CardRow) -> CardRow:
        return card


def _raised(turn, act, *given) -> str:
    """What the handler raised that is no refusal; then nothing of it is kept."""
    try:
        with turn.uow.savepoint():
            guarded(turn, lambda: act(turn, *given))
    except Exception as raised:  # noqa: BLE001 - told, whatever it is
        return repr(raised)
    return ""


def _rows(uow: UnitOfWork) -> dict[str, int]:
    """How many rows each table has, and the newest's number where it has one."""
    counts = (
        select(func.count().label("rows"), literal(each.name).label("name")).select_from(each)
        for each in STATED
    )
    return {row.name: row.rows for row in uow._connection.execute(union_all(*counts))}


def pytest_addoption(parser) -> None:
    parser.addoption("--handed-on", type=Path, help="where to tell what the others did")
    parser.addoption("--handed-on-share", type=int, default=1, help="every how-manieth tries")


def pytest_configure(config) -> None:
    others = HandedOn(config.getoption("handed_on"), config.getoption("handed_on_share"))
    tap_data, say = Phone.tap_data, Phone.say

    def tapped(phone: Phone, data: str, token: str | None = None) -> Shown:
        others.tap(phone, data)
        return tap_data(phone, data, token)

    def said(phone: Phone, text: str) -> Shown:
        others.say(phone, text)
        return say(phone, text)

    Phone.tap_data, Phone.say = tapped, said
