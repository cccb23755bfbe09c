"""Past work as the operator imports it, command by command."""

import pytest

from bot import settings
from bot.ledger_file import import_file
from handlers.services.errors import LedgerRefused
from rubric.posts import Post
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.bot.conftest import NOON
from tests.handlers.services.sheets import csv_of
from tests.handlers.services.test_ledger_rows import HEAD

ROWS = (
    ("示例镇", "示例一村", "支委会", "2026-03-05", "", "", "5", "", ""),
    ("示例镇", "示例一村", "主题党日", "2026-03-20", "", "", "", "植树", ""),
)


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    clock = tmp_path / "clock"
    clock.write_text("2026-07-15T12:00:00+08:00")
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", str(clock))


@pytest.fixture
def store(tmp_path, new_ledger):
    (tmp_path / "data").mkdir()
    opened = Store(new_ledger(tmp_path / "data" / "qinglian.db"))
    with opened.begin() as uow:
        city = uow.places.add("city", "示例市")
        town = uow.places.add("town", "示例镇", city)
        village = uow.places.add("village", "示例一村", town)
        uow.enrolments.add(village, "wenling-2022", NOON.date())
        for post, place in ((Post.OPERATOR, city), (Post.SUPERVISOR_CHAIR, village)):
            person = uow.people.add(f"示例{post}")
            grant = uow.grants.add(person, post, place, NOON.date())
            uow.grants.accept(grant, NOON)
            uow.people.bind(person, str(grant), str(grant), NOON)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "补录.csv"
    path.write_bytes(csv_of(*ROWS, head=HEAD))
    return path


def records(store):
    with store.read() as uow:
        village = uow.places.villages_of(uow.places.towns()[0].id)[0].id
        return uow.records.of_village(village, Scope.operator())


def messages(store):
    with store.read() as uow:
        return [row.payload["text"] for row in uow.outbox.due(NOON, 50)]


def test_an_import_writes_the_lines_and_tells_each_confirmer_once(store, file):
    assert import_file(file, dry_run=False) == [
        "✓ 已导入。", "补录记录:2", "  示例镇 示例一村 2", "已请 1 人有空时确认。"]  # fmt: skip
    assert [row.status for row in records(store)] == ["reported", "reported"]
    (text,) = messages(store)
    assert "已补录 2 件，待您确认" in text


def test_a_trial_says_the_same_and_does_nothing(store, file):
    tried = import_file(file, dry_run=True)
    assert tried == ["试运行,什么都没有改。导入后:", "补录记录:2", "  示例镇 示例一村 2"]
    assert (records(store), messages(store)) == ([], [])


def test_a_second_import_adds_nothing_and_says_what_is_known(store, file):
    import_file(file, dry_run=False)
    told = import_file(file, dry_run=False)
    assert told[:3] == ["✓ 都是已有的,没有改动。", "补录记录:0", "已有(不重复登记):2"]
    assert told[3] == "  第2行 示例镇 示例一村 支委会 2026年3月5日"
    assert (len(records(store)), len(messages(store))) == (2, 1)


@pytest.mark.usefixtures("store")
def test_columns_that_were_not_used_are_told(file):
    file.write_bytes(csv_of((*ROWS[0], "x"), head=(*HEAD, "经办")))
    assert "没有用到的列:经办" in import_file(file, dry_run=True)


def test_one_spoiled_line_and_nothing_is_written(store, file):
    file.write_bytes(csv_of(*ROWS, ("示例镇", "别村", "支委会", "2026-03-05"), head=HEAD))
    with pytest.raises(LedgerRefused):
        import_file(file, dry_run=False)
    assert records(store) == []


@pytest.mark.usefixtures("store")
def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LedgerRefused, match="没有这个文件"):
        import_file(tmp_path / "x.csv", dry_run=True)
    with pytest.raises(LedgerRefused, match="打不开"):
        import_file(tmp_path, dry_run=True)
