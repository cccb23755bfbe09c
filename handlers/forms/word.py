"""Word documents from templates that a town can edit in WPS or Word."""

from collections.abc import Mapping
from functools import partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from handlers.forms.errors import TemplateRefused

_TEMPLATES = files("handlers.forms") / "word"


def fill(
    name: str, data: Mapping[str, Any], own: Path | None = None, photos: Path | None = None
) -> bytes:
    """A template with its fields filled; TemplateRefused if the town's own cannot be.

    `photos` is the folder of the pictures that the data names, by which `picture` shows them.
    """
    source = own.read_bytes() if own else (_TEMPLATES / f"{name}.docx").read_bytes()
    filled = BytesIO()
    try:
        document = DocxTemplate(BytesIO(source))
        shown = {"picture": partial(_picture, document, photos)} if photos else {}
        document.render({**data, **shown}, environment(), autoescape=True)
        document.save(filled)
        _let_go(document)
    except TemplateError as error:
        raise TemplateRefused(f"里面有认不出的字段或写法({error.message})") from error
    except (BadZipFile, KeyError, PackageNotFoundError, ValueError) as error:
        raise TemplateRefused("它不是 .docx 文件,或者已经损坏") from error
    return filled.getvalue()


def _let_go(document: DocxTemplate) -> None:
    """Take the document apart: its parts name each other in a circle.

    Only the collector would free them, and it counts Python's objects alone: with the XML outside
    its sight 1,000 documents took 230 MB more than one.
    """
    for part in tuple(document.docx.part.package.iter_parts()):
        vars(part).clear()


def _picture(document: DocxTemplate, folder: Path, photo: Mapping[str, Any]) -> InlineImage:
    """A photo in its size on paper."""
    file = str(folder / photo["name"])
    return InlineImage(document, file, width=Mm(photo["width"]), height=Mm(photo["height"]))


def environment() -> SandboxedEnvironment:
    """Nothing undefined, nothing unescaped, nothing of Python within reach of a template."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
