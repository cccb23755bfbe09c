"""docs/logs-and-health.md tells every event and every check, and no other."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "demo", "handlers", "rubric", "storage")
LEVELS = {
    "debug": "debug",
    "info": "info",
    "warning": "warning",
    "error": "error",
    "exception": "error",
}


def calls(file):
    return [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if _is_call(node)]


def _is_call(node):
    return isinstance(node, ast.Call)


def words(call):
    """What is called, and its first argument if that is a text: ("log.info", "…")."""
    first = call.args[0] if call.args else None
    said = first.value if isinstance(first, ast.Constant) else None
    return ast.unparse(call.func), said


@pytest.fixture(scope="module")
def events():
    """Every event that is logged, with its level."""
    files = [file for name in PACKAGES for file in (ROOT / name).rglob("*.py")]
    said = [
        words(call) for file in files if "log." in file.read_text("utf-8") for call in calls(file)
    ]
    return {
        (text, LEVELS[name[4:]]) for name, text in said if name[:4] == "log." and name[4:] in LEVELS
    }


@pytest.fixture(scope="module")
def told():
    """The lines of the two tables: those of health, and those of the log."""
    text = (ROOT / "docs/logs-and-health.md").read_text("utf-8")
    health, log = text.split("## Logs")
    return [
        re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", part, re.MULTILINE) for part in (health, log)
    ]


def test_every_event_is_told_with_its_level(events, told):
    assert None not in {text for text, _ in events}, "an event is a text, not a value"
    assert set(told[1]) == events


def test_every_check_is_told(told):
    files = (ROOT / "bot/check.py", ROOT / "bot/reach.py")
    said = [words(call) for file in files for call in calls(file)]
    assert {name for name, _ in told[0]} == {text for name, text in said if name == "Line"}
