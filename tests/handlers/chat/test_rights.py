"""The matrix: every handler × every post × own village, another village, another town: no leak.

`rights.toml` says of every button and every question who may change anything by it, in his own
place or below. A handler that is not in it fails here. The drill lets everybody try them, on cards
of others and on cards of a post he no longer has (see `handed_on`).
"""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from handlers.chat import build
from handlers.chat.answers import AWAITED
from handlers.chat.cards import ACTIONS
from handlers.chat.inbound import STARTS, WORDS
from handlers.chat.labels import LABELS
from rubric.posts import Post
from storage.scope import Scope
from tests.drill import FULL, size
from tests.handlers.foreign import Foreign, named
from tests.handlers.posts import posts

assert build
HERE = Path(__file__).parent
MATRIX = tomllib.loads((HERE / "rights.toml").read_text("utf-8"))
BY_INVITATION = {"bind.accept", "bind.decline", "handover.take"}
"""Whoever has the secret is asked whether he is meant: the card says for what place."""
PLAYED = size(["test_matter_review.py"], ["."])
"""The conversations in which the cards are handed on."""


def may(handler: str) -> set[str]:
    """The posts that may change something by it."""
    return posts(MATRIX["handlers"][handler])


def test_every_button_and_every_question_is_in_the_matrix_and_nothing_else():
    assert set(MATRIX["handlers"]) == set(ACTIONS) | {f"words {kind}" for kind in AWAITED}


def test_the_matrix_names_posts_that_there_are():
    assert all(may(handler) <= set(Post) for handler in MATRIX["handlers"])


def test_what_no_conversation_here_comes_to_is_known_with_its_reason_and_changes_nothing():
    assert untried() <= set(MATRIX["handlers"])
    assert not [handler for handler in untried() - BY_INVITATION if may(handler)]


def untried() -> set[str]:
    return {handler for told in MATRIX["untried"].values() for handler in told.split(", ")}


@pytest.mark.drill
def test_whoever_has_a_card_does_nothing_beyond_his_post_and_place(tmp_path, figure):
    told = tmp_path / "tried.jsonl"
    _play(told)
    tried = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    beyond = [one for one in tried if one["beyond"] and one["handler"] not in BY_INVITATION]
    assert not beyond, beyond[:3]
    assert not [one for one in tried if one["error"]]
    unentitled = [one for one in tried if one["acts"] and one["post"] not in may(one["handler"])]
    assert not unentitled, unentitled[:3]
    handlers = {one["handler"] for one in tried}
    acted = Counter(bool(one["acts"]) for one in tried)
    assert len(tried) > size(100, 10_000)
    assert not FULL or set(MATRIX["handlers"]) - handlers <= untried()
    figure(f"{len(handlers)} handlers, {len(tried)} tries, {acted[True]} rightful acts, 0 leaks")


def _play(told: Path) -> None:
    """The tests of the conversations, with everybody at every card."""
    given = [sys.executable, "-m", "pytest", "-q", "-p", "tests.handlers.chat.handed_on"]
    given += ["--handed-on", str(told), "--handed-on-share", "1" if FULL else "4"]
    played = [str(HERE / name) for name in PLAYED]
    done = subprocess.run(  # noqa: S603 - our own tests
        [*given, "-m", "not drill", "-p", "no:cacheprovider", "--ignore", __file__, *played],
        check=False,
        capture_output=True,
        cwd=HERE.parents[2],
        text=True,
        timeout=3000,
    )
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("post", Post)
def test_no_word_tells_of_another_town(stage, post):
    """Every word, typed in every post of a town beside: nothing of the first is told."""
    with stage.begin() as uow:
        phone = _beyond(stage, uow, post)
        actor = stage.turn(uow, phone.id).scene.actor
        foreign, since = Foreign(uow), uow.audit.head().seq
    for word in _words(post):
        phone.say(word)
    shown = named(card.text for card in phone.cards())
    with stage.begin() as uow:
        foreign.uow = uow
        assert foreign.told(actor.scope, shown) == []
        assert all(foreign.within(actor, act) for act in Foreign(uow).acts_since(since))


def _words(post: Post) -> list[str]:
    """All of them; short, each post a fifth of them, each word in two posts."""
    every = sorted({*WORDS, *STARTS, *LABELS, "3号凭证怎么样了", "示例一村得分", "帮我撤销"})
    return every if FULL else every[list(Post).index(post) % 5 :: 5]


def _beyond(stage, uow, post: Post):
    """Somebody in a post of another town, or of a village there; the city is over both."""
    city = uow.places.city().id
    town = uow.places.add("town", "彼岸镇", city)
    village = uow.places.add("village", "彼岸村", town)
    (row, *_) = uow.enrolments.current(Scope.tick(), stage.now.date())
    uow.enrolments.add(village, row.scheme_id, row.starts_on)
    place = {"村": village, "镇": town}.get(post[0], city)
    person = uow.people.add("彼岸人")
    begun = stage.now.replace(month=1, day=1)
    uow.grants.accept(uow.grants.add(person, post, place, begun.date()), begun)
    uow.people.bind(person, "8888", "8888", begun)
    return stage.phone("8888")
