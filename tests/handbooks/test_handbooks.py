"""The handbooks are current: their pages, their pictures, and every button and word they name."""

import re
from datetime import datetime
from functools import cache

import pytest

from bot.clock import SHANGHAI
from rubric.posts import Post
from rubric.utterance import understand
from rubric.utterance_lexicon import Lexicon
from storage.schemes import load
from tests.docs.reference import ROOT
from tests.handbooks.pages import FOLDER, pages
from tests.handbooks.scenes import names

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=SHANGHAI)
MOST_BYTES = 60_000
PAGES = pages()
BUTTON = re.compile("「([^」]+)」")
SAID = re.compile("发“([^”]+)”|例如“([^”]+)”|“([^”]+，[^”]+)”")
"""What the reader is told to say: after 发 or 例如, or a sentence of two clauses."""


def test_every_post_has_its_page_and_the_index_leads_to_it():
    for post in Post:
        assert PAGES[f"{post}.md"].count(f"# {post}\n") == 1
        assert f"({post}.md)" in PAGES["README.md"]


def test_the_pages_are_those_that_make_handbooks_writes():
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert kept == PAGES


@pytest.mark.parametrize("page", sorted(set(PAGES) - {"README.md"}))
def test_a_page_says_what_it_does_for_you_the_three_things_what_if_and_whom_to_ask(page):
    heads = re.findall("^## (.*)$", PAGES[page], re.MULTILINE)
    for wanted in ("帮", "三件", "差错", "问谁"):
        assert any(wanted in head for head in heads), (page, wanted)
    assert len(re.findall("^### [一二三]、", PAGES[page], re.MULTILINE)) == 3


def test_every_picture_is_small_is_shown_somewhere_and_is_taken_by_the_script():
    shown = {
        name for text in PAGES.values() for name in re.findall(r"pictures/([\w-]+)\.png", text)
    }
    kept = {path.stem for path in (FOLDER / "pictures").glob("*.png")}
    assert shown == kept == set(names())
    assert all(path.stat().st_size <= MOST_BYTES for path in (FOLDER / "pictures").iterdir())


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_button_named_is_one_of_the_product(page):
    named = dict.fromkeys(BUTTON.findall(PAGES[page]))
    assert [label for label in named if f'"{label}' not in product()] == []


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_sentence_to_be_said_is_one_that_the_product_answers(page):
    said = {"".join(found) for found in SAID.findall(PAGES[page])}
    assert [each for each in said if not answered(each)] == []


@cache
def product() -> str:
    """The texts and the conversations that people meet."""
    rooms = ("messages/templates/zh/*.j2", "chat/*.py", "services/*.py")
    found = [path for room in rooms for path in sorted((ROOT / "handlers").glob(room))]
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def answered(sentence: str) -> bool:
    """A word or an example of the product's own, or a record that is understood."""
    return sentence in product() or bool(understand(sentence, NOW, lexicon()).duties)


@cache
def lexicon() -> Lexicon:
    return Lexicon(load().vocabulary.duties.values())
