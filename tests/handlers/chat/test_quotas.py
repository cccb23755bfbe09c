"""任务数 on the city's phone."""

import pytest

from handlers.chat.quotas import told
from tests.handlers.chat.city_hall import CityHall


@pytest.fixture
def bureau(stage):
    return CityHall(stage).phone("bureau")


@pytest.fixture
def asked(bureau):
    return bureau.do("你好", "#各镇进度", "#任务数", "#示例镇")


def test_a_town_without_a_quota_is_said_to_have_none(bureau):
    card = bureau.do("你好", "#各镇进度", "#任务数")
    assert "示例镇　○ 未下达" in card.text


def test_they_are_opened_by_their_word(bureau):
    assert bureau.say("任务数").kind == "quota_list"


def test_how_to_enter_them_is_told_in_words_of_the_office(bureau):
    card = bureau.do("你好", "#各镇进度", "#任务数")
    assert "点镇名填写" in card.text
    assert "交系统管理员" in card.text


@pytest.mark.parametrize("said", ["达标19，示范2", "19 2", "１９、２"])
def test_both_numbers_in_one_sentence(bureau, asked, said):
    bureau.say(said)
    assert "示例镇　达标 19，示范（标杆） 2" in bureau.card(asked.token).text


@pytest.mark.usefixtures("asked")
def test_one_number_or_three_are_asked_again(bureau):
    assert "没看懂任务数" in bureau.say("19").text
    assert "没看懂任务数" in bureau.say("19 2 3").text


def test_going_back_enters_nothing(bureau, asked):
    card = bureau.tap("返回", asked)
    assert "未下达" in card.text
    assert bureau.say("19 2").kind == "unclear"


@pytest.mark.usefixtures("asked")
def test_a_number_without_sense_is_refused(bureau):
    assert "0 到 999 之间" in bureau.say("1000 2").text


@pytest.mark.parametrize(
    "said",
    ["示范3 达标5", "达标5，示范（标杆）3", "5个达标，3个示范", "标杆3，达标5", "示范村3达标村5"],
)
def test_numbers_go_by_their_names_in_whatever_order(bureau, asked, said):
    bureau.say(said)
    assert "示例镇　达标 5，示范（标杆） 3" in bureau.card(asked.token).text


@pytest.mark.parametrize(
    "said",
    ["达标5，3", "5 示范3", "达标5 达标3", "示范3 标杆2", "达标5 3示范", "示范 达标 5 3", "达标"],
)
def test_where_it_is_not_clear_which_number_is_which_none_is_taken(said):
    assert told(said) is None
