"""The card of a reminder: the buttons that lead to where it is done."""

from datetime import date

from tests.handlers.chat.test_notices import at


def test_what_stands_in_no_list_of_the_overdue_has_a_button_of_its_own(stage, town, secretary):
    secretary.say("建议 公开栏加个雨棚")
    at(stage, date(2026, 7, 28))
    (card,) = [card for card in town.cards() if card.kind == "reminder"]
    assert {"看逾期", "去评分", "答复意见建议"} <= set(card.buttons)
    assert town.tap("去评分", card).kind == "scoring_progress"


def test_only_what_is_late_is_logged_late(stage, secretary):
    at(stage, date(2026, 7, 20))
    assert "发一句话补录即可，补录照样算办了。" in secretary.newest().text
    at(stage, date(2026, 7, 28))
    ahead = secretary.newest().text
    assert ("○ 6月财务公开" in ahead, "补录" in ahead) == (True, False)
