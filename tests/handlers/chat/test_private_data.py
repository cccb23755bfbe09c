"""A text with a private person's number is refused before anything is written, wherever it is."""

import pytest
from sqlalchemy import func, select

from handlers.chat.editing import on_edit
from handlers.chat.inbound import on_text
from storage.tables import Evidence, Feedback, Finding, Record, metadata

IDENTITY, MOBILE = "330106199001011234", "138-1234-5678"
SAID = "昨天支委会，5人参加"


@pytest.fixture
def kept(stage):
    """How many rows of a table there are."""

    def kept(table):
        with stage.begin() as uow:
            query = select(func.count()).select_from(table.__table__)
            return uow._connection.execute(query).scalar_one()

    return kept


@pytest.mark.parametrize(("number", "kind"), [(IDENTITY, "身份证号码"), (MOBILE, "手机号码")])
def test_a_sentence_is_not_recorded_and_the_sender_is_told_which_number_it_was(
    kept, secretary, number, kind
):
    before = kept(Record)
    card = secretary.say(f"{SAID}，联系{number}")
    assert card.kind == "private_data"
    assert f"里有{kind}，没有记录" in card.text
    assert number not in card.text
    assert kept(Record) == before


@pytest.fixture
def left(stage):
    """Whether anything in the whole ledger holds these digits."""

    def left(number):
        with stage.begin() as uow:
            rows = [
                uow._connection.execute(select(table)).all() for table in metadata.sorted_tables
            ]
        return number in repr(rows)

    return left


def raw(turn, text):
    """The update as it came: here intake's part is played by the test."""
    inbox = metadata.tables["inbox"]
    body = {"message": {"text": text, "from": {"first_name": "甲"}}}
    row = inbox.update().where(inbox.c.id == turn.inbox_id).values(body=body)
    turn.uow._connection.execute(row)


@pytest.mark.parametrize("number", [IDENTITY, MOBILE])
def test_nothing_of_it_is_left_anywhere_not_even_as_it_came(secretary, chair, left, number):
    said = f"{SAID}，联系{number}"

    def write(turn):
        raw(turn, said)
        on_text(turn, said)

    secretary._act(write)
    chair.say("发现问题")
    chair._act(write)
    assert not left(number)
    assert secretary.newest().kind == chair.newest().kind == "private_data"


def test_of_what_a_stranger_writes_no_word_is_kept(stage, left):
    stranger = stage.phone("7099")

    def write(turn):
        raw(turn, "我是某某，要举报")
        on_text(turn, "我是某某，要举报")

    stranger._act(write)
    assert stranger.newest().kind == "start_unbound"
    assert not left("某某")


def test_the_telephone_of_an_office_may_be_told(secretary):
    assert secretary.say(f"{SAID}，联系0576-85123456").kind == "log_saved"


@pytest.mark.parametrize("said", [f"投诉 某人{IDENTITY}", f"建议 联系{MOBILE}"])
def test_a_complaint_or_a_wish_is_not_kept(kept, secretary, said):
    assert secretary.say(said).kind == "private_data"
    assert not kept(Feedback)


def test_the_question_that_was_open_waits_for_the_sentence_without_the_number(kept, chair):
    before = kept(Finding)
    assert "请不要写举报人" in chair.say("发现问题").text
    assert chair.say(f"低保户{IDENTITY}没有公示").kind == "private_data"
    assert kept(Finding) == before
    chair.say("低保户没有公示")
    assert kept(Finding) == before + 1


def test_a_caption_is_refused_with_its_photo(kept, secretary):
    card = secretary.photos(caption=f"{SAID}，{IDENTITY}")
    assert "附件也没有留存" in card.text
    assert not kept(Evidence)


def test_an_edited_message_does_not_bring_the_number_in(secretary):
    def write(turn):
        turn.message_id = 7
        on_text(turn, SAID)

    secretary._act(write)
    receipt = secretary.newest()
    secretary._act(lambda turn: on_edit(turn, 7, f"{SAID[:-5]}6人参加，联系{MOBILE}"))
    assert secretary.newest().kind == "private_data"
    assert secretary.card(receipt.token).text == receipt.text
