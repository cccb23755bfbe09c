import pytest
from telegram import InputFile

from bot.parcel import RESENT, Parcel
from storage.outbox import OutboxRow

TEXT = {"text": "✓ 已记录", "parse_mode": "HTML"}


def row(method="send", payload=TEXT, **more):
    """A row as the outbox gives it."""
    values = dict.fromkeys(OutboxRow.__dataclass_fields__)
    return OutboxRow(**values | {"chat_id": "1001", "method": method, "payload": payload} | more)


async def posted(bot, parcel, data_dir=None):
    number = await parcel.post(bot, data_dir)
    (call,) = bot.calls
    return number, *call


async def test_a_message_is_sent_as_it_was_written(bot):
    number, method, data = await posted(bot, Parcel.of(row(), resent=False))
    assert (number, method) == (100, "sendMessage")
    assert data == TEXT | {"chat_id": "1001"}


async def test_a_card_on_a_screen_is_edited_there(bot):
    _, method, data = await posted(bot, Parcel.of(row("edit", card_message_id=7), resent=False))
    assert (method, data) == ("editMessageText", TEXT | {"chat_id": "1001", "message_id": 7})


async def test_an_edit_of_a_card_on_no_screen_is_sent(bot):
    _, method, data = await posted(bot, Parcel.of(row("edit"), resent=False))
    assert (method, data) == ("sendMessage", TEXT | {"chat_id": "1001"})


async def test_where_the_message_is_gone_the_card_comes_anew(bot):
    _, method, data = await posted(
        bot, Parcel.of(row("edit", card_message_id=7), resent=False).anew()
    )
    assert (method, data) == ("sendMessage", TEXT | {"chat_id": "1001"})


def test_what_may_be_there_twice_says_so():
    assert Parcel.of(row(), resent=True).data["text"] == RESENT + "✓ 已记录"


def test_an_edit_repeated_need_not_say_so():
    assert Parcel.of(row("edit", card_message_id=7), resent=True).data["text"] == "✓ 已记录"


@pytest.mark.parametrize("payload", [{"file_id": "F"}, {"file_id": "F", "caption": "x"}])
def test_a_file_says_it_in_its_caption(payload):
    parcel = Parcel.of(row("photo", payload), resent=True)
    assert parcel.data["caption"].startswith(RESENT)


async def test_a_file_telegram_knows_is_sent_by_its_name_there(bot):
    parcel = Parcel.of(row("photo", {"file_id": "F", "caption": "x"}), resent=False)
    _, method, data = await posted(bot, parcel)
    assert (method, data) == ("sendPhoto", {"photo": "F", "caption": "x", "chat_id": "1001"})


async def test_a_file_of_ours_is_read_from_the_data_directory(bot, tmp_path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "7.docx").write_bytes(b"form")
    payload = {"path": "forms/7.docx", "filename": "台账.docx"}
    parcel = Parcel.of(row("document", payload), resent=False)
    _, method, data = await posted(bot, parcel, tmp_path)
    assert (method, set(data)) == ("sendDocument", {"document", "chat_id"})
    assert isinstance(data["document"], InputFile)
    assert data["document"].filename == "台账.docx"
    assert data["document"].input_file_content == b"form"


async def test_it_goes_where_the_group_has_moved(bot):
    _, _, data = await posted(bot, Parcel.of(row(), resent=False).to("-100"))
    assert data["chat_id"] == "-100"
