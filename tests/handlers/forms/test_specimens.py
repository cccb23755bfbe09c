from collections.abc import Iterator, Mapping

import pytest

from handlers.forms import word
from handlers.forms.specimens import FORMS
from handlers.forms.template_fields import Many, Named, shape_of
from tests.handlers.forms.samples import SCHEMES

EMPTY_BY_NATURE = {"score": {"sections.items.losses"}}


@pytest.fixture(params=FORMS)
def form(request):
    return request.param


def lists(value: object, path: str = "") -> Iterator[tuple[str, list]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from lists(inner, f"{path}.{name}".lstrip("."))
    if isinstance(value, list):
        yield path, value
        for inner in value:
            yield from lists(inner, path)


def test_every_form_has_a_template_and_a_chinese_name(form):
    assert (word._TEMPLATES / f"{form}.docx").is_file()
    assert any("\u4e00" <= sign <= "\u9fff" for sign in FORMS[form].name)


def test_the_fullest_example_leaves_no_list_empty(form, tmp_path):
    """Else a template could not be told which fields the entries of that list have."""
    known: dict[str, int] = {}
    for path, entries in lists(FORMS[form].values(SCHEMES, tmp_path)[0]):
        known[path] = known.get(path, 0) + len(entries)
    assert [path for path, count in known.items() if not count] == []


def test_the_examples_fill_the_template_that_comes_along(form, tmp_path):
    for example in FORMS[form].values(SCHEMES, tmp_path):
        assert word.fill(form, example, photos=tmp_path).startswith(b"PK")


def test_the_fields_that_must_be_printed_are_fields(form, tmp_path):
    shape = shape_of(FORMS[form].values(SCHEMES, tmp_path))
    for path in FORMS[form].must:
        inner = shape
        for name in path.split("."):
            inner = inner.of if isinstance(inner, Many) else inner
            assert isinstance(inner, Named)
            inner = inner.fields[name]
