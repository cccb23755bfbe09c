"""A question about a village is answered for it, and for no other than the asker may see."""

import pytest


@pytest.mark.parametrize(
    ("said", "kind"), [("示例二村得分", "score_card"), ("看示例二村台账", "ledger")]
)
@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_asked_about_another_village_its_own_is_shown_and_said_so(request, who, said, kind):
    phone = request.getfixturevalue(who)
    card = phone.say(said)
    assert (card.kind, "示例一村" in card.text) == (kind, True)
    told = phone.cards()[-2]
    assert (told.kind, "看不到示例二村" in told.text) == ("own_only", True)


@pytest.mark.parametrize("said", ["得分多少", "示例一村得分"])
def test_asked_about_its_own_village_nothing_is_said_of_others(secretary, said):
    secretary.say(said)
    assert "own_only" not in {card.kind for card in secretary.cards()}


def test_whoever_logs_is_shown_what_nobody_has_confirmed_yet(secretary):
    secretary.say("昨天支委会，5人参加")
    card = secretary.say("村监会那边确认了没有")
    assert (card.kind, "待确认，共 1 条" in card.text) == ("ledger", True)
    assert "支委会（△ 待确认）" in card.text


def test_whoever_confirms_is_shown_what_waits_for_him(secretary, chair):
    secretary.say("昨天支委会，5人参加")
    assert chair.say("村里的都确认了没有").kind == "review_ask"


def test_how_often_one_duty_is_owed_is_told_by_its_item(secretary):
    card = secretary.say("今年还差几次廉洁教育")
    assert (card.kind, "第21项" in card.text) == ("score_item", True)


def test_how_often_of_nothing_named_is_told_by_the_month(secretary):
    assert secretary.say("这个月还差几次").kind == "month"
