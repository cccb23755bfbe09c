"""Cards, views, actions and templates fit together."""

import re
from importlib.resources import files

import pytest

from handlers.chat import build
from handlers.chat.cards import ACTIONS, VIEWS
from handlers.messages.render import environment

assert build
ACTION = re.compile(r"""button\([^()]*?(?:\([^()]*\))?[^()]*?,\s*"([a-z]+(?:[.-][a-z-]+)*)"[,)]""")
TEMPLATES = sorted(
    path.name.removesuffix(".j2")
    for path in (files("handlers.messages") / "templates" / "zh").iterdir()
    if not path.name.startswith("_")
)


def source(name: str) -> str:
    text, *_ = environment().loader.get_source(environment(), f"{name}.j2")
    return text


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_button_of_a_template_has_its_action(name):
    assert set(ACTION.findall(source(name))) <= set(ACTIONS)


def test_the_templates_that_have_buttons_name_some_action():
    assert sum(bool(ACTION.findall(source(name))) for name in TEMPLATES) > 30


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_drawn_by_somebody(name):
    drawn = "".join(
        path.read_text("utf8")
        for path in (files("handlers") / "chat").iterdir()
        if path.name.endswith(".py")
    )
    assert f'"{name}"' in drawn


def test_every_view_is_a_kind_of_card():
    assert "home_secretary" in VIEWS
