"""上报示范村居 on the town's phone."""

import pytest

from tests.handlers.chat.city_hall import CityHall


@pytest.fixture
def county(stage):
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.sealed(first=97, second=95, third=91)
    return made


@pytest.fixture
def quota(county):
    with county.at_work() as procedure:
        procedure.quota(1)
    return county


@pytest.mark.usefixtures("county")
def test_without_a_quota_it_says_whom_to_ask(town):
    card = town.say("上报示范村居")
    assert "任务数还没有下达" in card.text
    assert list(card.buttons) == ["回首页"]


@pytest.mark.usefixtures("quota")
def test_the_town_chooses_and_puts_forward_and_the_city_is_told_once(county, town):
    card = town.say("上报示范村居")
    assert "最多 2 个（任务数多 1 个）" in card.text
    card = town.tap("选第1个", card)
    card = town.tap("选第2个", card)
    card = town.tap("上报这2个村", card)
    assert card.text.count("✓ 已上报") == 2
    told = county.phone("bureau").cards()
    assert [each.kind for each in told] == ["nominated"]
    assert "示例一村、示例二村" in told[0].text


@pytest.mark.usefixtures("quota")
def test_too_many_are_refused_in_the_documents_words(town):
    card = town.say("上报示范村居")
    for label in ("选第1个", "选第2个", "选第3个"):
        card = town.tap(label, card)
    town.tap("上报这3个村", card)
    assert "报了3个" in town.newest().text
    assert "没有改动" in town.newest().text


@pytest.mark.usefixtures("quota")
def test_a_choice_can_be_taken_back_before_and_after(town):
    card = town.say("上报示范村居")
    card = town.tap("选第1个", card)
    card = town.tap("去掉第1个", card)
    assert not any("上报" in label for label in card.buttons)
    card = town.tap("选第2个", card)
    card = town.tap("上报这1个村", card)
    card = town.tap("选第1个", card)
    card = town.tap("去掉第2个", card)
    card = town.tap("上报这1个村", card)
    assert "示例一村　97 分　✓ 已上报" in card.text


@pytest.mark.usefixtures("quota")
def test_the_city_and_the_village_have_no_such_list(county, secretary):
    assert secretary.say("上报示范村居").kind == "denied"
    assert county.phone("bureau").say("上报示范村居").kind == "denied"


@pytest.mark.usefixtures("quota")
def test_the_only_nominee_can_be_withdrawn_and_put_forward_again(county, town):
    card = town.do("上报示范村居", "#选第1个", "#上报这1个村")
    card = town.tap("撤回上报", town.tap("去掉第1个", card))
    assert "✓ 已上报" not in card.text
    told = county.phone("bureau").newest()
    assert "撤回" in told.text
    card = town.tap("上报这1个村", town.tap("选第1个", card))
    assert card.text.count("✓ 已上报") == 1
    assert "示例一村" in county.phone("bureau").newest().text
