"""Every command, setting, message, duty and post is documented, and the lists are current."""

import pytest

from bot.settings import Settings
from rubric.posts import Post
from storage.schemes import load
from tests.docs.pages import DOCS, ROOT, text_of
from tests.docs.reference import TEMPLATES, pages

PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_list_is_the_one_that_make_reference_writes(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name]


def test_every_setting_is_documented():
    told = everything()
    names = [f"QINGLIAN_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if name not in told] == []


def test_every_message_is_in_the_list_of_messages():
    names = [path.stem for path in TEMPLATES.glob("[!_]*.j2")]
    assert [name for name in names if f"| `{name}` |" not in PAGES["messages.md"]] == []


def test_every_duty_is_in_the_list_whether_a_scheme_asks_for_it_or_not():
    schemes = load()
    owed = {duty for scheme in schemes.values() for duty in scheme.duties}
    known = owed | set(schemes.vocabulary.duties)
    assert [duty for duty in sorted(known) if f"`{duty}`" not in PAGES["duties.md"]] == []


def test_every_post_is_documented():
    assert [post for post in Post if post not in everything()] == []


def everything() -> str:
    return "\n".join(map(text_of, DOCS))
