"""待评分: a town scores its villages, item by item or all that is undisputed at once."""

from datetime import timedelta

import pytest

from rubric.posts import Post


def through(phone, card):
    """Adopt what is left, one by one."""
    while card.kind == "scoring_item":
        card = phone.tap(next(iter(card.buttons)))
    return card


def test_the_key_shows_how_far_every_village_is_and_the_days_left(town):
    card = town.say("待评分")
    assert "未开始 10" in card.text
    assert "不晚于7月31日封存，还有16天" in card.text
    assert "示例六村" in town.tap("下一页").text


def test_past_the_day_it_says_so(stage, town):
    stage.now += timedelta(days=20)
    assert "已过4天" in town.say("待评分").text


@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_a_village_does_not_score(request, who):
    assert request.getfixturevalue(who).say("待评分").kind == "denied"


def test_a_sheet_tells_the_proposal_and_what_is_undisputed(fresh):
    assert "系统提示 98 分，共21项" in fresh.text
    assert "无争议 10 项，其余 11 项逐项评" in fresh.text


def test_one_tap_adopts_the_undisputed_and_leads_to_the_first_of_the_others(one_by_one):
    assert one_by_one.kind == "scoring_item"
    assert "第4项" in one_by_one.text
    assert next(iter(one_by_one.buttons)) == "采用 8分"


def test_after_the_last_item_comes_the_sum(town, one_by_one):
    card = through(town, one_by_one)
    assert card.kind == "scoring_sum"
    assert "合计 98 分（其中改动系统提示 0 项）" in card.text
    assert "达到示范（标杆）申报线（90分）" in card.text


def test_time_that_passes_opens_only_what_it_changes(stage, town, one_by_one):
    through(town, one_by_one)
    stage.now += timedelta(days=20)
    card = town.do("待评分", "#示例一村")
    assert "评分后系统提示变了，要重评：第1" in card.text
    assert "已评 21" not in card.text


def test_a_sheet_with_open_items_is_not_submitted(stage, town, one_by_one):
    through(town, one_by_one)
    stage.now += timedelta(days=20)
    town.tap("提交复核")
    assert "还有没评的项" in town.newest().text
    assert "还差第1" in town.cards()[-2].text


def test_a_submitted_sheet_can_be_taken_back(town, one_by_one):
    through(town, one_by_one)
    assert "由另一人复核封存" in town.tap("提交复核").text
    assert "待复核 1" in town.do("待评分").text
    town.tap("示例一村")
    assert "已评 21 项，还差 0 项" in town.tap("撤回再改").text


def test_a_village_s_own_card_leads_there_too(town):
    card = town.do("各村得分", "#示例一村", "#更多办理")
    while "评分和封存" not in card.buttons:
        card = town.tap("下一页")
    assert town.tap("评分和封存", card).kind == "scoring_village"


def test_only_those_who_seal_are_reminded_of_it(stage, town, discipline):
    with stage.begin() as uow:
        place = uow.places.towns()[0].id
        (grant,) = uow.grants.holders(place, (Post.TOWN_ASSETS,), stage.now.date())
        uow.people.bind(grant.person_id, "1005", "1005", stage.now)
    stage.now = stage.now.replace(day=30, hour=9)
    stage.tick(days=1)
    told = {chat: sealing_told(stage, chat) for chat in (town.id, discipline.id, "1005")}
    assert told == {town.id: True, discipline.id: True, "1005": False}


def sealing_told(stage, chat):
    """Whether the chat's newest reminder speaks of sheets that are not sealed."""
    with stage.begin() as uow:
        card = uow.cards.latest(chat, "reminder")
        owed = card.data["owed"] if card else ()
        return any(each["key"].startswith("sealing/") for each in owed)
