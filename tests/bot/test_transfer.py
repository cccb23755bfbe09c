import re
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import JSON, CheckConstraint, insert, select, text

from bot import transfer
from bot.errors import NotEmpty, TransferUnlike
from bot.transfer import migrate, prepare
from demo.seed import PHONES
from handlers.services import commitments
from rubric.posts import Post
from storage.errors import AlreadyRunning, DatabaseAhead, DatabaseBehind
from storage.tables import metadata
from storage.unit_of_work import Store
from storage.whole import Whole
from tests.bot.county import NOON, settings, told
from tests.databases import STORES, emptied
from tests.handlers.stage import Stage


@pytest.fixture(params=STORES)
def target(request, tmp_path):
    """Where there is nothing yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'target.db'}"
    return emptied(request.getfixturevalue("postgres_url"))


def held(url):
    with closing(Store(url)) as store:
        return told(store)


def test_a_ledger_moves_with_every_count_hash_and_score_equal_and_back(loaded, target, tmp_path):
    before = held(loaded.database)
    moved = migrate(loaded, target)
    assert set(moved.sums) == set(metadata.tables)
    assert moved.sums == held(target) == before
    assert (moved.faults, moved.scores.villages) == ((), 10)
    there = settings(loaded.data_dir, database_url=target)
    back = f"sqlite:///{tmp_path / 'back.db'}"
    assert migrate(there, back) == moved
    assert held(back) == before


@pytest.fixture
def full(loaded):
    """The same ledger with a row in each table; what would count stands at the town."""
    with closing(Store(loaded.database)) as store, store.begin() as uow:
        (town,) = uow.places.towns()
        empty = [name for name, rows in uow.whole.counts().items() if not rows]
        for table in (each for each in metadata.sorted_tables if each.name in empty):
            uow._connection.execute(insert(table).values(row_of(uow, table, town.id)))
    return loaded


def row_of(uow, table, town):
    filled = [each for each in table.c if each.autoincrement is not True or each.foreign_keys]
    return {each.name: value_of(uow, each, town) for each in filled if each.name != "id"}


def value_of(uow, column, town):
    """Of a reference a row that there is, of a choice the first; else anything of its type."""
    for key in column.foreign_keys:
        known = select(key.column).limit(1)
        return town if column.name in PLACES else uow._connection.execute(known).scalar()
    for rule in column.table.constraints:
        if isinstance(rule, CheckConstraint) and str(rule.sqltext).startswith(f"{column.name} IN"):
            return re.search("'(.*?)'", str(rule.sqltext))[1]
    kind = getattr(column.type, "impl_instance", column.type)
    return JSON_VALUE if isinstance(kind, JSON) else VALUES[kind.python_type]


JSON_VALUE = {"名": [1, None, "“x”"]}
PLACES = ("village_id", "place_id", "target_id")
VALUES = {
    bool: True,
    bytes: b"\x00\xff",
    date: NOON.date(),
    datetime: NOON,
    int: 2**31 - 1,
    str: "字'\\ \n",
}


def test_a_row_of_every_table_moves_and_the_moved_ledger_runs(full, target):
    moved = migrate(full, target)
    assert all(each.rows for each in moved.sums.values())
    assert held(target) == moved.sums
    with closing(Store(target)) as store:
        phone = Stage(store, NOON).phone(PHONES[Post.SECRETARY])
        assert "支委会" in phone.say("昨天支委会,5人参加").text
        with store.begin() as uow:
            assert uow.audit.verify() == []


def test_what_the_chain_was_told_of_the_rows_is_true_of_the_moved_ones(full, target):
    with closing(Store(full.database)) as store, store.begin() as uow:
        for minutes in range(2):
            commitments.tick(uow, NOON + timedelta(minutes=minutes))
    migrate(full, target)
    with closing(Store(target)) as store, store.read() as uow:
        assert uow.audit.told(commitments.ACTION)
        assert list(commitments.faults(uow)) == []


def test_the_bot_goes_on_numbering_where_it_was(loaded, target):
    migrate(loaded, target)
    numbers = []
    for url in (loaded.database, target):
        with closing(Store(url)) as store, store.begin() as uow:
            numbers.append((uow.people.add("新人"), uow.places.add("city", "新市")))
            uow.audit.append(NOON, "person.added", "person:1", {})
            assert uow.audit.verify() == []
    assert numbers[0] == numbers[1]


def test_a_target_with_anything_in_it_is_refused_and_left_alone(loaded, target):
    with closing(Store(target)) as store:
        prepare(store)
        with store.begin() as uow:
            uow.settings.put("mine", 1)
    before = held(target)
    with pytest.raises(NotEmpty, match="目标数据库"):
        migrate(loaded, target)
    assert held(target) == before


def stamp(file, revision):
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = ?", (revision,))


@pytest.mark.parametrize(("revision", "error"), [("9999", DatabaseAhead), ("0001", DatabaseBehind)])
@pytest.mark.parametrize("which", ["source", "target"])
def test_ledgers_of_other_versions_are_refused(
    loaded, tmp_path, new_ledger, which, revision, error
):
    target = new_ledger(tmp_path / "target.db")
    stamp(tmp_path / "target.db" if which == "target" else loaded.database_file, revision)
    with pytest.raises(error):
        migrate(loaded, target)


def test_while_the_bot_runs_its_ledger_does_not_move(loaded, target):
    with (
        closing(Store(loaded.database)) as store,
        store.exclusive_run(),
        pytest.raises(AlreadyRunning),
    ):
        migrate(loaded, target)


@pytest.mark.parametrize(
    ("part", "told_as"),
    [("sums", "person"), ("scores", "各村得分")],
)
def test_what_is_not_the_same_there_is_taken_back(loaded, target, monkeypatch, part, told_as):
    if part == "sums":
        spoil(monkeypatch, "take", lambda new: new._db.execute(text(RENAMED)))
    else:
        scores = iter([(10, "one"), (10, "another")])
        monkeypatch.setattr(transfer, "all_scores", lambda *_: next(scores))
    with pytest.raises(TransferUnlike, match=told_as):
        migrate(loaded, target)
    with closing(Store(target)) as store, store.read() as uow:
        assert uow.whole.is_new()


RENAMED = "UPDATE person SET name = 'x' WHERE id = 1"


def spoil(monkeypatch, name, after):
    kept = getattr(Whole, name)

    def spoiled(new, old):
        kept(new, old)
        after(new)

    monkeypatch.setattr(Whole, name, spoiled)


def test_a_chain_that_was_broken_before_moves_as_it_is_and_is_told(loaded, target):
    with closing(sqlite3.connect(loaded.database_file)) as opened, opened:
        opened.execute("UPDATE audit SET action = 'x' WHERE seq = 1")
    assert migrate(loaded, target).faults == ("第1条被改动",)
