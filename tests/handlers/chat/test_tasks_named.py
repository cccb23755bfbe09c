"""A task in words, reported in words."""

import pytest


def given(town, work):
    town.do("布置任务", work, "#布置")


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("报送资产自查", "资产自查报送了"),
        ("上报防汛物资清单", "防汛物资清单已上报"),
        ("报送集体资产自查情况", "集体资产自查情况已经报了"),
    ],
)
def test_what_is_said_to_be_done_is_the_task_s_report(town, secretary, work, said):
    given(town, work)
    card = secretary.say(said)
    assert "△ 7月15日已办，待镇里验收。" in card.text
    assert f"说明　{said}" in town.newest().text


@pytest.mark.parametrize("said", ["资产自查还没报送", "资产自查报送了吗", "资产自查明天报送"])
def test_what_is_not_done_is_no_report(town, secretary, said):
    given(town, "报送资产自查")
    assert secretary.say(said).kind != "task"


def test_of_two_that_could_be_meant_the_list_is_shown(town, secretary):
    given(town, "报送资产自查表")
    given(town, "报送资产自查照片")
    assert secretary.say("资产自查报送了").kind == "task_list"


def test_a_duty_of_the_scheme_is_a_record_as_ever(town, secretary):
    given(town, "召开支委会研究防汛")
    assert secretary.say("昨天支委会，5人参加，研究防汛").kind == "log_saved"
