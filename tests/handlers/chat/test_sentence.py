"""A sentence by itself does what it says: nothing is logged that was not done."""

import pytest


def records(stage):
    with stage.begin() as uow:
        return uow.whole.counts()["record"]


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("昨天支委会，5人参加", "log_saved", "支委会"),
        ("下周三开支委会", "log_plan", "办完后再发一句"),
        ("支委会还没开", "log_negative", "还没办，没有记录"),
        ("2月30日支委会", "log_impossible", "没有“2月30日”这一天"),
        ("我们村多少分", "score_card", "分"),
        ("这个月还有什么要办", "month", "7月"),
    ],
)
def test_each_sentence_is_answered_for_what_it_says(stage, secretary, said, kind, told):
    before = records(stage)
    card = secretary.say(said)
    assert card.kind == kind
    assert told in card.text
    assert records(stage) - before == (kind == "log_saved")


def test_what_is_not_done_yet_is_told_with_its_last_day(secretary):
    assert "最迟 7月31日" in secretary.say("主题党日还没办").text


def test_work_of_several_days_is_one_receipt(stage, secretary):
    before = records(stage)
    card = secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    assert (card.kind, records(stage) - before) == ("log_saved", 2)


def test_what_a_supervisor_finds_is_raised_at_once_and_a_town_is_asked_where(chair, town):
    said = "检查发现公开栏玻璃破损，要求整改"
    assert chair.say(said).kind.startswith("finding")
    assert town.say(said).kind == "finding_where"


def test_who_may_find_nothing_is_not_understood(secretary):
    assert secretary.say("检查发现公开栏玻璃破损，要求整改").kind == "unclear"


def test_words_under_a_photo_say_that_something_was_done_and_which_is_asked(secretary):
    assert secretary.photos(caption="你看").kind == "log_ask"
