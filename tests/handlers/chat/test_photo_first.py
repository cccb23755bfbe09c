"""The photo first, its words at once after it: one record, and no question left."""

from datetime import timedelta

SAID = "昨天党课20人"


def test_the_photo_joins_the_record_and_its_question_closes(secretary):
    asked = secretary.photos()
    saved = secretary.say(SAID)
    assert (saved.kind, "照片1张" in saved.text) == ("log_saved", True)
    assert "这是哪项工作" not in secretary.card(asked.token).text


def test_it_waits_with_the_words_for_their_day(secretary):
    secretary.photos()
    secretary.say("党课20人")
    assert "照片1张" in secretary.tap("昨天 14日").text


def test_an_old_photo_still_waits_for_its_own_words(stage, secretary):
    asked = secretary.photos()
    stage.now += timedelta(minutes=11)
    assert "照片" not in secretary.say(SAID).text
    assert "这是哪项工作" in secretary.card(asked.token).text


def test_what_is_still_to_come_leaves_the_photo_alone(secretary):
    asked = secretary.photos()
    secretary.say("明天开党课")
    assert "这是哪项工作" in secretary.card(asked.token).text


def test_words_under_a_photo_keep_their_day_and_heads_until_the_work_is_known(secretary):
    asked = secretary.photos(caption="昨天 25人")
    assert "这是哪项工作" in asked.text
    saved = secretary.tap("主题党日")
    assert (saved.kind, "7月14日" in saved.text, "25人" in saved.text) == ("log_saved", True, True)
