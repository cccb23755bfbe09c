from datetime import date, datetime
from zipfile import is_zipfile

import pytest
from PIL import Image
from pypdf import PdfReader
from typer.testing import CliRunner

from bot import cli_papers, settings
from bot.cli_export import export
from bot.clock import SHANGHAI
from bot.errors import ExportRefused
from bot.invites_file import HEADINGS
from demo.seed import seed
from storage.findings import NewFinding
from storage.scope import Scope
from storage.unit_of_work import Store

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The demo's county in a file."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'qinglian.db'}"
    store = Store(url)
    store.upgrade()
    store.close()
    seed(url, NOW)
    return url


@pytest.fixture(autouse=True)
def _own_directory(ledger, monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    (tmp_path / "clock").write_text(NOW.isoformat(), encoding="utf-8")
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", str(tmp_path / "clock"))
    monkeypatch.setenv("QINGLIAN_DATABASE_URL", ledger)
    monkeypatch.chdir(tmp_path)


def call(*arguments: str):
    return CliRunner().invoke(export, arguments)


def made(*arguments: str) -> str:
    result = call(*arguments)
    assert result.exit_code == 0, result.output or result.exception
    return result.output


def refused(*arguments: str) -> str:
    result = call(*arguments)
    assert isinstance(result.exception, ExportRefused)
    return str(result.exception)


def words(path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def wide(path) -> int:
    with Image.open(path) as picture:
        return picture.width


def test_the_score_sheet_is_made_as_pdf_and_as_word(tmp_path):
    assert made("score", "示例一村", "s.pdf") == "✓ 已导出:s.pdf\n"
    assert len(PdfReader("s.pdf").pages) == 2
    made("score", "示例一村", "s.docx", "--adopted")
    assert is_zipfile(tmp_path / "s.docx")


def test_a_score_sheet_may_be_of_an_earlier_day():
    made("score", "示例一村", "s.pdf", "--on", "2026-03-31")
    assert "截至2026年3月31日" in words("s.pdf")


def test_the_ledger_is_made_for_a_period_and_a_duty(tmp_path):
    made("ledger", "示例一村", "l.pdf", "--period", "2026-Q2", "--duty", "主题党日")
    assert "2026年二季度主题党日" in words("l.pdf")
    made("ledger", "示例一村", "l.docx", "--item", "16")
    assert is_zipfile(tmp_path / "l.docx")


def test_the_town_is_a_workbook_or_a_picture(tmp_path):
    made("town", "示例镇", "t.xlsx")
    assert is_zipfile(tmp_path / "t.xlsx")
    assert made("town", "示例镇", "t.png", "--dark") == "✓ 已导出:t.png\n"
    assert wide(tmp_path / "t.png") == 780


@pytest.mark.parametrize("command", ["card", "calendar"])
def test_pictures_of_a_village_are_made_for_a_phone(tmp_path, command):
    made(command, "示例二村", "p.png", "--dark")
    assert wide(tmp_path / "p.png") == 780


def test_the_notice_is_of_this_month_unless_another_is_named():
    made("notice", "示例一村", "n.pdf")
    assert "2026年7月“三务”公开" in words("n.pdf")
    made("notice", "示例一村", "n.pdf", "--month", "2026-06", "--a3")
    assert "2026年6月“三务”公开" in words("n.pdf")


def test_a_rectification_notice_is_made_by_the_number_on_the_card(ledger):
    store = Store(ledger)
    with store.begin() as uow:
        village = uow.places.villages_of(uow.places.towns()[0].id)[0].id
        (chair,) = uow.grants.holders(village, ["村监会主任"], NOW.date())
        signed = {"by_id": chair.person_id, "by_grant_id": chair.id, "at": NOW}
        what = {"scheme_id": "wenling-2022", "item": 7, "kind": "no-joint-sign-off"}
        found = {"found_on": NOW.date(), "due": date(2026, 7, 29), "text": "没有联审联签"}
        number = uow.findings.add(NewFinding(village_id=village, **what, **found, **signed))
    store.close()
    made("rectification", "示例一村", f"2026-{number:03}", "r.pdf")
    assert "没有联审联签" in words("r.pdf")


def test_invites_are_laid_out_for_cutting(tmp_path):
    row = "示例镇,示例一村,示例书记,村党组织书记,,https://t.me/x?start=a,8月1日,1234 5678,7月22日"
    text = "\n".join([",".join(HEADINGS), row])
    (tmp_path / "i.csv").write_text(text, encoding="utf-8-sig")
    made("invites", "i.csv", "i.pdf")
    assert "12345678" in words("i.pdf")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("card", "没有村", "p.png"), "没有叫“没有村”的村居"),
        (("card", "示例一村", "p.jpg"), "文件名要以 .png 结尾"),
        (("score", "示例一村", "s.pdf", "--on", "2026-12-31"), "还没有到"),
        (("score", "示例一村", "s.pdf", "--scheme", "none"), "可以是:wenling-2022"),
        (("ledger", "示例一村", "l.pdf", "--period", "七月"), "不是一个时期"),
        (("notice", "示例一村", "n.pdf", "--month", "2026"), "不是一个月份"),
        (("rectification", "示例一村", "2026-999", "r.pdf"), "没有第2026-999号问题"),
        (("invites", "none.csv", "i.pdf"), "读不出 none.csv"),
    ],
)
def test_what_cannot_be_made_is_told_in_plain_chinese_and_nothing_is_written(
    tmp_path, arguments, told
):
    assert told in refused(*arguments)
    assert [each.name for each in tmp_path.iterdir() if each.name != "data"] == ["clock"]


