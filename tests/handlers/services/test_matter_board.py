from datetime import date

import pytest

from handlers.services import matters
from handlers.services.matter_board import board, unsettled
from rubric.posts import Post
from storage.scope import Scope


@pytest.fixture
def put(hall):
    """A matter of a village, with steps on the first days of July; its row."""

    def put(grant, title, kind="major-decision", steps=(), village=None):
        number = matters.start(hall.act(grant, village), kind, title)
        for day, step in enumerate(steps, 1):
            row = hall.uow.facts.get("matter", number, Scope.tick())
            matters.take(hall.act(grant, village), row, step, date(2026, 7, day), {})
        return hall.uow.facts.get("matter", number, Scope.tick())

    return put


@pytest.fixture
def neighbour(hall):
    return hall.appoint(Post.SECRETARY, "second")


def shown(hall):
    books = [hall.book("first"), hall.book("second")]
    return board(hall.uow, Scope.operator(), books)


def test_what_lacks_a_step_comes_first_then_what_waits_to_be_received(
    hall, secretary, neighbour, put
):
    put(secretary, "好好办的", steps=("propose",))
    filed = put(neighbour, "已报备的", "project", ("approve", "tender", "settle", "file"))
    put(neighbour, "缺步骤的", steps=("resolve",))
    told = shown(hall)
    assert [one.row.said["title"] for one in told] == ["缺步骤的", "已报备的", "好好办的"]
    assert told[0].missing == ("提议", "商议", "审议")
    assert (told[1].row.id, told[1].filed_on) == (filed.id, date(2026, 7, 4))
    assert told[2].next_step == "商议"


def test_a_project_concluded_without_its_filing_lacks_it(hall, secretary, put):
    row = put(secretary, "水渠", "project", ("approve", "tender", "settle"))
    matters.conclude(hall.act(secretary), row)
    (one,) = shown(hall)
    assert "报备" in "".join(one.missing)
    assert one.next_step == ""


def test_what_was_withdrawn_is_left_out_and_what_is_confirmed_is_settled(
    hall, secretary, chair, put
):
    matters.withdraw(hall.act(secretary), put(secretary, "误记的"))
    done = put(secretary, "办结的")
    matters.conclude(hall.act(secretary), done)
    matters.confirm(hall.act(chair), hall.uow.facts.get("matter", done.id, Scope.tick()))
    told = shown(hall)
    assert [one.state for one in told] == ["confirmed"]
    assert unsettled(told) == []


def test_another_towns_are_not_seen(hall, put):
    put(hall.appoint(Post.SECRETARY, "far"), "外镇的")
    assert shown(hall) == []
