"""Six kinds of tampering, each done as thoroughly as somebody with the database file could."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import AnchorsUnreadable
from bot.proof import chain_faults, prove, read_anchors
from handlers.chat import anchor
from handlers.services import commitments
from storage.audit import Anchor
from tests.bot.county import NOON

ROWS = 12
ANCHORED = 8


@pytest.fixture
def posted(live):
    """A chain of some rows; its end was said in the anchor chat when it had eight."""
    with live.read() as uow:
        begun = uow.audit.head().seq
    for number in range(begun + 1, ROWS + 1):
        with live.begin() as uow:
            uow.audit.append(NOON, "record.logged", f"record:{number}", {"version": 1})
            if number == ANCHORED:
                anchor.tick(uow, NOON, "-5")
                (row,) = uow.outbox.due(NOON, 5)
    return row.payload["text"].replace("<code>", "").replace("</code>", "")


@pytest.fixture
def chat(posted, tmp_path):
    """What was copied from the anchor chat."""
    file = tmp_path / "锚点.txt"
    file.write_text(f"示例机器人, [2026/7/15 9:00]\n{posted}\n", encoding="utf-8")
    return file


def rows(opened):
    names = "seq, at, person_id, grant_id, village_id, action, subject, data"
    return opened.execute(f"SELECT {names} FROM audit ORDER BY seq").fetchall()  # noqa: S608


def rewrite(store, opened):
    """Every hash made anew by the programme's own hand, and the ledger's own anchor removed."""
    kept = rows(opened)
    opened.execute("DELETE FROM audit")
    opened.execute("UPDATE audit_head SET seq = 0, hash = ?", ("0" * 64,))
    opened.execute("DELETE FROM setting WHERE key = 'anchor.last'")
    opened.commit()
    with store.begin() as uow:
        for _, at, person, grant, village, action, subject, _data in kept:
            moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
            uow.audit.append(moment, action, subject, {"version": 1}, person, grant, village)


def edit(_store, opened):
    opened.execute("UPDATE audit SET subject = 'record:999' WHERE seq = 5")


def delete(_store, opened):
    opened.execute("DELETE FROM audit WHERE seq = 5")


def insert(_store, opened):
    opened.execute("UPDATE audit SET seq = -seq WHERE seq > 5")
    opened.execute("UPDATE audit SET seq = 1 - seq WHERE seq < 0")
    told = "SELECT 6, at, person_id, grant_id, village_id, action, subject, data, prev_hash, hash"
    opened.execute(f"INSERT INTO audit {told} FROM audit WHERE seq = 5")


def swap(_store, opened):
    for old, new in ((5, -5), (6, 5), (-5, 6)):
        opened.execute("UPDATE audit SET seq = ? WHERE seq = ?", (new, old))


def truncate(_store, opened):
    """The head is set back too, and the ledger's own anchor removed."""
    opened.execute("DELETE FROM audit WHERE seq > 6")
    opened.execute("UPDATE audit_head SET seq = 6, hash = (SELECT hash FROM audit WHERE seq = 6)")
    opened.execute("DELETE FROM setting WHERE key = 'anchor.last'")


def rewrite_one(store, opened):
    edit(store, opened)
    rewrite(store, opened)


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (edit, "第5条被改动"),
        (delete, "第5至5条缺失"),
        (insert, "第6条被改动"),
        (swap, "第5条被改动"),
        (truncate, "2026-07-15的锚点上有第8条,链上没有"),
        (rewrite_one, "第8条与2026-07-15的锚点上的校验码不符"),
    ],
)
def test_tampering_of_every_kind_is_found(live, loaded, chat, tamper, found):
    with closing(sqlite3.connect(loaded.database_file)) as opened, opened:
        tamper(live, opened)
    with live.read() as uow:
        proof = prove(uow, loaded.data_dir, read_anchors(chat))
    assert any(found in fault for fault in proof.faults), proof.faults


def test_a_record_changed_behind_the_chain_is_found_too(live, loaded):
    for minutes in range(2):
        with live.begin() as uow:
            commitments.tick(uow, NOON + timedelta(minutes=minutes))
    with closing(sqlite3.connect(loaded.database_file)) as opened, opened:
        opened.execute("UPDATE record_version SET heads = 99 WHERE id = 3")
    with live.read() as uow:
        assert chain_faults(uow) == []
        (fault,) = prove(uow, loaded.data_dir, []).faults
    assert fault.startswith("record_version 表第1至")


@pytest.mark.usefixtures("posted")
@pytest.mark.parametrize("tamper", [truncate, rewrite_one])
def test_without_anchors_a_chain_made_anew_looks_sound(live, loaded, tamper):
    """Why the anchor chat is needed, and why it must be in other hands."""
    with closing(sqlite3.connect(loaded.database_file)) as opened, opened:
        tamper(live, opened)
    with live.read() as uow:
        assert chain_faults(uow) == []


def test_an_untouched_ledger_is_proved_in_all_its_parts(live, loaded, chat):
    with live.read() as uow:
        proof = prove(uow, loaded.data_dir, read_anchors(chat))
    assert (proof.rows, proof.anchors, proof.files, proof.faults) == (ROWS, 2, 3, ())


@pytest.mark.usefixtures("posted")
def test_what_the_ledger_itself_posted_last_is_an_anchor_too(live):
    with live.begin() as uow:
        last = uow.settings.get(anchor.LAST_ANCHOR)
        uow.settings.put(anchor.LAST_ANCHOR, last | {"hash": "f" * 64})
    with live.read() as uow:
        assert "第8条" in chain_faults(uow)[0].message


def test_photos_that_are_missing_or_changed_are_told(live, loaded):
    gone, bent, *_ = sorted(
        each for each in (loaded.data_dir / "evidence").rglob("*.jpg") if ".small" not in each.name
    )
    gone.unlink()
    bent.write_bytes(b"bent")
    with live.read() as uow:
        faults = prove(uow, loaded.data_dir, []).faults
    assert [fault.partition(":")[0] for fault in faults] == ["佐证文件缺失", "佐证文件被改动"]


LINK = "ab" * 32


def test_anchors_are_read_from_a_chat_copied_as_it_is(tmp_path):
    file = tmp_path / "chat.txt"
    file.write_text(f"张某:收到\n  2026-07-15 1234 {LINK}\n\n[9:00] 2026-07-16  1240 {LINK} ")
    assert read_anchors(file) == [
        Anchor(1234, LINK, "2026-07-15的锚点"),
        Anchor(1240, LINK, "2026-07-16的锚点"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"2026-07-15 12 {LINK}\n2026-07-16 12 {LINK[1:]}", "第2行"),
        (f"2026-07-16 12 {LINK}a", "第1行"),
        ("早上好", "没有一行"),
        ("", "没有一行"),
    ],
)
def test_a_line_that_is_cut_off_is_told_and_not_passed_over(tmp_path, text, why):
    file = tmp_path / "chat.txt"
    file.write_text(text)
    with pytest.raises(AnchorsUnreadable, match=why):
        read_anchors(file)


def test_a_file_that_is_missing_is_told(tmp_path):
    with pytest.raises(AnchorsUnreadable, match="absent"):
        read_anchors(tmp_path / "absent.txt")
