"""Of a group nothing is kept but that the bot was called there."""

import json

import pytest

from bot.groups import kept

NAME = "example_bot"
GROUP = {"id": -5, "type": "supergroup", "title": "村务交流"}
PERSON = {"id": 1001, "is_bot": False, "first_name": "示例甲"}
BOT = {"id": 42, "is_bot": True, "first_name": "助手"}


def said(text, kind=None, begin=0, length=None, **more):
    """A message in the group, with one marked part."""
    marked = [{"type": kind, "offset": begin, "length": length or len(text)}] if kind else []
    written = {"text": text, "entities": marked}
    message = {"message_id": 9, "date": 1784077200, "from": PERSON, "chat": GROUP}
    return {"update_id": 7, "message": message | written | more}


def became(old, new):
    change = {"from": PERSON, "chat": GROUP, "date": 1784077200}
    members = {f"{when}_chat_member": {"user": BOT, "status": status}
               for when, status in (("old", old), ("new", new))}  # fmt: skip
    return {"update_id": 7, "my_chat_member": change | members}


def test_what_people_say_to_each_other_is_dropped():
    assert kept(said("一村的三务公开贴了没有"), NAME) is None


CALLS = (
    said("/start", "bot_command"),
    said("/help@Example_Bot", "bot_command"),
    said("@example_bot 一村得了多少分", "mention", length=12),
    said("😀@example_bot", "mention", 2, 12),
    became("left", "member"),
    became("kicked", "administrator"),
)


@pytest.mark.parametrize("update", CALLS)
def test_that_it_was_called_is_kept_without_a_word_or_a_name(update):
    bare = kept(update, NAME)
    assert bare["message"]["chat"] == {"id": -5, "type": "supergroup"}
    assert bare["message"]["text"] == "/start"
    told = json.dumps(bare, ensure_ascii=False)
    assert not any(word in told for word in ("示例甲", "1001", "一村", "村务交流"))


@pytest.mark.parametrize(
    "update",
    [
        said("/help@other_bot", "bot_command"),
        said("@example_bot_2", "mention"),
        said("example_bot 好用吗"),
        became("member", "administrator"),
        became("member", "left"),
        {"update_id": 7, "edited_message": said("/start", "bot_command")["message"]},
        {"update_id": 7, "callback_query": {"id": "1", "from": PERSON, **said("x"), "data": "x"}},
    ],
)
def test_what_is_for_others_or_leads_nowhere_is_dropped(update):
    assert kept(update, NAME) is None


def test_a_group_that_moves_is_followed():
    bare = kept(said("", migrate_to_chat_id=-1009), NAME)
    assert bare["message"]["migrate_to_chat_id"] == -1009


def test_private_and_unknown_updates_are_kept_as_they_came():
    private = said("/start", "bot_command")
    private["message"]["chat"] = {"id": 1001, "type": "private"}
    for update in (private, {"update_id": 7, "poll": {"id": "1"}}, {"update_id": 7}):
        assert kept(update, NAME) is update
