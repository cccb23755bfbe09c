"""联合评定: adopted, signed by every partner, sealed by another hand."""

import pytest

from rubric.posts import Post
from tests.handlers.chat.city_hall import CityHall, find


@pytest.fixture
def county(stage):
    """示例一村 is put forward with 95 points."""
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.sealed(first=95)
        procedure.quota(1)
        procedure.nominated("first")
    return made


@pytest.fixture
def submitted(county):
    bureau = county.phone("bureau")
    bureau.do("评定", "#看第1个", "#采用镇级评分", "#提交签署")
    return county


def test_the_towns_points_are_adopted_in_one_tap(county):
    card = county.phone("bureau").do("评定", "#看第1个", "#采用镇级评分")
    assert "镇级 95，现评 95 分" in card.text
    assert "提交签署" in card.buttons
    assert "读法：" in card.text


def test_an_item_is_changed_with_its_reason(county):
    bureau = county.phone("bureau")
    card = bureau.do("评定", "#看第1个", "#逐项评")
    bureau.tap(find(card, "第1项"), card)
    bureau.say("3 缺两次党课记录")
    card = bureau.card(card.token)
    assert "现评 94 分" in card.text
    assert "缺两次党课记录" in card.text


def test_every_partner_is_asked_and_the_bureau_told_at_the_last_signature(submitted):
    partner, other = submitted.phone("partner"), submitted.phone("other")
    colleague = submitted.phone("colleague")
    assert partner.newest().kind == other.newest().kind == "panel_sheet"
    card = partner.tap("已核对，签署")
    assert "已签署 1 人，待签 1 人" in card.text
    assert "已核对，签署" not in card.buttons
    assert colleague.cards() == []
    other.tap("已核对，签署")
    assert "封存" in colleague.newest().buttons


def test_whoever_gave_the_points_is_not_offered_the_seal(submitted):
    for name in ("partner", "other"):
        submitted.phone(name).tap("已核对，签署")
    assert "封存" not in submitted.phone("bureau").do("评定", "#看第1个").buttons
    card = submitted.phone("colleague").tap("封存")
    assert "市级评定分 95 分，已封存" in card.text


def test_a_partner_sends_it_back_with_a_reason(submitted):
    submitted.phone("partner").tap("已核对，签署")
    other, bureau = submitted.phone("other"), submitted.phone("bureau")
    other.do("#退回，写理由", "第20项再看一次")
    assert "退回理由：第20项再看一次" in bureau.newest().text
    card = bureau.do("#提交签署")
    assert "已签署 0 人，待签 2 人" in card.text


def test_an_old_card_signs_nothing_that_was_submitted_anew(submitted):
    partner, other = submitted.phone("partner"), submitted.phone("other")
    old = partner.newest()
    other.do("#退回，写理由", "再看")
    submitted.phone("bureau").do("#提交签署")
    partner.tap("已核对，签署", old)
    assert partner.newest().kind == "scoring_refused"


def test_the_panels_home_says_what_waits_for_him(submitted):
    card = submitted.phone("partner").say("你好")
    assert "待您签署 1" in card.text
    assert "评定（待签1村）" in card.buttons


@pytest.mark.usefixtures("submitted")
def test_the_town_sees_none_of_it(town):
    assert town.say("评定").kind == "denied"


def test_whoever_had_a_part_in_the_villages_work_is_named_as_abstaining(county):
    with county.at_work() as procedure:
        person = county.grants["partner"].person_id
        procedure.hall.appoint(Post.CLERK, "first", person)
    bureau = county.phone("bureau")
    card = bureau.do("评定", "#看第1个", "#采用镇级评分", "#提交签署")
    assert "回避：示例partner" in card.text
    assert "待签 1 人" in card.text
    assert county.phone("partner").cards() == []
