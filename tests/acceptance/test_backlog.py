"""Fifty people wrote while the programme was down."""

import pytest

from bot.parcel import RESENT
from demo.botapi.phone import words_of

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

DONE = "✓ 已记录"
ONE_IN_DOUBT = 2
"""A send whose answer the kill swallowed is made once more, marked."""


def test_each_is_answered_once_though_it_is_killed_on_the_way(
    prepared, villagers, ledger, telegram
):
    everybody = villagers(50)
    for _, phone in everybody:
        telegram.world.people[phone.id].started = True
        phone.say("昨天支委会,5人参加")
    prepared.start(QINGLIAN_KILL_POINT="worker.committed:4")
    prepared.wait_for_death()
    assert ledger.inbox()["open"] > 0, "killed with a backlog"
    prepared.start()
    for village, phone in everybody:
        phone.wait_for(DONE)
        receipts = [words for words in map(words_of, phone.replies()) if DONE in words]
        first = [words for words in receipts if RESENT.strip() not in words]
        assert len(first) <= 1, "a second copy says what it is"
        assert 1 <= len(receipts) <= ONE_IN_DOUBT
        assert len(ledger.records(village)) == 1
    assert set(ledger.inbox()) == {"done"}
    assert prepared.stop() == 0
