from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select
from telegram import Message

from handlers.chat.photos import parcel_of
from handlers.services.evidence import FETCH
from storage.evidence import Fetched
from storage.scope import Scope
from storage.tables import Evidence, Job, Outbox

ALL = Scope.operator()
SENTENCE = "昨天支委会，5人参加"


@pytest.fixture
def logged(stage):
    """The records that the secretary's receipts on screen are about, newest first."""

    def logged(card):
        with stage.begin() as uow:
            numbers = uow.cards.by_token(card.token).data["records"]
            return [uow.records.get(number, ALL) for number in numbers]

    return logged


def rows(stage, table):
    with stage.begin() as uow:
        query = select(table.__table__).order_by(table.__table__.c.id)
        return uow._connection.execute(query).mappings().all()


def photographed(stage):
    return [(row["kind"], row["record_id"]) for row in rows(stage, Evidence)]


def later(stage, **time):
    stage.now += timedelta(**time)


def cards_since(phone, act):
    before = len(phone.cards())
    act()
    return phone.cards()[before:]


def test_a_photo_with_words_is_one_record_with_its_photo(secretary, logged):
    (receipt,) = cards_since(secretary, lambda: secretary.photos(caption=SENTENCE))
    assert "照片1张" in receipt.text
    (record,) = logged(receipt)
    assert (record.heads, len(record.photos)) == (5, 1)


def test_the_bytes_are_ordered_in_the_same_transaction_and_fetched_after_it(stage, secretary):
    secretary.photos(caption=SENTENCE)
    (job,) = rows(stage, Job)
    (file,) = rows(stage, Evidence)
    assert (job["kind"], job["payload"]["evidence"]) == (FETCH, file["id"])
    assert file["path"] is None


@pytest.mark.parametrize("spoken", [0, 1, 2])
def test_an_album_is_answered_once_whichever_part_has_the_words(stage, secretary, logged, spoken):
    def send():
        for part in range(3):
            secretary.photos(album="a", caption=SENTENCE if part == spoken else "")
            later(stage, seconds=7)

    shown = cards_since(secretary, send)
    assert [card.kind for card in shown] == ["log_saved"]
    assert "照片3张" in shown[0].text
    (record,) = logged(shown[0])
    assert len(record.photos) == 3


@pytest.mark.parametrize("order", sorted(set(permutations(("", "", "三务都已贴好")))))
def test_the_words_of_an_album_that_make_several_records_give_each_all_photos(
    stage, secretary, logged, order
):
    later(stage, days=20)

    def send():
        for words in order:
            secretary.photos(album="a", caption=words)

    (asked,) = cards_since(secretary, send)
    receipt = secretary.tap("5月", asked)
    assert "照片3张" in receipt.text
    assert {len(record.photos) for record in logged(receipt)} == {3}
    assert len(logged(receipt)) > 1
    assert all(record is not None for _, record in photographed(stage))


def test_ten_photos_are_one_reply(secretary):
    def send():
        for part in range(10):
            secretary.photos(album="a", caption="" if part else SENTENCE)

    (receipt,) = cards_since(secretary, send)
    assert "照片10张" in receipt.text


def test_photos_within_ten_minutes_join_the_receipt_in_place(stage, secretary):
    receipt = secretary.say(SENTENCE)
    later(stage, minutes=9)
    assert cards_since(secretary, secretary.photos) == []
    assert "照片1张" in secretary.card(receipt.token).text


def test_photos_after_ten_minutes_are_asked_about(stage, secretary, logged):
    receipt = secretary.say(SENTENCE)
    later(stage, minutes=11)
    (question,) = cards_since(secretary, secretary.photos)
    assert "收到照片1张" in question.text
    assert "这是哪项工作" in question.text
    assert logged(receipt)[0].photos == ()


def test_photos_that_reply_to_a_receipt_join_it_days_later(stage, secretary):
    receipt = secretary.say(SENTENCE)
    secretary.say("昨天党员大会，25人参加")
    later(stage, days=3)
    assert cards_since(secretary, lambda: secretary.photos(reply_to=receipt)) == []
    assert "照片1张" in secretary.card(receipt.token).text


