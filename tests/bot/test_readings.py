"""How a county reads a scheme in a year, set by its operator."""

import pytest

from bot import settings
from tests.bot.test_cli import called


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QINGLIAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    called("db", "upgrade")


def said(*arguments):
    done = called("scheme", "readings", *arguments)
    assert done.exit_code == 0
    return done.output


def test_before_anybody_chose_the_scheme_s_own_are_told():
    told = said("wenling-2022", "2026")
    assert "2026年采用:" in told
    assert "读法 item16 “三务”公开滞后怎样扣分:看当天" in told


def test_a_reading_is_chosen_for_its_year_alone():
    assert "逐月累计" in said("wenling-2022", "2026", "item16=each-period")
    assert "逐月累计" in said("wenling-2022", "2026")
    assert "逐月累计" not in said("wenling-2022", "2027")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("wenling-2022", "2026", "item16"), "应写成 读法=选项"),
        (("wenling-2022", "2026", "item16=sometimes"), "worst-on-day、each-period"),
        (("wenling-2022", "2026", "item99=x"), "没有这个读法"),
        (("nowhere", "2026"), "没有“nowhere”这个考核办法"),
    ],
)
def test_what_is_not_known_is_refused_in_chinese(arguments, told):
    done = called("scheme", "readings", *arguments)
    assert done.exit_code == 2
    assert told in done.output
