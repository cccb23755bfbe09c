import pytest
from typer.testing import CliRunner

from bot import settings
from bot.cli_template import template
from bot.errors import ExportRefused, TemplateNotInstalled, TemplateUnknown
from storage.unit_of_work import Store
from tests.handlers.forms import hostile


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    store = Store(f"sqlite:///{tmp_path / 'data' / 'qinglian.db'}")
    store.upgrade()
    store.close()


def call(*arguments: str):
    return CliRunner().invoke(template, arguments)


def said(*arguments: str) -> str:
    result = call(*arguments)
    assert result.exit_code == 0, result.output or result.exception
    return result.output


def test_a_template_is_taken_out_changed_and_installed(tmp_path):
    said("show", "量化评分表", "mine.docx")
    assert (tmp_path / "mine.docx").read_bytes() == hostile.template()
    (tmp_path / "mine.docx").write_bytes(hostile.with_words("示例镇清廉办制"))
    assert "试排通过,已装上。以后的量化评分表(Word)用这个模板" in said(
        "install", "score", "mine.docx"
    )
    assert "score  量化评分表  本镇模板" in said("list")
    assert "已去掉" in said("remove", "score")
    assert "用的就是自带的模板" in said("remove", "score")
    assert "本镇模板" not in said("list")


def test_a_bad_template_is_refused_with_its_faults(tmp_path):
    (tmp_path / "bad.docx").write_bytes(hostile.with_words("{{ vilage }}"))
    error = call("install", "score", "bad.docx").exception
    assert isinstance(error, TemplateNotInstalled)
    assert "没有“vilage”这个字段,是不是“village”" in str(error)
    assert "本镇模板" not in said("list")


def test_an_unknown_name_is_answered_with_those_there_are():
    error = call("show", "nope", "x.docx").exception
    assert isinstance(error, TemplateUnknown)
    assert "holiday-letter(节前廉洁提醒函)" in str(error)


def test_the_template_is_written_as_word_alone(tmp_path):
    assert isinstance(call("show", "score", "x.pdf").exception, ExportRefused)
    assert not (tmp_path / "x.pdf").exists()
