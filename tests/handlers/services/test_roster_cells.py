import pytest

from handlers.services import roster_cells as cells
from handlers.services.roster_cells import Wrong
from rubric.posts import Post


@pytest.mark.parametrize(
    "said", ["镇（街道）", "镇 (街道)", "镇〔街道〕", "镇/街道", " 镇(街 道)* "]
)
def test_a_heading_is_known_in_any_brackets(said):
    assert cells.heading(said) == "镇街道"


@pytest.mark.parametrize(
    ("said", "name"),
    [("张 三", "张三"), ("张　三 ", "张三"), ("阿依•古丽", "阿依·古丽"), ("阿依.古丽", "阿依·古丽"),
     ("Anna  Example", "Anna Example"), ("示例书记(新)", "示例书记（新）")],
)  # fmt: skip
def test_a_name_is_written_one_way(said, name):
    assert cells.name(said) == name


@pytest.mark.parametrize(
    "said",
    ["", "空缺", "待定", "/", "张三、李四", "张三/李四", "13800000000", "张三5768888000", "@张三",
     "-张三", "张" * 21, "张\u202e三", "<b>"],
)  # fmt: skip
def test_what_is_no_name_is_refused(said):
    with pytest.raises(Wrong):
        cells.name(said)


def test_a_place_is_written_one_way_and_may_be_missing():
    assert cells.place(" 示例一村(社区)") == cells.place("示例 一村（社区）")
    assert cells.place(" ") == cells.place("/") == ""


@pytest.mark.parametrize("said", ["12", "=示例村", "村" * 31, "示例村;"])
def test_what_is_no_place_is_refused(said):
    with pytest.raises(Wrong, match="不像地名"):
        cells.place(said)


def test_every_post_of_the_contract_is_known_also_with_blanks():
    assert [cells.post(f" {word} ") for word in Post] == list(Post)


@pytest.mark.parametrize(
    ("said", "advice"),
    [("", "没有填职务"), ("村监委主任", "是不是“村监会主任”"), ("会计xyz", "可填:村党组织书记"),
     ("村党组织书记、村文书", "另起一行")],
)  # fmt: skip
def test_an_unknown_post_is_answered_with_what_to_write(said, advice):
    with pytest.raises(Wrong, match=advice):
        cells.post(said)


@pytest.mark.parametrize("said", ["", "7", "A-1", "村01", "7 "])
def test_a_code_is_any_short_word(said):
    assert cells.code(said) == said.strip()


@pytest.mark.parametrize(
    ("said", "why"),
    [("13800000000", "手机号"), ("1.23E+17", "科学计数法"), ("a b", "32"), ("x" * 33, "32")],
)
def test_what_is_no_code_is_refused(said, why):
    with pytest.raises(Wrong, match=why):
        cells.code(said)


def test_schemes_are_taken_once_each_in_any_separation():
    assert cells.schemes("a、b; a,c", {"a", "b", "c"}) == ("a", "b", "c")
    assert cells.schemes("", {"a"}) == ()


def test_an_unknown_scheme_is_answered_with_those_that_exist():
    with pytest.raises(Wrong, match="没有“d”这个方案,可填:a、b"):
        cells.schemes("a d", {"b", "a"})


@pytest.mark.parametrize("said", ["", "0576-88880000", "(0576)88880000", "88880000转801"])
def test_an_office_s_telephone_is_taken(said):
    assert cells.phone(said) in (said, cells.plain(said))


@pytest.mark.parametrize(
    "said",
    ["13800000000", "138 0000 0000", "138-0000-0000", "+8613800000000", "１３８00000000",
     "0576-88880000/13800000000"],
)  # fmt: skip
def test_a_private_mobile_is_refused_and_not_repeated(said):
    with pytest.raises(Wrong, match="手机号") as refused:
        cells.phone(said)
    assert "138" not in str(refused.value)


def test_what_is_no_telephone_is_refused():
    with pytest.raises(Wrong, match="不像电话"):
        cells.phone("没有")


@pytest.mark.parametrize(
    "said",
    ["110105199001011234", "11010519900101123X", "110105 19900101 1234", "证号110105199001011234",
     "110105900101123", "１１０105199001011234", "1.10105199001E+17"],
)  # fmt: skip
def test_an_identity_number_is_recognised(said):
    assert cells.holds_identity(said)


@pytest.mark.parametrize("said", ["0576-88880000", "20260715", "110105199013011234", "示例甲"])
def test_other_numbers_are_no_identity_numbers(said):
    assert not cells.holds_identity(said)
