"""A new message never falls into the wrong question, and none is lost in silence."""

from datetime import timedelta

import pytest

from handlers.chat import answers, asking
from handlers.chat.answers import AWAITED
from handlers.chat.cards import say
from handlers.chat.inbound import STARTS, WORDS, on_text
from handlers.chat.labels import LABELS
from storage.scope import Scope

LOG = "昨天支委会，5人参加"
PROBLEM = "6月第8号凭证没有联审联签"


def findings(stage):
    with stage.begin() as uow:
        village = uow.people.account_of("1001")
        grant = uow.grants.active_of(village.person_id, stage.now, stage.now.date())[0]
        return uow.findings.of_village(grant.place_id, Scope.operator())


def records(stage, said):
    with stage.begin() as uow:
        account = uow.people.account_of("1001")
        grant = uow.grants.active_of(account.person_id, stage.now, stage.now.date())[0]
        rows = uow.records.of_village(grant.place_id, Scope.operator())
        return [row for row in rows if row.body == said]


def test_a_whole_record_while_a_question_is_open_is_asked_about(stage, chair):
    card = chair.do("发现问题", "昨天廉洁教育，20人参加")
    assert card.kind == "draft_or_log"
    assert "还没有记录" in card.text
    assert findings(stage) == []


def test_it_can_be_taken_as_a_record(stage, chair):
    card = chair.do("发现问题", "昨天廉洁教育，20人参加", "#报一项工作")
    assert card.kind == "log_saved"
    assert findings(stage) == []
    assert len(records(stage, "昨天廉洁教育，20人参加")) == 1


def test_a_record_with_an_impossible_number_of_people_is_one_all_the_same(chair):
    assert chair.do("发现问题", "昨天廉洁教育，99999人参加").kind == "draft_or_log"


def test_it_can_be_taken_as_the_answer(stage, chair):
    card = chair.do("发现问题", "昨天廉洁教育，20人参加", "#作为发现的问题")
    assert card.kind == "finding_raised"
    assert len(findings(stage)) == 1


def test_it_can_be_neither(chair):
    card = chair.do("发现问题", "昨天廉洁教育，20人参加", "#都不是，不记录")
    assert card.kind == "dropped"
    assert "昨天廉洁教育，20人参加" in card.text, "nobody has to write it again"
    assert chair.say(PROBLEM).kind == "finding_raised", "a finding by itself, no answer"


@pytest.mark.parametrize("elsewhere", ["看得分", "本月要办", "台账", "帮助"])
def test_a_key_word_leaves_the_question_but_no_sentence_falls_into_it(stage, chair, elsewhere):
    card = chair.do("发现问题", elsewhere, "账本放在柜子里")
    assert card.kind == "draft_or_log"
    assert findings(stage) == []
    assert chair.tap("作为发现的问题", card).kind == "finding_raised"


def test_a_tap_elsewhere_interrupts_too(stage, chair):
    chair.say("看得分")
    score = chair.newest()
    chair.say("发现问题")
    chair.tap("各项明细", score)
    assert chair.say("账本放在柜子里").kind == "draft_or_log"
    assert findings(stage) == []


def test_an_answer_three_days_later_is_asked_about(stage, chair):
    chair.say("发现问题")
    stage.now += timedelta(days=3)
    card = chair.say("账本放在柜子里")
    assert card.kind == "draft_or_log"
    assert "报一项工作" not in card.buttons


def test_what_yesterday_meant_is_fixed_when_it_was_written(stage, chair):
    asked = chair.do("发现问题", "昨天廉洁教育，20人参加")
    stage.now += timedelta(days=3)
    assert "7月14日" in chair.tap("报一项工作", asked).text


def test_a_question_about_something_else_is_answered_days_later(stage, chair):
    chair.say("发现问题")
    stage.now += timedelta(days=3)
    assert chair.say("我们村得分多少").kind == "score_card"


def test_an_older_question_waits_no_longer_once_another_is_asked(stage, chair):
    card = chair.do("发现问题", "昨天廉洁教育，20人参加")
    chair.do("发现问题", PROBLEM)
    shown = chair.tap("作为发现的问题", card)
    assert "不用回答了" in shown.text
    assert len(findings(stage)) == 1


def test_words_that_are_no_day_are_asked_for_again(secretary):
    card = secretary.do(LOG, "#更正", "#改日期", "啊啊啊")
    assert card.kind == "not_read"
    assert secretary.say("7月3日").kind == "not_read", "the receipt above shows it"
    assert "7月3日" in secretary.cards()[0].text


