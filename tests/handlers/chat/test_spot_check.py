"""抽查 on the city's phone: lots, two acts an item, the opinion, 达标."""

import pytest

from tests.handlers.chat.city_hall import CityHall, find


@pytest.fixture
def county(stage):
    """Three villages over the line in 示例镇."""
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.sealed(first=92, second=91, third=75)
    return made


@pytest.fixture
def bureau(county):
    return county.phone("bureau")


@pytest.fixture
def drawn(bureau):
    """Lots are drawn; the card lists the village they fell on."""
    return bureau.do("抽查", "#抽签（3村）", "#按此抽签")


def look(bureau, card):
    """Every drawn item the same as the town has it."""
    while "出具意见" not in card.buttons:
        card = bureau.tap(find(card, "查第"), card)
        card = bureau.tap(find(card, "一致"), card)
    return card


def test_the_readings_are_named_and_can_be_changed_before_the_lots(bureau):
    card = bureau.do("抽查", "#抽签（3村）")
    assert "抽 10%、至少 1 村；每村查 3 项" in card.text
    assert "这是读法，可以改" in card.text
    card = bureau.tap("抽30%", card)
    card = bureau.tap("查5项", card)
    assert "抽 30%、至少 1 村；每村查 5 项" in card.text


def test_one_village_is_drawn_and_the_others_wait(drawn):
    assert "抽中待查 1" in drawn.text
    assert "未抽中 2" in drawn.text
    assert not any("抽签" in label for label in drawn.buttons)


def test_an_item_costs_two_acts_and_no_message(bureau, drawn):
    card = bureau.tap("看第1个", drawn)
    before = len(bureau.cards())
    first = bureau.tap(find(card, "查第"), card)
    card = bureau.tap(find(first, "一致"), first)
    assert card.kind == "city_check"
    assert "✓ 一致" in card.text
    assert len(bureau.cards()) == before


def test_another_amount_is_one_sentence_with_its_reason(bureau, drawn):
    card = bureau.tap("看第1个", drawn)
    bureau.tap(find(card, "查第"), card)
    bureau.say("0.5 现场标语脱落")
    card = bureau.card(card.token)
    assert card.kind == "city_check"
    assert "！ 改为0.5" in card.text


def test_words_without_an_amount_are_asked_again(bureau, drawn):
    card = bureau.tap("看第1个", drawn)
    bureau.tap(find(card, "查第"), card)
    assert "没看懂分数" in bureau.say("标语脱落了").text


def test_the_opinion_is_told_to_the_town_once(bureau, drawn, town):
    before = len(town.cards())
    card = look(bureau, bureau.tap("看第1个", drawn))
    card = bureau.tap("出具意见", card)
    assert "所查各项与镇级评分一致" in card.text
    assert [each.kind for each in town.cards()[before:]] == ["spot_opinion"]
    assert "确认达标" not in town.newest().buttons


def test_the_drawn_one_and_then_all_others_are_confirmed(bureau, drawn, town, secretary):
    card = look(bureau, bureau.tap("看第1个", drawn))
    bureau.do("#出具意见")
    card = bureau.tap("确认达标", bureau.card(card.token))
    assert "✓ 已确认为达标村居" in card.text
    card = bureau.do("抽查", "#确认达标（2村）")
    assert "已达标 3" in card.text
    assert [each.kind for each in secretary.cards()].count("spot_confirmed") == 1
    told = [each for each in town.cards() if each.kind == "spot_confirmed"]
    assert len(told) == 2
    assert "2 个达标村居" in told[-1].text


def test_nobody_else_sees_the_list(county, town, secretary, chair):
    county.phone("bureau").say("抽查")
    for phone in (town, secretary, chair):
        assert phone.say("抽查").kind == "denied"


def test_the_panel_draws_nothing(county):
    partner = county.phone("partner")
    assert partner.do("抽查", "#抽签（3村）", "#按此抽签").kind in ("denied", "spot_draw")
    assert any(card.kind == "denied" for card in partner.cards())


def test_the_whole_check_is_one_message_and_two_acts_an_item(bureau):
    """City spot-check in journeys.md: from the key to the opinion."""
    acts = 4
    card = bureau.do("抽查", "#抽签（3村）", "#按此抽签", "#看第1个")
    while "出具意见" not in card.buttons:
        card = bureau.tap(find(card, "查第"), card)
        card = bureau.tap(find(card, "一致"), card)
        acts += 2
    bureau.tap("出具意见", card)
    assert acts == 4 + 2 * 3
    assert len(bureau.cards()) == 1
