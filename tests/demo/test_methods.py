"""What each method does to the world, without HTTP."""

import json
from datetime import timedelta

import pytest

from demo.botapi import acts
from demo.botapi.errors import ApiError
from demo.botapi.methods import execute
from demo.botapi.params import Params, Upload
from demo.botapi.standin import CHAIR, SECRETARY

JPEG = Upload("a.jpg", b"\xff\xd8jpeg", "image/jpeg")
KEY = {"inline_keyboard": [[{"text": "同意", "callback_data": "yes"}]]}


def call(world, name, uploads=None, **values):
    return execute(world, name, Params(values, uploads or {}))


def refusal(world, name, **values):
    with pytest.raises(ApiError) as caught:
        call(world, name, **values)
    return caught.value.code, caught.value.description


def sent(world, text="您好", **more):
    return call(world, "sendMessage", chat_id=SECRETARY, text=text, **more)["message_id"]


def test_an_unknown_method_is_not_found(world):
    assert refusal(world, "sendMoney") == (404, "Not Found")


def test_method_names_may_be_written_in_any_case(world):
    assert call(world, "GETME")["is_bot"] is True


def test_a_message_arrives_with_its_entities_and_keyboard(world):
    answer = call(
        world,
        "sendMessage",
        chat_id=str(SECRETARY),
        text="<b>好</b>",
        parse_mode="HTML",
        reply_markup=json.dumps(KEY),
    )
    assert answer["text"] == "好"
    assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert answer["reply_markup"] == KEY
    assert answer["from"]["is_bot"] is True


@pytest.mark.parametrize("text", ["", "  \n", "<b></b>"])
def test_an_empty_text_is_refused(world, text):
    found = refusal(world, "sendMessage", chat_id=SECRETARY, text=text, parse_mode="HTML")
    assert found == (400, "Bad Request: message text is empty")


def test_the_text_limit_counts_after_parsing(world):
    assert sent(world, "<b>" + "村" * 4096 + "</b>", parse_mode="HTML")
    found = refusal(world, "sendMessage", chat_id=SECRETARY, text="村" * 4097)
    assert found == (400, "Bad Request: message is too long")


def test_the_caption_limit_is_shorter(world):
    call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY, caption="村" * 1024)
    with pytest.raises(ApiError, match="message caption is too long"):
        call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY, caption="村" * 1025)


def test_nobody_is_written_to_who_is_unknown_blocked_us_or_never_began(world):
    world.person(SECRETARY).blocked = True
    world.person(CHAIR).started = False
    found = [
        refusal(world, "sendMessage", chat_id=chat, text="x") for chat in (5, SECRETARY, CHAIR, "")
    ]
    assert found == [
        (400, "Bad Request: chat not found"),
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat_id is empty"),
    ]


def test_a_reply_names_its_message_and_a_missing_one_is_refused(world):
    first = sent(world)
    answer = call(
        world,
        "sendMessage",
        chat_id=SECRETARY,
        text="答",
        reply_parameters=json.dumps({"message_id": first}),
    )
    assert answer["reply_to_message"]["message_id"] == first
    found = refusal(world, "sendMessage", chat_id=SECRETARY, text="答", reply_to_message_id=999)
    assert found == (400, "Bad Request: message to be replied not found")


def test_a_reply_may_be_sent_without_the_missing_message(world):
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    answer = call(
        world, "sendMessage", chat_id=SECRETARY, text="答", reply_parameters=json.dumps(lenient)
    )
    assert "reply_to_message" not in answer


def test_an_edit_changes_the_message_in_place_and_keeps_what_stood_there(world):
    number = sent(world, "一", reply_markup=KEY)
    answer = call(world, "editMessageText", chat_id=SECRETARY, message_id=number, text="二")
    assert (answer["text"], answer["edit_date"]) == ("二", world.now())
    assert "reply_markup" not in answer
    assert world.messages[number].history == [{"content": {"text": "一"}, "markup": KEY}]


def test_an_edit_that_changes_nothing_is_refused(world):
    number = sent(world, "一", reply_markup=KEY)
    same = {"chat_id": SECRETARY, "message_id": number, "reply_markup": KEY}
    for name, more in (("editMessageText", {"text": "一"}), ("editMessageReplyMarkup", {})):
        code, description = refusal(world, name, **same, **more)
        assert code == 400
        assert description.startswith("Bad Request: message is not modified: specified new")


def test_only_the_keyboard_may_change_without_an_edit_mark(world):
    number = sent(world)
    answer = call(
        world, "editMessageReplyMarkup", chat_id=SECRETARY, message_id=number, reply_markup=KEY
    )
    assert answer["reply_markup"] == KEY
    assert "edit_date" not in answer


