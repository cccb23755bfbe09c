"""更多办理: each post finds there what it may do, and nothing else."""

import pytest

from handlers.chat import build, menu
from handlers.chat.cards import ACTIONS
from handlers.messages.words import width
from rubric.posts import Post
from tests.handlers.cast import appoint, enrol, leave_points

assert build
EVERY = (*menu.OF_HOME, *menu.OF_VILLAGE)


def test_every_entry_does_something_for_somebody():
    assert [entry for entry in EVERY if entry.action not in ACTIONS] == []
    assert [entry for entry in EVERY if not entry.posts or not entry.schemes] == []


def test_every_label_fits_a_phone():
    assert [entry for entry in EVERY if width(entry.label) > 10] == []


@pytest.mark.parametrize("entries", [menu.OF_HOME, menu.OF_VILLAGE], ids=["home", "village"])
def test_no_post_finds_one_label_twice(entries):
    for post in Post:
        labels = [entry.label for entry in entries if post in entry.posts]
        assert len(labels) == len(set(labels)), post


def every_label(phone, card):
    """The labels of all pages of a menu."""
    found = dict.fromkeys(card.buttons)
    while "下一页" in card.buttons:
        card = phone.tap("下一页", card)
        found |= dict.fromkeys(card.buttons)
    return list(found)


def test_a_village_reports_how_things_stand_from_its_home(secretary):
    card = secretary.do("你好", "#更多办理")
    assert card.kind == "menu_home"
    labels = every_label(secretary, card)
    assert "填现状" in labels
    assert "核对现状" not in labels


def test_supervisors_check_it(chair):
    assert "核对现状" in every_label(chair, chair.say("更多办理"))


def test_a_town_finds_under_a_village_what_it_may_do_there(town):
    card = town.do("各村得分", "#示例一村", "#更多办理")
    assert card.kind == "menu_village"
    labels = every_label(town, card)
    assert {"写核查", "填现状"} <= set(labels)
    assert "一票否决" not in labels
    assert "负面清单" not in labels


def test_the_discipline_office_also_signs(stage):
    phone = appoint(stage, Post.TOWN_DISCIPLINE, "1009")
    labels = every_label(phone, phone.do("各村得分", "#示例一村", "#更多办理"))
    assert "一票否决" in labels


def test_what_only_points_know_is_not_offered_without_them(stage, secretary, town):
    leave_points(stage, "tangjiafang-2020")
    assert "报加分" not in every_label(secretary, secretary.say("更多办理"))
    labels = every_label(town, town.do("各村得分", "#示例一村", "#更多办理"))
    assert {"负面清单", "定创建周期"} <= set(labels)
    assert "写核查" not in labels


def test_it_leads_back_to_the_village(town):
    card = town.do("各村得分", "#示例一村", "#更多办理", "#返回")
    assert card.kind == "town_village"


def test_one_word_means_one_thing_and_one_thing_has_one_word():
    """For each post: who fills in how things stand finds the same word on every menu."""
    for post in Post:
        words = {(entry.label, entry.action.removesuffix(".of")) for entry in EVERY
                 if post in entry.posts}  # fmt: skip
        told = [label for label, _ in words if label not in ("打印和图片", "人员和绑定")]
        assert len(told) == len(set(told)), post
    assert {entry.label for entry in EVERY if entry.action == "state.list"} == {"填现状"}
    assert {entry.label for entry in EVERY if entry.action == "state.check"} == {"核对现状"}


@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_a_person_of_a_village_has_two_pages_at_most_whatever_it_is_under(request, stage, who):
    enrol(stage, "tangjiafang-2020", "sanguan-2022", "linyi-2022")
    phone = request.getfixturevalue(who)
    card = phone.tap("下一页", phone.say("更多办理"))
    assert "第一页" in card.buttons


def test_what_waits_comes_first_with_its_number_and_only_once(town, secretary):
    town.do("布置任务", "报送自查情况", "#布置")
    labels = every_label(secretary, secretary.say("更多办理"))
    assert labels[0] == "办镇里布置（1）"
    assert "办镇里布置" not in labels
    assert secretary.do("更多办理", "#办镇里布置（1）").kind == "task_list"


def test_matters_are_offered_where_a_scheme_has_them(stage, secretary):
    assert "重大事项和工程" in every_label(secretary, secretary.say("更多办理"))
    leave_points(stage, "sanguan-2022")
    assert "重大事项和工程" not in every_label(secretary, secretary.say("更多办理"))


def test_the_towns_queues_stand_before_what_it_begins_itself(town):
    labels = every_label(town, town.say("更多办理"))
    assert labels.index("确认加分") < labels.index("布置任务") < labels.index("提意见建议")
