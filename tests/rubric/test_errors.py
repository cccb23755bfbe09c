from rubric.errors import CaseRefused, Fault, NoPoints, Refused, SchemeRefused


def test_a_fault_is_told_with_file_table_and_key_as_far_as_it_has_them() -> None:
    assert str(Fault("f.toml", "items 1", "points", "错")) == "f.toml:items 1 points:错"
    assert str(Fault("f.toml", "items 1", "", "错")) == "f.toml:items 1:错"
    assert str(Fault("f.toml", "", "id", "错")) == "f.toml:id:错"
    assert str(Fault("f.toml", "", "", "错")) == "f.toml:错"


def test_a_refusal_carries_every_fault_and_tells_each_on_its_line() -> None:
    faults = (Fault("f.toml", "", "id", "甲"), Fault("f.toml", "", "kind", "乙"))
    for kind in (SchemeRefused, CaseRefused):
        refused = kind(faults)
        assert isinstance(refused, Refused)
        assert refused.faults == faults
        assert str(refused) == "f.toml:id:甲\nf.toml:kind:乙"


def test_the_docstring_is_the_message() -> None:
    assert NoPoints.__doc__ == "这个考核办法不计分。"
