from pathlib import Path

import pytest

from rubric.errors import NotTold, SchemeRefused
from rubric.scheme import Scheme, parse_scheme
from rubric.vocabulary import Vocabulary

TEXT = (Path(__file__).parents[1] / "schemes" / "county-demo.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('amount = "events * 15"', 'amount = "event * 15"', "items 2 rules.1:没有“event”这个数"),
        (
            'amount = "events * 15"',
            'amount = "events *"',
            "items 2 rules.1.amount:算式在“末尾”处不完整",
        ),
        ('when = "warned > 1"', 'when = "cautioned > 1"', "items 3 rules.3:没有“cautioned”这个数"),
        ('when = "petitions == 0"', 'when = "noise == 0"', "tiers 1 when:没有“noise”这个数"),
        ('unless = "self_reported == 1"', 'unless = "x == 1"', "vetoes 1 unless:没有“x”这个数"),
        ('names = ["integrity-education", ', 'names = ["rest", ', "counts 4 names:没有“rest”"),
        ('names = ["petition"]', 'names = ["war"]', "counts 7 names:没有“war”"),
        ('id = "events"', 'id = "min"', "counts 4 id:“min”在算式里另有用处"),
        ('id = "events"', 'id = "Events"', "counts 4 id:只能用小写字母"),
        ("years = 2", "years = 0", "counts 8 years:应当不小于 1"),
        ('honours = ["county-award"', 'honours = ["medal"', "items 6 rules.1.honours:没有“medal”"),
        (
            "marks = [{ section = 1",
            "marks = [{ section = 9",
            "tiers 1 marks.1.section:没有第 9 部分",
        ),
        (
            'parts = [{ count = "review"',
            'parts = [{ count = "vote"',
            "composite parts.1.count:没有“vote”",
        ),
        ("own_percent = 70", "own_percent = 60", "composite own_percent:各部分的比例合计是 90%"),
        ("own_percent = 70", "own_percent = 0", "composite own_percent:应当大于 0"),
        ("own_percent = 70", "own_percent = 101", "composite own_percent:应当不大于 100"),
        ("percent = 60\n", "percent = 50\n", "sections 1 percent:各部分的 percent"),
        ("percent = 60\n", "", "sections 1 percent:各部分的 percent"),
        ("\npoints = 100\nmost", "\npoints = 90\nmost", "points:写的是 90 分,各项相加是 100 分"),
        ("extra = true\n", "", "sections 1 points:写的是 100 分,各项相加是 110 分"),
        ("points = 0\n", "points = -1\n", "items 8 points:应当是不小于 0 的分数"),
        ("points = 0\n", "points = 1\n", "items 8 rules:不能空着"),
        ("least = -10", "least = 61", "items 2 least:不能大于 points"),
        ("least = -10", "least = -1000", "items 2 least:应当是分数"),
        ("least = -10", 'least = "x"', "items 2 least:应当是分数"),
        ("reaching = 90, p", 'reaching = "90", p', "items 4 rules.1.steps.2.reaching:应当是分数"),
    ],
)
def test_numbers_that_do_not_fit_together_are_refused(
    old: str, new: str, fault: str, vocabulary: Vocabulary
) -> None:
    assert old in TEXT
    with pytest.raises(SchemeRefused) as refused:
        parse_scheme(TEXT.replace(old, new, 1), "f.toml", vocabulary)
    told = [str(each).removeprefix("f.toml:") for each in refused.value.faults]
    assert any(line.startswith(fault) for line in told), told


def test_a_table_without_thresholds_bonus_and_recognition_is_a_scheme(
    vocabulary: Vocabulary,
) -> None:
    scheme = parse_scheme(TEXT, "f.toml", vocabulary)
    assert (scheme.scored.thresholds, scheme.scored.bonus, scheme.scored.recognition) == (
        None,
        None,
        None,
    )
    with pytest.raises(NotTold):
        _ = scheme.thresholds


def test_what_a_scheme_says_is_at_hand(wenling: Scheme) -> None:
    assert (wenling.points, wenling.version) == (100, "2022-06-10")
    assert wenling.bonus.most == 3
    assert wenling.recognition.seal_by == "07-31"
    assert wenling.thresholds.up_to_standard == 70
    assert (wenling.title, wenling.in_force_from.year) == ("温岭市清廉村居建设量化评分表", 2022)
