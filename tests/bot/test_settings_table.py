import re
from pathlib import Path

from bot.settings_table import markdown, rows

ROOT = Path(__file__).parents[2]
DRILLS_ONLY = {"QINGLIAN_KILL_POINT"}


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_each_setting_says_what_it_is_for_and_what_is_expected():
    silent = [row.name for row in rows() if not (row.purpose and row.expected)]
    assert silent == []


def test_the_reference_is_current():
    assert markdown() in read("docs/configuration.md")


def test_the_readme_tells_every_setting_and_no_other():
    told = set(re.findall(r"`(QINGLIAN_[A-Z_]+)`", read("README.md")))
    assert told == {row.name for row in rows()} - DRILLS_ONLY
