import pytest
from PIL import Image

from handlers.forms.photos import lay_out
from tests.handlers.forms.samples import jpeg


@pytest.mark.parametrize("size", [(800, 600), (600, 800), (3000, 100), (100, 3000), (70, 70)])
def test_no_photo_is_wider_or_higher_than_its_place(tmp_path, size):
    (shown,) = lay_out(tmp_path, ["a.jpg"], lambda _: jpeg(*size)).values()
    assert 0 < shown.width <= 82
    assert 0 < shown.height <= 56


def test_copies_are_small_whatever_was_sent(tmp_path):
    (shown,) = lay_out(tmp_path, ["a.jpg"], lambda _: jpeg(4000, 3000)).values()
    with Image.open(tmp_path / shown.name) as copy:
        assert max(copy.size) <= 640


def test_the_scaled_down_copy_is_preferred(tmp_path):
    asked = []
    lay_out(tmp_path, ["evidence/a.jpg"], lambda path: asked.append(path) or jpeg())
    assert asked == ["evidence/a.small.jpg"]


def test_the_photo_itself_is_read_where_there_is_no_small_copy(tmp_path):
    def read(path):
        if path.endswith(".small.jpg"):
            raise FileNotFoundError
        return jpeg()

    assert list(lay_out(tmp_path, ["a.jpg"], read)) == ["a.jpg"]


def test_photos_that_are_gone_or_broken_are_left_out(tmp_path):
    def read(path):
        if "gone" in path:
            raise FileNotFoundError
        return b"no picture"

    assert lay_out(tmp_path, ["gone.jpg", "broken.jpg"], read) == {}


def test_the_same_photo_is_copied_once(tmp_path):
    lay_out(tmp_path, ["a.jpg", "a.jpg"], lambda _: jpeg())
    assert len(list(tmp_path.iterdir())) == 1
