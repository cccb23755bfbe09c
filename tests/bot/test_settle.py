from datetime import timedelta

import pytest
from telegram.error import ChatMigrated, Forbidden

from bot.delivery import Delivery
from bot.settle import MOVED, REMINDER
from tests.bot.test_delivery import Office

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")


@pytest.fixture
def begin(bot, writer, clock, tmp_path, wake, store):
    """A programme as it starts, with nothing in its memory."""
    return lambda: Office(store, clock, Delivery(bot, writer, clock, tmp_path, wake))


@pytest.fixture
def office(begin):
    return begin()


async def test_to_who_is_gone_nothing_else_that_is_due_is_tried(office, bot, clock):
    bot.script["sendMessage"] = [Forbidden("bot was blocked")]
    numbers = [office.put(), office.put(), office.put(urgency=REMINDER)]
    later = office.put(not_before=clock.now() + timedelta(hours=9))
    await office.flow(8)
    assert len(bot.calls) == 1
    assert {office.state(number)[0] for number in numbers} == {"failed"}
    assert office.state(later)[0] == "open", "he may be back by then"


async def test_since_when_somebody_is_gone_stays_as_it_was_first_seen(office, bot, store, clock):
    bot.script["sendMessage"] = [Forbidden("bot was blocked")] * 2
    with store.begin() as uow:
        uow.people.bind(uow.people.add("甲"), "1001", "1001", clock.now())
    office.put()
    await office.flow()
    clock.passed += 3600
    office.put()
    await office.flow()
    with store.read() as uow:
        assert uow.people.account_of("1001").unreachable_at < clock.machine() - timedelta(hours=1)


async def test_where_a_group_lives_now_is_known_after_a_restart(office, begin, bot, store):
    bot.script["sendMessage"] = [ChatMigrated(-100200)]
    office.put("-5", "一")
    await office.flow()
    with store.read() as uow:
        assert uow.settings.get(MOVED + "-5") == "-100200"
    again = begin()
    again.put("-5", "二")
    await again.flow()
    assert [data["chat_id"] for data in bot.asked("sendMessage")] == ["-5", "-100200", "-100200"]
