"""The roster as the operator imports it, command by command."""

import csv
import stat
from contextlib import contextmanager

import pytest

from bot import settings
from storage.settings import BOT_NAME
from storage.unit_of_work import Store
from tests.bot.conftest import NOON as NOW
from tests.bot.test_cli import called, ended
from tests.handlers.services.sheets import csv_of, excel_of, village

ROWS = (
    village("示例甲", "村党组织书记", code="A1", scheme="wenling-2022"),
    village("示例乙", "村监会主任"),
    ("示例镇", "", "示例丁", "镇清廉办", "", "", "0576-88880000"),
)


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    clock = tmp_path / "clock"
    clock.write_text("2026-07-15T09:30:00+08:00")
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", str(clock))
    called("db", "upgrade")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes(csv_of(*ROWS, encoding="gb18030"))
    return path


@contextmanager
def writing():
    store = Store("sqlite:///data/qinglian.db")
    with store.begin() as uow:
        yield uow
    store.close()


def waiting() -> int:
    store = Store("sqlite:///data/qinglian.db")
    with store.read() as uow:
        found = len(uow.grants.waiting())
    store.close()
    return found


def table(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_an_import_says_what_it_did(file):
    done = called("roster", "import", str(file))
    assert done.exit_code == 0
    assert "示例镇 示例一村 村党组织书记 示例甲" in done.output
    assert waiting() == len(ROWS)


def test_excel_is_imported_as_well(tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(excel_of(*ROWS))
    assert called("roster", "import", str(path)).exit_code == 0
    assert waiting() == len(ROWS)


def test_a_trial_says_the_same_and_does_nothing(file, tmp_path):
    out = tmp_path / "out.csv"
    tried = called("roster", "import", str(file), "--dry-run", "--invites", str(out))
    assert (tried.exit_code, waiting(), out.exists()) == (0, 0, False)
    done = called("roster", "import", str(file))
    assert tried.output.splitlines()[1:-1] == done.output.splitlines()[1:]


def test_a_second_time_nothing_is_left_to_do(file):
    called("roster", "import", str(file))
    again = called("roster", "import", str(file))
    assert again.output.strip() == "✓ 与已登记的一致。"


def test_a_spoiled_roster_changes_nothing_and_ends_with_status_2(tmp_path, monkeypatch, capsys):
    path = tmp_path / "名册.csv"
    path.write_bytes(csv_of(*ROWS, village("示例丙", "村长", phone="13800000000")))
    status, words = ended(monkeypatch, capsys, "roster", "import", str(path))
    assert (status, waiting()) == (2, 0)
    assert "名册.csv:第5行 职务:没有“村长”这个职务" in words.err
    assert "共 2 处错误,什么都没有改。" in words.err


def test_a_contradiction_to_the_ledger_leaves_no_file_of_secrets(file, tmp_path):
    called("roster", "import", str(file))
    other = tmp_path / "新.csv"
    other.write_bytes(csv_of(village("示例戊", "村文书", code="A1")))
    out = tmp_path / "out.csv"
    refused = called("roster", "import", str(other), "--invites", str(out))
    assert (refused.exit_code, out.exists()) == (2, False)


def test_a_missing_file_is_told(monkeypatch, capsys):
    status, words = ended(monkeypatch, capsys, "roster", "import", "没有.csv")
    assert (status, "没有.csv:没有这个文件" in words.err) == (2, True)


def test_invites_are_written_once_for_each_and_for_the_owner_only(file, tmp_path):
    out = tmp_path / "out.csv"
    called("roster", "import", str(file), "--invites", str(out))
    rows = table(out)
    assert [row["姓名"] for row in rows] == ["示例甲", "示例乙", "示例丁"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert rows[0]["绑定链接"].startswith("/start ")
    assert rows[0]["绑定码有效期至"] == "2026年7月30日 09:30"


def test_the_secrets_are_in_that_file_only(file, tmp_path):
    out = tmp_path / "out.csv"
    said = called("roster", "import", str(file), "--invites", str(out)).output
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    for row in table(out):
        secret = row["绑定链接"].removeprefix("/start ")
        code = row["绑定码"].replace(" ", "")
        assert not any(each in said or each.encode() in kept for each in (secret, code))


def test_a_file_that_exists_is_not_overwritten_and_nothing_is_imported(
    file, tmp_path, monkeypatch, capsys
):
    out = tmp_path / "out.csv"
    out.write_text("mine")
    status, words = ended(monkeypatch, capsys, "roster", "import", str(file), "--invites", str(out))
    assert (status, waiting(), out.read_text()) == (1, 0, "mine")
    assert "已经存在" in words.err


def test_links_name_the_bot_once_it_has_run(file, tmp_path):
    with writing() as uow:
        uow.settings.put(BOT_NAME, "example_bot")
    out = tmp_path / "out.csv"
    called("roster", "import", str(file), "--invites", str(out))
    assert table(out)[0]["绑定链接"].startswith("https://t.me/example_bot?start=")


def test_fresh_invites_for_one_town_get_a_name_of_their_own(file, tmp_path):
    called("roster", "import", str(file))
    done = called("roster", "invites", "--town", "示例镇")
    assert done.exit_code == 0
    assert len(table(tmp_path / "invites-20260715-093000.csv")) == len(ROWS)


def test_an_unknown_town_is_told_with_those_that_are_known(file, monkeypatch, capsys):
    called("roster", "import", str(file))
    status, words = ended(
        monkeypatch, capsys, "roster", "invites", "--town", "别镇", "--out", "x.csv"
    )
    assert (status, "已登记:示例镇" in words.err) == (1, True)


def test_progress_is_counted_by_town_and_names_whom_only_if_asked(file):
    called("roster", "import", str(file))
    told = called("roster", "progress").output
    assert told.strip() == "示例镇:已绑定 0 人,未绑定 3 人"
    assert "示例一村 村监会主任 示例乙" in called("roster", "progress", "--town", "示例镇").output


def test_a_new_term_begins_on_its_day_and_is_shown_as_a_hand_over(file, tmp_path):
    called("roster", "import", str(file))
    with writing() as uow:
        for grant in uow.grants.waiting():
            uow.grants.accept(grant.id, NOW)
    new = tmp_path / "新.csv"
    new.write_bytes(csv_of(village("示例新", "村党组织书记")))
    told = called("roster", "import", str(new), "--dry-run", "--from", "2026-08-01").output
    assert "交接(自2026年8月1日起" in told
    assert "示例镇 示例一村 村党组织书记 示例甲 → 示例新" in told
    assert "名册里没有、仍在任的(不改动):1" in told
    complete = called("roster", "import", str(new), "--dry-run", "--complete").output
    assert "立即终止(从未绑定的作废):1\n  示例镇 示例一村 村监会主任 示例乙" in complete


def test_an_older_database_is_told_how_to_be_upgraded(file, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("QINGLIAN_DATA_DIR", str(tmp_path / "empty"))
    status, words = ended(monkeypatch, capsys, "roster", "import", str(file))
    assert (status, "qinglian db upgrade" in words.err) == (1, True)


def test_a_term_of_another_age_is_refused(file, monkeypatch, capsys):
    arguments = ("roster", "import", str(file), "--from", "9999-12-31")
    status, words = ended(monkeypatch, capsys, *arguments)
    assert status == 2
    assert "离今天太远,请核对年份" in words.err
