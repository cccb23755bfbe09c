import gc
from io import BytesIO

import pytest
from docx import Document
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from handlers.forms import word
from handlers.forms.errors import TemplateRefused
from tests.handlers.forms.samples import jpeg


@pytest.fixture
def template(tmp_path):
    def make(*paragraphs: str):
        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.save(tmp_path / "own.docx")
        return tmp_path / "own.docx"

    return make


def read(docx: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(docx)).paragraphs]


def test_ampersands_and_angle_brackets_are_kept(template):
    assert read(word.fill("x", {"a": "甲 & 乙 < 丙"}, template("{{ a }}"))) == ["甲 & 乙 < 丙"]


def test_a_template_reaches_nothing_of_python(template):
    with pytest.raises(TemplateRefused):
        word.fill("x", {"a": "甲"}, template("{{ a.__class__.__mro__ }}"))


def test_a_broken_tag_is_told_as_the_template_s_fault(template):
    with pytest.raises(TemplateRefused, match="Word 模板用不了"):
        word.fill("x", {}, template("{% if %}"))


def test_a_file_that_is_no_word_document_is_refused(tmp_path):
    own = tmp_path / "own.docx"
    own.write_bytes(b"no zip")
    with pytest.raises(TemplateRefused, match=r"不是 \.docx"):
        word.fill("x", {}, own)


def test_pictures_are_shown_in_the_size_they_are_given(template, tmp_path):
    (tmp_path / "1.jpg").write_bytes(jpeg())
    photo = {"name": "1.jpg", "width": 40.0, "height": 30.0}
    docx = word.fill("x", {"photo": photo}, template("{{ picture(photo) }}"), tmp_path)
    (shape,) = Document(BytesIO(docx)).inline_shapes
    assert (round(shape.width.mm), round(shape.height.mm)) == (40, 30)


def test_a_filled_document_is_freed_at_once_and_not_when_somebody_collects(template):
    """Its XML lies outside Python's heap: the collector would come when it is far too late."""
    own = template("{{ a }}")

    def held() -> int:
        known = gc.get_objects()
        trees = sum(isinstance(each, BaseOxmlElement) for each in known)
        return trees + sum(bool(vars(each)) for each in known if isinstance(each, Part))

    gc.collect()
    before = held()
    gc.disable()
    try:
        word.fill("x", {"a": "甲"}, own)
        assert held() == before
    finally:
        gc.enable()
