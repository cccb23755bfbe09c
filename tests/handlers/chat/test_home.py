"""Home for each post, the month, help, and who one is."""

import pytest


@pytest.mark.parametrize(
    ("who", "kind", "keys"),
    [
        ("secretary", "home_secretary", ["本月要办", "报一项工作", "看得分"]),
        ("chair", "home_supervisors", ["去确认", "发现问题", "报一项监督"]),
        ("town", "home_town", ["看逾期（5村）", "全镇进度"]),
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
