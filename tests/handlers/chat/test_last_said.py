"""撤销, 改成6人: written right after a record, they change it, and never another."""

from datetime import timedelta

import pytest

LOG = "昨天支委会，5人参加"


@pytest.mark.parametrize(
    "said",
    ["撤销", "撤销。", "删掉刚才那条", "把刚才那条删掉", "刚才那条撤销", "撤回上面那条", "删除"],
)
def test_taking_back_by_words_withdraws_what_was_logged_last(secretary, chair, said):
    receipt = secretary.say(LOG)
    card = secretary.say(said)
    assert card.kind == "log_undone"
    assert "恢复" in card.buttons
    assert "已撤销" in secretary.card(receipt.token).text
    assert "支委会" not in chair.newest().text


@pytest.mark.parametrize(
    "said",
    [
        "改成6人",
        "改成6个人",
        "人数改为6",
        "人数改6",
        "改成6个",
        "不是5个，是6个",
        "改人数6",
        "应该是六个人",
        "是6个人，不是5个人",
        "不是5个人，是6个人",
        "刚才那条改成6人",
        "不对，是6个人",
        "记错了，是6人",
    ],
)
def test_another_number_of_people_corrects_what_was_logged_last(secretary, chair, said):
    secretary.say(LOG)
    card = secretary.say(said)
    assert card.kind == "log_saved"
    assert "6人" in card.text
    assert "6人" in chair.newest().text


@pytest.mark.parametrize("said", ["人数错了,是8人", "人数记错了，应该是8", "人数不对，改成8个"])
def test_a_wrong_number_is_put_right_in_one_sentence(secretary, said):
    secretary.say(LOG)
    assert "8人" in secretary.say(said).text


@pytest.mark.parametrize(
    "said",
    [
        "日期错了 是13号",
        "改成13号",
        "不是昨天是前天",
        "是前天，不是昨天",
        "日期改成7月13日",
        "应改到前天",
        "不对，是13号",
        "搞错了，应该是前天",
    ],
)
def test_another_day_corrects_what_was_logged_last(secretary, said):
    secretary.say(LOG)
    card = secretary.say(said)
    assert card.kind == "log_saved"
    assert "7月13日" in card.text


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("错了", "log_edit"),
        ("记错了。", "log_edit"),
        ("日期错了", "log_edit_day"),
        ("人数不对", "log_edit_heads"),
    ],
)
def test_what_is_merely_wrong_is_asked_for(secretary, said, kind):
    secretary.say(LOG)
    assert secretary.say(said).kind == kind


def test_what_was_asked_for_so_is_taken(secretary):
    assert "8人" in secretary.do(LOG, "人数错了", "8").text


@pytest.mark.parametrize("said", ["改成明天", "改成13", "是13号", "错了"])
def test_what_is_no_past_day_or_of_no_record_changes_nothing(secretary, said):
    receipt = secretary.say(LOG) if said != "错了" else None
    secretary.say(said)
    assert receipt is None or secretary.card(receipt.token).text == receipt.text


def test_six_of_something_else_than_people_are_no_head_count(secretary):
    receipt = secretary.say("昨天廉政风险点排查6个")
    assert "6人" not in receipt.text
    assert "7人" not in secretary.say("改成7个").text


@pytest.mark.parametrize("said", ["撤销", "改成6人"])
def test_after_ten_minutes_the_receipt_is_shown_with_its_buttons(stage, secretary, said):
    secretary.say(LOG)
    stage.now += timedelta(minutes=11)
    card = secretary.say(said)
    assert card.kind == "log_saved"
    assert "5人" in card.text
    assert {"更正", "撤销"} <= set(card.buttons)
    assert card.text.startswith("没有改动。请点下面的“撤销”或“更正”。")
    assert secretary.tap("撤销", card).kind == "log_undone"


