import pytest

from rubric.scheme import Scheme, parse_scheme
from rubric.scheme_diff import compare, movers
from rubric.vocabulary import Vocabulary
from storage.schemes import load


def changed(text: str, vocabulary: Vocabulary, *swaps: tuple[str, str]) -> Scheme:
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return parse_scheme(text, "new.toml", vocabulary)


def test_a_scheme_does_not_differ_from_itself(wenling: Scheme) -> None:
    assert list(compare(wenling, wenling)) == []
    assert movers(wenling, wenling) == "没有村居的结果会变化"


def test_an_amount_that_changed_names_the_item_whose_points_may_move(
    wenling: Scheme, wenling_text: str, vocabulary: Vocabulary
) -> None:
    new = changed(
        wenling_text, vocabulary, ("each = 0.5", "each = 0.4"), ('"2022-06-10"', '"2027-01-01"')
    )
    assert list(compare(wenling, new)) == [
        "版本 version:2022-06-10 → 2027-01-01",
        "项目 1 改了rules",
        "项目 20 改了rules",
    ]
    assert movers(wenling, new) == "在用这个办法的村居,第1、20项的得分可能变化"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('standard = "预留', 'standard = "要预留', "项目 10 改了standard(只改文字)"),
        ('title = "温岭市', 'title = "新温岭市', "总的规定 title 改了(只改文字)"),
        ('explain = "逐月算', 'explain = "按月算', "读法 item16 改了options"),
    ],
)
def test_words_alone_move_nobodys_points(
    wenling: Scheme, wenling_text: str, vocabulary: Vocabulary, old: str, new: str, line: str
) -> None:
    other = changed(wenling_text, vocabulary, (old, new))
    assert list(compare(wenling, other)) == [line]
    assert "第" not in movers(wenling, other)


def test_a_duty_that_recurs_otherwise_moves_the_item_that_counts_it(
    wenling: Scheme, wenling_text: str, vocabulary: Vocabulary
) -> None:
    old = 'id = "risk-review"\ncadence = "year"'
    new = changed(wenling_text, vocabulary, (old, old.replace("year", "half")))
    assert list(compare(wenling, new)) == ["事项 risk-review 改了cadence"]
    assert movers(wenling, new) == "在用这个办法的村居,第6项的得分可能变化"


def test_a_threshold_that_changed_may_move_a_standing(
    wenling: Scheme, wenling_text: str, vocabulary: Vocabulary
) -> None:
    new = changed(wenling_text, vocabulary, ("up-to-standard = 70", "up-to-standard = 75"))
    assert list(compare(wenling, new)) == ["总的规定 thresholds 改了"]
    assert movers(wenling, new) == "在用这个办法的村居,有上面所列情形的,结果可能变化"


def test_what_came_and_went_is_named(
    wenling: Scheme, wenling_text: str, vocabulary: Vocabulary
) -> None:
    new = changed(wenling_text, vocabulary, ('kind = "insolvent"', 'kind = "bankrupt"'))
    assert list(compare(wenling, new)) == [
        "一票否决 insolvent 取消了",
        "一票否决 bankrupt 是新加的",
    ]


def test_schemes_of_two_kinds_are_compared_too(wenling: Scheme) -> None:
    lines = list(compare(wenling, load()["tangjiafang-2020"]))
    assert lines[0] == "种类:points → grades"
    assert "负面清单 eight-rules 是新加的" in lines
    assert "项目 21 取消了" in lines


def test_items_that_came_or_went_are_named_among_the_movers(wenling: Scheme) -> None:
    assert movers(load()["tangjiafang-2020"], wenling).startswith("在用这个办法的村居,第1、2、3、")
    assert "第19、" not in movers(wenling, wenling)
