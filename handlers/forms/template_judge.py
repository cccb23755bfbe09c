"""Judges a town's Word template: a program of its own, which is stopped if it takes too much.

Run by template_trial: the file on standard input, a JSON list of faults on standard output.
"""

import json
import re
import resource
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from handlers.forms import word
from handlers.forms.errors import TemplateRefused
from handlers.forms.specimens import FORMS, Form, Values
from handlers.forms.template_fields import Named, Reader, literal, shape_of
from handlers.forms.template_zip import faults as zip_faults
from rubric.scheme import Scheme
from storage.schemes import Schemes, load

CPU_SECONDS, BYTES = 20, 2_000_000_000
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_ITEMS = "sections."
_FOOTNOTES = "wordprocessingml.footnotes+xml"
_PIECE = re.compile(r"[^,。;:、,;:()()“”‘’\s]{10,}")
"""Wording long enough to be the document's own and nobody else's."""
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
)


class Forbidden(Exception):
    """A template made the program reach for the network or for another program."""


def main() -> None:
    name, data_dir = sys.argv[1:3]
    schemes = load(Path(data_dir))
    data = sys.stdin.buffer.read()
    _confine()
    json.dump(judge(name, data, schemes), sys.stdout)


def _confine() -> None:
    """No more time and memory than a form ever needs, no network, no other program."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    sys.addaudithook(_watch)


def _watch(event: str, _arguments: object) -> None:
    if event.startswith(_REFUSED):
        raise Forbidden(event)


def judge(name: str, data: bytes, schemes: Schemes) -> list[str]:
    """Why the template cannot be used, in Chinese; empty if it can."""
    found = list(zip_faults(data))
    if found:
        return found
    with TemporaryDirectory() as folder:
        form = FORMS[name]
        values = form.values(schemes, Path(folder))
        found = list(_read(form, data, values, schemes))
        return found or list(_tried(name, data, values, Path(folder)))


def _read(form: Form, data: bytes, values: tuple[Values, ...], schemes: Schemes) -> Iterator[str]:
    """What is wrong before it is filled in: unknown and missing fields, words of a scheme."""
    shape = shape_of(values)
    assert isinstance(shape, Named)
    sources = list(_sources(data))
    readers = [
        Reader(shape, where, source, pictures=_has_pictures(values[0])) for where, source in sources
    ]
    for reader in readers:
        reader.read(word.environment())
        yield from reader.faults
    used = {path for reader in readers for path in reader.used}
    yield from (f"没有印出“{path}”,这一项不能少" for path in form.must if path not in used)
    if any(path.startswith(_ITEMS) for path in form.must):
        yield from _copied(sources, schemes)


def _has_pictures(values: Mapping[str, Any]) -> bool:
    return any(entry.get("photos") for entry in values.get("entries", ()))


def _sources(data: bytes) -> Iterator[tuple[str, str]]:
    """Each part with fields, a paragraph a line, and where in the document it stands."""
    template = DocxTemplate(BytesIO(data))
    template.init_docx()
    yield "正文", _lines(template, template.get_xml())
    for where, uri in (("页眉", template.HEADER_URI), ("页脚", template.FOOTER_URI)):
        for _, part in template.get_headers_footers(uri):
            yield where, _lines(template, template.get_part_xml(part))
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith(_FOOTNOTES):
            yield "脚注", _lines(template, part.blob.decode())
    told = template.docx.core_properties
    yield "文件属性", "\n".join(str(getattr(told, name)) for name in _PROPERTIES)


def _lines(template: DocxTemplate, xml: str) -> str:
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", str(template.patch_xml(xml)))


def _copied(sources: Iterable[tuple[str, str]], schemes: Schemes) -> Iterator[str]:
    """Item texts come from the scheme alone: a copy would stay when the scheme is amended."""
    words = "\n".join(line for _, source in sources for line in literal(source))
    pieces = {
        piece: (scheme, no)
        for scheme in schemes.values()
        for no, text in _wording(scheme)
        for piece in _PIECE.findall(text)
    }
    for piece, (scheme, no) in pieces.items():
        if piece in words:
            yield f"第{no}项的原文“{piece}”写死在模板里。项目原文只能由字段印出({scheme.id})"


def _wording(scheme: Scheme) -> Iterator[tuple[int, str]]:
    for item in scheme.items.values():
        yield item.no, " ".join((item.standard, item.rule, *item.parts))


def _tried(name: str, data: bytes, values: tuple[Values, ...], folder: Path) -> Iterator[str]:
    """What is wrong once it is filled in, with everything and with almost nothing."""
    own = folder / "own.docx"
    own.write_bytes(data)
    for number, example in enumerate(values):
        try:
            made = word.fill(name, example, own, folder)
        except TemplateRefused as error:
            yield error.why
            return
        if number == 0:
            yield from _missing(example, _text(made))


def _text(docx: bytes) -> str:
    """All words of a document in order, tables too."""
    body = Document(BytesIO(docx)).element.body
    return "".join("".join(each.text or "" for each in body.iter(qn("w:t"))).split())


def _missing(example: Values, text: str) -> Iterator[str]:
    """Items that the filled form does not show, although the template names the field."""
    for section in example.get("sections", ()):
        rows = section.get("items") or section.get("rows") or ()
        for item in rows:
            if "".join(item["standard"].split()) not in text:
                yield f"试排时第{item['no']}项的原文没有印出来"


if __name__ == "__main__":
    main()
