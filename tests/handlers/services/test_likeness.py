from random import Random

import pytest
from PIL import Image

from benchmarks import photo_scenes
from benchmarks.photo_scenes import WAYS, jpeg, scene
from handlers.services import likeness

pytestmark = pytest.mark.drill

SEEDS = (5001, 5002, 5003)


def likest(one, other):
    """How well a photo fits another, seen straight or in a mirror."""
    known = likeness.look(other)
    return max(
        likeness.likeness(way, known) for way in (likeness.look(one), likeness.in_mirror(one))
    )


def nearest(one, other):
    known = likeness.look(other).print
    ways = (likeness.look(one), likeness.in_mirror(one))
    return min(likeness.distance(way.print, known) for way in ways)


@pytest.fixture(scope="module")
def shots():
    return {seed: scene(seed) for seed in SEEDS}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_photo_is_known_again_however_it_was_changed(shots, way):
    for seed, shot in shots.items():
        again = jpeg(way(shot, Random(seed)))
        assert nearest(again, jpeg(shot)) <= likeness.NEAR
        assert likest(again, jpeg(shot)) >= likeness.ALIKE


def test_different_scenes_are_not_taken_for_each_other(shots):
    one, two, three = map(jpeg, shots.values())
    assert max(likest(one, two), likest(two, three), likest(one, three)) < likeness.ALIKE


def test_a_print_is_kept_as_bytes_and_read_back(shots):
    shown = likeness.look(jpeg(photo_scenes.screenshot(shots[5001], Random(1))))
    assert len(shown.print) == 2, "the whole, and what is within the bars"
    assert likeness.loaded(likeness.dumped(shown.print)) == shown.print


def test_a_photo_looked_at_again_is_the_same_with_the_print_that_was_kept(shots):
    data = jpeg(shots[5002])
    seen = likeness.look(data)
    again = likeness.look_again(data, seen.print)
    assert likeness.likeness(seen, again) == pytest.approx(1)
    assert likeness.distance(seen.print, again.print) == 0


def test_a_plain_surface_is_like_nothing():
    plain = jpeg(Image.new("RGB", (400, 300), "grey"))
    assert likest(plain, plain) < likeness.ALIKE
