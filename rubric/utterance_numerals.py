"""Numbers as people write them: 32, 三十二, 廿八, 两, 二〇二六."""

NUMBER = r"(?:\d{1,9}|[〇零一二两三四五六七八九十廿卅百]{1,9})"
"""A pattern for one number, which `number` reads. Bounded: no count, day or year is longer."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "廿": 20, "卅": 30, "百": 100}


def number(text: str) -> int | None:
    """The value of a match of NUMBER; None where it is no number one would write.

    >>> number("三十二"), number("廿八"), number("二〇二六"), number("一百零五"), number("百十")
    (32, 28, 2026, 105, None)
    """
    if text.isascii():
        return int(text)
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    return _by_places(text)


def _by_places(text: str) -> int | None:
    """Hundreds, tens and ones, each place smaller than the one before."""
    total, digit, place = 0, None, 1000
    for sign in text:
        if sign in _TENS:
            size = _TENS[sign] if sign == "百" else 10
            if size >= place or (sign in "廿卅" and digit) or (sign == "百" and not digit):
                return None
            total += _TENS[sign] * (1 if digit is None or sign in "廿卅" else digit or 1)
            digit, place = None, size
        elif digit is not None and digit != 0:
            return None
        else:
            digit = _DIGITS[sign]
    return total + (digit or 0)
