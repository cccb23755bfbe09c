from concurrent.futures import ThreadPoolExecutor

import pytest
from typst import TypstError

from handlers.forms import press
from tests.handlers.forms.samples import pages, seen


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Writes a template into the folder from which the press takes them."""
    for name in ("base", "paint"):
        (tmp_path / f"{name}.typ").write_bytes((press._TEMPLATES / f"{name}.typ").read_bytes())
    monkeypatch.setattr(press, "_TEMPLATES", tmp_path)
    press._source.cache_clear()
    yield lambda text: (tmp_path / "mine.typ").write_text(text, encoding="utf-8")
    press._source.cache_clear()


def test_what_somebody_typed_is_never_code(template):
    template("#data.typed")
    typed = "#panic() $x$ *粗* `码` <b> & \\ 甲"
    assert "#panic()$x$*粗*`码`<b>&\\甲" in pages(press.pdf("mine", {"typed": typed}))[0]


def test_a_picture_has_two_pixels_for_each_point(template):
    template("#set page(width: 390pt, height: 100pt)\n字")
    (png,) = press.pictures("mine", {})
    assert seen(png).size == (780, 200)


def test_each_page_is_a_picture_of_its_own(template):
    template("#set page(width: 90pt, height: 90pt)\n一#pagebreak()二")
    assert len(press.pictures("mine", {})) == 2


def test_many_threads_may_print_at_once(template):
    template("#data.number")
    with ThreadPoolExecutor(4) as threads:
        made = threads.map(lambda number: press.pdf("mine", {"number": str(number)}), range(12))
        assert [pages(pdf)[0] for pdf in made] == [str(number) for number in range(12)]


def test_only_the_fonts_that_come_along_are_used():
    assert press._fonts().families() == ["Noto Sans SC", "Noto Serif SC"]


def test_the_same_values_print_the_same_bytes(template):
    template("#data.word")
    assert press.pdf("mine", {"word": "甲"}) == press.pdf("mine", {"word": "甲"})


def test_pictures_are_looked_for_in_the_given_folder_alone(template, tmp_path):
    template('#read("/etc/hostname")')
    with pytest.raises(TypstError, match="file not found"):
        press.pdf("mine", {}, tmp_path)
