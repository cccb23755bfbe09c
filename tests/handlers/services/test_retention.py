"""How long what is kept, by day and in pieces."""

from datetime import timedelta

from handlers.services import retention
from handlers.services.retention import RULES, tick
from storage.retention import STEPS
from tests.handlers.services.hall import NOW

PHONE = "2001"


def tried(hall, times, ago):
    for _ in range(times):
        hall.uow.invites.note_try(PHONE, NOW - ago)


def left(hall) -> int:
    return hall.uow.invites.tries_since(PHONE, NOW - timedelta(days=9999))


def test_every_field_has_a_rule_with_a_reason():
    assert [rule.field for rule in RULES] == list(STEPS)
    assert all(rule.why and rule.days >= 30 for rule in RULES)


def swept(hall, now=NOW) -> int:
    """In how many transactions a day's tick has looked through all."""
    pieces = 0
    while tick(hall.uow, now):
        pieces += 1
    return pieces


def test_what_is_over_goes_and_what_is_not_stays(hall):
    tried(hall, 1, timedelta(days=31))
    tried(hall, 1, timedelta(days=29))
    swept(hall)
    assert left(hall) == 1


def test_once_a_day_nothing_is_left_to_do(hall):
    swept(hall)
    tried(hall, 1, timedelta(days=31))
    assert swept(hall) == 0
    assert left(hall) == 1
    swept(hall, NOW + timedelta(days=1))
    assert left(hall) == 0


def test_each_transaction_is_a_short_piece(hall, monkeypatch):
    at_once = swept(hall)
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    tried(hall, 5, timedelta(days=31))
    tomorrow = NOW + timedelta(days=1)
    seen = []
    while tick(hall.uow, tomorrow):
        seen.append(left(hall))
    assert sorted(set(seen), reverse=True) == [5, 3, 1, 0]
    assert len(seen) > at_once


def test_what_was_begun_before_midnight_begins_anew(hall, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    tick(hall.uow, NOW)
    tried(hall, 1, timedelta(days=31))
    swept(hall, NOW + timedelta(days=1))
    assert left(hall) == 0
