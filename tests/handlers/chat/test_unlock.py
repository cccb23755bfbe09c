"""A correction after confirmation: log_locked, a reason, the supervisors' answer."""

import pytest

LOG = "昨天支委会，5人参加"
REASON = "人数写错了，应是6人"


@pytest.fixture
def locked(secretary, chair):
    """A confirmed record, and the card that says why it cannot simply be changed."""
    secretary.say(LOG)
    chair.tap("已看，同意")
    return secretary.tap("更正", secretary.cards()[0])


def test_the_reason_goes_to_the_supervisors_and_their_yes_opens_the_record(
    secretary, chair, locked
):
    assert locked.kind == "log_locked"
    secretary.tap("写更正理由", locked)
    kept = secretary.say(REASON)
    assert (kept.kind, REASON in kept.text) == ("log_locked", True)
    assert "原记录照常有效" in kept.text
    asked = chair.newest()
    assert (asked.kind, REASON in asked.text) == ("unlock_check", True)
    chair.tap("同意更正", asked)
    opened = secretary.newest()
    assert opened.kind == "unlock_answered"
    edit = secretary.tap("更正", opened)
    secretary.tap("改人数", edit)
    secretary.say("6")
    assert "6人" in secretary.cards()[0].text
    assert "6人" in chair.newest().text
    assert "已看，同意" in chair.newest().buttons


def test_the_reason_can_be_written_at_once(secretary, chair, locked):
    assert secretary.say(REASON).token == locked.token
    assert (chair.newest().kind, REASON in chair.newest().text) == ("unlock_check", True)


def test_a_piece_of_work_said_there_is_no_reason_without_asking(secretary, chair, locked):
    assert locked.kind == "log_locked"
    assert secretary.say("昨天主题党日，21人参加").kind == "draft_or_log"
    assert chair.newest().kind != "unlock_check"


def test_their_no_is_told_with_its_reason_and_the_record_stands(secretary, chair, locked):
    secretary.tap("写更正理由", locked)
    secretary.say(REASON)
    chair.tap("不同意，写理由", chair.newest())
    answered = chair.say("签到表上是5人")
    assert "不同意更正" in answered.text
    told = secretary.newest()
    assert (told.kind, "签到表上是5人" in told.text) == ("unlock_answered", True)
    assert secretary.cards()[0].text.startswith("✓ 已确认")


def test_who_changes_his_mind_sees_the_receipt_and_nobody_is_told(secretary, chair, locked):
    before = chair.newest().token
    reason = secretary.tap("写更正理由", locked)
    assert secretary.tap("不改了", reason).kind == "log_saved"
    assert secretary.say("人数6").kind != "log_locked"
    assert chair.newest().token == before


def test_an_answered_request_cannot_be_answered_again(secretary, chair, locked):
    secretary.tap("写更正理由", locked)
    secretary.say(REASON)
    asked = chair.newest()
    chair.tap("同意更正", asked)
    again = chair.tap("同意更正", asked)
    assert "已同意更正" in again.text


def test_of_several_records_one_is_picked(secretary, chair):
    card = secretary.say("7月10日三务公开都贴好了")
    while card.kind != "log_saved":
        first = next(iter(card.buttons)) if card.kind == "log_ask" else "不同场，另记一条"
        card = secretary.tap(first, card)
    while "已看，同意" in chair.newest().buttons:
        chair.tap("已看，同意", chair.newest())
    picks = secretary.tap("更正", secretary.cards()[0])
    assert picks.kind == "unlock_pick"
    one = next(label for label in picks.buttons if "财务公开" in label)
    assert secretary.tap(one, picks).kind == "log_locked"


@pytest.mark.usefixtures("locked")
def test_a_supervisor_sees_no_way_to_correct_the_villages_work(chair):
    assert "更正" not in chair.newest().buttons


def test_opened_it_is_not_asked_about_until_the_village_leaves_it_as_it_is(
    secretary, chair, locked
):
    secretary.tap("写更正理由", locked)
    secretary.say(REASON)
    chair.tap("同意更正", chair.newest())
    assert chair.say("去确认").kind == "review_ask"
    assert "已看，同意" not in chair.newest().buttons
    receipt = secretary.cards()[0]
    assert "已同意更正" in receipt.text
    assert "不改了" in receipt.buttons
    assert secretary.tap("不改了", secretary.newest()).kind == "log_saved"
    assert "已看，同意" in chair.newest().buttons
    chair.tap("已看，同意")
    assert secretary.cards()[0].text.startswith("✓ 已确认")
