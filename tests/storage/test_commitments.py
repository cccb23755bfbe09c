"""What rows come to: alike on both databases, and another for every change."""

import pytest
from sqlalchemy import text

from storage.tables import metadata

SALT = "s"
PASSING = {"account", "act", "audit", "audit_head", "card", "draft", "inbox", "invite", "job"}
PASSING |= {"invite_try", "outbox", "reminder", "setting"}
CHANGED = {"consent", "enrolment", "evidence", "feedback", "person", "place", "post_grant"}


@pytest.fixture
def matters(uow, world):
    """The numbers of three matters of a village."""
    told = [("road", "修路"), ("road", "修桥"), ("shop", "租店面")]
    return [
        uow.facts.state("matter", world.village, kind=kind, title=title, **world.by_clerk())
        for kind, title in told
    ]


@pytest.fixture
def summed(uow, matters):
    """What they come to, after somebody ran a statement on the database itself."""

    def summed(statement="", salt=SALT):
        if statement:
            uow._connection.execute(text(statement.format(*matters)))
        return uow.commitments.sum("matter", matters[0], matters[-1], salt)

    return summed


def test_every_table_is_summed_or_is_known_to_change(uow):
    """A table that is added is one of these."""
    summed = set(uow.commitments.ends())
    assert summed.isdisjoint(PASSING | CHANGED)
    assert summed | PASSING | CHANGED == set(metadata.tables)


def test_each_table_goes_as_far_as_its_newest_row(uow, matters):
    ends = uow.commitments.ends()
    assert (ends["matter"], ends["veto"]) == (matters[-1], 0)


def test_the_same_rows_come_to_the_same_and_with_another_salt_to_something_else(summed):
    assert summed() == summed() != summed(salt="t")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE matter SET title = '修路二期' WHERE id = {0}",
        "UPDATE matter SET by_id = by_id + 1 WHERE id = {1}",
        "DELETE FROM matter WHERE id = {1}",
    ],
)
def test_whatever_is_changed_shows(summed, statement):
    assert summed() != summed(statement)


def test_what_lies_outside_is_nothing_to_them(uow, matters, summed):
    before = uow.commitments.sum("matter", matters[0], matters[1], SALT)
    summed("UPDATE matter SET title = 'x' WHERE id = {2}")
    assert uow.commitments.sum("matter", matters[0], matters[1], SALT) == before
