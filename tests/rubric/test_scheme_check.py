"""Whether the tables of a scheme fit together; the faults within one are told in test_scheme."""

import pytest

from rubric.errors import SchemeRefused
from rubric.scheme import parse_scheme
from rubric.vocabulary import Vocabulary
from tests.rubric.conftest import SCHEMES


def faults(name: str, old: str, new: str, vocabulary: Vocabulary) -> list[str]:
    text = (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(SchemeRefused) as refused:
        parse_scheme(text.replace(old, new, 1), "f.toml", vocabulary)
    return [str(fault).removeprefix("f.toml:") for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('least = "fairly-good"', 'least = "nice"', "recognition least:没有“nice”这个等次"),
        ('best = "good"', 'best = "nice"', "recognition best:没有“nice”这个等次"),
        (
            'procedure = ["opinion-survey"',
            'procedure = ["creation-report"',
            "recognition procedure:“creation-report”不是布置的事项",
        ),
        ('kind = "eight-rules"', 'kind = "public-outcry"', "negatives 5 kind:“public-outcry”写了"),
    ],
)
def test_what_a_scheme_with_grades_names_must_be_there(
    vocabulary: Vocabulary, old: str, new: str, fault: str
) -> None:
    told = faults("tangjiafang-2020", old, new, vocabulary)
    assert any(one.startswith(fault) for one in told), told


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("percent = 30\n", "", "targets 1 at_least:at_least 和 percent 写一个"),
        ("percent = 30\n", "percent = 30\nat_least = 3\n", "targets 1 at_least:at_least 和 perc"),
        ('"李卓", ', "", "plan 1 count:写的是 3 个,列了 2 个"),
        ("due = 2022-06-30\n", 'due = "06-30"\n', "due:一次性的事项写明是哪一天"),
        (
            'duties = ["weak-branch-remedy"]',
            'duties = ["pilgrimage"]',
            "items 1 duties:没有“pilgrimage”这个事项",
        ),
    ],
)
def test_targets_plans_and_days_of_a_checklist_must_fit(
    vocabulary: Vocabulary, old: str, new: str, fault: str
) -> None:
    told = faults("sanguan-2022", old, new, vocabulary)
    assert any(fault in one for one in told), told


def test_a_festival_duty_names_its_festivals_and_no_other_does(vocabulary: Vocabulary) -> None:
    festivals = 'festivals = ["春节", "五一", "国庆", "元旦"]\n'
    text = (SCHEMES / "xx-city-plan.toml").read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("festivals")) + "\n"
    assert "festivals:节前办的事项写明是哪些节日" in faults("xx-city-plan", line, "", vocabulary)[0]
    yearly = 'cadence = "year"\n'
    told = faults("xx-city-plan", yearly, yearly + festivals, vocabulary)
    assert any("festivals:节前办的事项写明是哪些节日" in one for one in told)
