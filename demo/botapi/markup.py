"""Telegram's subset of HTML: text with entities, or the fault Telegram would name."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from demo.botapi.errors import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TAG = re.compile(r"<(/?)([^\s>]*)([^>]*)(>?)")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?")


def utf16_length(text: str) -> int:
    """Length in the units Telegram counts entities by."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reader:
    """Walks the markup once, collecting text and entities."""

    source: str
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def read(self) -> None:
        position = 0
        for match in _TAG.finditer(self.source):
            self._plain(self.source[position : match.start()])
            position = match.end()
            if match[1]:
                self._close(match)
            else:
                self._open(match)
        self._plain(self.source[position:])
        if self.stack:
            raise _unparsable(
                f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"'
            )

    def _plain(self, piece: str) -> None:
        self.text += _REFERENCE.sub(lambda found: unescape(found[0]), piece)

    def _offset(self, match: re.Match[str]) -> int:
        return len(self.source[: match.start()].encode())

    def _open(self, match: re.Match[str]) -> None:
        tag, offset = match[2].lower(), self._offset(match)
        if not match[4]:
            raise _unparsable(f"Unclosed start tag at byte offset {offset}")
        attributes = {
            m[1].lower(): unescape(m[2] or m[3] or m[4] or "")
            for m in _ATTRIBUTE.finditer(match[3])
        }
        if tag not in _KINDS or (tag == "span" and attributes.get("class") != "tg-spoiler"):
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {offset}')
        self.stack.append(_Open(tag, utf16_length(self.text), attributes))

    def _close(self, match: re.Match[str]) -> None:
        tag, offset = match[2].lower(), self._offset(match)
        if not match[4]:
            raise _unparsable(f"Unclosed end tag at byte offset {offset}")
        if not self.stack:
            raise _unparsable(f"Unexpected end tag at byte offset {offset}")
        opened = self.stack.pop()
        if tag not in ("", opened.tag):
            raise _unparsable(
                f"Unmatched end tag at byte offset {offset}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        self._entity(opened)

    def _entity(self, opened: _Open) -> None:
        length = utf16_length(self.text) - opened.start
        entity: dict[str, Any] = {
            "type": _KINDS[opened.tag],
            "offset": opened.start,
            "length": length,
        }
        if opened.tag == "a":
            entity["url"] = opened.attributes.get("href", "")
        if length and entity.get("url") != "":
            self.entities.append(entity)


def parse(source: str, mode: str) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities of a message sent with this parse_mode (HTML or none)."""
    if mode.lower() == "html":
        reader = _Reader(source)
        reader.read()
        text, entities = reader.text, reader.entities
    elif mode:
        raise bad_request(f"unsupported parse_mode {mode}")
    else:
        text, entities = source, []
    return _trimmed(text, entities + commands_in(text))


def commands_in(text: str) -> list[dict[str, Any]]:
    """The /commands of a text, as the entities Telegram adds by itself."""
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match[0]),
        }
        for match in _COMMAND.finditer(text)
    ]


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Text without space at either end, as Telegram keeps it; entities moved along."""
    stripped = text.strip()
    lead = utf16_length(text[: len(text) - len(text.lstrip())])
    total = utf16_length(stripped)
    kept = []
    for entity in sorted(entities, key=lambda each: (each["offset"], -each["length"])):
        start = max(0, entity["offset"] - lead)
        end = min(total, entity["offset"] + entity["length"] - lead)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept


def _unparsable(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
