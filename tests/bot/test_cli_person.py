"""One person's data by command: found, handed out, erased; the ledger answers as before."""

import json
import stat
from datetime import timedelta

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot import cli, settings
from bot.all_scores import all_scores
from handlers.services import commitments
from handlers.services.personal import ERASED
from storage.errors import NotFound, PersonUnknown
from storage.schemes import load
from tests.bot.county import NOON
from tests.bot.test_cli_ops import called

NAME = "示例书记"


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch, tmp_path, loaded):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(loaded.data_dir.parent)
    clock = tmp_path / "clock"
    clock.write_text(NOON.isoformat())
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", str(clock))


@pytest.fixture
def secretary(live):
    """The number of the first secretary, who has a phone."""
    with live.read() as uow:
        return str(uow.people.account_of("1001").person_id)


def scores(live):
    with live.read() as uow:
        return all_scores(uow, load(), NOON.date())


def everything(live) -> str:
    """All that the ledger holds but for the county's other people of that name."""
    with live.read() as uow:
        tables = uow._connection.execute(text("SELECT name FROM sqlite_master WHERE type='table'"))
        rows = [uow._connection.execute(text(f"SELECT * FROM {name}")).all() for (name,) in tables]  # noqa: S608 - our own names
    return repr(rows)


def test_people_are_listed_with_number_and_posts(secretary):
    told = called("person", "list", NAME)
    assert f"\n{secretary}　" in f"\n{told}"
    assert "示例一村 村党组织书记" in told
    assert "示例镇" not in called("person", "list", "没有这个人")


def test_an_export_is_all_of_one_person_and_can_go_to_a_file_of_its_own(secretary, tmp_path):
    kept = json.loads(called("person", "export", secretary))
    assert kept["person"][0]["name"] == NAME
    assert {"record", "account", "post_grant"} <= set(kept)
    out = tmp_path / "out.json"
    called("person", "export", secretary, "--out", out)
    assert json.loads(out.read_text(encoding="utf-8-sig")) == kept
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_erased_he_is_gone_and_scores_chain_and_seals_stand(live, secretary):
    before = scores(live)
    for minute in range(2):
        with live.begin() as uow:
            commitments.tick(uow, NOON + timedelta(minutes=minute))
    told = called("person", "erase", secretary)
    assert "随即空缺的职务:示例一村 村党组织书记" in told
    assert scores(live) == before
    assert "没有发现改动" in called("verify")
    assert f"\n{secretary}　{ERASED}" in f"\n{called('person', 'list')}"
    assert "'1001'" not in everything(live)


def test_a_record_keeps_its_author_as_post_and_neutral_word(live, secretary):
    called("person", "erase", secretary)
    with live.read() as uow:
        village = uow.places.villages_of(uow.places.towns()[0].id)[0]
        (grant, *_) = uow.grants.of(int(secretary))
        assert (grant.place_id, grant.post) == (village.id, "村党组织书记")
        assert uow.people.get(grant.person_id).name == ERASED
    assert called("person", "export", secretary).count('"author_id"') > 1


def test_a_trial_changes_nothing(live, secretary):
    before = everything(live)
    assert "示例一村 村党组织书记" in called("person", "erase", secretary, "--dry-run")
    assert everything(live) == before


def test_who_is_not_there_is_told():
    done = CliRunner().invoke(cli.app, ["person", "erase", "999999"])
    assert isinstance(done.exception, NotFound)


@pytest.mark.parametrize("said", ["abc", "99999999999999999999", "0"])
@pytest.mark.parametrize("act", ["export", "erase"])
def test_what_is_no_number_of_anybody_is_told_with_what_to_write(act, said):
    done = CliRunner().invoke(cli.app, ["person", act, said])
    assert isinstance(done.exception, PersonUnknown)
    assert f"没有找到人员“{said}”。请写人员号或名册里的编号" in str(done.exception)


def test_a_name_that_nobody_has_is_told():
    assert "没有找到姓名里有“王某某”的人" in called("person", "list", "王某某")
