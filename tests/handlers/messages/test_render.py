"""Templates: escaped text, whole values, buttons that fit their rows."""

from importlib.resources import files

import pytest
from jinja2 import UndefinedError

from handlers.messages.paging import page_of
from handlers.messages.render import Button, Keyboard, button, render, turning
from tests.handlers.limits import half_width

TEMPLATES = sorted((files("handlers.messages") / "templates" / "zh").iterdir(), key=str)


def labels(keys):
    return [[each.label for each in row] for row in keys.rows]


def test_user_text_is_escaped():
    assert "&lt;b&gt;" in render("log_impossible", said="<b>").text


def test_a_missing_value_raises():
    with pytest.raises(UndefinedError):
        render("log_impossible")


def test_no_line_is_empty():
    assert "" not in render("log_negative", names="", by="").text.splitlines()


def test_a_label_is_cut_to_its_row():
    keys = Keyboard()
    keys.row(button("一二三四五六", "x"), button("一", "x"))
    keys.row([button("一二三四", "x"), button("一", "x")], button("二", "x"))
    assert labels(keys) == [["一二三四…", "一"], ["一二…", "一", "二"]]


def test_a_grid_has_rows_of_equal_width():
    keys = Keyboard()
    keys.grid([Button(str(number), "x") for number in range(5)], 2)
    assert labels(keys) == [["0", "1"], ["2", "3"], ["4"]]


@pytest.mark.parametrize(
    ("given", "packed"),
    [
        (["党课", "支委会"], [["党课", "支委会"]]),
        (["党课", "廉政风险点排查", "支委会"], [["党课"], ["廉政风险点排查"], ["支委会"]]),
        (["廉政风险点排查", "党课"], [["廉政风险点排查"], ["党课"]]),
        ([], []),
    ],
)
def test_short_labels_share_a_row_and_long_ones_stand_alone(given, packed):
    keys = Keyboard()
    keys.pack(Button(label, "x") for label in given)
    assert labels(keys) == packed


def test_labels_are_plain_text():
    assert button("a&amp;b\n", "x").label == "a&b"


def test_turning_names_the_next_page_as_its_last_argument():
    assert turning(page_of(range(9), 0, 3), "late", "by")[0].args == ("by", 1)
    assert turning(page_of(range(9), 2, 3), "late")[0].label == "第一页"
    assert turning(page_of(range(3), 0, 3), "late") == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_our_own_sentences_have_chinese_punctuation(path):
    assert half_width(path.read_text("utf8").replace('":', '" :')) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_reader_is_told_a_command_of_the_operator(path):
    assert "qinglian" not in path.read_text("utf8")
