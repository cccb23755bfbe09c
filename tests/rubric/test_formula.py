from decimal import Decimal

import pytest

from rubric.formula import parse_formula

COUNTS = {"a": Decimal(2), "b": Decimal(5), "zero": Decimal(0)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 2 - 3", 5),
        ("12 / 2 / 3", 2),
        ("-a + b", 3),
        ("--a", 2),
        ("0.5 * a", 1),
        ("min(a, b) + max(a, b)", 7),
        ("floor(b / a)", 2),
        ("floor(-b / a)", -3),
        ("if(a > b, 1, 2)", 2),
        ("if(zero, 1, 2)", 2),
        ("a < b", 1),
        ("a >= b", 0),
        ("a <= 2 and b != 4", 1),
        ("a == 3 or b == 5", 1),
        ("not a == 2", 0),
        ("not (a == 3) and b > 4", 1),
        ("zero or zero", 0),
        ("a and zero", 0),
        ("1 - 1 < 1", 1),
    ],
)
def test_a_formula_is_reckoned_as_at_school(text: str, value: int) -> None:
    assert parse_formula(text).of(COUNTS) == value


@pytest.mark.parametrize(
    "text", ["a / zero", "unknown", "1 + unknown", "-unknown", "min(a, unknown)", "not unknown"]
)
def test_the_unknown_and_division_by_zero_make_the_whole_unknown(text: str) -> None:
    assert parse_formula(text).of(COUNTS) is None


def test_an_overwhelming_count_has_a_floor_too() -> None:
    assert parse_formula("floor(a)").of({"a": Decimal(10**40)}) == Decimal(10**40)


def test_a_formula_knows_its_names_and_is_told_with_what_people_call_them() -> None:
    formula = parse_formula("if(a > 3, min(a, 1), b_2)")
    assert formula.names == {"a", "b_2"}
    assert formula.spoken({"a": "甲", "b_2": "乙"}) == "if(甲 > 3, min(甲, 1), 乙)"


def test_formulas_of_one_text_are_equal() -> None:
    assert parse_formula("a + 1") == parse_formula("a + 1")
    assert len({parse_formula("a + 1"), parse_formula("a + 1"), parse_formula("a")}) == 2
    assert parse_formula("a") != "a"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "应当是算式"),
        (3, "应当是算式"),
        ("1" * 301, "应当是算式"),
        ("   ", "算式在“末尾”处不完整"),
        ("1 +", "算式在“末尾”处不完整"),
        ("(1", "算式在“末尾”处不完整"),
        ("1 2", "算式里的“2”看不懂"),
        ("1 + *", "算式里的“*”看不懂"),
        ("and", "算式里的“and”看不懂"),
        ("__import__('os')", "算式里的“_”看不懂"),
        ("a.b", "算式里的“.”看不懂"),
        ("a ** b", "算式里的“*”看不懂"),
        ("甲", "算式里的“甲”看不懂"),
        ("Abc", "算式里的“A”看不懂"),
        ("min(1)", "算式里的 min 要写 2 个数"),
        ("if(1, 2)", "算式里的 if 要写 3 个数"),
        ("min 1", "算式在“1”处不完整"),
        ("(" * 100 + "1" + ")" * 100, "算式套得太深"),
        ("-" * 250 + "1", "算式套得太深"),
    ],
)
def test_what_is_no_formula_is_refused_in_words(text: object, fault: str) -> None:
    with pytest.raises(ValueError, match="算式") as refused:
        parse_formula(text)
    assert str(refused.value).startswith(fault)
