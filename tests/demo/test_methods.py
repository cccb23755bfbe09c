"""What each method does to the world."""

import json
from datetime import timedelta

import pytest

from demo.botapi import acts
from demo.botapi.standin import SECRETARY
from tests.demo.calls import JPEG, KEY, call, refusal, sent


def test_an_unknown_method_is_not_found(world):
    assert refusal(world, "sendMoney") == (404, "Not Found")


def test_method_names_may_be_written_in_any_case(world):
    assert call(world, "GETME")["is_bot"] is True


def test_deleting_twice_or_after_two_days_is_refused(world):
    old, new = sent(world), sent(world)
    call(world, "deleteMessage", chat_id=SECRETARY, message_id=new)
    again = refusal(world, "deleteMessage", chat_id=SECRETARY, message_id=new)
    assert again == (400, "Bad Request: message to delete not found")
    world.clock.set(world.clock.now() + timedelta(hours=49))
    late = refusal(world, "deleteMessage", chat_id=SECRETARY, message_id=old)
    assert late == (400, "Bad Request: message can't be deleted for everyone")


def test_a_tap_is_answered_once_and_in_time(world):
    number = sent(world, reply_markup=KEY)
    prompt, slow = (acts.tap(world, SECRETARY, number, "yes").id for _ in range(2))
    assert call(world, "answerCallbackQuery", callback_query_id=prompt) is True
    assert [query.id for query in world.unanswered()] == [slow]
    world.clock.set(world.clock.now() + timedelta(minutes=16))
    for query in (prompt, slow, "1"):
        code, description = refusal(world, "answerCallbackQuery", callback_query_id=query)
        assert (code, description[:31]) == (400, "Bad Request: query is too old a")


def test_a_notice_of_more_than_200_characters_is_refused(world):
    query = acts.tap(world, SECRETARY, sent(world), "yes").id
    found = refusal(world, "answerCallbackQuery", callback_query_id=query, text="村" * 201)
    assert found == (400, "Bad Request: MESSAGE_TOO_LONG")


@pytest.mark.parametrize("count", [0, 1, 11])
def test_an_album_has_two_to_ten_items(world, count):
    items = [{"type": "photo", "media": "x"}] * count
    found = refusal(world, "sendMediaGroup", chat_id=SECRETARY, media=items)
    assert "wrong number of items" in found[1]


def test_get_file_gives_a_path_to_fetch(world):
    message = acts.photos(world, SECRETARY, [JPEG])[0]
    file_id = message.content["photo"][-1]["file_id"]
    found = call(world, "getFile", file_id=file_id)
    assert world.files[file_id].path == found["file_path"]
    assert refusal(world, "getFile", file_id="x") == (400, "Bad Request: invalid file_id")


def test_commands_are_latin_and_described(world):
    wanted = [{"command": "help", "description": "帮助"}]
    call(world, "setMyCommands", commands=json.dumps(wanted))
    assert call(world, "getMyCommands") == wanted
    for bad, reason in (
        ({"command": "帮助", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ):
        assert refusal(world, "setMyCommands", commands=[bad]) == (400, f"Bad Request: {reason}")
    assert world.commands == wanted
    call(world, "deleteMyCommands")
    assert world.commands == []


def test_a_reaction_stays_on_its_message_until_taken_back(world):
    number = acts.say(world, SECRETARY, "照片").id
    where = {"chat_id": SECRETARY, "message_id": number}
    call(world, "setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "+"}])
    assert world.messages[number].reaction == "+"
    call(world, "setMessageReaction", **where)
    assert world.messages[number].reaction == ""
    missing = refusal(world, "setMessageReaction", chat_id=SECRETARY, message_id=999)
    assert missing == (400, "Bad Request: message to react not found")


def test_a_webhook_is_set_described_and_removed(world):
    acts.say(world, SECRETARY, "一")
    call(world, "setWebhook", url="http://127.0.0.1:9/hook", allowed_updates=["message"])
    info = call(world, "getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("http://127.0.0.1:9/hook", 1)
    call(world, "deleteWebhook", drop_pending_updates="true")
    assert call(world, "getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }


def test_a_webhook_elsewhere_must_be_https(world):
    code, description = refusal(world, "setWebhook", url="http://example.org/hook")
    assert (code, description) == (
        400,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    )


def test_typing_is_shown_to_the_person(world):
    call(world, "sendChatAction", chat_id=SECRETARY, action="typing")
    assert world.changes[-1] | {"seq": 0} == {
        "seq": 0,
        "kind": "action",
        "person": SECRETARY,
        "action": "typing",
    }


def test_a_chat_can_be_looked_up(world):
    assert call(world, "getChat", chat_id=SECRETARY)["first_name"] == "村书记"
