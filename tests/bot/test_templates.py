import pytest

from bot import settings, templates
from bot.errors import TemplateNotInstalled, TemplateUnknown
from handlers.forms.specimens import FORMS
from handlers.forms.template_trial import TrialFailed
from handlers.forms.template_zip import MOST_BYTES
from rubric.errors import SchemeRefused
from storage.errors import DatabaseBehind
from storage.unit_of_work import Store
from tests.handlers.forms.hostile import template, with_words
from tests.ledger import audit_rows


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def data_dir(tmp_path):
    """A data directory with a ledger in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    with_ledger(folder)
    return folder


def with_ledger(folder):
    store = Store(f"sqlite:///{folder / 'qinglian.db'}")
    store.upgrade()
    store.close()


@pytest.fixture
def passing(monkeypatch):
    """A trial that finds nothing: how it judges is tested elsewhere."""
    monkeypatch.setattr(templates, "trial", lambda *_: ())


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.docx"
    path.write_bytes(template())
    return path


def audited(folder):
    store = Store(f"sqlite:///{folder / 'qinglian.db'}")
    with store.read() as uow:
        rows = [(row["action"], row["subject"]) for row in audit_rows(uow)]
    store.close()
    return rows


def test_a_form_is_known_by_its_id_and_by_its_chinese_name():
    assert templates.named("score") == templates.named("量化评分表") == "score"
    with pytest.raises(TemplateUnknown, match=r"ledger\(台账\)"):
        templates.named("none")


@pytest.mark.parametrize("name", FORMS)
def test_the_program_brings_a_template_for_every_form(name):
    assert templates.default(name) == template(name)


@pytest.mark.usefixtures("passing")
def test_what_passes_is_kept_where_forms_look_for_it_and_noted(data_dir, mine):
    path = templates.install("score", mine)
    assert path == templates.own_path(settings.load().data_dir, "score")
    assert path.resolve() == data_dir / "templates" / "score.docx"
    assert path.read_bytes() == mine.read_bytes()
    assert audited(data_dir) == [("template.install", "template:score")]


def test_what_does_not_pass_is_not_kept_and_every_fault_is_told(data_dir, tmp_path):
    bad = tmp_path / "bad.docx"
    bad.write_bytes(with_words("{{ vilage }}", "{{ towm }}"))
    with pytest.raises(TemplateNotInstalled) as told:
        templates.install("score", bad)
    assert str(told.value).startswith("模板没有装上,原来的照用。")
    assert "是不是“village”" in str(told.value)
    assert "是不是“town”" in str(told.value)
    assert not (data_dir / "templates").exists()
    assert audited(data_dir) == []


def test_a_trial_that_was_stopped_is_told(data_dir, mine, monkeypatch):
    def stopped(*_):
        raise TrialFailed

    monkeypatch.setattr(templates, "trial", stopped)
    with pytest.raises(TemplateNotInstalled, match="试排没有做完"):
        templates.install("score", mine)
    assert audited(data_dir) == []


@pytest.mark.usefixtures("data_dir")
def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TemplateNotInstalled, match="读不出"):
        templates.install("score", tmp_path / "none.docx")


@pytest.mark.usefixtures("data_dir")
def test_no_more_of_a_huge_file_is_read_than_shows_that_it_is_huge(tmp_path, monkeypatch):
    huge = tmp_path / "huge.docx"
    huge.write_bytes(b"x" * (MOST_BYTES + 5000))
    seen = []
    monkeypatch.setattr(templates, "trial", lambda _name, data, _dir: seen.append(len(data)) or ())
    templates.install("score", huge)
    assert seen == [MOST_BYTES + 1]


@pytest.mark.usefixtures("passing")
def test_nothing_is_installed_that_cannot_be_noted(tmp_path, mine):
    (tmp_path / "data").mkdir()
    with pytest.raises(DatabaseBehind):
        templates.install("score", mine)
    assert not (tmp_path / "data" / "templates").exists()


@pytest.mark.usefixtures("passing")
def test_going_back_takes_the_town_s_own_away(data_dir, mine):
    path = templates.install("score", mine)
    assert templates.remove("score")
    assert not path.exists()
    assert not templates.remove("score")
    assert audited(data_dir)[1:] == [("template.remove", "template:score")]


@pytest.mark.usefixtures("passing")
def test_a_new_template_takes_the_place_of_the_old_at_once(data_dir, mine):
    templates.install("score", mine)
    mine.write_bytes(with_words("二"))
    path = templates.install("score", mine)
    assert path.read_bytes() == mine.read_bytes()
    assert [each.name for each in (data_dir / "templates").iterdir()] == ["score.docx"]


def test_a_scheme_that_is_wrong_is_told_as_such(data_dir, mine):
    (data_dir / "schemes").mkdir()
    (data_dir / "schemes" / "wrong.toml").write_text("id = 1", encoding="utf-8")
    with pytest.raises(SchemeRefused):
        templates.install("score", mine)
