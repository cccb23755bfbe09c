"""The common shapes of statements, on a table that anything may be put into."""

import pytest

from storage.repository import Repository
from storage.tables import Inbox, Place, Setting

_place, _setting, _inbox = Place.__table__, Setting.__table__, Inbox.__table__


@pytest.fixture
def rows(uow):
    return Repository(uow._connection)


@pytest.fixture
def towns(rows):
    """Three places, by their numbers."""
    return [rows._insert(_place, kind="town", name=name) for name in ("甲镇", "乙镇", "甲镇")]


def told(rows, numbers):
    return [(row["name"], row["contact"]) for each in numbers for row in rows._all(_place, id=each)]


def test_rows_are_told_by_what_their_columns_equal_in_the_order_of_their_numbers(rows, towns):
    assert [row["id"] for row in rows._all(_place, name="甲镇")] == [towns[0], towns[2]]
    assert [row["id"] for row in rows._all(_place, kind="town", name="乙镇")] == [towns[1]]
    assert rows._all(_place, name="丙镇") == []


def test_the_first_of_them_or_none(rows, towns):
    assert rows._first(_place, name="甲镇")["id"] == towns[0]
    assert rows._first(_place, name="丙镇") is None


def test_one_row_is_changed_and_no_other(rows, towns):
    rows._change(_place, towns[0], name="丁镇", contact="0576")
    assert told(rows, towns) == [("丁镇", "0576"), ("乙镇", ""), ("甲镇", "")]


def test_those_for_which_all_conditions_hold_are_changed_and_counted(rows, towns):
    younger = _place.c.id > towns[0]
    assert rows._update(_place, _place.c.name == "甲镇", younger, name="丁镇") == 1
    assert [name for name, _ in told(rows, towns)] == ["甲镇", "乙镇", "丁镇"]
    assert rows._update(_place, _place.c.name == "丙镇", name="戊镇") == 0


def test_what_a_unique_key_forbids_is_left_as_it_was_and_told_by_none(rows, world):
    update = {"bot_id": 1, "update_id": 7, "sender": "a", "written_on": world.today}
    update |= {"received_at": world.now}
    assert rows._insert_once(_inbox, **update, body={"n": 1})
    assert rows._insert_once(_inbox, **update, body={"n": 2}) is None
    assert [row["body"] for row in rows._all(_inbox, update_id=7)] == [{"n": 1}]


@pytest.mark.usefixtures("towns")
def test_what_is_asked_for_is_a_value_and_never_part_of_the_statement(rows):
    assert rows._all(_place, name="甲镇' OR '1' = '1") == []
