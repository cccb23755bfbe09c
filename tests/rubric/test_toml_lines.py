import pytest

from rubric.toml_lines import line_of, lines

TEXT = '''id = "x"
# [[items]] in a comment is none
[head]
key = 1
"quoted.key" = 2
[[items]]
no = 1
text = """
no = 9
[[items]]
"""
[[items.rules]]
each = 1
[[items.rules]]
each = 2
[items.names]
a = "甲"
[[items]]
no = 2
[[items.rules]]
each = 3
'''


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        ("", "id", 1),
        ("id", "", 1),
        ("head", "", 3),
        ("head", "key", 4),
        ("head", "quoted.key", 5),
        ("items 1", "", 6),
        ("items 1", "no", 7),
        ("items 1", "rules.1", 12),
        ("items 1", "rules.1.each", 13),
        ("items 1", "rules.2.each", 15),
        ("items 1", "names.a", 17),
        ("items 2", "", 18),
        ("items 2", "no", 19),
        ("items 2", "rules.1.each", 21),
        ("items 2", "rules.1.missing", 20),
        ("items 2", "missing", 18),
        ("items 3", "no", None),
        ("", "missing", None),
    ],
)
def test_a_place_is_found_or_the_nearest_one_around_it(
    table: str, key: str, line: int | None
) -> None:
    assert line_of(lines(TEXT), table, key) == line