def test_what_one_person_sends_does_not_join_what_another_logged(secretary, chair, logged):
    receipt = secretary.say(SENTENCE)
    (question,) = cards_since(chair, chair.photos)
    assert question.kind == "log_ask"
    assert logged(receipt)[0].photos == ()


def test_a_photo_alone_is_asked_about_and_saved_with_the_answer(secretary, logged):
    question = secretary.photos()
    assert "这是哪项工作" in question.text
    secretary.tap("支委会")
    receipt = secretary.tap("今天 15日")
    assert receipt.token == question.token
    assert "照片1张" in receipt.text
    assert len(logged(receipt)[0].photos) == 1


def test_the_answer_may_come_three_days_later(stage, secretary, logged):
    question = secretary.photos(album="a")
    secretary.photos(album="a")
    later(stage, days=3)
    secretary.tap("支委会", secretary.card(question.token))
    receipt = secretary.tap("昨天 17日", secretary.card(question.token))
    assert len(logged(receipt)[0].photos) == 2


def test_photos_sent_one_by_one_wait_for_one_answer(stage, secretary):
    question = secretary.photos()
    later(stage, minutes=2)
    assert cards_since(secretary, secretary.photos) == []
    assert "收到照片2张" in secretary.card(question.token).text


def test_a_photo_that_replies_to_the_question_waits_with_it(stage, secretary):
    question = secretary.photos()
    later(stage, hours=5)
    assert cards_since(secretary, lambda: secretary.photos(reply_to=question)) == []
    assert "收到照片2张" in secretary.card(question.token).text


def test_a_late_part_of_an_album_joins_what_the_answer_made(stage, secretary):
    question = secretary.photos(album="a")
    secretary.tap("支委会")
    secretary.tap("今天 15日")
    later(stage, hours=1)
    assert cards_since(secretary, lambda: secretary.photos(album="a")) == []
    assert "照片2张" in secretary.card(question.token).text


def test_words_nobody_understands_are_asked_about_with_the_photo(secretary):
    question = secretary.photos(caption="都弄好了")
    assert question.kind == "log_ask"
    assert "收到照片1张" in question.text
    assert "都弄好了" in question.text


def test_an_album_whose_words_came_last_takes_its_photos_back_from_what_was_logged_before(
    secretary, logged
):
    before = secretary.say(SENTENCE)
    secretary.photos(album="a")
    assert "照片1张" in secretary.card(before.token).text
    receipt = secretary.photos(album="a", caption="昨天党员大会，25人参加")
    assert "照片" not in secretary.card(before.token).text
    assert len(logged(receipt)[0].photos) == 2


def test_the_same_meeting_takes_the_photos_in(secretary, logged, stage):
    first = secretary.say(SENTENCE)
    later(stage, hours=1)
    question = secretary.photos(caption="昨天支委会")
    assert question.kind == "log_same"
    receipt = secretary.tap("同一场，并入照片")
    assert "照片1张" in receipt.text
    assert len(logged(first)[0].photos) == 1


def test_a_confirmed_record_takes_no_photo_in_silence(secretary, chair, logged):
    receipt = secretary.say(SENTENCE)
    chair.say("去确认")
    while logged(receipt)[0].status != "confirmed":
        chair.tap("已看，同意")
    question = secretary.photos(reply_to=secretary.card(receipt.token))
    assert question.kind == "log_ask"
    assert logged(receipt)[0].photos == ()


@pytest.mark.parametrize(("kind", "said"), [("voice", "语音1条"), ("document", "文件1份")])
def test_voice_and_documents_are_kept_with_the_same_question(secretary, logged, kind, said):
    question = secretary.photos(kind=kind)
    assert said in question.text
    secretary.tap("支委会")
    receipt = secretary.tap("今天 15日")
    assert "附件1份" in receipt.text
    assert [file.kind for file in logged(receipt)[0].papers] == [kind]


def test_voice_soon_after_a_record_may_tell_of_another_and_is_asked_about(secretary):
    secretary.say(SENTENCE)
    assert secretary.photos(kind="voice").kind == "log_ask"


def test_a_town_official_is_told_once_an_album_that_nothing_was_kept(stage, town):
    def send():
        for _ in range(4):
            town.photos(album="a")

    assert [card.kind for card in cards_since(town, send)] == ["unclear"]
    assert photographed(stage) == []


