from rubric.parts import Parts
from rubric.scheme_parts import NAMED_BY, Tables, place_of


def test_a_table_is_found_by_the_name_its_list_tells_its_tables_apart_by() -> None:
    raw = {"items": [{"no": 4}, {"no": 7}], "vetoes": [{"kind": "insolvent"}]}
    parts = Parts("f.toml", raw, ())
    assert place_of(parts, "items", 7) == "items 2"
    assert place_of(parts, "vetoes", "insolvent") == "vetoes 1"


def test_every_list_of_a_scheme_has_a_key_that_names_its_tables() -> None:
    assert set(Tables.__dataclass_fields__) | {"stages"} == set(NAMED_BY)
