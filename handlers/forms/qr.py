"""QR codes as SVG, for a template to draw at any size."""

import segno


def svg(text: str) -> str:
    """The code of a text or a link; a quarter of it may be hidden by dirt."""
    return segno.make_qr(text, error="q").svg_inline(border=2)
