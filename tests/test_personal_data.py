"""What docs/personal-data.md says is so."""

import re
from pathlib import Path

import handlers.chat
from handlers.services.retention import RULES
from storage.personal import _names_person
from storage.tables import metadata

DOC = (Path(__file__).parents[1] / "docs" / "personal-data.md").read_text(encoding="utf-8")
BESIDE = {"person", "audit", "invite_try"}
"""Tables about people without a reference to one."""


def part(title):
    """The first column of the table under a heading."""
    rows = DOC.split(f"## {title}")[1].split("\n## ")[0].splitlines()
    cells = [row.split("|")[1:3] for row in rows if row.startswith("| `")]
    return {
        name: second.strip() for first, second in cells for name in re.findall("`(.+?)`", first)
    }


def test_every_table_that_speaks_of_people_is_told_of():
    speaking = {table.name for table in metadata.sorted_tables if any(map(_names_person, table.c))}
    told = set(part("What is kept"))
    assert speaking | BESIDE <= told
    assert told <= set(metadata.tables)


def test_how_long_each_field_is_kept_is_what_the_programme_does():
    assert part("How long") == {rule.field: str(rule.days) for rule in RULES}


def test_every_conversation_that_names_somebody_says_to_whom():
    folder = Path(handlers.chat.__file__).parent
    naming = {
        path.stem for path in folder.glob("*.py") if ".people.get(" in path.read_text("utf-8")
    }
    assert naming == set(part("Names in chat"))
