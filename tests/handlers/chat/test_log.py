"""Logging by a sentence and by taps: what is missing is asked, one thing at a time."""

import pytest

from rubric.utterance import Lexicon
from storage.schemes import load

LOG = "昨天支委会，5人参加"


def test_a_day_is_asked_never_guessed(secretary):
    card = secretary.say("支委会开过了")
    assert "支委会是哪天办的" in card.text
    assert list(card.buttons)[:3] == ["今天 15日", "昨天 14日", "前天 13日"]


def test_of_a_month_long_past_the_day_is_asked_in_words(secretary):
    card = secretary.say("去年12月支委会")
    assert "支委会是2025年12月哪天办的" in card.text
    assert not [label for label in card.buttons if "今天" in label]
    saved = secretary.say("18号")
    assert saved.token == card.token
    assert "2025年12月18日" in saved.text


def test_a_missed_month_is_not_offered_a_day_on_which_it_does_not_count(secretary, stage):
    stage.now = stage.now.replace(month=8, day=1)
    card = secretary.say("7月支委会")
    assert list(card.buttons)[:2] == ["昨天 31日", "前天 30日"]
    stage.now = stage.now.replace(month=9, day=1)
    assert "支委会是7月哪天办的" in secretary.say("7月支委会").text
    assert "9月" not in secretary.say("7月30日").text


def test_a_typed_day_answers_in_the_same_card(secretary):
    card = secretary.do("支委会开过了", "#选别的日期")
    assert secretary.say("7月3日").kind == "log_saved"
    assert secretary.newest().token == card.token


def test_the_question_can_be_had_back(secretary):
    card = secretary.do("支委会开过了", "#选别的日期", "#返回")
    assert "今天 15日" in card.buttons


def test_which_months_accounts_is_asked_when_it_is_open(secretary):
    card = secretary.say("7月10日财务公开已上墙")
    assert "哪个时段" in card.text
    assert "计入6月" in secretary.tap("6月", card).text


def test_a_month_whose_accounts_cannot_be_public_yet_is_told(secretary):
    assert "不算7月的" in secretary.say("7月10日贴了7月财务公开").text


def test_the_party_group_is_asked_where_there_are_several(secretary):
    card = secretary.say("昨天党小组会，8人")
    assert "第几党小组" in card.text
    assert secretary.tap("第2组", card).kind == "log_saved"


def test_a_second_record_of_a_day_is_asked_about(secretary):
    secretary.say(LOG)
    card = secretary.say(LOG)
    assert "同一场吗" in card.text
    assert secretary.tap("同一场，不另记", card).kind == "log_kept"


def test_another_meeting_of_the_day_is_another_record(secretary):
    card = secretary.do(LOG, LOG, "#不同场，另记一条")
    assert card.kind == "log_saved"
    assert len([each for each in secretary.cards() if each.kind == "log_saved"]) == 2


def test_the_month_card_reports_what_is_owed(secretary):
    card = secretary.do("本月要办", "#报 5月财务公开")
    assert "财务公开是哪天办的" in card.text
    assert "计入5月" in secretary.tap("今天 15日", card).text


def test_a_day_ahead_is_not_logged(secretary):
    assert "还没到" in secretary.say("7月30日支委会，5人参加").text


def test_the_list_of_duties_goes_round(secretary):
    first = secretary.say("报一项工作")
    seen = set()
    card = first
    for _ in range(9):
        seen |= set(card.buttons)
        card = secretary.tap("下一页" if "下一页" in card.buttons else "第一页", card)
        if card.text == first.text and set(card.buttons) == set(first.buttons):
            break
    assert {"支委会", "廉政风险防控…"} & seen or len(seen) > 20


def test_a_supervisors_duty_is_refused_to_the_secretary(secretary):
    card = secretary.say("昨天交叉巡查做好了，3人参加")
    assert card.kind == "denied"
    assert "村监会主任" in card.text


@pytest.mark.parametrize("said", [LOG, "三务公开", "三项都已贴好", "报一项工作", "明天开支委会"])
def test_a_town_has_no_book_of_its_own(town, said):
    assert town.say(said).kind == "denied"


