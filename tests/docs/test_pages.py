"""What the pages tell people: links that lead somewhere, commands that there are."""

import re

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli import app
from tests.docs.pages import DOCS, ROOT, commands, leads_somewhere, links, paths

HARMLESS = ("scheme list", "scheme explain", "scheme primitives", "settings", "--help")
"""Commands that change nothing and need no ledger: they are run."""
PLACEHOLDER = re.compile("^[A-Z]+$")
"""What the reader puts something of his own for."""


def named(page):
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", DOCS, ids=named)
def test_every_link_leads_somewhere(page):
    assert [link for link in links(page) if not leads_somewhere(page, link)] == []


@pytest.mark.parametrize("page", DOCS, ids=named)
def test_every_file_that_is_named_is_there(page):
    assert [path for path in paths(page) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", DOCS, ids=named)
def test_every_command_is_one_that_there_is_with_these_options(page):
    told = [(" ".join(words), wrong(words[1:])) for words in commands(page)]
    assert [each for each in told if each[1]] == []


def wrong(words: list[str]) -> str:
    """What the command line says against these words; nothing if it would go on."""
    words = [PLACEHOLDER.sub("2026", word) for word in words]
    command = get_command(app)
    context = command.context_class(command, info_name="qinglian")
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        command = command.commands.get(words[0])
        if command is None:
            return f"no command {words[0]}"
        words = words[1:]
    try:
        command.make_context("qinglian", list(words), parent=context)
    except Exception as error:  # noqa: BLE001 - whatever the parser says
        return "" if type(error).__name__ in {"Exit", "NoArgsIsHelpError"} else str(error)
    return ""


def test_what_changes_nothing_can_be_run_as_it_is_written():
    told = {tuple(words[1:]) for page in DOCS for words in commands(page)}
    run = [words for words in sorted(told) if is_harmless(words)]
    assert len(run) >= 3
    assert [words for words in run if CliRunner().invoke(app, words).exit_code] == []


def is_harmless(words: tuple[str, ...]) -> bool:
    own = any(PLACEHOLDER.search(word) or word.endswith(".toml") for word in words)
    return not own and any(each in " ".join(words) for each in HARMLESS)
