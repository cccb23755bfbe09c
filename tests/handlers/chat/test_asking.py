"""A question waits for words, as long as the person has it before his eyes."""

from datetime import timedelta

import pytest

from demo.seed import PHONES
from handlers.chat import asking, build
from handlers.chat.cards import say
from rubric.posts import Post
from tests.journeys.near import Near

assert build


@pytest.fixture
def turn(stage):
    with stage.begin() as uow:
        yield stage.turn(uow, PHONES[Post.SECRETARY])


@pytest.fixture
def card(turn):
    """A card that has asked for words."""
    card = say(turn.scene, "help")
    asking.ask(turn.scene, card, "log_edit", field="heads")
    return card


def waiting(turn):
    return turn.uow.drafts.awaiting(turn.scene.actor.person_id)


def test_a_question_knows_its_card_and_what_it_is_about(turn, card):
    draft = waiting(turn)
    assert (draft.kind, draft.data) == ("log_edit", {"field": "heads", "card": card.token})
    assert asking.still_meant(turn.scene, draft)


@pytest.mark.usefixtures("card")
def test_the_next_question_takes_the_place_of_the_one_before(turn):
    asking.ask(turn.scene, say(turn.scene, "help"), "voice")
    assert waiting(turn).kind == "voice"


@pytest.mark.usefixtures("card")
def test_who_turned_to_something_else_no_longer_means_it(turn):
    asking.leave(turn.scene)
    assert waiting(turn).data["field"] == "heads"
    assert not asking.still_meant(turn.scene, waiting(turn))


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize(("hours", "meant"), [(11, True), (12, False)])
def test_after_half_a_day_it_is_forgotten(turn, hours, meant):
    turn.scene.now += timedelta(hours=hours)
    assert asking.still_meant(turn.scene, waiting(turn)) is meant


@pytest.mark.usefixtures("card")
def test_a_question_that_is_withdrawn_waits_for_nothing(turn):
    asking.drop(turn.scene)
    assert waiting(turn) is None


def test_where_nothing_is_asked_nothing_is_left_or_withdrawn(turn):
    asking.leave(turn.scene)
    asking.drop(turn.scene)
    assert waiting(turn) is None


def test_the_answer_stands_where_the_question_stood(turn, card):
    shown = asking.in_place(turn.scene, waiting(turn))("me")
    assert (shown.token, shown.kind, shown.version) == (card.token, "me", card.version + 1)


@pytest.mark.parametrize("since", [False, True])
def test_the_answer_comes_below_where_another_card_came_since(stage, since):
    near = Near(stage.store, stage.now)
    chair = near.phone(PHONES[Post.SUPERVISOR_CHAIR])
    asked = chair.say("发现问题")
    if since:
        near.phone(PHONES[Post.SECRETARY]).say("昨天支委会，5人参加")
    _, new, edits = chair.tally()
    chair.say("公开栏玻璃破损")
    assert chair.card(asked.token).kind == "finding_raised"
    assert chair.tally()[1:] == (new + since, edits + (not since))


def test_the_answer_is_a_new_message_unless_a_card_asked_too_early(turn, card):
    assert asking.reply(turn)("me").token != card.token
    turn.asked = card
    assert asking.reply(turn)("me").token == card.token