def test_once_something_changes_the_receipt_no_longer_says_that_nothing_did(stage, secretary):
    secretary.say(LOG)
    stage.now += timedelta(minutes=11)
    shown = secretary.say("撤销")
    secretary.do("#更正", "#改人数", "7")
    assert "7人" in secretary.card(shown.token).text
    assert "没有改动" not in secretary.card(shown.token).text


def test_of_several_records_none_is_guessed(secretary):
    secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    card = secretary.say("撤销")
    assert card.kind == "log_saved"
    assert {"更正", "撤销"} <= set(card.buttons)
    assert "已撤销" not in card.text


def test_a_finding_said_since_is_not_mistaken_for_the_record(chair):
    chair.say("昨天村监会例会，3人参加")
    chair.do("发现问题", "公开栏玻璃破损")
    assert chair.say("撤销").kind != "log_undone"


def test_what_is_confirmed_is_not_withdrawn(secretary, chair):
    secretary.say(LOG)
    chair.tap("已看，同意")
    assert "✓ 已确认" in secretary.say("撤销").text


@pytest.mark.parametrize("said", ["撤销", "改成6人"])
def test_with_nothing_logged_they_change_nothing(secretary, town, said):
    assert secretary.say(said).kind in ("unclear", "nothing_open")
    assert town.say(said).kind in ("unclear", "nothing_open")


@pytest.mark.parametrize("steps", [("支委会开过了", "取消"), ("报一项工作", "算了", "好的")])
def test_a_second_word_of_giving_up_asks_whether_the_record_is_meant(secretary, steps):
    receipt = secretary.say(LOG)
    secretary.do(*steps)
    for said in ("取消", "取消"):
        asked = secretary.say(said)
        assert (asked.kind, "支委会 5人" in asked.text) == ("log_meant", True)
    assert "已撤销" not in secretary.card(receipt.token).text
    assert secretary.do("#第1条", "撤销").kind == "log_undone"


def test_a_second_word_of_giving_up_with_nothing_logged_says_that_nothing_changed(secretary):
    assert "没有改动任何记录" in secretary.do("支委会开过了", "取消", "取消").text


def test_words_that_name_the_record_take_it_back_all_the_same(secretary):
    assert secretary.do(LOG, "支委会开过了", "取消", "撤销刚才那条").kind == "log_undone"


@pytest.mark.parametrize("said", ["改成6", "是6", "6人", "改成6条"])
def test_a_number_that_need_not_be_one_of_people_changes_nothing(secretary, said):
    secretary.say(LOG)
    assert secretary.say(said).kind != "log_saved"


def test_an_open_question_comes_first(secretary):
    secretary.do(LOG, "#更正", "#改人数", "7")
    assert "7人" in secretary.cards()[0].text


@pytest.mark.parametrize(
    "said",
    [
        "刚才说错了，是党员大会",
        "不是支委会，是党员大会",
        "记错了,应该是党员大会",
        "改成党员大会",
        "是党员大会，不是支委会",
    ],
)
def test_another_duty_corrects_what_was_logged_last(secretary, said):
    receipt = secretary.say(LOG)
    card = secretary.say(said)
    assert (card.kind, "党员大会" in card.text, "5人" in card.text) == ("log_saved", True, True)
    assert "党员大会" in secretary.card(receipt.token).text


def test_a_duty_whose_period_is_open_is_asked_for_it(secretary):
    assert secretary.do(LOG, "不是支委会，是财务公开").kind == "log_edit_period"


def test_of_several_records_it_is_asked_whose_duty_is_another(secretary):
    secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    assert secretary.say("不是支委会，是党员大会").kind == "log_meant"


@pytest.mark.parametrize("said", ["不是支委会，是财务支出审核", "是党员大会"])
def test_a_duty_of_others_or_one_that_is_merely_named_corrects_nothing(secretary, said):
    receipt = secretary.say(LOG)
    secretary.say(said)
    assert secretary.card(receipt.token).text == receipt.text
