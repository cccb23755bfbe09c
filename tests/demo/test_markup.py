import pytest

from demo.botapi.errors import ApiError
from demo.botapi.markup import commands_in, parse, utf16_length


def entity(kind, offset, length, **more):
    return {"type": kind, "offset": offset, "length": length, **more}


def refusal(source, mode="HTML"):
    with pytest.raises(ApiError) as caught:
        parse(source, mode)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: ")


def test_tags_become_entities_and_leave_the_text():
    assert parse("目前 <b>97.5</b> 分", "HTML") == ("目前 97.5 分", [entity("bold", 3, 4)])


def test_offsets_count_utf16_units():
    assert parse("𠮷<i>村</i>", "HTML")[1] == [entity("italic", 2, 1)]
    assert utf16_length("𠮷村") == 3


def test_nested_entities_come_outermost_first():
    text, entities = parse("<b>一<u>二</u></b>", "html")
    assert text == "一二"
    assert entities == [entity("bold", 0, 2), entity("underline", 1, 1)]


def test_a_link_keeps_its_address():
    assert parse('<a href="https://a.example/?x=1&amp;y=2">条款</a>', "HTML")[1] == [
        entity("text_link", 0, 2, url="https://a.example/?x=1&y=2")
    ]


def test_named_and_numeric_references_are_read_and_unknown_ones_kept():
    assert (
        parse("a &lt;b&gt; &amp; &quot;c&quot; &#20013;&nbsp;", "HTML")[0] == 'a <b> & "c" 中&nbsp;'
    )


def test_a_reference_inside_text_never_opens_a_tag():
    assert parse("&lt;b&gt;粗&lt;/b&gt;", "HTML") == ("<b>粗</b>", [])


def test_space_around_the_text_goes_and_entities_move_along():
    assert parse("  <b>好</b> \n", "HTML") == ("好", [entity("bold", 0, 1)])


def test_without_a_parse_mode_nothing_is_markup():
    assert parse("<b>好</b>", "") == ("<b>好</b>", [])


def test_commands_are_marked_without_being_asked():
    assert commands_in("/start abc") == [entity("bot_command", 0, 6)]
    assert commands_in("见 /help") == [entity("bot_command", 2, 5)]
    assert commands_in("a/b") == []


def test_a_spoiler_span_is_read():
    assert parse('<span class="tg-spoiler">x</span>', "HTML")[1] == [entity("spoiler", 0, 1)]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>好", 'Can\'t find end tag corresponding to start tag "b"'),
        ("好</b>", "Unexpected end tag at byte offset 3"),
        ("<b>好</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("好<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<span>x</span>", 'Unsupported start tag "span" at byte offset 0'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 < 2 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_malformed_html_is_refused_in_telegrams_words(source, reason):
    assert refusal(source) == f"can't parse entities: {reason}"


def test_another_parse_mode_is_refused():
    assert refusal("x", "Wiki") == "unsupported parse_mode Wiki"