def test_a_withdrawn_record_comes_back_with_its_photos(secretary, logged):
    receipt = secretary.photos(caption=SENTENCE)
    secretary.tap("撤销", receipt)
    back = secretary.tap("恢复", secretary.card(receipt.token))
    assert "照片1张" in back.text
    assert logged(back)[0].status == "reported"


def test_the_supervisors_can_see_the_photos(stage, secretary, chair):
    secretary.photos(caption=SENTENCE)
    chair.say("去确认")
    card = chair.newest()
    while "看照片" not in card.buttons:
        card = chair.tap("以后再看")
    chair.tap("看照片", card)
    (photo,) = [row for row in rows(stage, Outbox) if row["method"] == "photo"]
    assert photo["payload"]["file_id"].startswith("file-")
    assert photo["chat_id"] == chair.id


def test_a_photo_used_before_is_shown_beside_the_earlier_one_and_nothing_is_deducted(
    stage, secretary, chair, logged
):
    old = logged(secretary.photos(caption="7月3日党员大会，25人参加"))[0]
    later(stage, hours=1)
    new = logged(secretary.photos(caption=SENTENCE))[0]
    score = secretary.say("看得分").text
    with stage.begin() as uow:
        uow.evidence.fetched(
            new.photos[0].id,
            Fetched("ab", "evidence/ab/c.jpg", alike=((old.photos[0].id, "evidence/pa/ir.jpg"),)),
        )
    chair.say("去确认")
    card = chair.newest()
    while "比对照片" not in card.buttons:
        card = chair.tap("以后再看")
    assert "照片像7月3日" in card.text
    chair.tap("比对照片", card)
    first, *_ = [row["payload"] for row in rows(stage, Outbox) if row["method"] == "photo"]
    assert first["path"] == "evidence/pa/ir.jpg"
    assert "7月3日" in first["caption"]
    assert "党员大会" in first["caption"]
    assert secretary.say("看得分").text == score


def test_a_photo_of_a_withdrawn_record_may_be_used_again(stage, secretary, chair, logged):
    receipt = secretary.photos(caption="7月3日党员大会，25人参加")
    old = logged(receipt)[0]
    secretary.tap("撤销", receipt)
    new = logged(secretary.photos(caption=SENTENCE))[0]
    with stage.begin() as uow:
        uow.evidence.fetched(
            new.photos[0].id, Fetched("ab", "c.jpg", alike=((old.photos[0].id, "pair.jpg"),))
        )
    chair.say("去确认")
    assert not any("比对照片" in card.buttons for card in chair.cards())


def message(**content):
    body = {"message_id": 7, "date": 0, "chat": {"id": 1, "type": "private"}, **content}
    return Message.de_json(body, None)


def file(name, **more):
    return {"file_id": name, "file_unique_id": f"u-{name}", **more}


def test_of_a_photo_the_largest_size_is_kept():
    sizes = [file("small", width=90, height=60), file("large", width=1280, height=960)]
    parcel = parcel_of(message(photo=sizes, caption="支委会", media_group_id="a"))
    assert (parcel.sent.file_id, parcel.sent.album, parcel.caption) == ("large", "a", "支委会")


def test_what_a_message_replies_to_is_read():
    quoted = {"message_id": 3, "date": 0, "chat": {"id": 1, "type": "private"}}
    sizes = [file("one", width=90, height=60)]
    assert parcel_of(message(photo=sizes, reply_to_message=quoted)).reply_to == 3


def test_what_is_no_file_is_no_parcel():
    video = file("v", width=1, height=1, duration=1)
    assert parcel_of(message(text="支委会")) is None
    assert parcel_of(message(video=video, caption="支委会")) is None


def test_a_document_and_a_voice_message_are_told_apart():
    document = parcel_of(message(document=file("d", file_name="a.pdf")))
    voice = parcel_of(message(voice=file("v", duration=3)))
    assert (document.sent.kind, voice.sent.kind) == ("document", "voice")
    assert replace(document.sent, kind="voice") != voice.sent


def test_a_file_whose_words_are_refused_is_kept_all_the_same(stage, secretary):
    refused = secretary.photos(caption="昨天去示例二村交叉巡查，未发现问题")
    assert refused.kind == "denied"
    assert photographed(stage) == [("photo", None)]
    assert len(rows(stage, Job)) == 1
