from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from handlers.chat.anchor import LAST_ANCHOR, tick

NINE = datetime(2026, 7, 15, 9, 0, tzinfo=SHANGHAI)
CHAT = "-1001"


@pytest.fixture
def store(tmp_path, ledgers):
    with ledgers.opened(tmp_path / "ledger.db") as opened:
        yield opened


def said(store, *moments):
    """What is sent to the chat after these ticks."""
    for moment in moments:
        with store.begin() as uow:
            tick(uow, moment, CHAT)
    with store.begin() as uow:
        found = []
        while rows := uow.outbox.due(NINE + timedelta(days=9), 50):
            for row in rows:
                uow.outbox.sending(row.id, datetime(2026, 8, 1, tzinfo=UTC))
                uow.outbox.sent(row.id, 1, datetime(2026, 8, 1, tzinfo=UTC))
            found += rows
    return found


def test_the_end_of_the_chain_is_said_once_a_day_from_nine_on(store):
    early = NINE - timedelta(minutes=1)
    assert said(store, early) == []
    (row,) = said(store, NINE, NINE + timedelta(minutes=1), NINE + timedelta(hours=12))
    assert f"2026-07-15 0 {'0' * 64}" in row.payload["text"]
    assert row.chat_id == CHAT


def test_each_day_has_its_own_also_days_off(store):
    with store.begin() as uow:
        uow.audit.append(NINE, "record.logged", "record:1", {})
        link = uow.audit.head().hash
    sunday = NINE + timedelta(days=4)
    assert sunday.isoweekday() == 7
    texts = [row.payload["text"] for row in said(store, NINE, sunday)]
    assert [f"2026-07-{day} 1 {link}" in text for day, text in zip((15, 19), texts, strict=True)]


def test_it_makes_no_sound_and_counts_as_asked_by_nobody(store):
    (row,) = said(store, NINE)
    assert row.payload["disable_notification"]
    assert row.asked is False


def test_what_was_said_last_is_kept(store):
    said(store, NINE, NINE + timedelta(days=1))
    with store.read() as uow:
        assert uow.settings.get(LAST_ANCHOR) == {"day": "2026-07-16", "seq": 0, "hash": "0" * 64}
