"""Every change that is noted can be gathered: of a known kind, and in one sentence or two."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
KINDS = {kind["directory"] for kind in CONFIG["tool"]["towncrier"]["type"]}
FRAGMENTS = [file for file in (ROOT / "changes").iterdir() if file.name != "README.md"]


def test_each_note_is_of_a_kind_that_is_gathered():
    assert [file.name for file in FRAGMENTS if file.name.split(".")[1:] not in _endings()] == []


def test_each_note_is_a_line_that_can_stand_alone():
    odd = [file.name for file in FRAGMENTS if not re.fullmatch(r".+[.。]\n", _read(file))]
    assert odd == []


def test_the_version_of_the_programme_is_in_the_change_log():
    assert f"\n## {CONFIG['project']['version']} (" in _read(ROOT / "CHANGELOG.md")


def test_the_kinds_are_explained_to_who_contributes():
    told = _read(ROOT / "CONTRIBUTING.md")
    assert [kind for kind in KINDS if f"`{kind}`" not in told] == []


def _endings():
    return [[kind, "md"] for kind in KINDS]


def _read(file):
    return file.read_text(encoding="utf-8")
