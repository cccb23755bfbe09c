"""Nobody is woken by what nobody asked for."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.chat.quiet import next_waking


@pytest.mark.parametrize(
    ("hour", "waits"), [(0, (15, 8)), (7, (15, 8)), (8, None), (19, None), (20, (16, 8))]
)
def test_news_waits_from_eight_to_eight(hour, waits):
    woken = next_waking(datetime(2026, 7, 15, hour, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert (woken and (woken.day, woken.hour)) == waits
