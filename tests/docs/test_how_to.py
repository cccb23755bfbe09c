"""The how-tos can be followed as they are written."""

import shutil

import pytest

from tests.docs.pages import ROOT
from tests.docs.walkthrough import edit, follow, steps
from tests.drill import size

HOW_TOS = sorted((ROOT / "docs" / "how-to").glob("*.md"))
NOT_NEEDED = shutil.ignore_patterns("__pycache__", "pictures", "*.png")


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.stem)
def test_the_lines_that_it_names_are_there_and_what_it_adds_is_python(page, tmp_path):
    told = [step for step in steps(page.read_text(encoding="utf-8")) if not step.commands]
    assert told
    for step in told:
        name = step.new or step.end or step.file
        if not (tmp_path / name).exists() and not step.new:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
        edit(step, tmp_path)
        if name.endswith(".py"):
            compile((tmp_path / name).read_text(encoding="utf-8"), name, "exec")


@pytest.mark.drill
@pytest.mark.parametrize("page", size(HOW_TOS[-1:], HOW_TOS), ids=lambda page: page.stem)
def test_whoever_follows_it_in_a_copy_gets_to_its_end(page, tmp_path):
    for room in ("bot", "demo", "docs", "handlers", "rubric", "storage", "tests"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=NOT_NEEDED)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    done = list(follow(page, tmp_path))
    assert any(step.commands for step in done)
