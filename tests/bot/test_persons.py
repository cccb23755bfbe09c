"""To hand out or erase one person takes no second, however long the ledger is."""

from time import perf_counter

import pytest
from sqlalchemy import insert

from bot.all_scores import all_scores
from handlers.services import personal
from storage.schemes import load
from storage.tables import Card, Inbox, Outbox
from tests.bot.county import NOON
from tests.drill import size

pytestmark = pytest.mark.drill
ROWS = size(5_000, 200_000)
ALIKE = size(500, 2_000)
"""Of the cards and messages so many name him."""


@pytest.fixture
def long(live):
    """Months of messages, and acts."""
    table = (Card.__table__, Outbox.__table__, Inbox.__table__)
    with live.begin() as uow:
        for number in range(ROWS):
            uow.audit.append(NOON, "record.log", f"record:{number}", {}, person_id=number % 40 + 1)
        for each, make in zip(table, (_card, _message, _update), strict=True):
            uow._connection.execute(insert(each), [make(number) for number in range(ROWS)])
    return live


def _named(number):
    return "示例书记" if number < ALIKE else "示例某人"


def _card(number):
    told = {"kind": "home", "data": {}, "version": 1, "buttons": [], "text": _named(number)}
    return told | {
        "token": f"t{number}", "chat_id": "1003", "created_at": NOON, "updated_at": NOON
    }  # fmt: skip


def _message(number):
    told = {"payload": {"text": _named(number)}, "method": "send", "urgency": 0, "state": "sent"}
    return told | {"chat_id": "1003", "created_at": NOON}


def _update(number):
    told = {"bot_id": 7, "update_id": number, "sender": "1003", "body": {"text": _named(number)}}
    return told | {"received_at": NOON, "written_on": NOON.date(), "state": "done"}


def test_a_person_is_exported_and_erased_in_a_moment(long, figure):
    with long.read() as uow:
        person = uow.people.get(uow.people.account_of("1001").person_id)
        scores = all_scores(uow, load(), NOON.date())
        began = perf_counter()
        personal.told(uow, person)
        exported = perf_counter() - began
    began = perf_counter()
    with long.begin() as uow:
        personal.erase(uow, person, NOON)
    erased = perf_counter() - began
    with long.read() as uow:
        assert uow.audit.verify() == []
        assert all_scores(uow, load(), NOON.date()) == scores
        assert uow.personal.mentions(person.name) == {}
    rows = f"{ROWS:,} rows each of audit, cards, messages, updates"
    figure(f"one person, {rows}: exported in {exported:.2f} s, erased in {erased:.2f} s")
