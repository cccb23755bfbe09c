"""How many came, and how many should have."""

import pytest

from rubric.utterance_heads import MOST, Heads, heads


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5人参加", Heads(5)),
        ("来了9个人", Heads(9)),
        ("到了5个", Heads(5)),
        ("参加的有32个", Heads(32)),
        ("三十二名党员参加", Heads(32)),
        ("全体27名党员参加", Heads(27)),
        ("5个委员都到了", Heads(5)),
        ("35名党员参评,34人合格", Heads(35)),
        ("村两委和党员共41人", Heads(41)),
        ("党员28人,群众15人,一共43人", Heads(43)),
        ("应到35人,实到28人", Heads(28, 35)),
        ("实到28人,应到35人", Heads(28, 35)),
        ("应到35实到28", Heads(28, 35)),
        ("35人应到,28人实到", Heads(28, 35)),
        ("28/35人到会", Heads(28, 35)),
        ("应到35人,请假3人", Heads(None, 35)),
        ("应到44人,实到三十来人", Heads(None, 44)),
        ("应到会48人,到会43人", Heads(43, 48)),
        ("到会4人,请假1人", Heads(4)),
        ("出席5人,列席2人", Heads(5)),
        ("28人参加,其中女党员6人", Heads(28)),
        ("40人,发展对象2名", Heads(40)),
        ("35名党员到了30名", Heads(30)),
        ("短信,12人", Heads(12)),
        ("党员:30", Heads(30)),
        ("廿八人", Heads(28)),
        ("5个", Heads(5)),
        ("支委会是6个人,不是5个人", Heads(6)),
        ("不是5人,是6人", Heads(6)),
        ("不是5个人", Heads()),
    ],
)
def test_those_who_came_are_counted(text: str, expected: Heads) -> None:
    assert heads(text) == expected


def test_a_bare_number_is_of_people_where_they_gathered_only() -> None:
    assert heads("□6个") == Heads(6)
    assert heads("□6个", gathering=False) == Heads()
    assert heads("□来了6个", gathering=False) == heads("□6个人", gathering=False) == Heads(6)


@pytest.mark.parametrize(
    "text",
    [
        "三十多人",
        "30余人到会",
        "大概30人",
        "约30人",
        "30人左右",
        "30人以上",
        "二十来个人",
        "十几个人",
        "3-5人",
        "3至5人",
        "46张票据",
        "同意42票",
        "3.5公里",
        "1.2万元",
        "50户",
        "3个问题",
        "11个风险点",
        "3个村民小组",
        "第2条",
        "1名预备党员转正",
        "慰问老党员3人",
        "2人请假",
        "1人没来",
        "3人发言",
        "党员26人,村民代表15人",
        "0人",
        "百百人",
        "",
    ],
)
def test_rough_numbers_other_things_and_the_absent_are_no_count(text: str) -> None:
    assert heads(text).count is None


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("99999人参加", True),
        (f"{MOST + 1}人", True),
        ("应到99999人,实到5人", True),
        ("-3人", True),
        ("到会:-3人", True),
        (f"{MOST}人", False),
        ("3-5人", False),
        ("--5人", False),
    ],
)
def test_a_number_that_is_none_of_people_in_a_village_is_not_taken(text, doubtful):
    found = heads(text)
    assert found.doubtful is doubtful
    assert not doubtful or found == Heads(doubtful=True)