def test_every_document_has_its_command():
    shown = call("--help").output
    for command in (
        "score",
        "ledger",
        "town",
        "card",
        "calendar",
        "notice",
        "rectification",
        "invites",
    ):
        assert command in shown


@pytest.mark.parametrize("year", ["-1", "2019", "2028", "9999", "10000", "99999999999999999999"])
@pytest.mark.parametrize(
    "command", [("score", "示例一村", "s.pdf"), ("town", "示例镇", "t.xlsx"), ("city", "c.xlsx"),
                ("burden", "示例镇", "b.xlsx"), ("recognition", "示例镇", "r.xlsx")]
)  # fmt: skip
def test_a_year_far_off_is_refused_with_those_that_can_be_asked_for(command, year):
    assert "--year 要写 2020 到 2027 之间的年度" in refused_by_papers(*command, "--year", year)


@pytest.mark.parametrize("period", ["0001-01", "9999-12"])
def test_a_month_far_off_is_no_month(period):
    assert "不是一个月份" in refused("notice", "示例一村", "n.pdf", "--month", period)


def test_a_day_far_back_is_refused():
    assert "最早到 2020-01-01" in refused("score", "示例一村", "s.pdf", "--on", "0001-01-01")


@pytest.mark.parametrize("said", ["第{}号", "{}", " 第 {} 号 "])
def test_a_finding_is_told_by_its_number_as_printed(ledger, said):
    store = Store(ledger)
    with store.read() as uow:
        town = uow.places.towns()[0].id
        known = {each.name: each.id for each in uow.places.villages_of(town)}
        rows = [
            (name, row)
            for name, village in known.items()
            for row in uow.findings.of_village(village, Scope.operator())
        ]
    store.close()
    name, row = rows[0]
    short = [each for of, each in rows if of == name and each.number == row.number]
    assert len(short) == 1
    for number in (row.reference, str(row.number)):
        made("rectification", name, said.format(number), "r.pdf")
        assert row.reference in words("r.pdf")


def refused_by_papers(*arguments: str) -> str:
    result = CliRunner().invoke(cli_papers.export, arguments)
    assert isinstance(result.exception, ExportRefused)
    return str(result.exception)
