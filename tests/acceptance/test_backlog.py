"""Fifty people wrote while the programme was down."""

import pytest

from demo.botapi.phone import words_of

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

DONE = "✓ 已记录"


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
        phone.wait_for(DONE, seconds=60)
        assert sum(DONE in words_of(message) for message in phone.replies()) == 1
        assert len(ledger.records(village)) == 1
    assert set(ledger.inbox()) == {"done"}
    assert prepared.stop() == 0
