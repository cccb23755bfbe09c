"""Templates → text and buttons. Every user-visible sentence stands in `templates/zh/NAME.j2`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from handlers.messages import words
from handlers.messages.paging import Page

LABEL_WIDTH = {1: 10, 2: 5, 3: 3}
"""Chinese characters that a phone shows of a label, by the number of buttons in its row."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a person can press: its label, and the action it stands for with its arguments."""

    label: str
    action: str
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A rendered message: HTML text, rows of buttons, rows of words for the reply keyboard.

    `secrets`: marks in the text, each with the invitation whose secret stands there on the screen.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    secrets: tuple[tuple[str, int], ...] = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.rows for button in row)


class Keyboard:
    """Collects what a template puts under its text; user text can thus never become a button."""

    def __init__(self) -> None:
        self.rows: list[tuple[Button, ...]] = []
        self.keys: list[tuple[str, ...]] = []

    def row(self, *parts: Button | Sequence[Button]) -> None:
        """One row of buttons, and of lists of buttons; labels are cut to what a phone shows."""
        buttons = [
            each for part in parts for each in ([part] if isinstance(part, Button) else part)
        ]
        most = LABEL_WIDTH[len(buttons)]
        fitted = (replace(each, label=words.fit(each.label, most)) for each in buttons)
        self.rows.append(tuple(fitted))

    def grid(self, buttons: list[Button], width: int) -> None:
        """Rows of `width` buttons each, in order."""
        for start in range(0, len(buttons), width):
            self.row(*buttons[start : start + width])

    def pack(self, buttons: Iterable[Button]) -> None:
        """Two in a row where two short labels follow each other; a long one alone."""
        waiting: list[Button] = []
        for each in buttons:
            short = words.width(each.label) <= LABEL_WIDTH[2]
            if waiting and not short:
                self.row(waiting.pop())
            waiting.append(each)
            if not short or len(waiting) > 1:
                self.row(*waiting)
                waiting = []
        if waiting:
            self.row(*waiting)

    def words(self, *labels: str) -> None:
        self.keys.append(labels)


def button(label: str, action: str, *args: Any) -> Button:
    """A button; labels are plain text, so what autoescaping did to them is undone."""
    return Button(words.line(unescape(str(label))), action, args)


def turning(page: Page[Any], action: str, *args: Any) -> list[Button]:
    """The button to the next page, as the action's last argument; none where all is shown."""
    label = "下一页" if page.following else "第一页"
    return [button(label, action, *args, page.following)] if page.pages > 1 else []


@cache
def environment() -> Environment:
    """The one template environment: autoescaped, nothing undefined."""
    made = Environment(
        loader=PackageLoader("handlers.messages", "templates/zh"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # or every message asks the disk whether its template has changed
        extensions=["jinja2.ext.do"],
    )
    made.filters.update(
        day=words.day,
        short_day=words.short_day,
        clock=words.clock,
        points=words.points,
        period=words.period,
        typeset=words.typeset,
        line=words.line,
        clip=words.clip,
    )
    made.globals.update(button=button, turning=turning, dated=words.dated)
    return made


def render(name: str, /, **view: Any) -> Message:
    """The message `name` for this view. A missing value raises: a blank is never shown."""
    keys = Keyboard()
    text = environment().get_template(f"{name}.j2").render(keys=keys, **view)
    lines = (part.strip(" ") for part in text.splitlines())
    return Message("\n".join(part for part in lines if part), tuple(keys.rows), tuple(keys.keys))
