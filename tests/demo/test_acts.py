"""What people do, and the updates it makes."""

import pytest

from demo.botapi import acts
from demo.botapi.errors import NoSuchPersonError
from demo.botapi.params import Upload
from demo.botapi.standin import CHAIR, SECRETARY

JPEG = Upload("a.jpg", b"\xff\xd8jpeg", "image/jpeg")


def updates(world, kind):
    return [update[kind] for update in world.updates if kind in update]


def test_a_text_becomes_a_message_update_with_rising_numbers(world):
    acts.say(world, SECRETARY, " 昨天支委会,5人参加 ")
    acts.say(world, SECRETARY, "看得分")
    assert [each["text"] for each in updates(world, "message")] == ["昨天支委会,5人参加", "看得分"]
    first, second = (update["update_id"] for update in world.updates)
    assert second == first + 1


def test_start_begins_the_chat_with_the_link_s_payload(world):
    world.person(SECRETARY).started = False
    message = acts.start(world, SECRETARY, "abc")
    assert message.content["text"] == "/start abc"
    assert message.content["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert world.person(SECRETARY).started


def test_start_without_a_link_uses_the_person_s_own_payload(world):
    world.person(SECRETARY).payload = "mine"
    assert acts.start(world, SECRETARY).content["text"] == "/start mine"


def test_an_album_has_its_caption_on_the_first(world):
    acts.photos(world, SECRETARY, [JPEG, JPEG], "公开栏")
    first, second = updates(world, "message")
    assert first["caption"] == "公开栏"
    assert "caption" not in second
    assert first["media_group_id"] == second["media_group_id"]


def test_one_photo_is_no_album(world):
    acts.photos(world, SECRETARY, [JPEG])
    assert "media_group_id" not in updates(world, "message")[0]


def test_documents_voices_and_stickers_are_messages_of_their_kind(world):
    acts.document(world, SECRETARY, JPEG)
    acts.voice(world, SECRETARY, Upload("v", b"OggS", "audio/ogg"), 3)
    acts.sticker(world, SECRETARY)
    kinds = [
        ({"document", "voice", "sticker"} & each.keys()).pop() for each in updates(world, "message")
    ]
    assert kinds == ["document", "voice", "sticker"]


def test_a_reply_carries_the_message_it_answers(world):
    first = acts.say(world, SECRETARY, "一")
    acts.say(world, SECRETARY, "二", reply_to=first.id)
    assert updates(world, "message")[1]["reply_to_message"]["text"] == "一"


def test_editing_one_s_own_message_makes_an_edited_update(world):
    message = acts.say(world, SECRETARY, "/start 一")
    acts.edit(world, SECRETARY, message.id, "二")
    (edited,) = updates(world, "edited_message")
    assert (edited["text"], edited["edit_date"]) == ("二", world.now())
    assert "entities" not in edited


def test_editing_a_photo_changes_its_caption(world):
    message = acts.photos(world, SECRETARY, [JPEG], "一")[0]
    acts.edit(world, SECRETARY, message.id, "二")
    assert updates(world, "edited_message")[0]["caption"] == "二"


@pytest.mark.parametrize("number", [1, 999])
def test_nobody_edits_another_s_message(world, number):
    acts.say(world, CHAIR, "一")
    with pytest.raises(NoSuchPersonError):
        acts.edit(world, SECRETARY, number, "二")


def test_a_tap_brings_the_message_and_its_data_even_if_forged(world):
    message = acts.say(world, SECRETARY, "一")
    query = acts.tap(world, SECRETARY, message.id, "forged")
    (update,) = updates(world, "callback_query")
    assert (update["id"], update["data"]) == (query.id, "forged")
    assert update["message"]["message_id"] == message.id


def test_a_tap_on_a_message_long_gone_brings_none(world):
    acts.tap(world, SECRETARY, 999, "old")
    assert "message" not in updates(world, "callback_query")[0]


def test_blocking_and_writing_again_are_told_to_the_bot(world):
    acts.block(world, SECRETARY)
    assert world.person(SECRETARY).blocked
    acts.say(world, SECRETARY, "又来了")
    assert not world.person(SECRETARY).blocked
    statuses = [each["new_chat_member"]["status"] for each in updates(world, "my_chat_member")]
    assert statuses == ["kicked", "member"]


def test_somebody_unknown_can_do_nothing(world):
    with pytest.raises(NoSuchPersonError):
        acts.say(world, 5, "一")
