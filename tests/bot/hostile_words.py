"""Texts that somebody means ill with, and buttons that nobody was given; each by a seed."""

import random

PIECES = (
    "<b>", "</b>", "<script>alert(1)</script>", "<a href='tg://user?id=1'>点我</a>",
    "&lt;&amp;&#0;", "<!--", "]]>", "{{ 7*7 }}", "{% for x in y %}", "{{ config }}",
    "${jndi:ldap://x}", "%s%n%x",
    "{0.__class__}", "'; DROP TABLE record;--", '" OR 1=1 --', "\\' UNION SELECT",
    "=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "-2+3", "\u202e码定绑",
    "\u2066\u2069", "\u200b\u200d", "\ufeff", "\u0000",
    "\x1b[31m", "\x07\x08", "\r\n\t", "\ud800", "\udfff\ud83d", "𠮷𠮷", "Z\u0337\u034e\u0336",
    "e\u0301" * 40, "😀" * 30, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 8, "🇨🇳🇨", "①②③", "ﷺ",
    "عرب", "../../etc/passwd", "C:\\con", "file:///etc/passwd", "javascript:alert(1)", "/start",
    "t.me/x?start=y", "@everyone", "\u2028\u2029", "\uffff", "1e999", "NaN", "None", "null", "true",
    "undefined", "\\", "\\u0000", "```", "*_`[", "🄰🄱", "\u3000" * 20, "٣٤٥", "零零零", "a" * 300,
    "甲" * 300, "0" * 40,
)  # fmt: skip
LONGEST = 4096
"""What Telegram lets through."""
AROUND = ("昨天支委会{}", "{}5人参加", "投诉{}", "台{}账", "更正 {}", "绑定码 {}")


def text(chance: random.Random) -> str:
    """Some pieces after another, some of them many times over."""
    made = "".join(
        chance.choice(PIECES) * chance.choice((1, 1, 1, 3, 200))
        for _ in range(chance.randint(1, 5))
    )
    return made[:LONGEST]


def around(chance: random.Random) -> str:
    """The same about words of the field."""
    return chance.choice(AROUND).format(text(chance))[:LONGEST]


def noise(chance: random.Random) -> str:
    """What no button ever held, up to 64 bytes."""
    kinds = (
        lambda: chance.randbytes(chance.randint(0, 64)).decode("latin-1"),
        lambda: text(chance)[:21],
        lambda: f"{chance.getrandbits(128):x}"[:22] + ":1:0",
        lambda: ":".join(str(chance.getrandbits(chance.choice((8, 31, 65)))) for _ in range(3)),
    )
    return chance.choice(kinds)()


def altered(data: str, chance: random.Random) -> str:
    """A true button with one sign of its token changed, lost or doubled."""
    at, sign = chance.randrange(22), chance.choice("Az09_-é٣ :")
    changed = (
        data[:at] + sign + data[at + 1 :],
        data[:at] + data[at + 1 :],
        data[: at + 1] + data[at:],
    )
    return chance.choice([each for each in changed if each != data])


def renumbered(token: str, version: int, buttons: int, chance: random.Random) -> str:
    """A true card in an older version or one never drawn, or a button that it does not have."""
    other = chance.choice((*range(version), 999_999))
    place = chance.choice((buttons, 99, 999, -1, 0))
    if 0 <= place < buttons or chance.random() < 0.5:
        version = other
    return f"{token}:{version}:{place}"
