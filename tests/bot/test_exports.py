from datetime import date
from pathlib import Path

import pytest

from bot import exports
from bot.clock import Clock
from bot.errors import ExportRefused
from bot.exports import Desk
from bot.invites_file import HEADINGS
from handlers.forms.errors import TemplateRefused
from handlers.services.papers import score_papers
from storage.files import Files
from storage.findings import NewFinding
from storage.schemes import load


@pytest.fixture
def county(store):
    """Two towns with a village of the same name each."""
    with store.begin() as uow:
        city = uow.places.add("city", "示例市")
        for town in ("东镇", "西镇"):
            number = uow.places.add("town", town, city)
            for name in ("同名村", f"{town[0]}村"):
                village = uow.places.add("village", name, number)
                uow.enrolments.add(village, "wenling-2022", date(2026, 1, 1))
    return store


@pytest.fixture
def desk(county, clock, tmp_path):
    with county.read() as uow:
        yield Desk(uow, load(), Files(tmp_path), tmp_path, clock.now())


def sheet(path: Path, *rows: str, heads: tuple[str, ...] = HEADINGS) -> Path:
    path.write_text("\n".join([",".join(heads), *rows]), encoding="utf-8-sig")
    return path


def test_a_village_is_known_by_its_name(desk):
    assert desk.village("东村").name == "东村"


def test_a_name_that_repeats_needs_its_town_before_it(desk):
    with pytest.raises(ExportRefused, match=r"有几个村居叫“同名村”.*东镇同名村、西镇同名村"):
        desk.village("同名村")
    assert desk.uow.places.town_of(desk.village("西镇 同名村").id).name == "西镇"


def test_an_unknown_name_is_answered_with_those_there_are(desk):
    with pytest.raises(ExportRefused, match="没有叫“南村”的村居。现有:东镇同名村、东镇东村"):
        desk.village("南村")
    with pytest.raises(ExportRefused, match=r"没有叫“南镇”的镇.*现有:东镇、西镇"):
        desk.town("南镇")


def test_an_office_is_a_town_or_the_city(desk):
    assert (desk.office("东镇").kind, desk.office("示例市").kind) == ("town", "city")
    with pytest.raises(ExportRefused, match="没有叫“北市”的镇"):
        desk.office("北市")


def test_a_half_year_is_the_day_s_unless_one_is_named():
    assert str(exports.half_year(None, date(2026, 7, 1))) == "2026-H2"
    assert str(exports.half_year("2025-H1", date(2026, 7, 1))) == "2025-H1"
    with pytest.raises(ExportRefused, match="不是半年"):
        exports.half_year("2026-Q1", date(2026, 7, 1))


def test_what_there_is_none_of_is_said_why():
    assert exports.known("有", "没有") == "有"
    with pytest.raises(ExportRefused, match="没有找到"):
        exports.known(None, "没有找到。")


def test_nothing_is_exported_as_of_a_day_to_come(desk):
    with pytest.raises(ExportRefused, match="还没有到"):
        desk.book("东村", date(2026, 7, 16))
    assert desk.book("东村", date(2026, 6, 30)).today == date(2026, 6, 30)
    assert desk.book("东村").today == date(2026, 7, 15)


def test_a_duty_is_known_by_its_chinese_name(desk):
    assert desk.duty("支委会") == desk.duty("branch-committee") == "branch-committee"
    assert desk.duty(None) is None
    with pytest.raises(ExportRefused, match="没有“聚餐”这个事项"):
        desk.duty("聚餐")


def test_a_finding_is_known_by_the_number_on_its_card(county, clock, tmp_path):
    with county.begin() as uow:
        desk = Desk(uow, load(), Files(tmp_path), tmp_path, clock.now())
        village = desk.village("东村").id
        person = uow.people.add("示例")
        grant = uow.grants.add(person, "镇纪委", village, date(2026, 1, 1))
        signed = {"by_id": person, "by_grant_id": grant, "at": clock.now()}
        what = {"scheme_id": "wenling-2022", "item": 7, "kind": "no-joint-sign-off"}
        new = NewFinding(village_id=village, found_on=date(2026, 7, 15), **what, **signed)
        number = uow.findings.add(new)
        assert desk.finding("东村", f"2026-{number:03}")[1] == number
        with pytest.raises(ExportRefused, match="东村没有第2026-999号问题"):
            desk.finding("东村", "2026-999")


