import pytest

from bot import roster, settings
from bot.errors import TownUnknown
from bot.roster import Wish, import_file, invite, show_progress
from handlers.services.errors import RosterRefused
from storage.errors import DatabaseBehind
from storage.unit_of_work import Store
from tests.handlers.services.sheets import HEAD, csv_of, village

ROW = village("示例甲", "村文书")


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "data").mkdir()
    store = Store("sqlite:///data/qinglian.db")
    store.upgrade()
    yield store
    store.close()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes(csv_of((*ROW, "x"), head=(*HEAD, "备注")))
    return path


@pytest.mark.usefixtures("ledger")
def test_a_village_without_a_named_scheme_is_under_the_usual_one(file):
    assert "  示例镇 示例一村 wenling-2022" in import_file(Wish(file))


def test_where_several_schemes_have_points_none_is_usual():
    schemes = dict(roster.scheme_files.load())
    assert roster._usual(schemes) == "wenling-2022"
    assert roster._usual(schemes | {"other": schemes["wenling-2022"]}) is None


@pytest.mark.usefixtures("ledger")
def test_columns_that_were_not_used_are_told(file):
    assert import_file(Wish(file))[-1] == "没有用到的列:备注"


@pytest.mark.usefixtures("ledger")
def test_a_trial_with_invites_says_that_none_are_made(file, tmp_path):
    out = tmp_path / "out.csv"
    assert import_file(Wish(file, dry_run=True, invites=out))[-1] == "试运行不发绑定码。"
    assert not out.exists()


@pytest.mark.usefixtures("ledger")
def test_a_folder_is_no_roster(tmp_path):
    with pytest.raises(RosterRefused, match="打不开"):
        import_file(Wish(tmp_path))


def test_an_older_database_is_refused_before_anything_is_written(file, tmp_path):
    out = tmp_path / "out.csv"
    with pytest.raises(DatabaseBehind):
        import_file(Wish(file, invites=out))
    assert not out.exists()


def test_a_failure_in_the_middle_keeps_neither_the_import_nor_the_secrets(
    ledger, file, tmp_path, monkeypatch
):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(roster, "write_invitations", fail)
    out = tmp_path / "out.csv"
    with pytest.raises(RuntimeError):
        import_file(Wish(file, invites=out))
    with ledger.read() as uow:
        assert (uow.places.towns(), out.exists()) == ([], False)


@pytest.mark.usefixtures("ledger")
def test_an_unknown_town_leaves_no_file(file, tmp_path):
    import_file(Wish(file))
    out = tmp_path / "out.csv"
    with pytest.raises(TownUnknown, match="示例镇"):
        invite("别镇", out)
    assert not out.exists()


@pytest.mark.usefixtures("ledger")
def test_progress_of_one_town_names_who_is_missing(file):
    import_file(Wish(file))
    assert show_progress("示例镇")[1] == "  示例一村 村文书 示例甲"
    assert len(show_progress(None)) == 1
