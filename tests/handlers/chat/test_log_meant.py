"""Words that take a record back, or put it right, log nothing: they show which record is meant."""

import pytest

LOG = "昨天支委会，5人参加"


def logged(secretary):
    return [card for card in secretary.cards() if card.kind == "log_saved"]


@pytest.mark.parametrize(
    "said", ["把昨天支委会删了", "撤销昨天的支委会", "昨天的支委会记错了", "7月14日支委会不算"]
)
def test_the_one_record_meant_is_shown_with_its_buttons(secretary, said):
    secretary.say(LOG)
    card = secretary.say(said)
    assert (card.kind, "5人" in card.text) == ("log_saved", True)
    assert card.text.startswith("没有改动。"), "not as if it had just been logged"
    assert {"更正", "撤销"} <= set(card.buttons)
    assert "支委会" in secretary.do("#撤销").text


def test_of_several_it_is_asked_which(secretary):
    secretary.say(LOG)
    secretary.say("昨天主题党日，20人")
    card = secretary.say("把昨天的删了")
    assert (card.kind, "2. 昨天" in card.text or "2. 7月14日" in card.text) == ("log_meant", True)
    chosen = secretary.tap("第2条")
    assert (chosen.text.startswith("没有改动。"), "20人" in chosen.text) == (True, True)


@pytest.mark.parametrize("said", ["撤销7月9日党课", "7月9日党课不算"])
def test_where_there_is_none_it_says_so_and_nothing_is_logged(secretary, said):
    card = secretary.say(said)
    assert "没有找到7月9日党课的记录，没有改动" in card.text
    assert logged(secretary) == []


def test_several_fresh_records_are_asked_for_which_has_other_heads(secretary):
    secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    asked = secretary.say("改成6人")
    assert (asked.kind, "说的是哪一条" in asked.text) == ("log_meant", True)
    first = next(at for at, line in enumerate(asked.text.splitlines()[1:]) if "支委会" in line)
    assert "6人" in secretary.tap(f"第{first}条", asked).text


def test_several_fresh_records_are_asked_for_which_was_another_day(secretary):
    secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    assert "7月12日" in secretary.do("改成12号", "#第1条").text


def test_it_is_no_answer_to_a_question_for_a_day(secretary):
    secretary.do("党课20人", "#选别的日期")
    assert secretary.say("昨天的支委会记错了").kind != "log_saved"
    assert logged(secretary) == []
