"""更正 and 撤销: what was said before is kept, and everything that shows the record follows."""

from datetime import timedelta

import pytest

LOG = "昨天支委会，5人参加"


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (("#改日期", "#前天 13日"), "7月13日"),
        (("#改日期", "7月3日"), "7月3日"),
        (("#改人数", "6人"), "6人"),
        (("#改人数", "六个"), "6人"),
        (("#改人数", "改成6个人"), "6人"),
    ],
)
def test_a_correction_shows_in_the_receipt_and_in_the_queue(secretary, chair, steps, told):
    secretary.do(LOG, "#更正", *steps)
    assert told in secretary.cards()[0].text
    assert told in chair.newest().text


def test_another_duty_can_be_chosen(secretary):
    card = secretary.do(LOG, "#更正", "#改事项")
    duty = next(label for label in card.buttons if label not in ("下一页", "返回", "支委会"))
    secretary.tap(duty, card)
    assert duty[:4] in secretary.cards()[0].text or "时段" in secretary.cards()[0].text


def test_which_months_accounts_is_asked_when_the_duty_is_changed_to_them(secretary):
    card = secretary.do("7月10日支委会，5人参加", "#更正", "#改事项")
    while "财务公开" not in card.buttons:
        card = secretary.tap("下一页", card)
    asked = secretary.tap("财务公开", card)
    assert asked.kind == "log_edit_period"
    assert "计入5月" in secretary.tap("5月", asked).text


def test_of_several_records_one_is_picked(secretary):
    card = secretary.say("7月10日三务公开都贴好了")
    while card.kind != "log_saved":
        first = next(iter(card.buttons)) if card.kind == "log_ask" else "不同场，另记一条"
        card = secretary.tap(first, card)
    picks = secretary.tap("更正", card)
    assert "要改哪一条" in picks.text
    one = next(label for label in picks.buttons if "财务公开" in label)
    assert "要改哪一处" in secretary.tap(one, picks).text


def test_a_withdrawn_record_comes_back_within_a_day_only(stage, secretary):
    card = secretary.do(LOG, "#撤销")
    stage.now += timedelta(hours=25)
    shown = secretary.tap("恢复", card)
    assert "不能恢复" in shown.text
    assert "恢复" not in shown.buttons


def test_back_leads_to_the_receipt_and_asks_no_more(secretary):
    assert secretary.do(LOG, "#更正", "#改人数", "#返回").kind == "log_saved"
    assert secretary.say("6").kind == "unclear"


def test_a_confirmed_record_is_locked(secretary, chair):
    secretary.say(LOG)
    edit = secretary.tap("更正", secretary.cards()[0])
    chair.tap("已看，同意")
    secretary.tap("改日期", edit)
    assert secretary.newest().kind == "log_locked"
    assert secretary.cards()[0].text.startswith("✓ 已确认")
