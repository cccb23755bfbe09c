"""One bad table of a scheme file does not hide the faults of the others."""

from rubric.errors import Fault
from rubric.model import Count, Model, Word
from rubric.parts import Parts


class Shelf(Model):
    id: Word
    books: Count = 0


def parts(**raw: object) -> Parts:
    return Parts("f.toml", raw, ())


def told(found: Parts) -> list[str]:
    return [str(fault).removeprefix("f.toml:") for fault in found.refused()]


def test_the_sound_tables_are_read_and_each_unsound_one_is_told_of() -> None:
    found = parts(shelves=[{"id": "a"}, {"id": ""}, {"id": "c", "books": -1, "colour": "red"}, 3])
    assert found.many("shelves", Shelf) == [Shelf(id="a")]
    assert told(found) == [
        "shelves 2 id:不能空着",
        "shelves 3 books:应当不小于 0",
        "shelves 3 colour:没有这个键",
        "shelves 4:应当是表",
    ]


def test_what_is_no_list_of_tables_is_told_and_holds_none() -> None:
    found = parts(shelves={"id": "a"})
    assert found.many("shelves", Shelf) == []
    assert list(found.numbered("shelves", "id")) == []
    assert told(found) == ["shelves:应当写成 [[shelves]]"]


def test_the_head_is_what_stands_outside_the_lists() -> None:
    found = parts(id="a", shelves=[{}])
    assert found.head(Shelf, ("shelves",)) == Shelf(id="a")
    assert parts(books=1).head(Shelf, ()) is None


def test_a_name_given_twice_is_told_at_the_second_place() -> None:
    found = parts(shelves=[{"id": "a"}, {"id": "b"}, {"id": "a"}, {}, {}])
    found.unique("shelves", "id")
    assert told(found) == ["shelves 3 id:“a”写了两次"]


def test_faults_met_while_reading_come_first_and_one_place_is_told_once() -> None:
    found = Parts("f.toml", {}, [Fault("f.toml", "", "id", "甲")])
    found.add("", "id", "乙")
    found.add("", "kind", "丙")
    assert told(found) == ["id:甲", "kind:丙"]
