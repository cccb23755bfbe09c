import pytest

from handlers.services.roster_entries import Complaint, Entry, Where, misplaced, together
from rubric.posts import Post

HERE, TOWN = Where("示例镇", "示例一村"), Where("示例镇", "")


def said(*entries) -> list[tuple[int, str]]:
    return [(each.line, each.column) for each in together(entries)]


def test_a_place_is_told_in_words():
    assert [str(each) for each in (HERE, TOWN, Where("", ""))] == [
        "示例镇 示例一村",
        "示例镇",
        "市级",
    ]


def test_a_complaint_about_the_file_has_no_line():
    assert str(Complaint(0, "", "空").fault("a.csv")) == "a.csv:空"
    assert str(Complaint(3, "职务", "错").fault("a.csv")) == "a.csv:第3行 职务:错"


def test_without_a_code_a_person_is_his_name_in_his_place():
    here, there = Entry(2, HERE, "示例甲", Post.CLERK), Entry(3, TOWN, "示例甲", Post.TOWN_OFFICE)
    assert here.who != there.who
    assert (
        Entry(2, HERE, "甲", Post.CLERK, "1").who == Entry(3, TOWN, "甲", Post.TOWN_OFFICE, "1").who
    )


@pytest.mark.parametrize(
    ("post", "town", "village", "column"),
    [
        (Post.SECRETARY, "", "示例一村", "镇(街道)"),
        (Post.SUPERVISOR, "示例镇", "", "村居"),
        (Post.TOWN_OFFICE, "示例镇", "示例一村", "村居"),
        (Post.TOWN_OFFICE, "", "", "镇(街道)"),
        (Post.CITY_PANEL, "示例镇", "", "镇(街道)"),
        (Post.OPERATOR, "", "示例一村", "村居"),
    ],
)
def test_a_post_in_the_wrong_place_is_told_in_its_column(post, town, village, column):
    assert [each.column for each in misplaced(2, post, town, village)] == [column]


@pytest.mark.parametrize(
    ("post", "town", "village"),
    [(Post.CLERK, "示例镇", "示例一村"), (Post.TOWN_ASSETS, "示例镇", ""), (Post.OPERATOR, "", ""),
     (Post.CITY_AGRICULTURE, "示例市", "")],
)  # fmt: skip
def test_a_post_in_its_place_is_right(post, town, village):
    assert not list(misplaced(2, post, town, village))


def test_two_secretaries_in_one_village_are_one_too_many():
    first, second = (Entry(n, HERE, f"示例{n}", Post.SECRETARY) for n in (2, 3))
    assert said(first, second) == [(3, "职务")]


def test_several_supervisors_and_the_same_person_in_two_posts_are_right():
    assert not said(
        Entry(2, HERE, "示例甲", Post.SUPERVISOR),
        Entry(3, HERE, "示例乙", Post.SUPERVISOR),
        Entry(4, HERE, "示例乙", Post.CLERK),
    )


def test_the_same_line_twice_is_told_once():
    assert said(*(Entry(n, HERE, "示例甲", Post.SUPERVISOR) for n in (2, 3))) == [(3, "姓名")]


def test_namesakes_are_told_apart_by_their_codes():
    assert not said(*(Entry(n, HERE, "示例甲", Post.SUPERVISOR, f"A{n}") for n in (2, 3)))


def test_one_code_is_one_person():
    one, other = (
        Entry(2, HERE, "示例甲", Post.CLERK, "A1"),
        Entry(3, TOWN, "示例乙", Post.TOWN_OFFICE, "A1"),
    )
    assert said(one, other) == [(3, "编号")]


def test_of_namesakes_in_one_place_all_or_none_have_codes():
    one, other = (
        Entry(2, HERE, "示例甲", Post.CLERK, "A1"),
        Entry(3, HERE, "示例甲", Post.SUPERVISOR),
    )
    assert said(one, other) == [(3, "编号")]


def test_an_office_has_one_telephone():
    lines = (Entry(n, TOWN, f"示例{n}", Post.TOWN_OFFICE, phone=f"8888000{n}") for n in (2, 3))
    assert said(*lines) == [(3, "联系电话")]
