import pytest

from handlers.services.errors import RosterRefused
from handlers.services.roster_rows import read_roster
from rubric.posts import Post
from tests.handlers.services.sheets import HEAD, SCHEMES, csv_of, excel_of, village

GOOD = village("示例甲", "村文书")
TOWN = ("示例镇", "", "示例乙", "镇清廉办", "", "", "0576-88880000")


def read(content):
    return read_roster("名册", content, SCHEMES)


def faults(content) -> list[str]:
    with pytest.raises(RosterRefused) as refused:
        read(content)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize("make", [csv_of, excel_of])
def test_a_good_roster_is_read_whole(make):
    roster = read(make(TOWN, village("示例丙", "村党组织书记", code="A1", scheme="wenling-2022")))
    office, secretary = roster.entries
    assert (office.line, office.post, office.phone) == (2, Post.TOWN_OFFICE, "0576-88880000")
    assert (secretary.where, secretary.code) == (("示例镇", "示例一村"), "A1")
    assert secretary.schemes == ("wenling-2022",)


def test_headings_may_stand_below_a_title_and_be_repeated_on_each_page():
    content = csv_of(HEAD, GOOD, (), HEAD, village("示例丁", "村监会主任"), head=("名册",))
    assert [entry.line for entry in read(content).entries] == [3, 6]


def test_only_the_required_columns_are_needed_in_any_order():
    roster = read(
        csv_of(
            ("村文书", "示例甲", "示例一村", "示例镇"), head=("职务", "姓名", "村居", "镇(街道)")
        )
    )
    assert roster.entries[0].name == "示例甲"


def test_columns_that_are_not_used_are_named():
    assert read(csv_of((*GOOD, 1), head=(*HEAD, "备注"))).unused == ("备注",)


def test_a_formula_in_a_column_that_is_not_used_does_no_harm():
    assert read(excel_of((*GOOD, "=ROW()-1"), head=(*HEAD, "序号"))).entries


def test_a_city_post_stands_above_the_towns_and_may_name_the_city():
    entry = read(csv_of(("示例市", "", "示例戊", "市联合认定组", "", "", ""))).entries[0]
    assert (entry.where, entry.city) == (("", ""), "示例市")


def test_a_second_sheet_without_a_roster_is_left_alone():
    assert read(excel_of(GOOD, more=[("说明", [("请按要求填写",)])])).entries


