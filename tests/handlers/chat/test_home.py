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


def test_the_month_lists_what_is_overdue_first(secretary):
    card = secretary.say("本月要办")
    assert card.text.splitlines()[1].startswith("！")
    assert next(iter(card.buttons)).startswith("报 ")


def test_a_supervisor_is_offered_only_what_supervisors_report(chair):
    assert not any("支委会" in label for label in chair.say("本月要办").buttons)


def test_what_waits_is_told_with_whose_word_it_waits_for(secretary):
    secretary.say("昨天支委会，5人参加")
    assert "待村监会确认" in secretary.say("本月要办").text


def test_help_names_the_office_and_takes_suggestions(secretary):
    card = secretary.say("帮助")
    assert "0576" in card.text
    assert "提建议或投诉" in card.buttons


def test_everything_leads_home(secretary):
    assert secretary.do("帮助", "#回首页").kind == "home_secretary"
