"""Home for each post, the month, help, and who one is."""

import pytest

from handlers.chat import late
from rubric.posts import Post
from tests.handlers.cast import SINCE, appoint


@pytest.mark.parametrize(
    ("who", "kind", "keys"),
    [
        ("secretary", "home_secretary", ["本月要办", "报一项工作", "看得分"]),
        ("chair", "home_supervisors", ["去确认", "发现问题", "报一项监督"]),
        ("town", "home_town", ["看逾期（28项）", "全镇进度"]),
    ],
)
def test_each_post_has_its_home(request, who, kind, keys):
    card = request.getfixturevalue(who).say("你好")
    assert card.kind == kind
    assert list(card.buttons)[: len(keys)] == keys


def test_help_names_the_office_and_takes_suggestions(secretary):
    card = secretary.say("帮助")
    assert "0576" in card.text
    assert "提建议或投诉" in card.buttons


def test_help_tells_that_the_last_day_still_counts(secretary, town):
    told = "写“到期”“不晚于”的日子，当天办也算。"
    assert told in secretary.say("帮助").text
    assert told in town.say("帮助").text


def test_everything_leads_home(secretary):
    assert secretary.do("帮助", "#回首页").kind == "home_secretary"


def test_whoever_holds_no_post_any_more_is_told_whom_to_call(stage, secretary):
    with stage.begin() as uow:
        person = uow.people.account_of("1001").person_id
        for grant in uow.grants.active_of(person, stage.now, stage.now.date()):
            uow.grants.end(grant.id, stage.now)
    assert "请联系示例镇清廉办 0576-00000000" in secretary.say("你好").text


def test_a_stranger_is_told_whom_to_call(stage):
    assert "0576-00000000" in stage.phone("9").say("你好").text


@pytest.mark.parametrize("post", [Post.CITY_AGRICULTURE, Post.CITY_PANEL])
def test_help_for_the_city_names_its_own_words_and_somebody(stage, post):
    phone = appoint(stage, post, "1030")
    card = phone.say("帮助")
    assert "评定" in card.text
    assert "看逾期" not in card.text
    assert "人工帮助：\n" not in card.text


@pytest.mark.parametrize("post", [Post.CITY_AGRICULTURE, Post.CITY_PANEL, Post.TOWN_OFFICE])
def test_what_is_not_understood_offers_what_the_post_does(stage, post):
    card = appoint(stage, post, "1030").say("这个嘛")
    assert card.kind == "unclear"
    assert {"评定", "名单"} <= set(card.buttons) or {"看逾期", "全镇进度"} <= set(card.buttons)
    assert "人工帮助：" in card.text


def test_another_post_of_the_city_fits_its_button(stage, secretary):
    appoint(stage, Post.CITY_AGRICULTURE, "1031")
    with stage.begin() as uow:
        person = uow.people.account_of("1001").person_id
        bureau = uow.grants.add(person, Post.CITY_AGRICULTURE, uow.places.city().id, SINCE)
        uow.grants.accept(bureau, stage.now)
    assert "市农业农村和水利局" in secretary.say("我的信息").buttons


def test_a_town_reads_one_number_of_late_villages_wherever_it_looks(town, monkeypatch):
    monkeypatch.setattr(late, "LONGEST", 5)
    assert "有逾期或到期未见 7。" in town.say("你好").text
    assert "涉及 7 村" in town.say("全镇进度").text
    first = town.say("看逾期")
    second = town.tap("下一页", first)
    listed = [line for card in (first, second) for line in card.text.splitlines() if line[1] == "."]
    assert len(listed) == 7
