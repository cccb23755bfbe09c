"""全镇填现状 goes from page to page and forgets nothing on the way."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint


@pytest.fixture
def centre(stage):
    return appoint(stage, Post.TOWN_ASSETS, "1008")


def test_an_exception_is_kept_over_the_pages(centre):
    card = centre.do("全镇现状", "#填第1项", "#示例一村", "#下一页")
    assert "1 个标为“否”" in card.text
    while card.buttons.get("！否 示例一村") is None:
        card = centre.tap("下一页" if "下一页" in card.buttons else "第一页", card)
    assert "1 个标为“否”" in card.text


def test_every_village_of_the_town_is_told_of_in_one_tap(centre):
    done = centre.do("全镇现状", "#填第1项", "#各村都是")
    assert done.kind == "state_round_done"
    assert "0 个村“否”" in done.text
    assert centre.tap("接着填").kind == "state_round"


def test_the_town_office_finds_only_what_it_can_know(town):
    card = town.say("全镇现状")
    assert "监督系统" in card.text
    assert "财务章" not in card.text
