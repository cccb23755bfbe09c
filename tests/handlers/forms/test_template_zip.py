from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from handlers.forms import template_zip
from handlers.forms.specimens import FORMS
from tests.handlers.forms.hostile import (
    BODY,
    changed,
    related,
    rezipped,
    template,
    with_field,
)


def told(data: bytes) -> str:
    return "\n".join(template_zip.faults(data))


@pytest.mark.parametrize("name", FORMS)
def test_the_templates_that_come_along_are_plain_documents(name):
    assert told(template(name)) == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"plain words", template()[:3000]],
    ids=["空", "只有开头", "纯文字", "截断"],
)
def test_what_is_no_word_file_or_a_broken_one_is_told(data):
    assert told(data) == "它不是 .docx 文件,或者已经损坏"


def test_a_file_too_large_is_not_opened_at_all():
    assert "超过 5 MB" in told(b"x" * (template_zip.MOST_BYTES + 1))


def test_a_bomb_is_not_unpacked():
    packed = rezipped(more=[("word/media/a.xml", b"0" * 50_000_000)])
    assert len(packed) < 200_000
    assert "解开以后太大" in told(packed)


def test_a_bomb_that_lies_about_its_size_is_broken():
    lying = rezipped(more=[("word/media/a.xml", b"0" * 60_000_000)])
    size = (60_000_000).to_bytes(4, "little")
    assert size in lying
    assert "已经损坏" in told(lying.replace(size, (1000).to_bytes(4, "little")))


def test_thousands_of_parts_are_refused():
    assert "部件太多" in told(rezipped(more=[(f"word/{n}.xml", b"<a/>") for n in range(400)]))


@pytest.mark.parametrize(
    "path",
    [
        "word/vbaProject.bin",
        "word/vbaData.xml",
        "word/activeX/activeX1.xml",
        "word/embeddings/oleObject1.bin",
        "word/embeddings/a.xml",
        "../outside.xml",
        "/etc/x.xml",
        "word\\x.xml",
        "run.exe",
    ],
)
def test_macros_objects_and_foreign_parts_are_named(path):
    assert "模板不该有的部件" in told(rezipped(more=[(path, b"<a/>")]))


def test_a_macro_document_under_another_name_is_refused():
    plain = "wordprocessingml.document.main+xml"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    whole = "application/vnd.openxmlformats-officedocument." + plain
    assert "不是普通的 Word 文档" in told(changed("[Content_Types].xml", whole, macro))


@pytest.mark.parametrize("kind", ["hyperlink", "image", "attachedTemplate", "subDocument"])
def test_nothing_outside_is_linked_to(kind):
    assert "外部链接:http://x.example/a" in told(related(kind, "http://x.example/a"))
    assert "外部链接:file:///etc/passwd" in told(related(kind, "file:///etc/passwd"))


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "control", "package"])
def test_no_other_file_is_embedded(kind):
    assert f"嵌有别的文件或控件({kind})" in told(related(kind, "media/a.xml", mode=""))


@pytest.mark.parametrize("declared", ['<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!doctype a>"])
def test_declarations_that_fetch_or_multiply_are_refused(declared):
    data = changed(BODY, "<w:document", declared + "<w:document")
    assert "DOCTYPE" in told(data)


def test_text_in_another_encoding_hides_nothing():
    def change(name: str, data: bytes) -> bytes:
        return data.decode().encode("utf-16") if name == BODY else data

    assert "DOCTYPE" in told(rezipped(change))


@pytest.mark.parametrize("code", ["DDEAUTO c:\\x", "INCLUDETEXT a", "includepicture a", "LINK x"])
def test_fields_that_fetch_or_run_are_named(code):
    assert f"不能用的域:{code.split()[0].upper()}" in told(with_field(code))


@pytest.mark.parametrize("code", [" PAGE ", "NUMPAGES", ' DATE \\@ "yyyy" '])
def test_page_numbers_and_dates_may_stand(code):
    assert told(with_field(code)) == ""


def test_a_simple_field_is_looked_at_too():
    field = '<w:p><w:fldSimple w:instr="DDE x"/></w:p><w:sectPr'
    assert "不能用的域:DDE" in told(changed(BODY, "<w:sectPr", field))


def test_xml_that_does_not_parse_is_a_broken_file():
    assert "已经损坏" in told(changed(BODY, "</w:body>", ""))


def test_a_password_makes_it_unreadable():
    data = bytearray(template())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(mark)
        while at >= 0:
            data[at + (6 if mark.endswith(b"\x04") else 8)] |= 1
            at = data.find(mark, at + 1)
    assert "已经损坏" in told(bytes(data))


def test_an_archive_of_something_else_is_refused():
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<a/>")
    assert "不是普通的 Word 文档" in told(written.getvalue())
