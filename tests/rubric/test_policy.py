"""Every wording of a scheme is its document's, to the letter.

Only white space, the width of punctuation, and the sort of quotation mark (a quotation within one
takes ‘’) may differ. The documents are in tests/policy.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import rubric

SCHEMES = Path(rubric.__file__).parent / "schemes"
POLICY = Path(__file__).parents[1] / "policy"
IDS = sorted(path.stem for path in POLICY.glob("*.txt"))
WORDED = frozenset(
    {
        "title",
        "bonus.check",
        "bonus.rule",
        "bonus.standard",
        "duties.festivals",
        "grading.grades.name",
        "grading.grades.text",
        "items.check",
        "items.deadline",
        "items.parts",
        "items.rule",
        "items.standard",
        "items.units",
        "negatives.text",
        "plan.villages",
        "recognition.quotas.town",
        "recognition.subsidy.rule",
        "recognition.veto_check",
        "sections.name",
        "targets.text",
        "vetoes.text",
    }
)
"""What a scheme file gives in the document's words; the names of Wenling's items are short ones."""
NUMERALS = "一二三四五"
CIRCLED = "①②③④⑤⑥⑦⑧⑨"


def normal(text: str) -> str:
    """The text without white space, all punctuation in its narrow form."""
    return "".join(_narrow(sign) for sign in text if not sign.isspace())


def _narrow(sign: str) -> str:
    if sign in "“”‘’":
        return '"'
    return unicodedata.normalize("NFKC", sign) if unicodedata.category(sign)[0] in "PS" else sign


def document(scheme_id: str) -> str:
    return normal((POLICY / f"{scheme_id}.txt").read_text(encoding="utf-8"))


def scheme(scheme_id: str) -> dict[str, Any]:
    return tomllib.loads((SCHEMES / f"{scheme_id}.toml").read_text(encoding="utf-8"))


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the file with its key, as items.parts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, path)
    elif isinstance(value, str):
        yield path, value


def quoted(text: str) -> Iterator[str]:
    """What stands in “…”; …… leaves something out, and both sides of it are quoted."""
    for quotation in re.findall("“([^”]*)”", text):
        yield from quotation.split("……")


def test_every_scheme_has_its_document() -> None:
    assert sorted(path.stem for path in SCHEMES.glob("*.toml") if path.stem != "duties") == IDS


@pytest.mark.parametrize("scheme_id", IDS)
def test_every_wording_is_the_documents_own(scheme_id: str) -> None:
    source, worded = document(scheme_id), set(WORDED)
    if scheme_id != "wenling-2022":
        worded.add("items.name")
    found = [(key, text) for key, text in texts(scheme(scheme_id)) if key in worded]
    assert found
    assert [pair for pair in found if normal(pair[1]) not in source] == []


@pytest.mark.parametrize("scheme_id", IDS)
def test_every_quotation_stands_in_the_document(scheme_id: str) -> None:
    source = document(scheme_id)
    found = [(key, one) for key, text in texts(scheme(scheme_id)) for one in quoted(text)]
    assert found
    assert [pair for pair in found if normal(pair[1]) not in source] == []


@pytest.mark.parametrize("scheme_id", IDS)
def test_the_document_is_named_as_it_names_itself(scheme_id: str) -> None:
    source = document(scheme_id)
    number, title = re.fullmatch("([^《]*)《(.+)》.*", scheme(scheme_id)["document"]).groups()
    assert normal(number) in source
    assert normal(title) in source


# --- whole rows: nothing left out before, within or after -----------------------------------------


def rows(scheme_id: str) -> list[str]:
    """Each item as the document prints it, from its number to the end of its row."""
    items = scheme(scheme_id)["items"]
    match scheme_id:
        case "wenling-2022":
            return ["{no}.{standard}|{rule}|{check}|||".format_map(one) for one in items]
        case "tangjiafang-2020":
            return ["{no}.{standard}".format_map(one) + _numbered(one["parts"]) for one in items]
        case "sanguan-2022":
            return [_under_one_heading(*pair) for pair in pairwise([{"name": ""}, *items])]
        case "xx-city-plan":
            whole = "{no}.{name}。{standard}〔责任单位:{units}〕"
            broken_off = "{no}.{name}。{standard}"
            return [(whole if "units" in one else broken_off).format_map(one) for one in items]
        case _:
            numbered = zip(NUMERALS, items, strict=True)
            return [f"({no}){{name}}。{{standard}}".format_map(one) for no, one in numbered]


def _numbered(parts: list[str]) -> str:
    return "".join(no + part for no, part in zip(CIRCLED, parts, strict=False))


def _under_one_heading(above: dict[str, str], one: dict[str, str]) -> str:
    """A row of three cells; two rows may share the first."""
    cells = "{standard}{deadline}" if above["name"] == one["name"] else "{name}{standard}{deadline}"
    return cells.format_map(one)


@pytest.mark.parametrize(
    ("scheme_id", "count"),
    [
        ("linyi-2022", 5),
        ("sanguan-2022", 16),
        ("tangjiafang-2020", 14),
        ("wenling-2022", 21),
        ("xx-city-plan", 14),
    ],
)
def test_every_item_is_a_whole_row_of_the_document(scheme_id: str, count: int) -> None:
    source, found = document(scheme_id), rows(scheme_id)
    assert len(found) == count
    assert [row for row in found if normal(row) not in source] == []
    at = [source.index(normal(row)) for row in found]
    assert at == sorted(at)


@pytest.mark.parametrize("scheme_id", ["linyi-2022", "tangjiafang-2020", "xx-city-plan"])
def test_between_two_items_stands_nothing_but_a_heading(scheme_id: str) -> None:
    source = document(scheme_id)
    headings = ["", *(normal(one["name"]) for one in scheme(scheme_id)["sections"])]
    found = [normal(row) for row in rows(scheme_id)]
    for above, below in pairwise(found):
        between = source[source.index(above) + len(above) : source.index(below)]
        assert re.sub(r"^\(.\)", "", between) in headings


def test_the_document_breaks_off_where_the_fourteenth_measure_of_xx_city_does() -> None:
    assert document("xx-city-plan").endswith(normal(rows("xx-city-plan")[-1]))


def test_the_sub_points_of_tangjiafang_are_fifty_nine() -> None:
    items = scheme("tangjiafang-2020")["items"]
    assert sum(len(one["parts"]) for one in items) == 59
    within = document("tangjiafang-2020").partition("15.负面清单")[0]
    assert sum(within.count(sign) for sign in CIRCLED) == 59
