"""Word files made by hand: sound templates, and those that somebody means ill with."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

from handlers.forms import word

RELATIONS = "word/_rels/document.xml.rels"
BODY = "word/document.xml"


def template(name: str = "score") -> bytes:
    """The template that comes along."""
    return (word._TEMPLATES / f"{name}.docx").read_bytes()


def with_words(*paragraphs: str, name: str = "score") -> bytes:
    """The template with more paragraphs at its end."""
    document = Document(BytesIO(template(name)))
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def alone(*paragraphs: str) -> bytes:
    """A document of these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def changed(part: str, old: str, new: str, name: str = "score") -> bytes:
    """The template with other text in one of its parts."""

    def change(known: str, data: bytes) -> bytes:
        if known != part:
            return data
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return rezipped(change, name=name)


def rezipped(change=lambda _name, data: data, more=(), name: str = "score") -> bytes:
    """The template packed anew; `more` are parts that it should not have."""
    written = BytesIO()
    source = ZipFile(BytesIO(template(name)))
    with source, ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for info in source.infolist():
            archive.writestr(info.filename, change(info.filename, source.read(info)))
        for path, data in more:
            archive.writestr(path, data)
    return written.getvalue()


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """The template with one more relation."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    told = f'<Relationship Id="rId99" Type="{base}{kind}" Target="{target}"{mode}/>'
    return changed(RELATIONS, "</Relationships>", f"{told}</Relationships>")


def with_field(code: str) -> bytes:
    """The template with a complex field whose code is cut in two, as Word does."""
    half = len(code) // 2
    parts = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (code[:half], code[half:])
    )
    begun, ended = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return changed(BODY, "<w:sectPr", f"<w:p>{begun}{parts}{ended}</w:p><w:sectPr")
