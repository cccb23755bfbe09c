"""到期未见记录: what reminders speak of can be found from the month, and logged late."""

import pytest


def test_the_month_says_how_much_is_on_no_record_and_leads_there(secretary):
    month = secretary.say("本月要办")
    assert "到期未见记录，当时办了的可以补录" in month.text
    card = secretary.tap("补录到期未见的", month)
    assert card.kind == "missed"
    assert "6月支委会（6月30日到期）" in card.text


def test_what_was_done_in_time_is_logged_late_from_there(secretary):
    card = secretary.say("补录")
    while "报 6月支委会" not in card.buttons:
        card = secretary.tap("下一页", card)
    secretary.tap("报 6月支委会", card)
    receipt = secretary.say("6月20日")
    assert receipt.kind == "log_saved"
    assert "6月20日" in receipt.text
    assert "6月支委会" not in all_of(secretary)


def all_of(phone):
    card, texts = phone.say("补录"), []
    while card.text not in texts:
        texts.append(card.text)
        if "下一页" in card.buttons:
            card = phone.tap("下一页", card)
    return "\n".join(texts)


def test_a_reminder_of_it_leads_there_too(stage, secretary):
    stage.tick(days=1)
    reminder = next(card for card in secretary.cards() if card.kind == "reminder")
    if "到期未见记录" not in reminder.text:
        pytest.fail(reminder.text)
    assert secretary.tap("补录到期未见的", reminder).kind == "missed"


def test_what_is_nobodys_to_report_here_has_no_button(chair):
    card = chair.say("补录")
    assert not any("支委会" in label for label in card.buttons)
    assert "由村党组织书记、村文书补录" in chair.say("补录").text
