from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, null, text

from storage.record_rows import NewEvidence
from storage.tables import Evidence, Setting, metadata
from storage.unit_of_work import Store
from tests.databases import emptied, run_on_postgres

NUMBERED = ("place", "person")


@pytest.fixture
def filled(store, world):
    """A ledger with something of every type of column."""
    with store.begin() as uow:
        uow.settings.put("甲", {"b": 1, "a": [None, "“引号”", 1.5]})
        uow.settings.put("B", None)
        uow.audit.append(world.now, "record.logged", "record:1", {}, person_id=world.clerk)
        uow.inbox.put(2**40, [(2**41, "1001", {"text": "nul \x00"}, world.today)], world.now)
        uow.reminders.claim(world.village, "a/2026", "before", world.clerk, world.now)
        told = {
            "village_id": world.village,
            "kind": "photo",
            "file_id": "f",
            "file_unique_id": "u",
            **world.by_clerk(world.now + timedelta(microseconds=1)),
        }
        number = uow.evidence.keep(NewEvidence(**told))
        row = {**told, "alike": null(), "prints": bytes(range(256)), "path": "evidence/ab/c.jpg"}
        uow._connection.execute(insert(Evidence.__table__).values(**row, sha256="ab"))
        row = {**told, "alike": None, "path": "evidence/ab/c.jpg", "sha256": "ab"}
        uow._connection.execute(insert(Evidence.__table__).values(**row))
    return number


@pytest.fixture
def other(tmp_path, new_ledger):
    with closing(Store(new_ledger(tmp_path / "other.db"))) as store:
        yield store


@pytest.fixture
def another_place(url, request, tmp_path, new_ledger):
    """A second empty ledger of the same kind; on PostgreSQL it is the first one, emptied."""
    if url.startswith("sqlite"):
        return lambda: new_ledger(tmp_path / "back.db")
    return lambda: with_numbers_from_one(emptied(request.getfixturevalue("postgres_url")))


def with_numbers_from_one(url):
    run_on_postgres(*(f"ALTER SEQUENCE {name}_id_seq RESTART" for name in NUMBERED), url=url)
    return url


def taken(source, target):
    with source.read() as old, target.begin() as new:
        new.whole.take(old.whole)


@pytest.mark.usefixtures("filled")
def test_counts_and_sums_are_of_every_table(store):
    with store.read() as uow:
        counts, sums = uow.whole.counts(), uow.whole.sums()
    assert set(counts) == set(sums) == set(metadata.tables)
    assert counts == {name: each.rows for name, each in sums.items()}
    assert (counts["place"], counts["setting"], counts["evidence"]) == (6, 2, 3)


@pytest.mark.usefixtures("filled")
def test_what_was_taken_over_is_the_same_in_every_table(store, other):
    taken(store, other)
    with store.read() as old, other.read() as new:
        assert new.whole.sums() == old.whole.sums()
        assert new.audit.verify() == []
        assert new.audit.head() == old.audit.head()


@pytest.mark.usefixtures("filled")
def test_it_can_be_taken_back_and_numbered_on(store, other, world, another_place):
    """There and back again: on PostgreSQL new rows are numbered after those that came."""
    taken(store, other)
    with store.read() as uow:
        before = uow.whole.sums()
    with closing(Store(another_place())) as back:
        taken(other, back)
        with back.begin() as uow:
            assert uow.whole.sums() == before
            assert uow.places.add("village", "新村", world.town) == world.elsewhere + 1
            assert uow.people.add("新人") == world.official + 1


@pytest.mark.usefixtures("filled")
def test_a_null_of_json_is_told_apart_from_no_value(store, other):
    taken(store, other)
    absent = text("SELECT alike IS NULL FROM evidence ORDER BY id")
    for opened in (store, other):
        with opened.read() as uow:
            assert [bool(each) for (each,) in uow._connection.execute(absent)] == [
                True,
                True,
                False,
            ]


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE place SET name = '改名' WHERE id = (SELECT max(id) FROM place)",
        "DELETE FROM setting WHERE key = 'B'",
        "UPDATE evidence SET alike = 'null' WHERE alike IS NULL",
        'UPDATE setting SET value = \'{"a": [null, "“引号”", 1.5], "b": 1}\' WHERE key = \'甲\'',
    ],
)
@pytest.mark.usefixtures("filled")
def test_a_sum_tells_of_any_change(store, edit):
    with store.read() as uow:
        before = uow.whole.sums()
    with store.begin() as uow:
        uow._connection.execute(text(edit))
        changed = [name for name, each in uow.whole.sums().items() if each != before[name]]
    assert len(changed) == 1


def test_texts_are_ordered_by_their_bytes_on_either_database(store):
    with store.begin() as uow:
        for key in ("b", "A", "a", "B", "é"):
            uow.settings.put(key, 1)
        rows = [row["key"] for batch in uow.whole.batches(Setting.__table__) for row in batch]
    assert rows == ["A", "B", "a", "b", "é"]


def test_only_what_an_upgrade_leaves_is_new(store):
    with store.begin() as uow:
        assert uow.whole.is_new()
        uow.audit.append(datetime(2026, 7, 15, tzinfo=UTC), "a", "b", {})
        assert not uow.whole.is_new()


def test_a_ledger_with_a_single_setting_is_not_new(store):
    with store.begin() as uow:
        uow.settings.put("a", 1)
        assert not uow.whole.is_new()


@pytest.mark.usefixtures("filled")
def test_the_files_of_evidence_are_told_once_each(store):
    with store.read() as uow:
        assert uow.whole.files() == [("evidence/ab/c.jpg", "ab")]
