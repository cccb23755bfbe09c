"""What the database itself keeps of conversations, whatever a programme may write."""

import pytest

from storage.tables import Act, Card, Draft, Inbox, Outbox
from tests.storage.bare import Bare


@pytest.fixture
def bare(uow, world):
    needed = {
        Inbox: {"bot_id": 1, "sender": "a", "body": {}, "written_on": world.today}
        | {"received_at": world.now},
        Draft: {"person_id": world.clerk, "kind": "log", "opened_at": world.now},
        Card: {"chat_id": "1", "kind": "home", "text": "x"}
        | {"created_at": world.now, "updated_at": world.now},
        Act: {"at": world.now},
        Outbox: {"chat_id": "1", "payload": {}, "urgency": 0, "created_at": world.now},
    }
    return Bare(uow, needed)


def test_an_update_of_a_bot_is_there_once(bare):
    bare.put(Inbox, update_id=1)
    assert bare.refuses(Inbox, update_id=1)
    assert not bare.refuses(Inbox, update_id=1, bot_id=2)


def test_one_question_at_most_waits_for_a_persons_words(bare, world):
    bare.put(Draft, awaits_text=True, closed_at=world.now)
    bare.put(Draft, awaits_text=False)
    bare.put(Draft, awaits_text=True)
    assert bare.refuses(Draft, awaits_text=True)
    assert not bare.refuses(Draft, awaits_text=True, person_id=world.chair)


def test_a_button_acts_once_on_each_version_of_its_card(bare):
    card = bare.put(Card, token="t")
    bare.put(Act, card_id=card, version=1, button=0)
    assert bare.refuses(Act, card_id=card, version=1, button=0)
    assert not bare.refuses(Act, card_id=card, version=2, button=0)
    assert not bare.refuses(Act, card_id=card, version=1, button=1)


def test_no_two_cards_have_one_token(bare):
    bare.put(Card, token="t")
    assert bare.refuses(Card, token="t")


def test_a_message_of_a_key_is_ordered_once_and_those_without_as_often_as_wanted(bare):
    bare.put(Outbox, method="send", key="anchor/2026-07-15")
    assert bare.refuses(Outbox, method="send", key="anchor/2026-07-15")
    bare.put(Outbox, method="send")
    assert not bare.refuses(Outbox, method="send")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (Inbox, {"update_id": 1, "state": "lost"}),
        (Outbox, {"method": "fax"}),
        (Outbox, {"method": "send", "state": "perhaps"}),
    ],
)
def test_a_word_that_is_not_in_the_vocabulary_is_refused(bare, table, said):
    assert bare.refuses(table, **said)


def test_a_message_belongs_to_a_card_that_is_there(bare):
    assert bare.refuses(Outbox, method="edit", card_id=99)
