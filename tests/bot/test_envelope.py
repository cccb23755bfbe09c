import pytest

from bot.envelope import read_envelope

SECRETARY = {"id": 1001, "first_name": "甲"}
GROUP = {"id": -500, "type": "group"}
MESSAGE = {"message_id": 7, "date": 1784077200, "from": SECRETARY, "chat": GROUP, "text": "支委会"}


def test_a_message_names_its_sender_its_chat_and_its_time():
    envelope = read_envelope({"update_id": 9, "message": MESSAGE})
    assert (envelope.update_id, envelope.sender, envelope.chat_id) == (9, "1001", "-500")
    assert envelope.written == 1784077200
    assert envelope.query_id is None


def test_a_tap_is_answered_in_the_chat_of_its_card_and_bears_no_time():
    tap = {"id": "77", "from": SECRETARY, "message": MESSAGE | {"from": {"id": 1}}, "data": "x"}
    envelope = read_envelope({"update_id": 9, "callback_query": tap})
    assert (envelope.sender, envelope.chat_id, envelope.query_id) == ("1001", "-500", "77")
    assert envelope.written is None


def test_a_tap_on_a_card_that_is_gone_is_answered_to_the_person():
    tap = {"id": "77", "from": SECRETARY, "data": "x"}
    assert read_envelope({"update_id": 9, "callback_query": tap}).chat_id == "1001"


def test_a_block_is_told_of_in_the_chat_it_blocks():
    member = {"chat": {"id": 1001}, "from": SECRETARY, "date": 5, "new_chat_member": {}}
    envelope = read_envelope({"update_id": 9, "my_chat_member": member})
    assert (envelope.sender, envelope.chat_id) == ("1001", "1001")


def test_a_kind_never_seen_still_shows_who_sent_it():
    novelty = {"from": SECRETARY, "chat": GROUP, "wings": 2}
    envelope = read_envelope({"update_id": 9, "paper_plane": novelty})
    assert (envelope.sender, envelope.chat_id) == ("1001", "-500")


def test_a_channel_speaks_for_itself():
    post = {"message_id": 1, "date": 5, "chat": {"id": -9}}
    assert read_envelope({"update_id": 9, "channel_post": post}).sender == "-9"


def test_a_vote_names_its_voter():
    vote = {"poll_id": "1", "user": SECRETARY, "option_ids": [0]}
    assert read_envelope({"update_id": 9, "poll_answer": vote}).sender == "1001"


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 9},
        {"update_id": 9, "message": None},
        {"update_id": 9, "message": "text"},
        {"update_id": 9, "message": {"from": 5, "chat": [], "date": "heute"}},
        {"update_id": 9, "callback_query": {"message": []}},
    ],
)
def test_a_broken_shape_names_nobody_and_breaks_nothing(update):
    envelope = read_envelope(update)
    assert (envelope.sender, envelope.chat_id, envelope.written) == ("", "", None)