def test_the_only_scheme_with_points_is_meant_unless_another_is_named(desk):
    papers = score_papers(desk.uow, desk.book("东村"), 2026)
    assert exports.chosen(papers, None) is exports.chosen(papers, "wenling-2022")
    with pytest.raises(ExportRefused, match="可以是:wenling-2022"):
        exports.chosen(papers, "none-such")
    with pytest.raises(ExportRefused, match="没有参加计分"):
        exports.chosen([], None)


def test_a_town_s_own_template_lies_in_the_data_directory(desk, tmp_path):
    assert desk.template("score") is None
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "score.docx").touch()
    assert desk.template("score") == tmp_path / "templates" / "score.docx"


@pytest.mark.parametrize("text", ["2026-07", "2026-Q3", "2026-H2", "2026"])
def test_periods_are_read_as_cases_write_them(text):
    assert str(exports.period(text)) == text


@pytest.mark.parametrize(("text", "month"), [("七月", False), ("2026-13", False), ("2026", True)])
def test_what_is_no_period_is_told_with_an_example(text, month):
    with pytest.raises(ExportRefused, match="应写成 2026-07"):
        exports.period(text, month=month)


def test_the_ending_of_the_file_says_what_is_wanted():
    assert exports.suffix(Path("a.PDF"), ".pdf", ".docx") == ".pdf"
    with pytest.raises(ExportRefused, match=r"要以 \.pdf 或 \.docx 结尾:a\.txt"):
        exports.suffix(Path("a.txt"), ".pdf", ".docx")


def test_folders_are_made_and_what_cannot_be_written_is_told(tmp_path):
    assert exports.write(tmp_path / "a" / "b.pdf", b"x").read_bytes() == b"x"
    with pytest.raises(ExportRefused, match="写不进"):
        exports.write(tmp_path / "a" / "b.pdf" / "c.pdf", b"x")


def test_several_pictures_are_numbered():
    assert exports.numbered(Path("o/t.png"), 1) == [Path("o/t.png")]
    assert exports.numbered(Path("o/t.png"), 2) == [Path("o/t-1.png"), Path("o/t-2.png")]


def test_invites_are_read_from_the_file_that_the_roster_wrote(tmp_path):
    row = "示例镇,示例一村,示例书记,村党组织书记,,https://t.me/x?start=a,8月1日,1234 5678,7月22日"
    (slip,) = exports.slips(sheet(tmp_path / "i.csv", row))
    assert (slip.village, slip.post, slip.code) == ("示例一村", "村党组织书记", "1234 5678")
    assert (slip.link_until, slip.code_until) == ("8月1日", "7月22日")


def test_missing_columns_of_invites_are_named(tmp_path):
    with pytest.raises(ExportRefused, match="缺少这些列:职务、绑定链接"):
        exports.slips(sheet(tmp_path / "i.csv", heads=("镇(街道)", "村居", "姓名")))


def test_invites_that_cannot_be_read_are_refused(tmp_path):
    (tmp_path / "i.csv").write_bytes("村居".encode("gb18030"))
    for name in ("i.csv", "none.csv"):
        with pytest.raises(ExportRefused, match="读不出"):
            exports.slips(tmp_path / name)


def test_the_desk_tells_in_chinese_what_a_form_refuses(county, clock, tmp_path, monkeypatch):
    del county
    monkeypatch.setenv("QINGLIAN_DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    monkeypatch.setenv("QINGLIAN_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(Clock, "now", lambda _self: clock.moment)

    def work():
        with exports.desk() as desk:
            assert desk.now == clock.moment
            raise TemplateRefused("坏了")

    with pytest.raises(ExportRefused, match="Word 模板用不了:坏了"):
        work()
