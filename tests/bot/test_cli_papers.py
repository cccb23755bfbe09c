from datetime import date, datetime
from zipfile import is_zipfile

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from typer.testing import CliRunner

from bot import settings
from bot.cli_papers import export
from bot.clock import SHANGHAI
from bot.errors import ExportRefused
from demo.seed import seed
from storage.unit_of_work import Store

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=SHANGHAI)
SCHEMES = ("tangjiafang-2020", "xx-city-plan")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The demo's county in a file; its first village is under every kind of scheme."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'qinglian.db'}"
    store = Store(url)
    store.upgrade()
    seed(url, NOW)
    with store.begin() as uow:
        (town,) = uow.places.towns()
        village = uow.places.villages_of(town.id)[0].id
        for scheme in SCHEMES:
            uow.enrolments.add(village, scheme, date(2026, 1, 1))
    store.close()
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


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("self-assessment", "村(社区)自评表"),
        ("half-year-report", "2026年下半年创建工作书面报告"),
        ("tasks", "2026年任务清单办理情况"),
    ],
)
def test_a_village_s_forms_are_made_as_pdf_and_as_word(command, told, tmp_path):
    assert made(command, "示例一村", "f.pdf") == "✓ 已导出:f.pdf\n"
    assert told in words("f.pdf")
    made(command, "示例一村", "f.docx")
    assert is_zipfile(tmp_path / "f.docx")


def test_another_half_year_may_be_named():
    made("half-year-report", "示例一村", "f.pdf", "--half", "2026-H1")
    assert "2026年上半年创建工作书面报告" in words("f.pdf")
    assert "不是半年,应写成 2026-H1" in refused(
        "half-year-report", "示例一村", "f.pdf", "--half", "2026-07"
    )


def test_the_course_of_the_score_is_a_picture(tmp_path):
    made("course", "示例二村", "c.png", "--dark")
    with Image.open(tmp_path / "c.png") as picture:
        assert picture.width == 780
    assert "要以 .png 结尾" in refused("course", "示例二村", "c.pdf")


def test_the_letter_is_for_the_next_festival_unless_one_is_named():
    made("holiday-letter", "示例镇", "l.pdf")
    assert "2026年中秋节节前廉洁提醒函" in words("l.pdf")
    made("holiday-letter", "示例市", "l.pdf", "--festival", "国庆节")
    assert "国庆节" in words("l.pdf")
    assert "没有找到“圣诞”" in refused("holiday-letter", "示例镇", "l.pdf", "--festival", "圣诞")


@pytest.mark.parametrize(
    ("arguments", "sheets"),
    [
        (("recognition", "示例市"), ["示范(标杆)村居", "达标村居", "任务数", "说明"]),
        (("recognition", "示例镇"), ["示范(标杆)村居", "达标村居", "任务数", "说明"]),
        (("burden", "示例镇"), ["主动发出", "应答", "提问", "明细", "说明"]),
        (("city",), ["全市村居", "各镇汇总", "说明"]),
    ],
)
def test_the_county_s_lists_are_workbooks(arguments, sheets):
    made(*arguments, "w.xlsx")
    assert load_workbook("w.xlsx").sheetnames == sheets


def test_an_earlier_day_may_be_asked_for():
    made("tasks", "示例一村", "t.pdf", "--on", "2026-03-31")
    assert "截至2026年3月31日" in words("t.pdf")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("self-assessment", "示例二村", "f.pdf"), "没有参加评等次的考核办法"),
        (("half-year-report", "示例二村", "f.pdf"), "没有参加要半年报告的考核办法"),
        (("tasks", "示例二村", "f.pdf"), "没有参加任务清单"),
        (("recognition", "没有的镇", "f.xlsx"), "没有叫“没有的镇”的镇"),
        (("tasks", "示例一村", "f.txt"), "要以 .pdf 或 .docx 结尾"),
    ],
)
def test_what_cannot_be_made_is_told_in_plain_chinese(arguments, why, tmp_path):
    assert why in refused(*arguments)
    assert not list(tmp_path.glob("f.*"))


def test_a_towns_month_is_made_in_word(tmp_path):
    made("month", "示例镇", "m.docx", "--on", "2026-07-15")
    text = "".join(each.text for each in Document(tmp_path / "m.docx").paragraphs)
    assert "2026年6月清廉村居工作小结" in text
    assert "应写成 2026-07" in refused("month", "示例镇", "m.docx", "--month", "2026")


def test_every_document_has_its_command():
    commands = {command.name or command.callback.__name__ for command in export.registered_commands}
    assert commands >= {
        "score",
        "ledger",
        "town",
        "card",
        "calendar",
        "notice",
        "rectification",
        "invites",
        "self-assessment",
        "half-year-report",
        "tasks",
        "course",
        "holiday-letter",
        "recognition",
        "month",
        "burden",
        "city",
    }
