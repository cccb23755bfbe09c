"""A sentence by itself does what it says: nothing is logged that was not done."""

import pytest


def records(stage):
    with stage.begin() as uow:
        return uow.whole.counts()["record"]


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("昨天支委会，5人参加", "log_saved", "支委会"),
        ("下周三开支委会", "log_plan", "办完后再发一句"),
        ("支委会还没开", "log_negative", "还没办，没有记录"),
        ("2月30日支委会", "log_impossible", "没有“2月30日”这一天"),
        ("示例二村昨天支委会，5人", "log_elsewhere", "写的是示例二村，没有记录"),
        ("示例二村书记来我村，昨天上了党课，20人", "log_saved", "党课"),
        ("报错了怎么办", "help", "更正"),
        ("怎么更正", "help", "撤销"),
        ("看不清", "help", "一句话"),
        ("这个看不明白", "help", "一句话"),
        ("财务公开怎么办", "month", "财务公开"),
        ("我们村多少分", "score_card", "分"),
        ("这个月还有什么要办", "month", "7月"),
    ],
)
def test_each_sentence_is_answered_for_what_it_says(stage, secretary, said, kind, told):
    before = records(stage)
    card = secretary.say(said)
    assert card.kind == kind
    assert told in card.text
    assert records(stage) - before == (kind == "log_saved")


def test_what_is_not_done_yet_is_told_with_its_last_day(secretary):
    assert "最迟 7月31日" in secretary.say("主题党日还没办").text


def test_work_of_several_days_is_one_receipt(stage, secretary):
    before = records(stage)
    card = secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    assert (card.kind, records(stage) - before) == ("log_saved", 2)


def test_what_a_supervisor_finds_is_raised_at_once_and_a_town_is_asked_where(chair, town):
    said = "检查发现公开栏玻璃破损，要求整改"
    assert chair.say(said).kind.startswith("finding")
    assert town.say(said).kind == "finding_where"


def test_who_may_find_nothing_is_not_understood(secretary):
    assert secretary.say("检查发现公开栏玻璃破损，要求整改").kind == "unclear"


def test_words_under_a_photo_say_that_something_was_done_and_which_is_asked(secretary):
    assert secretary.photos(caption="你看").kind == "log_ask"


@pytest.mark.parametrize("said", ["谢谢", "好的", "收到", "取消", "没有问题"])
def test_a_nod_where_nothing_is_asked_changes_nothing(secretary, chair, town, said):
    for phone in (secretary, chair, town):
        assert phone.say(said).kind == "nothing_open"


PROBLEM = "6月第8号凭证没有联审联签"


@pytest.mark.parametrize(
    "said",
    [
        "今天支委会5人，整改也完成了",
        "整改完成了。今天支委会5人",
        "今天支委会5人 整改也都做好了",
        "今天支委会5人，第2026-001号已整改",
    ],
)
def test_a_record_and_a_remedy_in_one_sentence_are_both_heard(secretary, chair, said):
    chair.do("发现问题", PROBLEM)
    receipt = secretary.say(said)
    assert (receipt.kind, "5人" in receipt.text) == ("log_saved", True)
    assert PROBLEM in secretary.cards()[-2].text
    secretary.say("三人补签了字")
    assert "三人补签了字" in chair.newest().text


def test_a_remedy_said_beside_a_record_with_its_how_goes_to_its_finder(secretary, chair):
    chair.do("发现问题", PROBLEM)
    receipt = secretary.photos(caption="今天支委会5人；凭证整改完成，三人签字齐全")
    assert "照片1张" in receipt.text
    assert any("三人签字齐全" in card.text for card in chair.cards())


def test_the_next_words_tell_the_day_of_the_work_said_beside_a_remedy(secretary, chair):
    chair.do("发现问题", PROBLEM)
    asked = secretary.say("党课开了20人，整改也完成了")
    secretary.say("昨天")
    assert "7月14日" in secretary.card(asked.token).text


def test_without_a_finding_the_remedy_said_beside_a_record_is_asked_for_its_day(secretary):
    secretary.say("今天支委会5人，整改也完成了")
    assert "问题整改是哪天办的" in secretary.cards()[-2].text


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("示例五村得分", "score_card"),
        ("示例五村还差什么没办", "town_village"),
        ("示例五村 联系人", "town_village"),
    ],
)
def test_from_above_a_question_about_a_village_is_answered_for_it(town, said, kind):
    card = town.say(said)
    assert (card.kind, card.text[:4]) == (kind, "示例五村")