def test_words_that_are_no_number_are_asked_for_again(secretary):
    card = secretary.do(LOG, "#更正", "#改人数", "不少")
    assert "人数" in card.text
    secretary.say("１２人")
    assert "12人" in secretary.cards()[0].text


def test_another_sentence_instead_of_a_day_is_heard_for_itself(secretary):
    card = secretary.do(LOG, "#更正", "#改日期", "主题党日还没开")
    assert card.kind == "log_negative"
    assert secretary.say("7月3日").kind != "log_saved", "the question was left"


def test_a_sentence_with_a_day_is_not_taken_for_the_day_asked(secretary):
    card = secretary.do(LOG, "#更正", "#改日期", "7月3日党课，20人")
    assert card.kind == "draft_or_log"
    assert "7月14日" in secretary.cards()[0].text


def test_an_answer_the_rules_refuse_is_explained_and_not_waited_for(secretary, chair):
    secretary.say(LOG)
    chair.tap("退回，写理由")
    member = secretary.cards()[0]
    secretary.tap("撤销", member)
    refused = chair.say("照片看不清")
    assert refused.kind == "settled"
    assert "已撤销" in refused.text
    assert chair.say("照片看不清").kind == "unclear"


def test_backing_out_of_a_question_closes_it(chair):
    assert chair.do("发现问题", "#不报了").kind == "dropped"
    assert chair.say("账本放在柜子里").kind == "unclear"


def test_a_suggestion_is_heard_while_a_question_is_open(secretary, town):
    secretary.do("昨天支委会，5人参加", "#更正", "#改人数")
    asked = secretary.say("建议字再大一点")
    assert "提建议或投诉" in asked.buttons
    assert secretary.tap("提建议或投诉", asked).kind == "voice_heard"
    assert "字再大一点" in town.newest().text


LEAVING = (
    "算了 取消 不用了 不办了 没有 没有问题 没问题 谢谢 谢谢您 好的 好 知道了 返回 退出 无 撤销 "
    "算了，不报了 好的，谢谢！ OK 嗯嗯 不需要了 没什么事"
)


@pytest.fixture
def never(monkeypatch):
    """No words may be taken as what was asked for."""

    def taken(_turn, _data, text, _show):
        pytest.fail(f"{text} became content")

    monkeypatch.setattr(answers, "AWAITED", dict.fromkeys(AWAITED, taken))


def left_after(stage, phone, kind, said):
    """What the person is shown after the words, and whether the question still waits for some."""
    with stage.begin() as uow:
        turn = stage.turn(uow, phone.id)
        asking.ask(turn.scene, say(turn.scene, "help"), kind)
        on_text(turn, said)
        waiting = uow.drafts.awaiting(turn.scene.actor.person_id)
        shown = uow.cards.newest(phone.id)
        return shown.kind, waiting is not None and asking.still_meant(turn.scene, waiting)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("kind", AWAITED)
def test_words_of_giving_up_leave_every_question(stage, chair, kind):
    for said in ("算了", "没有问题", "谢谢"):
        assert left_after(stage, chair, kind, said) == ("dropped", False)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("said", LEAVING.split())
def test_a_question_is_left_by_whatever_gives_it_up(stage, chair, said):
    assert not left_after(stage, chair, "finding.text", said)[1]


@pytest.mark.usefixtures("never")
def test_no_word_of_a_key_or_of_a_menu_is_an_answer(stage, town):
    for said in sorted({*WORDS, *STARTS, *LABELS}):
        assert left_after(stage, town, "veto.reason", said)[0] not in ("dropped", "draft_or_log")


@pytest.mark.parametrize(
    "said", ["6月的账没有公示", "没有联审联签", "好几张票据没签字", "无会议记录"]
)
def test_a_problem_that_begins_like_giving_up_is_one(chair, said):
    assert chair.do("发现问题", said).kind == "finding_raised"


@pytest.mark.parametrize("said", ["建议", "投诉", "意见"])
def test_a_suggestion_that_is_only_begun_leaves_the_question(town, said):
    assert town.do("布置任务", said).kind == "voice_new"
    assert town.say("字再大一点").kind == "voice_heard"


def test_taking_back_what_was_logged_is_not_taken_for_leaving_an_older_question(chair):
    receipt = chair.do("发现问题", "报一项监督", "#财务支出审核", "#昨天 14日")
    assert receipt.kind == "log_saved"
    assert chair.say("撤销").kind == "log_undone"


def test_a_word_that_is_denied_leaves_the_question_all_the_same(town):
    assert town.do("布置任务", "报加分").kind == "denied"
    assert town.say("账本放在柜子里").kind == "draft_or_log"
