"""Every card of the recognition procedure, for every post, on extreme data: within the limits."""

import re
from pathlib import Path

import pytest

import handlers
from handlers.chat import build as chat
from handlers.chat.cards import VIEWS
from handlers.chat.scene import Stranger
from handlers.services.errors import Denied, ScoringRefused
from rubric.posts import CITY_POSTS, TOWN_POSTS, Post
from storage.errors import NotFound, OutOfScope
from tests.handlers.chat.recognition_cards import DATA, REFUSED
from tests.handlers.conftest import NOW
from tests.handlers.extreme import build
from tests.handlers.limits import faults

assert chat
NOT_THIS_POST = (Denied, OutOfScope, Stranger, NotFound, ScoringRefused)
POSTS = (
    Post.SECRETARY,
    Post.SUPERVISOR_CHAIR,
    Post.TOWN_OFFICE,
    Post.TOWN_ASSETS,
    Post.CITY_AGRICULTURE,
    Post.CITY_PANEL,
)
CODE = re.compile(r'NotNow\(\s*"([\w-]+)"')
SERVICES = Path(handlers.__file__).parent


@pytest.fixture(scope="module")
def world(tmp_path_factory, ledgers):
    file = tmp_path_factory.mktemp("extreme") / "q.sqlite3"
    with ledgers.opened(file) as store:
        yield build(store, NOW, 0)


def drawn(world, post):
    """The cards that this post is shown, each with its kind."""
    data = {kind: of(world) for kind, of in DATA.items()}
    with world.stage.begin() as uow:
        scene = world.scene(uow, post)
        for kind, each in ((kind, each) for kind, of in data.items() for each in of):
            try:
                yield kind, VIEWS[kind](scene, each)
            except NOT_THIS_POST:
                continue


@pytest.mark.parametrize("post", POSTS)
def test_every_card_keeps_the_limits(world, post):
    found, kinds = set(), set()
    for kind, message in drawn(world, post):
        rows = [[button.label for button in row] for row in message.rows]
        kinds.add(kind)
        told = faults(message.text, rows, town=post in TOWN_POSTS | CITY_POSTS)
        found |= {f"{kind}: {fault}" for fault in told}
    assert sorted(found) == []
    if post is Post.CITY_AGRICULTURE:
        assert kinds == set(DATA) - {"nominate"}


def test_every_reason_to_wait_has_its_words():
    told = {
        code for file in SERVICES.rglob("*.py") for code in CODE.findall(file.read_text("utf8"))
    }
    assert told <= set(REFUSED)


def test_no_reason_is_kept_that_nobody_gives():
    """Each stands in some service, raised or told as an obstacle."""
    every = "".join(file.read_text("utf8") for file in SERVICES.rglob("*.py"))
    assert [code for code in REFUSED if f'"{code}"' not in every] == []
