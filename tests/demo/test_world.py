from demo.botapi import acts
from demo.botapi.standin import SECRETARY
from demo.botapi.world import Message


def test_an_offset_confirms_what_came_before_it(world):
    for text in "一二三":
        acts.say(world, SECRETARY, text)
    second = world.updates[1]["update_id"]
    world.confirm_before(second)
    assert [each["message"]["text"] for each in world.updates] == ["二", "三"]
    world.confirm_before(0)
    assert len(world.updates) == 2


def test_a_negative_offset_keeps_the_newest(world):
    for text in "一二三":
        acts.say(world, SECRETARY, text)
    world.confirm_before(-1)
    assert [each["message"]["text"] for each in world.updates] == ["三"]


def test_kinds_the_bot_did_not_ask_for_are_not_queued(world):
    world.allowed = {"message"}
    assert world.queue("callback_query", {}) is None
    assert world.queue("message", {}) is not None


def test_by_default_everything_but_member_and_reaction_news_is_queued(world):
    assert world.queue("poll_of_tomorrow", {}) is not None
    assert world.queue("message_reaction", {}) is None


def test_a_raw_update_keeps_the_number_it_brings(world):
    assert world.queue_raw({"update_id": 7, "message": {}}) == 7
    assert world.queue_raw({"update_id": 7, "message": {}}) == 7
    assert [each["update_id"] for each in world.updates] == [7, 7]


def test_every_change_wakes_the_listeners_with_the_next_number(world):
    woken = []
    world.listeners.append(lambda: woken.append(len(world.changes)))
    world.set_bot("running")
    world.tell("anything")
    assert woken == [1, 2]
    assert [change["seq"] for change in world.changes] == [1, 2]


def test_starting_over_forgets_the_talk_but_no_number_comes_twice(world):
    first = acts.say(world, SECRETARY, "一")
    number = world.updates[0]["update_id"]
    world.reset()
    assert [world.messages, world.updates, world.calls] == [{}, [], []]
    assert not world.person(SECRETARY).started
    assert acts.say(world, SECRETARY, "二").id > first.id
    assert world.updates[0]["update_id"] > number


def test_a_quoted_message_is_shown_one_level_deep(world):
    one = acts.say(world, SECRETARY, "一")
    two = acts.say(world, SECRETARY, "二", reply_to=one.id)
    three = acts.say(world, SECRETARY, "三", reply_to=two.id)
    shown = world.api_message(three)["reply_to_message"]
    assert shown["text"] == "二"
    assert "reply_to_message" not in shown


def test_reply_keys_are_no_part_of_a_message_s_answer(world):
    message = Message(
        9, SECRETARY, from_bot=True, date=0, content={"text": "x"}, markup={"keyboard": []}
    )
    assert "reply_markup" not in world.api_message(message)


def test_the_page_sees_what_the_bot_does_not(world):
    seen = world.seen(acts.say(world, SECRETARY, "一"))
    assert (seen["from_bot"], seen["deleted"], seen["reaction"], seen["revisions"]) == (
        False,
        False,
        "",
        0,
    )
