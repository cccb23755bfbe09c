from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from storage.audit import BEGINNING, Anchor, _link
from storage.errors import AuditNotPlain

MOMENT = datetime(2026, 7, 15, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def chain(store, world):
    """Five rows of history."""
    with store.begin() as uow:
        return [
            uow.audit.append(
                world.now + timedelta(seconds=number),
                "record.logged",
                f"record:{number}",
                {"duties": ["party-day"], "version": 1},
                person_id=world.clerk,
                grant_id=world.clerk_grant,
                village_id=world.village,
            )
            for number in range(1, 6)
        ]


@pytest.fixture
def faults(store):
    """What verify finds after somebody ran these statements on the database itself."""

    def faults(*statements):
        with store.begin() as uow:
            for statement in statements:
                uow._connection.execute(text(statement))
        with store.read() as uow:
            return [fault.message for fault in uow.audit.verify()]

    return faults


def test_an_empty_chain_is_whole(uow):
    assert uow.audit.verify() == []
    assert uow.audit.head() == BEGINNING


def test_a_chain_nobody_touched_is_whole_and_its_head_is_the_last_rows_hash(store, chain, faults):
    assert faults() == []
    with store.read() as uow:
        assert uow.audit.head() == (5, chain[-1])
    assert len(set(chain)) == 5


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE audit SET data = '{}' WHERE seq = 3",
        "UPDATE audit SET action = 'record.confirmed' WHERE seq = 3",
        "UPDATE audit SET subject = 'record:9' WHERE seq = 3",
        "UPDATE audit SET person_id = 99 WHERE seq = 3",
        "UPDATE audit SET village_id = NULL WHERE seq = 3",
        "UPDATE audit SET at = (SELECT at FROM audit AS other WHERE seq = 4) WHERE seq = 3",
    ],
)
def test_an_edited_row_is_found_whatever_was_edited(faults, edit):
    assert faults(edit) == ["第3条被改动"]


@pytest.mark.usefixtures("chain")
def test_deleted_rows_are_found(faults):
    assert faults("DELETE FROM audit WHERE seq IN (2, 3)") == ["第2至3条缺失"]


@pytest.mark.usefixtures("chain")
def test_swapped_rows_are_found(faults):
    found = faults(
        "UPDATE audit SET seq = 99 WHERE seq = 2",
        "UPDATE audit SET seq = 2 WHERE seq = 3",
        "UPDATE audit SET seq = 3 WHERE seq = 99",
    )
    assert {"第2条被改动", "第3条被改动", "第2条与上一条接不上"} <= set(found)


@pytest.mark.usefixtures("chain")
def test_a_cut_off_end_is_found(faults):
    assert faults("DELETE FROM audit WHERE seq = 5") == ["链尾与登记的不符,末尾的记录被删改"]


@pytest.mark.usefixtures("chain")
def test_a_row_chained_to_another_than_its_neighbour_is_found(faults):
    swap = "UPDATE audit SET prev_hash = (SELECT hash FROM audit WHERE seq = 1) WHERE seq = 4"
    assert "第4条与上一条接不上" in faults(swap)


def anchored(store, *anchors):
    with store.read() as uow:
        return [fault.message for fault in uow.audit.verify(anchors)]


def test_anchors_that_the_chain_meets_are_no_fault(store, chain):
    known = [Anchor(0, BEGINNING.hash, "甲"), Anchor(5, chain[4], "乙"), Anchor(5, chain[4], "丙")]
    assert anchored(store, *known) == []


@pytest.mark.usefixtures("chain")
def test_an_anchor_with_another_hash_tells_that_the_chain_was_made_anew(store):
    told = anchored(store, Anchor(3, "f" * 64, "甲"), Anchor(0, "f" * 64, "乙"))
    assert told == [
        "第0条与乙上的校验码不符,这一条或以前的记录被重写",
        "第3条与甲上的校验码不符,这一条或以前的记录被重写",
    ]


def test_an_anchor_beyond_the_end_tells_that_rows_are_gone(store, chain, faults):
    moved = "UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit WHERE seq = 3)"
    assert faults("DELETE FROM audit WHERE seq > 3", moved) == []
    assert anchored(store, Anchor(5, chain[4], "甲")) == ["甲上有第5条,链上没有,已被删去"]


def test_the_hash_of_a_row_stays_what_it_was():
    """A chain that stands in a ledger must be sound for every later version."""
    link = _link("0" * 64, 1, MOMENT, 2, None, 3, "record.logged", "record:1", {"b": [1], "a": "x"})
    assert link == "82e700dff659fe57ba2c3b5d5c45315c7dd50f0808009b103ab04cee277d8b85"


def test_names_and_words_stay_out_of_the_chain(uow, world):
    for bad in ({"name": "某人"}, {"理由": 1}):
        with pytest.raises(AuditNotPlain, match=r"record\.returned"), uow.savepoint():
            uow.audit.append(world.now, "record.returned", "record:1", bad)
    assert uow.audit.head() == BEGINNING


@pytest.mark.usefixtures("chain")
def test_what_was_rolled_back_leaves_no_link(store, world, crashing, faults):
    crashing(lambda uow: uow.audit.append(world.now, "record.logged", "record:6", {}))
    with store.begin() as uow:
        uow.audit.append(world.now, "record.logged", "record:7", {})
    assert faults() == []
    with store.read() as uow:
        assert uow.audit.head().seq == 6


def test_the_order_of_keys_does_not_change_the_hash(world, crashing):
    def hashed(data):
        return crashing(lambda uow: uow.audit.append(world.now, "a", "b", data))

    assert hashed({"x": 1, "y": 2}) == hashed({"y": 2, "x": 1}) != hashed({"y": 2, "x": 3})


def test_eight_writers_at_once_make_one_chain_without_a_fork(store, world, faults):
    def write(number):
        for turn in range(5):
            with store.begin() as uow:
                uow.audit.append(world.now, "record.logged", f"record:{number}-{turn}", {})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert faults() == []
    with store.read() as uow:
        assert uow.audit.head().seq == 40
