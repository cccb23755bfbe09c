from pathlib import Path

import pytest

import rubric
from rubric.errors import SchemeRefused
from storage.schemes import check, load, read

WENLING = Path(rubric.__file__).parent / "schemes" / "wenling-2022.toml"

PACKAGE = ("linyi-2022", "sanguan-2022", "tangjiafang-2020", "wenling-2022", "xx-city-plan")


def folder(data_dir: Path) -> Path:
    schemes = data_dir / "schemes"
    schemes.mkdir()
    return schemes


def test_the_packages_schemes_are_there_with_the_words_for_their_duties() -> None:
    schemes = load()
    assert list(schemes) == [*PACKAGE]
    assert len(schemes) == len(PACKAGE)
    assert schemes.vocabulary.duties["party-day"].name == "主题党日"


def test_a_scheme_is_parsed_once_however_often_it_is_loaded(tmp_path: Path) -> None:
    assert load()["wenling-2022"] is load(tmp_path)["wenling-2022"]


def test_a_data_directory_adds_schemes_and_replaces_those_of_the_same_id(tmp_path: Path) -> None:
    text = WENLING.read_text(encoding="utf-8")
    schemes = folder(tmp_path)
    (schemes / "a.toml").write_text(text.replace("wenling-2022", "new-2027"), encoding="utf-8")
    (schemes / "b.toml").write_text(text.replace("2022-06-10", "2023-01-01"), encoding="utf-8")
    (schemes / "notes.txt").write_text("no scheme", encoding="utf-8")
    found = load(tmp_path)
    assert set(found) == {*PACKAGE, "new-2027"}
    assert found["wenling-2022"].version == "2023-01-01"


def test_every_fault_of_every_file_is_told_and_nothing_is_loaded(tmp_path: Path) -> None:
    schemes = folder(tmp_path)
    (schemes / "a.toml").write_bytes(b"\xff\xfe")
    (schemes / "b.toml").write_text("id =", encoding="utf-8")
    with pytest.raises(SchemeRefused) as refused:
        load(tmp_path)
    assert [fault.source for fault in refused.value.faults] == ["a.toml", "b.toml"]
    assert "不是 UTF-8" in refused.value.faults[0].message


RIVER = """[[duties]]
id = "river-inspection"
name = "河道清洁检查"
aliases = ["巡河"]
"""


def with_river(schemes: Path) -> Path:
    """A county's scheme that asks for a duty the package does not know, and the county's list."""
    (schemes / "duties.toml").write_text(RIVER, encoding="utf-8")
    text = WENLING.read_text(encoding="utf-8").replace('"wenling-2022"', '"county-2027"')
    scheme = schemes / "county.toml"
    scheme.write_text(text.replace('"party-lecture"', '"river-inspection"'), encoding="utf-8")
    return scheme


def test_a_data_directory_adds_duties_and_the_words_for_them(tmp_path: Path) -> None:
    scheme = with_river(folder(tmp_path))
    found = load(tmp_path)
    assert found.vocabulary.duties["river-inspection"].aliases == ("巡河",)
    assert found.name_of("river-inspection") == "河道清洁检查"
    assert found["county-2027"].duties["river-inspection"].name == "河道清洁检查"
    assert read(scheme, tmp_path).id == "county-2027"
    with pytest.raises(SchemeRefused, match="事项表里没有“river-inspection”"):
        read(scheme)


def test_a_county_s_own_words_for_a_duty_replace_the_package_s(tmp_path: Path) -> None:
    text = RIVER.replace("river-inspection", "party-day")
    (folder(tmp_path) / "duties.toml").write_text(text, encoding="utf-8")
    duties = load(tmp_path).vocabulary.duties
    assert duties["party-day"].name == "河道清洁检查"
    assert len(duties) == len(load().vocabulary.duties)


def test_a_duty_that_was_taken_off_the_list_goes_by_its_id() -> None:
    assert load().name_of("river-inspection") == "river-inspection"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff\xfe", "不是 UTF-8"), (RIVER.encode() * 2, "写了两次")],
    ids=["binary", "twice"],
)
def test_a_spoiled_list_of_duties_is_told_once(tmp_path: Path, content: bytes, told: str) -> None:
    own = folder(tmp_path) / "duties.toml"
    own.write_bytes(content)
    for refusing in (lambda: load(tmp_path), lambda: check(own)):
        with pytest.raises(SchemeRefused) as refused:
            refusing()
        (fault,) = refused.value.faults
        assert fault.source == "duties.toml"
        assert told in fault.message


def test_two_files_of_one_folder_may_not_have_the_same_id(tmp_path: Path) -> None:
    """Else which of them counts would be told by their names alone."""
    schemes = folder(tmp_path)
    again = with_river(schemes).read_text(encoding="utf-8")
    (schemes / "county-2028.toml").write_text(again, encoding="utf-8")
    with pytest.raises(SchemeRefused, match=r"county\.toml:id:和 county-2028\.toml 的相同"):
        load(tmp_path)


def test_a_mark_that_windows_puts_first_does_no_harm(tmp_path: Path) -> None:
    schemes = folder(tmp_path)
    scheme = with_river(schemes)
    for file in (scheme, schemes / "duties.toml"):
        file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert "county-2027" in load(tmp_path)
    check(scheme, tmp_path)
