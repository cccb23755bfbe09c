"""What must not stand in any text that is kept: identity numbers and private mobile numbers."""

import re

from handlers.services import roster_cells

_MOBILE = re.compile(
    r"(?<![\d.])(?:(?:\+|00)?86[ -]?)?"
    r"(?:1[3-9]\d(?:[ -]?\d){8}|1[ -][3-9](?:[ -]\d){9})(?![.-]?\d)"
)
"""In whatever groups it is written; an office's telephone begins with 0 or is shorter."""
_DASHES = re.compile(r"[‐-―−－]")


def found(text: str) -> str:
    """Which kind of number the text holds, as people call it; empty if none."""
    said = _DASHES.sub("-", roster_cells.plain(text))
    if roster_cells.holds_identity(said):
        return "身份证号码"
    return "手机号码" if _MOBILE.search(said) else ""
