"""A statement as a driver takes it: in words, with its values where the driver wants them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.prepared import Prepared, lists, prepared
from storage.tables import Audit, Enrolment, Inbox, Place

_inbox, _place, _enrolment = Inbox.__table__, Place.__table__, Enrolment.__table__
_audit = Audit.__table__
SQLITE, POSTGRESQL = sqlite.dialect(paramstyle="qmark"), postgresql.psycopg.dialect()
NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)
OF_SENDER = select(_inbox.c.id).where(
    _inbox.c.state == "open", _inbox.c.sender == bindparam("whose")
)
SOME = select(_place.c.id).where(_place.c.id.in_(bindparam("ids", expanding=True)))


def test_values_stand_in_the_order_of_their_marks_where_marks_have_no_names():
    ready = prepared(OF_SENDER, {"whose": "7"}, SQLITE)
    assert ready.words.count("?") == 2
    assert ready.values({"whose": "8"}) == ["open", "8"]


def test_values_are_named_where_marks_have_names():
    ready = prepared(OF_SENDER, {"whose": "7"}, POSTGRESQL)
    values = ready.values({"whose": "8"})
    assert sorted(values.values()) == ["8", "open"]
    assert all(f"%({name})s" in ready.words for name in values)


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=["sqlite", "postgresql"])
def test_each_value_of_a_list_has_its_place(dialect):
    assert lists(SOME, {"ids": [1]}, dialect) == ("ids",)
    values = prepared(SOME, {"ids": [0, 0, 0]}, dialect).values({"ids": [3, 4, 5]})
    assert (values if dialect is SQLITE else list(values.values())) == [3, 4, 5]


def test_a_list_that_is_part_of_the_statement_is_no_value_of_an_execution():
    constant = select(_inbox.c.id).where(_inbox.c.state.in_(("open", "parked")))
    assert lists(constant, {}, SQLITE) == ()
    assert prepared(constant, {}, SQLITE).values({}) == ["open", "parked"]


def test_values_pass_as_their_columns_types_want_them():
    since = select(_inbox.c.id).where(
        _inbox.c.received_at > bindparam("since"), _inbox.c.written_on == bindparam("day")
    )
    given = {"since": NOON, "day": date(2026, 7, 14)}
    values = prepared(since, given, SQLITE).values(given)
    assert values == ["2026-07-14 12:00:00.000000", "2026-07-14"]


def test_columns_are_read_as_their_types_mean_them():
    ready = prepared(select(_inbox.c.id, _inbox.c.body, _inbox.c.received_at), {}, SQLITE)
    (row,) = ready.read([(1, '{"a": [2]}', "2026-07-14 12:00:00.000000")])
    assert row == [1, {"a": [2]}, NOON]
    assert prepared(select(_place.c.id), {}, SQLITE).read([(1,)]) == [(1,)]


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (insert(_inbox), {"bot_id": 1}),
        (OF_SENDER, {}),
        (OF_SENDER.execution_options(yield_per=10), {"whose": "7"}),
        (update(_place).where(_place.c.id.in_(bindparam("ids", expanding=True))), {"ids": [1]}),
    ],
    ids=["defaults of columns", "a value that is lacking", "a stream", "a change of a list"],
)
def test_what_only_sqlalchemy_can_do_is_left_to_it(statement, given):
    assert prepared(statement, given, SQLITE) is None


def test_an_insert_takes_the_columns_that_it_is_given():
    ready = prepared(insert(_enrolment), {"village_id": 1, "scheme_id": "x"}, SQLITE)
    assert ready.values({"village_id": 2, "scheme_id": "y"}) == [2, "y"]


def test_words_alone_need_nothing():
    assert Prepared("SAVEPOINT part").values({}) == {}