def test_a_message_of_another_chat_or_a_deleted_one_is_not_found(world):
    number = sent(world)
    edit = {"text": "二", "message_id": number}
    missing = (400, "Bad Request: message to edit not found")
    assert refusal(world, "editMessageText", chat_id=CHAIR, **edit) == missing
    call(world, "deleteMessage", chat_id=SECRETARY, message_id=number)
    assert refusal(world, "editMessageText", chat_id=SECRETARY, **edit) == missing


def test_a_person_s_message_and_one_with_reply_keys_cannot_be_edited(world):
    theirs = acts.say(world, SECRETARY, "一").id
    keyed = sent(world, reply_markup={"keyboard": [["看得分"]]})
    for number in (theirs, keyed):
        found = refusal(world, "editMessageText", chat_id=SECRETARY, message_id=number, text="二")
        assert found == (400, "Bad Request: message can't be edited")


def test_an_edit_takes_inline_keyboards_only(world):
    found = refusal(
        world,
        "editMessageText",
        chat_id=SECRETARY,
        message_id=sent(world),
        text="二",
        reply_markup={"keyboard": [["x"]]},
    )
    assert found == (400, "Bad Request: inline keyboard expected")


def test_a_caption_is_edited_as_a_caption_and_a_text_as_a_text(world):
    photo = call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY)["message_id"]
    where = {"chat_id": SECRETARY, "message_id": photo}
    assert call(world, "editMessageCaption", **where, caption="新")["caption"] == "新"
    assert "no text in the message" in refusal(world, "editMessageText", **where, text="x")[1]
    plain = {"chat_id": SECRETARY, "message_id": sent(world)}
    assert "no caption in the message" in refusal(world, "editMessageCaption", **plain)[1]


def test_reply_keys_stay_until_they_are_replaced_or_removed(world):
    sent(world, reply_markup={"keyboard": [["看得分"]]})
    sent(world, reply_markup=KEY)
    assert world.person(SECRETARY).keyboard["keyboard"] == [[{"text": "看得分"}]]
    sent(world, reply_markup={"remove_keyboard": True})
    assert world.person(SECRETARY).keyboard is None


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


def test_a_photo_comes_in_two_sizes_and_can_be_sent_again_by_its_id(world):
    first = call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY, caption="栏")
    small, large = first["photo"]
    assert small["width"] < large["width"]
    again = call(world, "sendPhoto", chat_id=SECRETARY, photo=large["file_id"])
    assert world.files[again["photo"][-1]["file_id"]].data == JPEG.data


def test_a_file_that_is_missing_empty_or_unknown_is_refused(world):
    empty = Upload("a.jpg", b"", "image/jpeg")
    with pytest.raises(ApiError, match="file must be non-empty"):
        call(world, "sendPhoto", {"photo": empty}, chat_id=SECRETARY)
    assert "no photo in the request" in refusal(world, "sendPhoto", chat_id=SECRETARY)[1]
    found = refusal(world, "sendPhoto", chat_id=SECRETARY, photo="no-such-file")
    assert "wrong remote file identifier" in found[1]


def test_a_document_keeps_its_name_and_a_voice_its_length(world):
    file = Upload("小结.xlsx", b"xlsx", "application/vnd.ms-excel")
    answer = call(world, "sendDocument", {"document": file}, chat_id=SECRETARY)
    assert answer["document"]["file_name"] == "小结.xlsx"
    sound = Upload("v", b"OggS", "audio/ogg")
    answer = call(world, "sendVoice", {"voice": sound}, chat_id=SECRETARY, duration="4")
    assert answer["voice"]["duration"] == 4


def test_an_album_is_several_messages_of_one_group(world):
    items = [
        {"type": "photo", "media": "attach://one", "caption": "栏"},
        {"type": "document", "media": "attach://one"},
    ]
    album = call(world, "sendMediaGroup", {"one": JPEG}, chat_id=SECRETARY, media=json.dumps(items))
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message.get("caption") for message in album] == ["栏", None]


@pytest.mark.parametrize("count", [0, 1, 11])
def test_an_album_has_two_to_ten_items(world, count):
    items = [{"type": "photo", "media": "x"}] * count
    found = refusal(world, "sendMediaGroup", chat_id=SECRETARY, media=items)
    assert "wrong number of items" in found[1]


def test_an_album_takes_photos_documents_and_voices_only(world):
    items = [{"type": "game", "media": "x"}] * 2
    found = refusal(world, "sendMediaGroup", chat_id=SECRETARY, media=items)
    assert "game is not allowed" in found[1]


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
