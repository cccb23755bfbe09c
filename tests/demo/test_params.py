import pytest

from demo.botapi.errors import ApiError
from demo.botapi.params import Params, Upload

FILE = Upload("board.jpg", b"jpeg", "image/jpeg")


def test_a_form_s_strings_and_json_s_types_read_alike():
    for value in (5, "5"):
        assert Params({"n": value}).integer("n") == 5
    for value in (True, "true", "True", "1"):
        assert Params({"f": value}).flag("f")
    for value in ([1], "[1]"):
        assert Params({"l": value}).decoded("l") == [1]


def test_what_was_not_sent_is_empty():
    params = Params({})
    assert (params.string("a"), params.integer("a", 7), params.flag("a"), params.decoded("a")) == (
        "",
        7,
        False,
        None,
    )


def test_a_word_for_a_number_is_refused():
    with pytest.raises(ApiError, match="invalid chat_id specified"):
        Params({"chat_id": "abc"}).integer("chat_id")


def test_broken_json_is_refused():
    with pytest.raises(ApiError, match="can't parse reply_markup JSON object"):
        Params({"reply_markup": "{"}).decoded("reply_markup")


def test_a_file_is_found_by_its_name_or_by_attach():
    params = Params({"photo": "attach://one"}, {"one": FILE})
    assert params.upload("photo") == FILE
    assert Params({}, {"photo": FILE}).upload("photo") == FILE
    assert params.upload("media", "attach://two") is None


def test_the_log_shows_structures_and_files_but_no_bytes():
    shown = Params({"reply_markup": '{"a":1}', "text": "[未完", "n": 3}, {"photo": FILE}).shown()
    assert shown == {
        "reply_markup": {"a": 1},
        "text": "[未完",
        "n": 3,
        "photo": "〔文件 board.jpg,4 字节〕",
    }