SPOILED = {
    "缺镇": ((("", "示例一村", "示例甲", "村文书"),), "第2行 镇(街道):没有填"),
    "缺村": ((("示例镇", "", "示例甲", "村文书"),), "第2行 村居:没有填"),
    "缺姓名": ((village("", "村文书"),), "第2行 姓名:没有填"),
    "空缺": ((village("空缺", "村文书"),), "第2行 姓名:没有填姓名;空缺"),
    "缺职务": ((village("示例甲", ""),), "第2行 职务:没有填职务"),
    "职务不识": (
        (village("示例甲", "村长"),),
        "第2行 职务:没有“村长”这个职务,可填:村党组织书记",
    ),
    "一格两职": ((village("示例甲", "村文书、村监会成员"),), "第2行 职务:一行只写一个"),
    "一格两人": ((village("示例甲、示例乙", "村监会成员"),), "第2行 姓名:一格只写一个人"),
    "姓名像号码": ((village("13800000000", "村文书"),), "第2行 姓名:不像姓名"),
    "姓名有怪字": ((village("示例\u202e甲", "村文书"),), "第2行 姓名:不像姓名"),
    "地名是数字": ((village("示例甲", "村文书", village="12"),), "第2行 村居:“12”不像地名"),
    "镇级填了村": ((village("示例甲", "镇纪委"),), "第2行 村居:“镇纪委”是镇级职务"),
    "市级填了镇": ((("示例镇", "", "示例甲", "管理员"),), "第2行 镇(街道):“管理员”是市级职务"),
    "两个书记": (
        (village("示例甲", "村党组织书记"),
         village("示例乙", "村党组织书记")),
        "第3行 职务:示例镇 示例一村在第2行已有一名",
    ),
    "两个主任": (
        (village("示例甲", "村监会主任"),
         village("示例乙", "村监会主任")),
        "第3行 职务",
    ),
    "同行两次": (
        (village("示例甲", "村监会成员"),
         village("示例甲", "村监会成员")),
        "第3行 姓名:与第2行重复;如是同名",
    ),
    "同号两次": (
        (village("示例甲", "村文书", code="1"),
         village("示例甲", "村文书", code="1")),
        "第3行 姓名:与第2行重复",
    ),
    "同号异名": (
        (village("示例甲", "村文书", code="1"),
         village("示例乙", "村监会成员", code="1")),
        "第3行 编号:编号“1”在第2行",
    ),
    "同名半编": (
        (village("示例甲", "村文书", code="1"),
         village("示例甲", "村监会成员")),
        "第3行 编号:第2行的同名人",
    ),
    "方案不识": ((village("示例甲", "村文书", scheme="x"),), "第2行 方案:没有“x”这个方案"),
    "手机": ((village("示例甲", "村文书", phone="13800000000"),), "第2行 联系电话:是个人手机号"),
    "带国号手机": (
        (village("示例甲", "村文书", phone="+86 138-0000-0000"),),
        "第2行 联系电话:是个人手机号",
    ),
    "电话不像": ((village("示例甲", "村文书", phone="无电话"),), "第2行 联系电话:不像"),
    "两个电话": (
        (TOWN,
         (*TOWN[:2], "示例己", *TOWN[3:6], "0576-1")),
        "第3行 联系电话:与第2行的不同",
    ),
    "身份证作编号": (
        (village("示例甲", "村文书", code="110105199001011234"),),
        "第2行 编号:像身份证号",
    ),
    "身份证在备注": (((*GOOD, "110105199001011234"),), "第2行 第8列:像身份证号"),
    "手机作编号": ((village("示例甲", "村文书", code="13800000000"),), "第2行 编号:像手机号"),
    "科学计数": ((village("示例甲", "村文书", code="1.2E+05"),), "第2行 编号:被 Excel"),
    "编号太长": ((village("示例甲", "村文书", code="1" * 40),), "第2行 编号:应为"),
    "公式": ((village("=A1", "村文书"),), "第2行 姓名:是公式"),
    "公式职务": ((village("示例甲", "=B2"),), "第2行 职务:是公式"),
    "没有内容": ((), "表头下面没有内容"),
}  # fmt: skip


@pytest.mark.parametrize("spoiled", SPOILED)
@pytest.mark.parametrize("make", [csv_of, excel_of])
def test_a_spoiled_roster_is_told_by_line_and_column(make, spoiled):
    rows, told = SPOILED[spoiled]
    if make is excel_of and "\u202e" not in told:
        rows = tuple(tuple(None if cell == "" else cell for cell in row) for row in rows)
    assert any(told in fault for fault in faults(make(*rows))), faults(make(*rows))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (("镇(街道)", "姓名", "职务"), "第1行 村居:表头缺这一列"),
        (("镇", "村", "姓名", "职务", "姓名"), "第1行 姓名:表头里有两列"),
        (("镇", "村", "姓名", "职务", "身份证号码"), "第1行 身份证号码:这里不收身份证号"),
        (("甲", "乙", "丙"), "没有找到表头"),
    ],
)
def test_spoiled_headings_are_told(head, told):
    rows = (
        [("示例镇", "示例一村", "示例甲", "村文书")]
        if len(head) > 3
        else [("示例镇", "示例甲", "村文书")]
    )
    assert any(told in fault for fault in faults(csv_of(*rows, head=head)))


def test_two_sheets_that_look_like_rosters_are_one_too_many():
    assert "只留一张" in faults(excel_of(GOOD, more=[("旧", [HEAD, GOOD])]))[0]


def test_what_is_no_table_is_told_of_the_file():
    assert faults(b"\xd0\xcf\x11\xe0")[0].startswith("名册:是旧版")


def test_every_fault_is_told_at_once_in_the_order_of_the_lines():
    rows = [village("示例甲", "村长", phone="13800000000"), village("", "村文书", town=""),
            village("示例乙", "村文书"), village("示例丙", "村文书")]  # fmt: skip
    told = [fault.split(":")[1].split()[0] for fault in faults(csv_of(*rows))]
    assert told == ["第2行", "第2行", "第3行", "第3行", "第5行"]


def test_a_private_number_is_never_repeated():
    rows = [village("示例甲", "村文书", code="110105199001011234", phone="13800000000")]
    assert not any("110105" in fault or "1380" in fault for fault in faults(csv_of(*rows)))
