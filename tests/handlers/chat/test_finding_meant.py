"""低保户没公示: a problem in words is asked about, and put to no village but the one meant."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint

SAID = "低保户没公示"


@pytest.fixture
def clerk(stage):
    return appoint(stage, Post.CLERK, "1060", "示例二村")


@pytest.mark.parametrize("said", [f"示例二村 {SAID}", f"示例二村，{SAID}", "示例二村公示栏坏了"])
def test_a_problem_that_begins_with_the_village_is_raised_there_with_one_tap(town, clerk, said):
    asked = town.say(said)
    assert (asked.kind, "还没有报出" in asked.text) == ("finding_meant", True)
    assert clerk.cards() == []
    raised = town.tap("报出", asked)
    assert (raised.kind, raised.text.splitlines()[1][:4]) == ("finding_raised", "示例二村")
    assert said.removeprefix("示例二村").strip(" ，") in clerk.newest().text


@pytest.mark.parametrize("post", [Post.TOWN_DISCIPLINE, Post.CITY_AGRICULTURE])
def test_every_post_that_may_find_is_asked_the_same(stage, post):
    assert appoint(stage, post, "1061").say(f"示例二村 {SAID}").kind == "finding_meant"


@pytest.mark.parametrize("said", [SAID, "支委会还没开"])
def test_without_a_village_it_is_asked_which(town, secretary, said):
    asked = town.say(said)
    assert asked.kind == "finding_where"
    assert said in town.tap("示例一村", asked).text
    assert said in secretary.newest().text


@pytest.mark.parametrize("post", [Post.TOWN_ASSETS, Post.CITY_PANEL])
@pytest.mark.parametrize("said", [f"示例二村 {SAID}", "发现示例二村公款吃喝", SAID])
def test_who_may_find_nothing_is_told_who_does(stage, post, said):
    denied = appoint(stage, post, "1062").say(said)
    assert (denied.kind, "提出问题需由" in denied.text) == ("denied", True)


def test_a_supervisor_is_asked_before_it_is_raised_in_his_village(chair, secretary):
    asked = chair.say(SAID)
    assert "示例一村" in asked.text
    assert secretary.cards() == []
    chair.tap("报出", asked)
    assert SAID in secretary.newest().text


@pytest.mark.parametrize("steps", [("发现问题", f"示例二村 {SAID}"), ("发现示例二村公款吃喝",)])
def test_another_village_is_never_silently_his_own(chair, secretary, steps):
    asked = chair.do(*steps)
    assert "这句话里写的是示例二村" in asked.text
    assert secretary.cards() == []
    assert chair.tap("不报了", asked).kind == "dropped"
    assert secretary.cards() == []


def test_what_a_village_has_not_done_is_no_work_of_the_supervisors_own(chair):
    assert chair.say("今天检查了公开栏，5月财务没贴").kind == "finding_meant"
    assert chair.say("6月财务支出审核还没做").kind == "log_negative"


@pytest.mark.parametrize("said", ["公示栏坏了", "发票缺了两张", "宣传栏的灯坏了两天没修"])
def test_what_is_amiss_in_his_village_is_asked_about(chair, said):
    assert "作为示例一村的问题" in chair.say(said).text


@pytest.mark.parametrize("said", ["不好意思", "我不知道怎么弄", "这个不会用", "账不清"])
def test_what_a_supervisor_does_not_manage_himself_is_no_problem(chair, said):
    assert chair.say(said).kind in ("unclear", "help")


def test_beside_his_own_another_village_may_be_named(chair):
    assert chair.do("发现问题", "示例一村和示例二村的合同没公示").kind == "finding_raised"


def test_a_village_named_in_the_middle_is_the_one_that_is_meant(town):
    assert "示例三村的问题" in town.say("今天去示例三村检查，公开栏没更新").text


@pytest.mark.parametrize(
    "said", ["还没呢", "示例一村得分", "示例一村 联系人", "示例一村昨天支委会"]
)
def test_what_tells_of_no_problem_is_none(town, said):
    assert not town.say(said).kind.startswith("finding")


def test_a_village_is_not_asked_for_problems_of_its_own(secretary):
    assert secretary.say(SAID).kind == "unclear"


def test_photos_wait_with_the_words(chair):
    asked = chair.photos(caption=SAID)
    assert "照片1张已收到" in asked.text
    assert "看照片1张" in chair.tap("报出", asked).buttons
