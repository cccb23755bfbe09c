from datetime import timedelta

import pytest

from handlers.chat import flood


@pytest.fixture
def handled(stage):
    """One update of a sender is handled while so many others of his wait."""

    def handled(waiting, sender="1001"):
        with stage.begin() as uow:
            turn = stage.turn(uow, sender)
            rows = [(1000 + number, sender, {}, stage.now.date()) for number in range(waiting)]
            uow.inbox.put(2, rows, stage.now)
            flood.tell_once(turn)
        return [card for card in stage.phone(sender).cards() if card.kind == "flooded"]

    return handled


def test_whoever_sends_a_thousand_messages_is_told_once_that_they_are_kept(handled):
    (told,) = handled(999)
    assert "全部收下" in told.text
    assert handled(0) == [told]


def test_whoever_taps_quickly_is_told_nothing(handled):
    assert handled(flood.MANY - 1) == []


def test_the_next_day_it_is_told_again(handled, stage):
    handled(flood.MANY)
    stage.now += timedelta(days=1)
    assert len(handled(0)) == 2


def test_a_stranger_is_told_too(handled):
    assert len(handled(flood.MANY, "9")) == 1