def test_two_pieces_of_work_on_two_days_are_two_records_and_one_receipt(secretary, chair):
    card = secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    assert card.kind == "log_saved"
    assert "支委会7月14日5人、主题党日7月13日20人" in card.text
    assert "1/2" in chair.newest().text


def test_where_one_of_two_pieces_of_work_leaves_something_open_it_is_asked(secretary):
    secretary.say("昨天支委会，5人参加")
    card = secretary.say("昨天支委会，5人参加；前天主题党日，20人")
    assert card.kind != "log_saved"


def test_what_the_same_meeting_served_besides_is_not_lost(secretary):
    secretary.say("7月12日党课，20人参加")
    asked = secretary.say("主题党日加党课一起开的，7月12号，21人")
    assert asked.kind == "log_same"
    receipt = secretary.tap(next(iter(asked.buttons)), asked)
    assert receipt.kind == "log_saved"
    assert "主题党日" in receipt.text


def test_of_several_works_what_is_whole_is_saved_and_the_rest_is_asked(secretary):
    asked = secretary.say("昨天支委会5人，前天党课20人，主题党日也搞了")
    saved = secretary.cards()[-2]
    assert (saved.kind, asked.kind) == ("log_saved", "log_ask")
    assert "支委会7月14日5人、党课7月13日20人" in saved.text
    assert "主题党日" in asked.text
    assert "7月15日" in secretary.tap("今天 15日").text


def test_each_of_several_meetings_of_a_day_keeps_its_heads(secretary):
    assert (
        "支委会7月14日5人、党员大会7月14日30人" in secretary.say("昨天支委会5人、党员大会30人").text
    )


def test_several_works_that_are_open_are_asked_one_by_one(secretary):
    secretary.say("昨天支委会5人，前天党课20人")
    secretary.say("昨天支委会6人，前天党课21人")
    first = secretary.newest()
    assert (first.kind, "支委会" in first.text) == ("log_same", True)
    secretary.tap("同一场，改为6人", first)
    second = secretary.newest()
    assert (second.kind, "党课" in second.text) == ("log_same", True)


def test_the_accounts_of_a_month_that_is_not_over_are_not_asked_for_their_day(secretary):
    asked = secretary.say("七月份的财务公开贴出去了")
    assert "7月的财务公开8月1日起才可以办" in asked.text
    assert any(label.endswith(("5月", "6月")) for label in asked.buttons)
    assert not any("7月" in label for label in asked.buttons)


def test_a_duty_of_the_county_s_own_is_logged_by_its_words_and_kept_when_they_are_gone(
    stage, secretary, tmp_path
):
    own = tmp_path / "schemes" / "duties.toml"
    own.parent.mkdir()
    words = '[[duties]]\nid = "river-inspection"\nname = "河道清洁检查"\naliases = ["巡河"]\n'
    own.write_text(words, encoding="utf-8")
    knows(stage, tmp_path)
    assert "✓ 已记录：河道清洁检查" in secretary.say("昨天巡河").text
    own.unlink()
    knows(stage, tmp_path)
    assert "7月14日　river-inspection" in secretary.say("台账").text


def knows(stage, data_dir):
    stage.schemes = load(data_dir)
    stage.lexicon = Lexicon(stage.schemes.vocabulary.duties.values())


@pytest.mark.parametrize("said", ["昨天支委会，99999人参加", "昨天支委会，-3人"])
def test_a_number_that_is_none_of_people_is_asked_for_once(secretary, said):
    asked = secretary.say(said)
    receipt = secretary.cards()[-2]
    assert (receipt.kind, "人\n" in receipt.text.split("日期")[1]) == ("log_saved", False)
    assert (asked.kind, "没有记人数" in asked.text) == ("log_edit_heads", True)
    assert "5人" in secretary.say("5").text


def test_a_large_number_that_is_said_again_is_taken(secretary):
    secretary.say("昨天支委会，6000人参加")
    assert "6000人" in secretary.say("6000").text
