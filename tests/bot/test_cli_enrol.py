"""Which schemes a village is under, as the operator says it."""

from datetime import date

import pytest
from sqlalchemy import select

from bot import settings
from storage.scope import Scope
from storage.tables import Audit
from storage.unit_of_work import Store
from tests.bot.test_cli import called, ended

TODAY = date(2026, 7, 15)
LEDGER = "sqlite:///data/qinglian.db"
POINTS, GRADES, LIST = "wenling-2022", "tangjiafang-2020", "sanguan-2022"


@pytest.fixture(autouse=True)
def _ledger(monkeypatch, tmp_path):
    """A ledger with two towns that have a village of one name each, in July 2026."""
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clock").write_text(f"{TODAY}T09:30:00+08:00")
    monkeypatch.setenv("QINGLIAN_CLOCK_FILE", str(tmp_path / "clock"))
    called("db", "upgrade")
    with ledger() as uow:
        city = uow.places.add("city", "示例市")
        for town in ("东镇", "西镇"):
            number = uow.places.add("town", town, city)
            uow.places.add("village", "山前村", number)
        uow.places.add("village", "山后村", number)


def ledger():
    return Store(LEDGER).begin()


def rows(day=TODAY):
    with ledger() as uow:
        return uow.enrolments.current(Scope.operator(), day)


def audited():
    with ledger() as uow:
        query = select(Audit.__table__.c.action).order_by(Audit.__table__.c.seq)
        return list(uow._connection.execute(query).scalars())


@pytest.fixture
def refused(monkeypatch, capsys):
    """The words of a refusal; nothing was written."""

    def refused(*arguments):
        before = rows()
        status, words = ended(monkeypatch, capsys, "enrol", *arguments)
        assert (status, rows()) == (1, before)
        return words.err

    return refused


def test_a_village_joins_from_today_on():
    done = called("enrol", "山后村", POINTS)
    assert "✓ 山后村:2026年7月15日起参加" in done.output
    assert [(row.scheme_id, row.starts_on) for row in rows()] == [(POINTS, TODAY)]
    assert audited() == ["enrolment.add"]


def test_it_may_be_under_several_at_once_and_is_told_which():
    called("enrol", "山后村", POINTS, "--from", "2026-01-01")
    done = called("enrol", "山后村", GRADES, "--from", "2026-03-01", "--cycle-start", "2026-01-01")
    assert "创建周期从2026年1月1日起" in done.output
    assert "现在参加 2 个考核办法" in done.output
    assert [(row.scheme_id, row.cycle_start) for row in rows()] == [
        (POINTS, None),
        (GRADES, date(2026, 1, 1)),
    ]


def test_the_cycle_of_a_village_that_joined_before_is_set_and_audited():
    called("enrol", "山后村", GRADES, "--from", "2026-01-01")
    assert called("enrol", "山后村", GRADES, "--cycle-start", "2026-02-01").exit_code == 0
    assert [row.cycle_start for row in rows()] == [date(2026, 2, 1)]
    assert audited() == ["enrolment.add", "cycle.start"]


def test_an_end_holds_from_the_day_after_and_joining_again_is_possible_then(refused):
    called("enrol", "山后村", LIST, "--from", "2026-01-01")
    assert "到2026年6月30日为止" in called("enrol", "山后村", LIST, "--end", "2026-06-30").output
    assert [row.scheme_id for row in rows(date(2026, 6, 30))] == [LIST]
    assert rows() == []
    assert "以前参加到2026年6月30日" in refused("山后村", LIST, "--from", "2026-06-30")
    called("enrol", "山后村", LIST, "--from", "2026-07-01")
    assert [row.starts_on for row in rows()] == [date(2026, 7, 1)]


def test_a_village_whose_name_repeats_is_told_with_its_town(refused):
    told = refused("山前村", POINTS)
    assert told.startswith("不知道是哪个村居,什么都没有改。")
    assert "东镇山前村" in told
    assert called("enrol", "西镇山前村", POINTS).exit_code == 0


def test_what_is_not_there_is_told_with_what_there_is(refused):
    assert "山前村" in refused("山中村", POINTS)
    told = refused("山后村", "wenling-2021")
    assert told.startswith("没有这个考核办法,什么都没有改。可以是:")
    assert POINTS in told


def test_everything_that_is_wrong_is_told_at_once(refused):
    told = refused(
        "山后村", POINTS, "--from", "2026-05-01", "--cycle-start", "2026-01-01",
        "--end", "2026-04-30",
    )  # fmt: skip
    assert "山后村 wenling-2022:--cycle-start:这个考核办法不评等次,没有创建周期" in told
    assert "--end:结束日不能早于参加日2026年5月1日" in told


def test_the_day_of_joining_is_not_changed_behind_the_record(refused):
    called("enrol", "山后村", POINTS, "--from", "2026-01-01")
    assert "没有要改的" in refused("山后村", POINTS)
    assert "参加日不能改" in refused("山后村", POINTS, "--from", "2026-02-01")


def test_a_day_that_is_none_is_told_with_how_days_are_written(monkeypatch, capsys):
    status, words = ended(monkeypatch, capsys, "enrol", "山后村", POINTS, "--from", "昨天")
    assert status == 2
    assert "“昨天”不是日期,应写成 2026-07-01" in words.err
    assert rows() == []


@pytest.mark.parametrize("key", ["--from", "--cycle-start", "--end"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_of_another_age_is_refused(refused, key, day):
    assert f"{key}:" in (told := refused("山后村", GRADES, key, day))
    assert "离今天太远,年份要在2016到2031之间,请核对" in told
