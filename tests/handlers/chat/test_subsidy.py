"""补助: paid, used, confirmed, watched."""

from datetime import timedelta

import pytest

from handlers.services import public_notice
from tests.handlers.chat.city_hall import CityHall


@pytest.fixture
def county(stage):
    """示例一村 is recognised."""
    made = CityHall(stage)
    with made.at_work() as procedure:
        procedure.quota(1)
        procedure.listed(first=96)
        public_notice.post(procedure.city, stage.now.date(), 5)
    stage.now += timedelta(days=14)
    with made.at_work() as procedure:
        public_notice.confirm(procedure.city, [procedure.row("first")])
    return made


@pytest.fixture
def paid(county):
    card = county.phone("bureau").do("你好", "#补助", "#看第1个", "#登记已拨付")
    assert "结余 20000 元" in card.text
    return county


@pytest.fixture
def used(paid, secretary):
    secretary.do("#记一笔使用", "3500元 制作清廉墙绘")
    return paid


@pytest.mark.usefixtures("paid")
def test_the_village_is_told_and_states_a_use_in_two_acts(secretary):
    assert secretary.newest().kind == "subsidy_account"
    before = len(secretary.cards())
    secretary.do("#记一笔使用", "3500.50元 制作清廉墙绘")
    assert len(secretary.cards()) == before
    card = secretary.newest()
    assert "3500.5元 制作清廉墙绘 △ 待核对" in card.text
    assert "结余 16499.5 元" in card.text
    assert "专款专用" in card.text


@pytest.mark.usefixtures("used")
def test_the_supervisors_confirm_it_with_one_tap(chair):
    card = chair.newest()
    assert card.kind == "subsidy_account"
    card = chair.tap("已核对，3500元", card)
    assert "✓ 已核对" in card.text


@pytest.mark.usefixtures("used")
def test_they_send_it_back_with_a_reason_and_the_village_is_told(chair, secretary):
    chair.do("#退回，写理由", "没有发票")
    assert "！ 退回：没有发票" in secretary.newest().text
    assert "结余 20000 元" in secretary.newest().text


@pytest.mark.usefixtures("paid")
def test_more_than_is_left_is_refused_and_said(secretary):
    secretary.do("#记一笔使用", "3万元 修路")
    assert "还剩 20000 元" in secretary.newest().text


@pytest.mark.usefixtures("used")
def test_the_village_takes_back_its_last_use(secretary):
    card = secretary.tap("撤销最近一笔")
    assert "制作清廉墙绘" not in card.text


@pytest.mark.usefixtures("used")
def test_the_town_watches_and_may_send_back(town, secretary):
    card = town.do("更多办理")
    while "看补助使用" not in card.buttons:
        card = town.tap("下一页", card)
    card = town.tap("看补助使用", card)
    assert "已用 3500/20000 元，待核对 1 笔" in card.text
    card = town.tap("看第1个", card)
    town.do("#退回，写理由", "不属于清廉建设支出")
    assert "不属于清廉" in secretary.newest().text


@pytest.mark.usefixtures("paid")
def test_a_photo_with_the_sentence_is_kept_with_the_use(secretary):
    secretary.do("#记一笔使用")
    secretary.photos(caption="3500元 制作清廉墙绘")
    card = next(each for each in reversed(secretary.cards()) if each.kind == "subsidy_account")
    assert "（照片1）" in card.text


def test_a_village_without_a_subsidy_is_told_so(stage, secretary):
    CityHall(stage)
    card = secretary.do("更多办理")
    while "记补助使用" not in card.buttons:
        card = secretary.tap("下一页", card)
    assert "没有示范（标杆）村居补助" in secretary.tap("记补助使用", card).text
