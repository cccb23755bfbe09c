"""Photos, documents and voice messages as the bot sends them."""

import struct

import pytest

from demo.botapi.errors import ApiError
from demo.botapi.media import photo, voice
from demo.botapi.params import Upload
from demo.botapi.standin import SECRETARY
from tests.demo.calls import JPEG, call, refusal


def test_a_photo_comes_in_two_sizes_and_can_be_sent_again_by_its_id(world):
    first = call(world, "sendPhoto", {"photo": JPEG}, chat_id=SECRETARY, caption="栏")
    small, large = first["photo"]
    assert small["width"] < large["width"]
    again = call(world, "sendPhoto", chat_id=SECRETARY, photo=large["file_id"])
    assert world.files[again["photo"][-1]["file_id"]].data == JPEG.data


def test_a_file_that_is_missing_empty_or_unknown_is_refused(world):
    empty = Upload("a.jpg", b"", "image/jpeg")
    with pytest.raises(ApiError, match="file must be non-empty"):
        call(world, "sendPhoto", {"photo": empty}, chat_id=SECRETARY)
    assert "no photo in the request" in refusal(world, "sendPhoto", chat_id=SECRETARY)[1]
    found = refusal(world, "sendPhoto", chat_id=SECRETARY, photo="no-such-file")
    assert "wrong remote file identifier" in found[1]


def test_a_document_keeps_its_name_and_a_voice_its_length(world):
    file = Upload("小结.xlsx", b"xlsx", "application/vnd.ms-excel")
    answer = call(world, "sendDocument", {"document": file}, chat_id=SECRETARY)
    assert answer["document"]["file_name"] == "小结.xlsx"
    sound = Upload("v", b"OggS", "audio/ogg")
    answer = call(world, "sendVoice", {"voice": sound}, chat_id=SECRETARY, duration="4")
    assert answer["voice"]["duration"] == 4


def test_a_tiny_picture_has_a_thumbnail_of_at_least_a_pixel(world):
    scroll = Upload(
        "a.png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 9000, 9), ""
    )
    small, large = photo(world, scroll)["photo"]
    assert (small["width"], small["height"]) == (90, 1)
    assert (large["width"], large["height"]) == (9000, 9)


def test_a_voice_is_told_to_be_sound_whatever_was_said(world):
    told = voice(world, Upload("v", b"OggS", "text/plain"), 7)["voice"]
    assert (told["mime_type"], told["duration"], told["file_size"]) == ("audio/ogg", 7, 4)
