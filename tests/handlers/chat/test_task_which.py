"""A record that several tasks could mean asks which, and takes no for an answer."""

import pytest

SAID = "今天交叉巡查，未发现问题"


@pytest.fixture
def asked(town, chair):
    town.do("布置任务", "#布置交叉巡查", "#布置")
    town.do("布置任务", "#布置交叉巡查", "#改期限", "#8月12日", "#布置")
    chair.say(SAID)
    return chair.newest()


def test_the_record_is_kept_and_the_question_names_each_task(asked, chair):
    assert asked.kind == "task_which"
    assert "已记入台账" in asked.text
    (first,), (second,) = asked.rows[:2]
    assert first.startswith("7月29日到期")
    assert second.startswith("8月12日到期")
    assert chair.cards()[-2].kind == "log_saved"


def test_the_one_that_is_tapped_is_done(asked, chair):
    assert "期限　8月12日" in chair.tap(asked.rows[1][0], asked).text
    assert "△ 7月15日已办" in chair.newest().text


def test_none_of_them_is_an_answer_too(asked, chair):
    assert chair.tap("都不是", asked).kind == "ok"
    assert "还没办的 2 项" in chair.say("镇里布置").text


def test_once_the_record_is_withdrawn_the_card_asks_no_more(asked, chair):
    chair.tap("撤销", chair.cards()[-2])
    assert "不用再选了" in chair.tap(asked.rows[1][0], asked).text
    assert "还没办的 2 项" in chair.say("镇里布置").text


def test_a_record_that_can_mean_only_one_asks_nothing(town, chair):
    town.do("布置任务", "#布置交叉巡查", "#布置")
    assert chair.say(SAID).kind == "log_saved"
    assert chair.newest().kind == "log_saved"
