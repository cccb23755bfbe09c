"""What one cell of a roster may say, column by column. A wrong one is never repeated in full."""

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches

from rubric.posts import Post

LONGEST_NAME, LONGEST_PLACE, LONGEST_PHONE, SHOWN = 20, 30, 40, 12
VACANT = frozenset({"无", "空缺", "暂缺", "缺", "待定", "/", "-", "—", "——"})

_SPACE = re.compile(r"\s+")
_DOTS = re.compile(r"[•・‧∙.]")
_HALF_BRACKETS = str.maketrans("()", "（）")
_SEVERAL = re.compile(r"[、,;/]")
_NAME = re.compile(r"[^\W\d_][\w·() '-]*")
_PLACE = re.compile(r"\w[\w·()-]*")
_CODE = re.compile(r"\w[\w.-]{0,31}")
_LONG_NUMBER = re.compile(r"\d{7,}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d+")
_BIRTH = r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_OLD_BIRTH = r"\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(
    rf"(?<!\d)([1-9]\d{{5}}{_BIRTH}\d{{3}}[\dXx]|[1-9]\d{{5}}{_OLD_BIRTH}\d{{3}})(?!\d)"
    r"|\d\.\d{5,}E\+1[47]"
)
"""Of 18 or of 15 places, or what Excel makes of one."""
_MOBILE = re.compile(r"(00|\+)?(86)?1[3-9]\d{9}")
_BETWEEN_DIGITS = re.compile(r"[\s()+-]")

NO_IDENTITY = "像身份证号,这里不收,请删去"
NO_MOBILE = "是个人手机号,名册只收单位的座机"


class Wrong(ValueError):
    """A cell that cannot be taken; its text says why (Chinese)."""


def plain(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones, blanks once, none at the ends."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def heading(text: str) -> str:
    """A heading without blanks, brackets and marks: 镇 (街道)* is 镇街道."""
    return re.sub(r"[\s()〔〕【】\[\]/、*:]", "", plain(text))


def holds_identity(text: str) -> bool:
    """Whether an identity number stands in it, also one written in groups."""
    return bool(_IDENTITY.search(re.sub(r"[\s-]", "", plain(text))))


def name(text: str) -> str:
    """A person's name; two-character names are often spaced out to the width of three."""
    said = _DOTS.sub("·", plain(text))
    if not said or said in VACANT:
        raise Wrong("没有填姓名;空缺的职务请删去这一行")
    if _SEVERAL.search(said):
        raise Wrong("一格只写一个人,请每人一行")
    if _LONG_NUMBER.search(said) or not _NAME.fullmatch(said) or len(said) > LONGEST_NAME:
        raise Wrong("不像姓名,请核对")
    return said if said.isascii() else said.replace(" ", "").translate(_HALF_BRACKETS)


def place(text: str) -> str:
    """A town's or village's name, written the same way every time; empty if none is named."""
    said = plain(text).replace(" ", "")
    if said in VACANT or not said:
        return ""
    if not _PLACE.fullmatch(said) or said.isdecimal() or len(said) > LONGEST_PLACE:
        raise Wrong(f"“{_clipped(said)}”不像地名,请核对")
    return said.translate(_HALF_BRACKETS)


def post(text: str) -> Post:
    """One post, in the contract's words."""
    said = plain(text).replace(" ", "")
    if not said:
        raise Wrong("没有填职务")
    if said in set(Post):
        return Post(said)
    if _SEVERAL.search(said):
        raise Wrong("一行只写一个职务;兼任的请另起一行")
    near = "或".join(f"“{each}”" for each in get_close_matches(said, list(Post), n=2, cutoff=0.5))
    advice = f"是不是{near}" if near else f"可填:{'、'.join(Post)}"
    raise Wrong(f"没有“{_clipped(said)}”这个职务,{advice}")


def code(text: str) -> str:
    """A stable id of a person; empty if there is none."""
    said = plain(text)
    if not said:
        return ""
    if _is_mobile(said):
        raise Wrong("像手机号,请另编一个编号")
    if _SCIENTIFIC.fullmatch(said) and "+" in said:
        raise Wrong("被 Excel 改成了科学计数法,请把单元格改为文本格式后重填")
    if not _CODE.fullmatch(said):
        raise Wrong("应为 32 个以内的字母、数字或汉字")
    return said


def schemes(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The ids of the schemes a village is to be under; empty if none is named."""
    said = tuple(dict.fromkeys(filter(None, re.split(r"[\s、,;]+", plain(text)))))
    unknown = [each for each in said if each not in known]
    if unknown:
        listed = "、".join(sorted(known))
        raise Wrong(f"没有“{_clipped(unknown[0])}”这个方案,可填:{listed}")
    return said


def phone(text: str) -> str:
    """An office's telephone; empty if there is none."""
    said = plain(text)
    if not said:
        return ""
    if any(_is_mobile(part) for part in re.split(r"[、,;/ ]", said)) or _is_mobile(said):
        raise Wrong(NO_MOBILE)
    if not re.search(r"\d", said) or len(said) > LONGEST_PHONE or not said.isprintable():
        raise Wrong("不像电话号码,请核对")
    return said


def _is_mobile(text: str) -> bool:
    return bool(_MOBILE.fullmatch(_BETWEEN_DIGITS.sub("", text)))


def _clipped(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
