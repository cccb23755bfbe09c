"""What a scheme file of each kind must have and may not have."""

from pathlib import Path

import pytest

import rubric
from rubric.errors import SchemeRefused
from rubric.scheme import parse_scheme
from rubric.vocabulary import Vocabulary

SCHEMES = Path(rubric.__file__).parent / "schemes"


def faults(name: str, old: str, new: str, vocabulary: Vocabulary) -> list[str]:
    text = (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(SchemeRefused) as refused:
        parse_scheme(text.replace(old, new, 1), "f.toml", vocabulary)
    return [str(fault).removeprefix("f.toml:") for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("wenling-2022", 'kind = "points"', "kind = 3", "kind:只能是 points、grades、checklist"),
        (
            "wenling-2022",
            "section = 1\n",
            'section = 1\nunits = "组织"\n',
            "items 1 units:这个键是另一类",
        ),
        ("wenling-2022", 'witness = "ledger"\n', "", "items 1 witness:缺少这一项"),
        ("wenling-2022", "points = 10\n", "", "sections 1 points:缺少这一项"),
        (
            "tangjiafang-2020",
            "section = 1\n",
            "section = 1\npoints = 5\n",
            "items 1 points:这个键是另一类",
        ),
        ("tangjiafang-2020", "[[negatives]]", "[[vetoes]]", "vetoes:没有这个键"),
        (
            "tangjiafang-2020",
            'least = "fairly-good"',
            'least = "so-so"',
            "recognition least:没有“so-so”",
        ),
        (
            "tangjiafang-2020",
            'best = "good"',
            'best = "best"',
            "recognition best:没有“best”这个等次",
        ),
        (
            "tangjiafang-2020",
            '"public-notice",',
            '"creation-report",',
            "procedure:“creation-report”不是",
        ),
        (
            "tangjiafang-2020",
            'due = "09-30"',
            'due = "09-31"',
            "due:应当写成 07-31 这样的月和日",
        ),
        ("tangjiafang-2020", 'due = "09-30"', 'due = "13-01"', "due:应当写成 07-31 这样的月和日"),
        ("tangjiafang-2020", 'due = "09-30"', 'due = "soon"', "due:应当写成 07-31 这样的月和日"),
        ("tangjiafang-2020", 'due = "09-30"', "due = 9", "due:应当是日期、09-30 这样的月和日"),
        (
            "tangjiafang-2020",
            'id = "opinion-survey"\nname = "民意调查"',
            'id = "opinion-survey"',
            "事项表里没有",
        ),
        (
            "sanguan-2022",
            "percent = 30",
            "at_least = 3\npercent = 30",
            "targets 1 at_least:at_least 和",
        ),
        ("sanguan-2022", "percent = 30\n", "", "targets 1 at_least:at_least 和 percent 写一个"),
        ("sanguan-2022", "count = 3", "count = 4", "plan 1 count:写的是 4 个,列了 3 个"),
        ("sanguan-2022", "due = 2022-09-30\n", "", "due:一次性的事项写明是哪一天"),
        ("sanguan-2022", "due = 2022-09-30", "opens = 2022-10-01\ndue = 2022-09-30", "先后不对"),
        (
            "sanguan-2022",
            'duties = ["weak-branch-remedy"]',
            'duties = ["x"]',
            "items 1 duties:没有“x”",
        ),
        (
            "xx-city-plan",
            'festivals = ["元旦", "春节", "五一", "国庆"]\n',
            "",
            "festivals:节前办的事项",
        ),
        ("xx-city-plan", 'festivals = ["元旦"', 'festivals = ["中元"', "festivals.1:只能是"),
        ("xx-city-plan", 'cadence = "festival"', 'cadence = "year"', "festivals:节前办的事项写明"),
        ("linyi-2022", 'owed_by = "town"', 'owed_by = "county"', "owed_by:只能是"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_of_its_fault(
    name: str, old: str, new: str, fault: str, vocabulary: Vocabulary
) -> None:
    told = faults(name, old, new, vocabulary)
    assert any(fault in line for line in told), told


def test_a_kind_that_is_not_known_is_read_as_the_commonest(vocabulary: Vocabulary) -> None:
    told = faults("wenling-2022", 'kind = "points"', 'kind = "stars"', vocabulary)
    assert told == ["kind:只能是 points、grades、checklist 之一"]
