"""The checkout, its files for a server, and the settings that they name."""

import re
from pathlib import Path

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
KNOWN = {f"QINGLIAN_{name.upper()}" for name in Settings.model_fields}


def read(name):
    return (DEPLOY / name).read_text(encoding="utf-8")


def named(text):
    """Every setting that a text names."""
    return set(re.findall(r"QINGLIAN_[A-Z_]*[A-Z]", text))


def values(text):
    """What a file of names and values says, lines that are commented out too."""
    return dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text, re.MULTILINE))
