"""Which village words name: never one of two that could be meant."""

import pytest

from demo.seed import PHONES
from handlers.chat import villages
from rubric.posts import Post


@pytest.fixture
def scene_of(stage):
    with stage.begin() as uow:
        town = uow.places.towns()[0].id
        uow.places.add("village", "示例一村上", town)
        yield lambda post: stage.turn(uow, PHONES[post]).scene


@pytest.mark.parametrize(
    ("said", "first", "inside"),
    [
        ("示例二村 公示栏坏了", "示例二村", "示例二村"),
        ("，示例二村：公示栏坏了", "示例二村", "示例二村"),
        ("示例一村上公示栏坏了", "示例一村上", "示例一村上"),
        ("去了示例二村", None, "示例二村"),
        ("示例二村和示例三村", "示例二村", None),
        ("公示栏坏了", None, None),
    ],
)
def test_from_above_a_village_is_known_by_its_name(scene_of, said, first, inside):
    scene = scene_of(Post.TOWN_OFFICE)
    found = villages.named_first(scene, said), villages.named_in(scene, said)
    assert tuple(each and each.name for each in found) == (first, inside)


@pytest.mark.parametrize(
    ("said", "beside"),
    [("示例二村没公示", "示例二村"), ("示例一村和示例二村", ""), ("没公示", "")],
)
def test_a_supervisors_words_may_name_another_village(scene_of, said, beside):
    assert villages.named_beside(scene_of(Post.SUPERVISOR_CHAIR), said) == beside


def test_the_name_is_taken_off_what_is_told_of_it(scene_of):
    village = villages.named_first(scene_of(Post.TOWN_OFFICE), "示例二村：公示栏坏了。")
    assert villages.without_name("示例二村：公示栏坏了。", village) == "公示栏坏了"


@pytest.mark.parametrize(
    ("said", "begun"),
    [
        ("示例二村开了支委会", "示例二村"),
        ("示例一村开了支委会", ""),
        ("示例一村上开了支委会", "示例一村上"),
        ("和示例二村开了支委会", ""),
        ("示例二村和我村联合开了主题党日", ""),
    ],
)
def test_a_villages_own_words_may_begin_with_another_village(scene_of, said, begun):
    assert villages.begins_elsewhere(scene_of(Post.SECRETARY), said) == begun
    assert villages.begins_elsewhere(scene_of(Post.SUPERVISOR_CHAIR), said) == ""
