"""Every button of the city's cards can be pressed, answers sensibly, and leads home."""

from collections import deque

import pytest

from handlers.chat.cards import VIEWS
from tests.handlers.chat.city_hall import CityHall
from tests.handlers.limits import faults

STARTS = {
    "bureau": ("你好", "抽查", "评定", "名单", "各镇进度"),
    "partner": ("你好", "抽查", "评定", "名单"),
    "town": ("上报示范村居",),
}
SOME, MOST = 40, 90
"""Cards looked at on the way in breadth; the drill goes further."""


@pytest.fixture
def county(stage):
    """In the middle of everything: lots to draw, a nominee to evaluate, a list to fix."""
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.sealed(first=97, second=95, third=93)
        procedure.quota(1)
        procedure.nominated("first", "second")
        procedure.sealed(level="city", first=96)
    return made


@pytest.mark.parametrize("most", [SOME, pytest.param(MOST, marks=pytest.mark.drill)])
@pytest.mark.parametrize("who", STARTS)
def test_every_card_answers_keeps_the_limits_and_leads_home(stage, county, town, who, most):
    phone = town if who == "town" else county.phone(who)
    seen: set[tuple[str, ...]] = set()
    queue = deque((word, ()) for word in STARTS[who])
    pressed = 0
    while queue and pressed < most:
        word, path = queue.popleft()
        with stage.rehearsal():
            card = phone.say(word)
            for label in path:
                card = phone.tap(label, card)
            shown = [card, phone.newest()]
        pressed += 1
        for each in shown:
            assert each.kind in VIEWS
            assert not faults(each.text, each.rows, town=True), (word, path, each)
        for label in card.buttons:
            state = (card.kind, *card.buttons, label)
            if state not in seen and len(path) < 4:
                seen.add(state)
                queue.append((word, (*path, label)))
    assert pressed > (5 if who == "town" else 30)
