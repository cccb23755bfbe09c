from pathlib import Path

import pytest

import rubric
from rubric.errors import SchemeRefused
from storage.schemes import load

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
