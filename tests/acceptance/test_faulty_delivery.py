"""Receipts over HTTP through a Telegram that fails, to a programme that is killed on the way."""

import re
from itertools import pairwise

import pytest

from bot.parcel import RESENT
from demo.botapi.faults import Faults, Plan
from demo.botapi.phone import words_of
from tests.acceptance.conftest import until
from tests.drill import size

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

PEOPLE = size(6, 40)
MESSAGES = size(3, 10)
KILLS = size(1, 10)
LOG = "7月{}日支委会,5人参加"
DAY = "7月{}日"
DATED = re.compile(r"日期\s+(7月\d+日)")
DONE = "✓ 已记录"
LONG = size(120, 300)
"""Seconds: each refusal silences everybody for a second or two."""


@pytest.fixture
def foul_weather(telegram):
    plan = Plan(8, too_many=0.10, broken=0.05, lost=0.03)
    telegram.world.faults = Faults(plan=plan)
    yield plan
    telegram.world.faults = Faults()


def receipts(phone, world):
    shown = [m for m in tuple(world.messages.values()) if m.chat_id == phone.id and m.from_bot]
    return [words for words in (words_of(m.content) for m in shown) if DONE in words]


def unsent(ledger, now):
    with ledger.read() as uow:
        return uow.outbox.unsent(now).messages + uow.inbox.counts().get("open", 0)


def test_every_receipt_arrives_and_a_second_copy_says_what_it_is(
    prepared, villagers, ledger, telegram, foul_weather, figure
):
    world, everybody = telegram.world, villagers(PEOPLE)
    for _, phone in everybody:
        world.people[phone.id].started = True
        for day in range(1, MESSAGES + 1):
            phone.say(LOG.format(day))
    for kill in range(1, KILLS + 1):
        prepared.start()
        share = PEOPLE * MESSAGES * kill // (KILLS + 1)
        until(lambda share=share: _arrived(everybody, world) >= share, LONG)
        prepared.kill()
    prepared.start()
    until(lambda: _arrived(everybody, world) == PEOPLE * MESSAGES, LONG)
    until(lambda: unsent(ledger, world.clock.now()) == 0, LONG)
    marked = 0
    for village, phone in everybody:
        came = receipts(phone, world)
        first = [words for words in came if RESENT.strip() not in words]
        assert all(sum(_day(each) == day for each in first) <= 1 for day in map(_day, first))
        assert len(ledger.records(village)) == MESSAGES
        days = [_day(words) for words in came]
        assert all(days.index(one) < days.index(other) for one, other in pairwise(_days()))
        marked += len(came) - len(first)
    assert prepared.stop() == 0
    figure(
        f"{PEOPLE * MESSAGES} receipts over HTTP, {dict(foul_weather.drawn)}, {KILLS} kills -9: "
        f"0 lost, in order, {marked} sent again with the mark"
    )


def _days():
    return [DAY.format(day) for day in range(1, MESSAGES + 1)]


def _day(words):
    """The day of a receipt's own record; beside it another one of the month may be named."""
    return DATED.search(words)[1]


def _arrived(everybody, world):
    return sum(len({_day(words) for words in receipts(phone, world)}) for _, phone in everybody)
