"""The reference in docs/ is what the code says, and every key and rule is described."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from rubric import primitives
from rubric.casefile import differences, read_case
from rubric.counts import Source
from rubric.duty import Audience
from rubric.scheme import parse_scheme
from rubric.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "writing-a-scheme.md").read_text(encoding="utf-8")


def blocks() -> list[str]:
    """The TOML blocks of the guide, in their order."""
    return [part.split("```")[0] for part in GUIDE.split("```toml\n")[1:]]


def quoted() -> list[tuple[str, list[str]]]:
    """The parts of scheme files that the guide quotes, each with the file named before it."""
    parts = re.findall(r"`rubric/schemes/([^`]+)`:\n\n```\n(.*?)```", GUIDE, re.DOTALL)
    return [(name, part.splitlines()) for name, part in parts]


def test_what_the_guide_quotes_of_a_scheme_stands_in_it() -> None:
    for name, lines in quoted():
        text = (ROOT / "rubric" / "schemes" / name).read_text(encoding="utf-8")
        assert [line for line in lines if line not in text.splitlines()] == []
    assert [name for name, _ in quoted()] == ["tangjiafang-2020.toml", "wenling-2022.toml"]


def test_the_guide_tells_of_every_audience_of_a_reminder() -> None:
    assert [each for each in get_args(Audience) if f"`{each}`" not in GUIDE] == []


def test_the_page_in_docs_is_the_one_the_command_writes() -> None:
    page = (ROOT / "docs" / "primitives.md").read_text(encoding="utf-8")
    assert page == primitives.reference()


def test_every_rule_is_described_with_a_table_that_needs_it() -> None:
    assert set(primitives.rule_models()) == set(primitives.RULES)
    assert all(one.what and one.needed_by for one in primitives.RULES.values())
    assert set(primitives.SOURCES) == set(Source)


def test_the_demonstration_uses_every_source_and_every_rule_that_wenling_does_not() -> None:
    text = (ROOT / "tests" / "schemes" / "county-demo.toml").read_text(encoding="utf-8")
    wenling = (ROOT / "rubric" / "schemes" / "wenling-2022.toml").read_text(encoding="utf-8")
    used = {
        rule["rule"]
        for source in (text, wenling)
        for item in tomllib.loads(source)["items"]
        for rule in item.get("rules", ())
    }
    assert used == set(primitives.RULES)
    assert {count["of"] for count in tomllib.loads(text)["counts"]} == set(Source)


def test_the_worked_example_of_the_guide_is_a_scheme_and_its_case_comes_out(
    vocabulary: Vocabulary,
) -> None:
    *scheme_parts, case_text = blocks()
    scheme = parse_scheme("\n".join(scheme_parts), "guide.toml", vocabulary)
    case = read_case(case_text, "guide-case.toml", {scheme.id: scheme})
    assert case.expect
    assert differences(case, case.answer()) == []


def test_the_guide_tells_of_every_table_and_key_that_our_case_files_have() -> None:
    files = [path for of in ("cases", "schemes/cases") for path in (ROOT / "tests" / of).iterdir()]
    used = {key for path in files for key in keys(tomllib.loads(path.read_text("utf-8")))}
    assert [key for key in sorted(used) if not re.search(f'`"?{re.escape(key)}"?`', GUIDE)] == []


def keys(case: dict[str, Any]) -> Iterator[str]:
    """What a case file writes, but for its readings, which are each scheme's own."""
    for name, value in case.items():
        several = isinstance(value, list) and isinstance(value[0], dict)
        tables = value if several else [value] if isinstance(value, dict) else []
        yield f"[[{name}]]" if several else f"[{name}]" if tables else name
        for table in tables if name != "readings" else ():
            yield from (re.sub(r"items\.\d+", "items.1", key) for key in table)
