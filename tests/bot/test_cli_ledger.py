import pytest

from bot import ledger_file
from handlers.services.errors import LedgerRefused
from rubric.errors import Fault
from tests.bot.test_cli import called


@pytest.fixture
def asked(monkeypatch):
    """What the command hands on."""
    seen = []

    def import_file(file, *, dry_run):
        seen.append((file.name, dry_run))
        return ["✓ 已导入。", "补录记录:2"]

    monkeypatch.setattr(ledger_file, "import_file", import_file)
    return seen


def test_what_was_done_is_told_line_by_line(asked):
    done = called("ledger", "import", "补录.xlsx")
    assert (done.exit_code, done.output) == (0, "✓ 已导入。\n补录记录:2\n")
    assert asked == [("补录.xlsx", False)]


def test_a_trial_is_handed_on(asked):
    called("ledger", "import", "补录.xlsx", "--dry-run")
    assert asked == [("补录.xlsx", True)]


def test_every_fault_is_told_and_the_exit_status_is_2(monkeypatch):
    def refuse(*_, **__):
        faults = (Fault("补录.csv", f"第{line}行", "事项", "没有填事项") for line in (2, 3))
        raise LedgerRefused(tuple(faults))

    monkeypatch.setattr(ledger_file, "import_file", refuse)
    refused = called("ledger", "import", "补录.csv")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines() == [
        "补录.csv:第2行 事项:没有填事项",
        "补录.csv:第3行 事项:没有填事项",
        "共 2 处错误,什么都没有改。",
    ]


def test_without_a_file_it_says_how_it_is_used():
    assert "FILE" in called("ledger", "import").output
