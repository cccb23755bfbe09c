from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage.errors import NaiveInstant

SHANGHAI = timezone(timedelta(hours=8))


def test_an_instant_comes_back_in_utc_whatever_zone_it_was_told_in(uow, world):
    told = datetime(2026, 7, 14, 7, 30, 0, 123456, tzinfo=SHANGHAI)
    account = uow.people.bind(world.clerk, "7", "7", told)
    assert account.bound_at == told
    assert account.bound_at.tzinfo == UTC
    assert account.bound_at.microsecond == 123456


def test_no_instant_stays_none(uow, world):
    assert uow.grants.get(world.clerk_grant).ended_at is None


def test_an_instant_without_a_zone_is_refused(uow, world):
    with pytest.raises(NaiveInstant, match="必须带时区"), uow.savepoint():
        uow.people.bind(world.clerk, "7", "7", datetime(2026, 7, 14))  # noqa: DTZ001


def test_instants_of_two_zones_are_compared_by_time_not_by_wall_clock(uow):
    uow.invites.note_try("7", datetime(2026, 7, 14, 7, 0, tzinfo=SHANGHAI))  # 23:00 the day before
    assert uow.invites.tries_since("7", datetime(2026, 7, 13, 22, 59, tzinfo=UTC)) == 1
    assert uow.invites.tries_since("7", datetime(2026, 7, 13, 23, 1, tzinfo=UTC)) == 0
