"""How long what is kept, by day and in pieces."""

from datetime import timedelta

from handlers.services import retention
from handlers.services.retention import RULES, sweep, tick
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


def test_what_is_over_goes_and_what_is_not_stays(hall):
    tried(hall, 1, timedelta(days=31))
    tried(hall, 1, timedelta(days=29))
    assert sweep(hall.uow, NOW) == 1
    assert left(hall) == 1


def test_once_a_day_nothing_is_left_to_do(hall):
    tick(hall.uow, NOW)
    tried(hall, 1, timedelta(days=31))
    tick(hall.uow, NOW)
    assert left(hall) == 1
    tick(hall.uow, NOW + timedelta(days=1))
    assert left(hall) == 0


def test_a_backlog_is_worked_off_tick_by_tick(hall, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    tried(hall, 3, timedelta(days=31))
    seen = []
    for _ in range(3):
        tick(hall.uow, NOW)
        seen.append(left(hall))
    assert seen == [1, 0, 0]
    assert hall.uow.settings.get(retention.DONE_TODAY) == str(NOW.date())
