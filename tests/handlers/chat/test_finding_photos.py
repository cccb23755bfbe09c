"""Photos of a finding: with its words, before them, after them, or as a reply."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.services import finding_evidence
from storage.scope import Scope
from storage.tables import Outbox


def photos(stage):
    with stage.begin() as uow:
        rows = uow.findings.unended(Scope.tick())
        return [len(finding_evidence.photos(uow, row)) for row in rows]


def sent(stage):
    """What went out as photos, in order."""
    outbox = Outbox.__table__
    with stage.begin() as uow:
        query = select(outbox.c.payload).where(outbox.c.method == "photo").order_by(outbox.c.id)
        return list(uow._connection.execute(query).scalars())


@pytest.fixture
def found(chair):
    return chair.do("发现问题", "围栏破损")


def test_a_photo_with_the_sentence_belongs_to_the_finding(stage, chair, secretary):
    chair.say("发现问题")
    assert chair.photos(caption="围栏破损").kind == "finding_raised"
    assert photos(stage) == [1]
    assert "看照片1张" in chair.newest().buttons
    assert "看照片1张" in secretary.newest().buttons


def test_a_photo_before_the_sentence_waits_for_it(stage, chair):
    asked = chair.say("发现问题")
    chair.photos()
    assert "照片1张已收到" in chair.card(asked.token).text
    chair.say("围栏破损")
    assert photos(stage) == [1]


def test_photos_within_ten_minutes_join_it_without_a_new_message(stage, found, chair):
    count = len(chair.cards())
    chair.photos()
    assert (photos(stage), len(chair.cards())) == ([1], count)
    assert "看照片1张" in chair.card(found.token).buttons
    stage.now += timedelta(minutes=11)
    chair.photos()
    assert photos(stage) == [1]
    assert chair.newest().kind == "log_ask"


def test_a_reply_joins_it_much_later_too(stage, found, chair):
    stage.now += timedelta(hours=3)
    chair.photos(reply_to=found)
    assert photos(stage) == [1]


def test_an_album_of_the_remedy_is_seen_by_the_finder(stage, found, chair, secretary):
    secretary.tap("已整改")
    secretary.photos(album="a", caption="已修好")
    secretary.photos(album="a")
    assert photos(stage) == [2]
    assert found.kind == "finding_raised"
    check = chair.newest()
    assert (check.kind, "看照片2张" in check.buttons) == ("finding_check", True)


def test_an_album_whose_words_come_last_loses_nothing(stage, chair):
    chair.say("发现问题")
    chair.photos(album="a")
    chair.photos(album="a", caption="围栏破损")
    assert photos(stage) == [2]


def test_the_town_sends_photos_of_what_it_found_and_of_nothing_else(stage, town, secretary):
    assert town.photos().kind == "unclear"
    town.do("各村得分", "#示例一村", "#发现问题")
    town.photos()
    town.say("围栏破损")
    town.photos()
    town.photos(album="b")
    town.photos(album="b")
    assert photos(stage) == [4]
    assert "看照片4张" in next(each for each in reversed(town.cards())
                            if each.kind == "finding_raised").buttons  # fmt: skip
    stage.now += timedelta(hours=3)
    raised = next(each for each in town.cards() if each.kind == "finding_raised")
    town.photos(reply_to=raised)
    assert photos(stage) == [5]
    assert secretary.newest().kind == "finding_assigned"


def test_the_towns_caption_is_the_sentence(stage, town):
    town.do("各村得分", "#示例一村", "#发现问题")
    assert town.photos(caption="围栏破损").kind == "finding_raised"
    assert photos(stage) == [1]


def test_photos_of_a_record_logged_since_go_to_the_record(stage, found, chair):
    stage.now += timedelta(minutes=1)
    chair.say("6月财务审核做完了")
    chair.photos()
    assert photos(stage) == [0]
    assert found.kind == "finding_raised"


def test_words_that_could_be_a_record_keep_their_photo_until_it_is_known(stage, chair):
    chair.say("发现问题")
    asked = chair.photos(caption="昨天6月财务审核做完了")
    assert asked.kind == "draft_or_log"
    chair.tap("作为发现的问题", asked)
    assert photos(stage) == [1]


def test_the_photos_come_with_their_sender_and_what_they_show(stage, found, chair, secretary):
    chair.photos()
    secretary.tap("已整改", secretary.newest())
    secretary.photos(caption="已修好")
    chair.tap("看照片2张")
    told = [each["caption"] for each in sent(stage)]
    assert ["问题照片" in told[0], "整改照片" in told[1]] == [True, True]
    assert "示例书记" in told[1]
    assert found.kind == "finding_raised"
