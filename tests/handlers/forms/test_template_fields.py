import pytest

from handlers.forms import word
from handlers.forms.template_fields import Leaf, Many, Named, Reader, literal, shape_of

VALUES = {
    "village": "示例村",
    "head": {"hash": "ab"},
    "lines": ["一", "二"],
    "sections": [{"name": "一", "items": [{"no": "1", "standard": "原文", "losses": []}]}],
}


def reader(*paragraphs: str, pictures: bool = False) -> Reader:
    shape = shape_of([VALUES])
    assert isinstance(shape, Named)
    source = "\n".join(f"<w:p><w:t>{text}</w:t></w:p>" for text in paragraphs)
    made = Reader(shape, "正文", source, pictures=pictures)
    made.read(word.environment())
    return made


def faults(*paragraphs: str) -> list[str]:
    return reader(*paragraphs).faults


def test_known_fields_loops_and_conditions_are_in_order():
    assert (
        faults(
            "{{ village }} {{ head.hash }} {{ lines|join('、') }}",
            "{% for section in sections %}{{ loop.index }}{{ section.name }}",
            "{% for item in section['items'] %}{% if item.no == '1' and not item.losses %}",
            "{{ item.standard }}{% else %}{{ item.no ~ '.' }}{% endif %}{% endfor %}{% endfor %}",
        )
        == []
    )


def test_a_misspelt_field_is_named_with_its_place_and_what_was_meant():
    assert faults("村居：{{ vilage }}") == [
        "正文“村居：{{ vilage }}”:没有“vilage”这个字段,是不是“village”"
    ]


def test_every_misspelt_field_is_named_not_only_the_first():
    told = faults(
        "{{ vilage }}",
        "{% for section in sections %}{{ section.nam }}{{ section.zzz }}{% endfor %}",
        "{% for item in sektions %}{{ item.no }}{% endfor %}{{ head.hsh }}",
    )
    assert len(told) == 5
    assert "“nam”这个字段,是不是“name”" in told[1]
    assert told[2].endswith("没有“zzz”这个字段")
    assert "“sektions”这个字段,是不是“sections”" in told[3]


def test_a_fault_is_told_once_a_place():
    assert len(faults("{{ x }}{{ x }}", "又 {{ x }}")) == 2


def test_a_loop_s_own_name_is_gone_after_it():
    assert len(faults("{% for line in lines %}{{ line }}{% endfor %}", "{{ line }}")) == 1


def test_items_must_be_written_in_brackets_for_the_name_is_taken():
    told = faults("{% for s in sections %}{% for i in s.items %}{{ i.no }}{% endfor %}{% endfor %}")
    assert told[0].endswith("“.items”要写成 ['items']")
    assert len(told) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ sections.name }}", "是一组,要用 for 一条一条取"),
        ("{{ village.name }}", "里面没有别的字段"),
        ("{% for a in village %}{% endfor %}", "for 后面的字段不是一组"),
        ("{% for a, b in lines %}{% endfor %}", "for 只能写成"),
        ("{% for a in lines if a %}{% endfor %}", "for 只能写成"),
        ("{{ lines[0] }}", "方括号里只能写带引号的字段名"),
        ("{% if village %}", "花括号没有成对"),
        ("{{ village", "花括号没有成对"),
    ],
)
def test_wrong_use_is_told_in_plain_words(text, why):
    assert why in faults(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "{{ village.__class__ }}",
        "{{ village['__class__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ village|attr('__class__') }}",
        "{{ [].append(1) }}",
        "{{ range(1000000000) }}",
        "{% for x in range(9) %}{% endfor %}",
        "{{ cycler('a') }}",
        "{{ village.upper() }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ village|safe }}",
        "{{ lines|map(attribute='x') }}",
        "{% set a = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% raw %}{{ x }}{% endraw %}{{ self }}",
        "{{ picture(village) }}",
        "{% for a in lines recursive %}{{ loop(a) }}{% endfor %}",
        "{% filter upper %}x{% endfilter %}",
        "{% autoescape false %}{{ village }}{% endautoescape %}",
    ],
)
def test_nothing_of_the_program_is_within_reach(text):
    assert faults(text)


def test_pictures_are_shown_where_there_are_some():
    assert reader("{{ picture(village) }}", pictures=True).faults == []
    assert reader("{{ open(village) }}", pictures=True).faults


def test_the_fields_in_use_are_known_by_their_paths():
    used = reader("{% for s in sections %}{{ s['items'] }}{% endfor %}{{ head.hash }}").used
    assert used == {"sections", "s", "sections.items", "head", "head.hash"}


def test_the_shape_of_several_examples_is_taken_together():
    shape = shape_of([{"a": []}, {"a": [{"b": "x"}], "c": "y"}])
    assert isinstance(shape, Named)
    assert shape.fields["c"] == Leaf()
    listed = shape.fields["a"]
    assert isinstance(listed, Many)
    assert isinstance(listed.of, Named)
    assert set(listed.of.fields) == {"b"}


def test_literal_words_are_what_stands_outside_the_fields():
    assert list(literal("<w:t>甲{{ x }}乙</w:t>\n{% if a %}丙{# 丁 #}")) == ["甲乙", "丙"]
