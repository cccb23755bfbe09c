import pytest

from demo.botapi.errors import ApiError
from demo.botapi.keyboards import checked


def inline(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


def button(data="x", text="同意"):
    return {"text": text, "callback_data": data}


def refusal(markup):
    with pytest.raises(ApiError) as caught:
        checked(markup)
    return caught.value.description


@pytest.mark.parametrize("nothing", [None, {}, "", inline(), inline([])])
def test_no_buttons_is_no_markup(nothing):
    assert checked(nothing) is None


def test_sixty_four_bytes_of_data_pass_and_sixty_five_do_not():
    assert checked(inline([button("x" * 64)]))
    assert refusal(inline([button("x" * 65)])) == "Bad Request: BUTTON_DATA_INVALID"


def test_data_is_counted_in_bytes():
    assert checked(inline([button("村" * 21)]))
    assert refusal(inline([button("村" * 22)])) == "Bad Request: BUTTON_DATA_INVALID"


def test_empty_data_is_refused():
    assert refusal(inline([button("")])) == "Bad Request: BUTTON_DATA_INVALID"


def test_a_hundred_buttons_pass_and_one_more_does_not():
    rows = [[button()] * 5] * 20
    assert checked(inline(*rows))
    assert refusal(inline(*rows, [button()])) == "Bad Request: REPLY_MARKUP_TOO_LONG"


def test_nine_buttons_do_not_fit_one_row():
    assert refusal(inline([button()] * 9)) == "Bad Request: REPLY_MARKUP_TOO_LONG"


@pytest.mark.parametrize("bad", [{"text": "同意"}, {"text": " ", "callback_data": "x"}, "同意"])
def test_a_button_without_words_or_action_is_refused(bad):
    assert "Text buttons are unallowed in the inline keyboard" in refusal(inline([bad]))


def test_reply_keys_may_be_plain_words():
    assert checked({"keyboard": [["看得分"]], "resize_keyboard": True}) == {
        "keyboard": [[{"text": "看得分"}]],
        "resize_keyboard": True,
    }


def test_an_empty_reply_key_is_refused():
    assert "must be non-empty" in refusal({"keyboard": [[""]]})


@pytest.mark.parametrize(
    "bad", [{"inline_keyboard": "x"}, {"inline_keyboard": ["x"]}, {"keyboard": 3}]
)
def test_rows_must_be_lists_of_lists(bad):
    assert "array of arrays" in refusal(bad)


def test_markup_must_be_an_object():
    assert refusal([1]) == "Bad Request: object expected as reply markup"


def test_removing_the_keyboard_is_kept_as_it_is():
    assert checked({"remove_keyboard": True}) == {"remove_keyboard": True}
