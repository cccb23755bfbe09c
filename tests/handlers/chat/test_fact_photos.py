"""Photos of a matter's steps, of honours, and of the city's spot checks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.tables import Evidence
from tests.handlers.chat.city_hall import CityHall, find

ROAD = "村道硬化"
HONOUR = ("报加分", "#报一件", "#第3种", "《清风》")


@pytest.fixture
def about(stage):
    """What each photo shows, in order."""

    def about():
        with stage.begin() as uow:
            table = Evidence.__table__
            rows = uow._connection.execute(select(table).order_by(table.c.id)).mappings()
            return [row["about"] for row in rows]

    return about


@pytest.fixture
def road(secretary):
    return secretary.do("重大事项", "#新的重大事项决策", ROAD)


@pytest.mark.usefixtures("road")
def test_a_photo_sent_while_a_steps_day_is_asked_shows_that_step(secretary, about):
    secretary.do("#记 提议")
    card = secretary.photos()
    assert "已收照片1张" in card.text
    assert "看照片1张" in secretary.tap("今天 15日", card).buttons
    assert about() == ["matter:1/propose"]


@pytest.mark.usefixtures("road")
def test_the_words_under_a_photo_take_the_step(secretary, about):
    secretary.do("#记 提议")
    card = secretary.photos(caption="7月3日村民代表会议，应到45人，实到40人，同意38票")
    assert "✓ 提议7月3日" in card.text
    assert "看照片1张" in card.buttons
    assert about() == ["matter:1/propose"]


@pytest.mark.usefixtures("road")
def test_a_photo_right_after_a_step_joins_it_and_brings_no_message(stage, secretary, about):
    secretary.do("#记 提议", "#今天 15日")
    before = len(secretary.cards())
    stage.now += timedelta(minutes=5)
    assert "看照片1张" in secretary.photos().buttons
    assert (len(secretary.cards()), about()) == (before, ["matter:1/propose"])


@pytest.mark.usefixtures("road")
def test_what_was_logged_since_takes_the_photo(stage, secretary, about):
    secretary.do("#记 提议", "#今天 15日")
    stage.now += timedelta(minutes=1)
    secretary.say("昨天支委会，5人参加")
    assert "照片1张" in secretary.photos().text
    assert about() == [None]


@pytest.mark.usefixtures("road")
def test_after_ten_minutes_it_is_asked_what_the_photo_shows(stage, secretary, about):
    secretary.do("#记 提议", "#今天 15日")
    stage.now += timedelta(minutes=11)
    assert secretary.photos().kind == "log_ask"
    assert about() == [None]


def test_a_reply_to_the_card_shows_the_matter_whenever_it_comes(stage, secretary, road, about):
    stage.now += timedelta(hours=2)
    secretary.photos(reply_to=road)
    assert about() == ["matter:1"]


@pytest.mark.usefixtures("road")
def test_an_album_stays_together(secretary, about):
    secretary.do("#记 提议")
    for _ in range(3):
        secretary.photos(album="甲")
    assert about() == ["matter:1/propose"] * 3


@pytest.mark.usefixtures("road")
def test_the_supervisors_and_the_town_look_at_them(secretary, chair, town, outbox):
    secretary.do("#记 提议")
    secretary.photos()
    secretary.do("#今天 15日", "#办结", "#仍然办结")
    chair.tap("看照片1张", chair.newest())
    town.do("重大事项", "#看第1件")
    town.tap("看照片1张")
    assert [chat for chat, method in outbox() if method == "photo"] == [chair.id, town.id]


@pytest.fixture
def outbox(stage):
    def outbox():
        from storage.tables import Outbox  # noqa: PLC0415

        with stage.begin() as uow:
            table = Outbox.__table__
            query = select(table.c.chat_id, table.c.method).order_by(table.c.id)
            return [tuple(row) for row in uow._connection.execute(query)]

    return outbox


def test_photos_of_an_honour_wait_until_it_is_reported(secretary, town, about):
    secretary.do(*HONOUR)
    secretary.photos()
    secretary.say("4月2日《浙江日报》第3版")
    assert about() == ["honour:1"]
    assert "看照片1张" in secretary.newest().buttons
    assert "看照片1张" in town.newest().buttons


def test_they_go_on_from_question_to_question(secretary, about):
    secretary.do(*HONOUR)
    secretary.photos(caption="《浙江日报》第3版")
    secretary.photos()
    secretary.tap(find(secretary.newest(), "今天"))
    assert about() == ["honour:1", "honour:1"]


def test_a_certificate_sent_right_after_joins_its_honour(secretary, about):
    secretary.do(*HONOUR, "4月2日《浙江日报》第3版")
    assert "看照片1张" in secretary.photos().buttons
    assert about() == ["honour:1"]


@pytest.fixture
def bureau(stage):
    county = CityHall(stage)
    with county.at_work() as procedure:
        procedure.sealed(first=92)
    return county.phone("bureau")


@pytest.fixture
def check(bureau):
    return bureau.do("抽查", "#抽签（1村）", "#按此抽签", "#看第1个")


def test_a_spot_check_takes_photos_and_says_how_many(bureau, check, about):
    asked = bureau.tap("现场拍照", check)
    assert "请直接发照片" in asked.text
    bureau.photos()
    bureau.photos()
    assert "看照片2张" in bureau.card(check.token).buttons
    assert [each.partition("/")[0].partition(":")[0] for each in about()] == ["spot", "spot"]


def test_a_photo_with_points_and_a_reason_is_of_that_item(bureau, check, about):
    item = bureau.tap(find(check, "查第"), check)
    number = item.text.partition("第")[2].partition("项")[0]
    bureau.photos(caption="0.5 现场标语脱落")
    card = bureau.card(check.token)
    assert "！ 改为0.5" in card.text
    assert "看照片1张" in card.buttons
    assert about()[0].endswith(f"/{number}")


def test_the_town_sees_them_with_the_opinion(bureau, check, town):
    bureau.photos(reply_to=check)
    card = bureau.card(check.token)
    while "出具意见" not in card.buttons:
        card = bureau.tap(find(card, "查第"), card)
        card = bureau.tap(find(card, "一致"), card)
    bureau.tap("出具意见", card)
    assert "看照片1张" in town.newest().buttons


def test_without_a_check_a_photo_of_the_city_is_not_taken(bureau, about):
    assert bureau.photos().kind == "unclear"
    assert about() == []
