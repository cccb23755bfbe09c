from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.errors import NotFound


def add(uow, world, chat="1", kind="log_saved", **data):
    return uow.cards.add(world.clerk, chat, kind, data, "✓ 已记录", [["更正"]], world.now)


def test_a_card_is_found_by_its_token(uow, world):
    card = add(uow, world, records=[3])
    assert uow.cards.by_token(card.token) == card == uow.cards.get(card.id)
    assert (card.version, card.data, card.buttons) == (1, {"records": [3]}, [["更正"]])
    assert card.message_id is None


def test_a_forged_token_finds_nothing(uow, world):
    card = add(uow, world)
    assert uow.cards.by_token(card.token[:-1]) is None
    assert uow.cards.by_token(str(card.id)) is None


def test_a_token_leaves_room_in_64_bytes_of_callback_data_and_cannot_be_guessed(uow, world):
    tokens = {add(uow, world).token for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {22}


def test_an_unknown_card_is_not_found(uow):
    with pytest.raises(NotFound, match="卡片 999999"):
        uow.cards.get(999999)


def test_a_changed_card_keeps_its_token_and_its_place_on_the_screen(uow, world):
    card = add(uow, world)
    uow.cards.delivered(card.id, 77)
    later = world.now + timedelta(minutes=1)
    new = uow.cards.change(card.id, "log_edit", {"records": [4]}, "更正", [], later)
    assert (new.token, new.message_id, new.version) == (card.token, 77, 2)
    assert (new.kind, new.text, new.buttons) == ("log_edit", "更正", [])
    assert (new.created_at, new.updated_at) == (world.now, later)


def test_a_card_is_behind_where_another_came_below_it_in_its_chat(uow, world):
    first, last, unsent = add(uow, world), add(uow, world), add(uow, world)
    elsewhere = add(uow, world, chat="2")
    for card, message in ((first, 7), (last, 9), (elsewhere, 8)):
        uow.cards.delivered(card.id, message)
    shown = [uow.cards.get(card.id) for card in (first, last, elsewhere, unsent)]
    assert [uow.cards.is_behind(card) for card in shown] == [True, False, False, False]


def test_the_newest_card_of_a_kind_in_a_chat(uow, world):
    add(uow, world, kind="review_ask")
    newest = add(uow, world, kind="review_ask")
    add(uow, world, chat="2", kind="review_ask")
    add(uow, world, kind="home")
    assert uow.cards.latest("1", "review_ask") == newest
    assert uow.cards.latest("3", "review_ask") is None


def test_the_card_drawn_last_is_the_newest_or_the_last_edited(uow, world):
    first, last = add(uow, world), add(uow, world, kind="home")
    add(uow, world, chat="2")
    assert uow.cards.newest("1") == last
    later = last.updated_at + timedelta(minutes=1)
    changed = uow.cards.change(first.id, "home", {}, "首页", [], later)
    assert uow.cards.newest("1") == changed
    assert uow.cards.newest("1", "home") is None
    assert uow.cards.newest("3") is None


def test_the_cards_about_a_record(uow, world):
    first, other = add(uow, world, records=[3, 4]), add(uow, world, records=[5])
    last = add(uow, world, records=[3])
    add(uow, world, chat="2", records=[3])
    add(uow, world)
    assert uow.cards.about("1", "log_saved", 3) == [last, first]
    assert uow.cards.about("1", "log_saved", 5) == [other]


def test_a_button_acts_once_in_each_version_of_its_card(uow, world):
    card = add(uow, world)
    assert not uow.cards.has_acted(card.id, 1, 0)
    assert uow.cards.acted(card.id, 1, 0, world.now)
    assert not uow.cards.acted(card.id, 1, 0, world.now)
    assert uow.cards.has_acted(card.id, 1, 0)
    assert uow.cards.acted(card.id, 1, 1, world.now)
    assert uow.cards.acted(card.id, 2, 0, world.now)


def test_an_act_that_was_rolled_back_can_be_done_again(store, world, crashing):
    with store.begin() as uow:
        card = add(uow, world)
    assert crashing(lambda uow: uow.cards.acted(card.id, 1, 0, world.now))
    with store.begin() as uow:
        assert uow.cards.acted(card.id, 1, 0, world.now)


def test_of_eight_taps_at_once_one_acts(store, world):
    with store.begin() as uow:
        card = add(uow, world)

    def tap(_):
        with store.begin() as uow:
            return uow.cards.acted(card.id, 1, 0, world.now)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(tap, range(8))) == [False] * 7 + [True]


def test_a_card_is_found_by_the_message_it_lives_on(uow, world):
    card = uow.cards.add(world.clerk, "7", "log_saved", {}, "x", [], world.now)
    uow.cards.delivered(card.id, 55)
    assert uow.cards.on_message("7", 55).id == card.id
    assert uow.cards.on_message("8", 55) is None
    assert uow.cards.on_message("7", 56) is None
