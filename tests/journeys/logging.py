"""Journeys of logging: said, tapped, photographed, corrected, taken back."""

from tests.journeys.steps import Edited, Photo
from tests.journeys.walk import walk

LOG = "昨天支委会，5人参加"


@walk("log, one message")
def log_in_one_message(town):
    count = town.travel(town.secretary, LOG)
    assert town.secretary.newest().kind == "log_saved"
    return count


@walk("log, one message")
def log_in_one_message_with_its_photo(town):
    count = town.travel(town.secretary, Photo(LOG))
    assert "照片1张" in town.secretary.newest().text
    return count


@walk("log, photo only")
def log_by_a_photo_and_two_taps(town):
    count = town.travel(town.secretary, Photo(), "#支委会", "#昨天")
    receipt = town.secretary.newest()
    assert receipt.kind == "log_saved"
    assert "照片1张" in receipt.text
    return count


@walk("log by taps only")
def log_by_taps_only(town):
    count = town.travel(town.secretary, "报一项工作", "#支委会", "#昨天 14日")
    assert town.secretary.newest().kind == "log_saved"
    return count


@walk("back-date in words")
def back_date_in_words(town):
    count = town.travel(town.secretary, "7月13日支委会，5人参加")
    assert "7月13日" in town.secretary.newest().text
    return count


@walk("back-date by 更正")
def back_date_by_taps(town):
    count = town.travel(town.secretary, LOG, "#更正", "#改日期", "#前天 13日")
    assert "7月13日" in town.secretary.newest().text
    return count


@walk("a label in words")
def each_word_is_answered_below_it(town):
    count = town.travel(town.secretary, "报一项工作", "支委会", "昨天")
    assert town.secretary.newest().kind == "log_saved"
    assert (count.new, count.edits) == (3, 0)
    return count


@walk("more photos")
def a_further_photo_joins_what_was_just_logged(town):
    town.secretary.say(LOG)
    count = town.travel(town.secretary, Photo())
    assert "照片1张" in town.secretary.newest().text
    return count


@walk("edit own message")
def an_edited_message_corrects_its_record(town):
    town.secretary.say(LOG)
    count = town.travel(town.secretary, Edited("昨天支委会，6人参加"))
    assert "6人" in town.secretary.newest().text
    return count


@walk("undo")
def withdraw_and_restore(town):
    town.secretary.say(LOG)
    count = town.travel(town.secretary, "#撤销", "#恢复")
    assert town.secretary.newest().kind == "log_saved"
    return count


@walk("edit after confirmation")
def a_confirmed_record_is_corrected_with_a_reason(town):
    town.secretary.say(LOG)
    town.chair.pick("已看，同意")
    count = town.travel(town.secretary, "#更正", "人数应为6人")
    assert "更正" in town.chair.newest().text
    return count


@walk("三务公开 by the card")
def three_affairs_by_the_card(town):
    town.secretary.say("三务公开")
    return town.travel(town.secretary, "#已贴好")


@walk("三务公开 in a sentence")
def three_affairs_in_one_sentence(town):
    town.secretary.say("7月10日贴了5月财务公开")
    count = town.travel(town.secretary, "三项都已贴好")
    assert town.secretary.newest().kind == "log_saved"
    assert "财务公开" in town.secretary.newest().text
    return count


@walk("三务公开 by the board's photo")
def three_affairs_by_the_boards_photo(town):
    town.secretary.say("7月10日贴了5月财务公开")
    count = town.travel(town.secretary, Photo("三务公开都已贴好"))
    receipt = town.secretary.newest()
    assert receipt.kind == "log_saved"
    assert "照片1张" in receipt.text
    return count
