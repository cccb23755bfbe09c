"""Whether a file is a plain Word document: no bomb, no macro, nothing fetched from elsewhere."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

MOST_BYTES = 5_000_000
_MOST_PARTS, _MOST_UNPACKED = 300, 40_000_000
_ENDINGS = (".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_LINKED = ("aFChunk", "attachedTemplate", "control", "frame", "oleObject", "package", "subDocument")
_FIELDS = (
    "CREATEDATE",
    "DATE",
    "NUMPAGES",
    "PAGE",
    "PAGEREF",
    "REF",
    "SECTION",
    "SEQ",
    "TIME",
    "TOC",
)
"""Fields that compute from the document itself; every other one may fetch or run something."""


def faults(data: bytes) -> Iterator[str]:
    """Why the file cannot be a template, in Chinese; the first kind of fault found ends it."""
    if len(data) > MOST_BYTES:
        yield f"文件超过 {MOST_BYTES // 1_000_000} MB。请把里面的图片缩小"
        return
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from _archive(archive)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, SyntaxError, ValueError):
        yield "它不是 .docx 文件,或者已经损坏"


def _archive(archive: ZipFile) -> Iterator[str]:
    infos = archive.infolist()
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNPACKED:
        yield "它解开以后太大,或者部件太多"
        return
    foreign = [info.filename for info in infos if not _plain(info)]
    if foreign:
        yield f"里面有模板不该有的部件:{'、'.join(foreign[:5])}。请去掉宏和嵌入的对象,另存为 .docx"
        return
    parts = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    yield from _parts(parts)


def _plain(info: ZipInfo) -> bool:
    """A picture or XML under a name that stays inside; no macros, no controls, no objects."""
    name, lower = info.filename, info.filename.lower()
    inside = not name.startswith("/") and "\\" not in name and ".." not in name.split("/")
    hidden = any(word in lower for word in ("vba", "activex", "embeddings"))
    return inside and not hidden and (info.is_dir() or lower.endswith(_ENDINGS))


def _parts(parts: dict[str, bytes]) -> Iterator[str]:
    texts = {name: data for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    if any(_DECLARED.search(data) or b"\0" in data for data in texts.values()):
        yield "里面有不该有的声明(DOCTYPE)"
        return
    if _MAIN.encode() not in texts.get("[Content_Types].xml", b""):
        yield "它不是普通的 Word 文档(.docx)。带宏的(.docm)和模板文件(.dotx)请另存为 .docx"
        return
    for name, data in texts.items():
        check = _links if name.endswith(".rels") else _codes if name.startswith("word/") else _none
        yield from check(data)


def _none(_data: bytes) -> Iterator[str]:
    return iter(())


def _links(data: bytes) -> Iterator[str]:
    """Nothing may point outside the file, and nothing inside may be a document of its own."""
    for link in parse_xml(data):
        kind = str(link.get("Type", "")).rpartition("/")[2]
        if link.get("TargetMode") == "External":
            yield f"里面有外部链接:{str(link.get('Target', ''))[:60]}。请删去超链接和附加的模板"
        elif kind in _LINKED:
            yield f"里面嵌有别的文件或控件({kind})。请删去"


def _codes(data: bytes) -> Iterator[str]:
    """Fields (域) other than page numbers and the like."""
    root = parse_xml(data)
    told = [str(field.get(qn("w:instr"), "")) for field in root.iter(qn("w:fldSimple"))]
    for code in (*told, *_complex(root)):
        word = (code.split() or [""])[0].upper()
        if word and word not in _FIELDS:
            yield f"里面有不能用的域:{word[:20]}。只能用页码、日期这一类"


def _complex(root: BaseOxmlElement) -> Iterator[str]:
    """What stands between the begin and the separator of each field, however it is cut up."""
    begun: list[str] = []
    for one in root.iter(qn("w:fldChar"), qn("w:instrText")):
        kind = one.get(qn("w:fldCharType"))
        if kind == "begin":
            begun.append("")
        elif kind in ("separate", "end"):
            yield begun.pop() if begun else ""
            if kind == "separate":
                begun.append("")
        elif begun:
            begun[-1] += one.text or ""
