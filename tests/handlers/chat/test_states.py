"""报现状: a tap or a number, the effect at once; the supervisors say whether it is so."""

import pytest

from rubric.posts import Post
from tests.handlers.cast import appoint

SITES = "清廉阵地"


def pick(phone, name=SITES):
    """Open the list and the state of this name, on whichever page it is."""
    card = phone.say("报现状")
    while all(name not in line for line in card.text.splitlines()):
        card = phone.tap("下一页", card)
    at = next(line.split(".")[0] for line in card.text.splitlines() if f". {name}" in line)
    return phone.tap(f"填第{at}项", card)


def test_two_sites_are_reported_with_one_tap_and_the_effect_is_told(secretary):
    card = pick(secretary)
    assert (card.kind, list(card.buttons)[:3]) == ("state_ask", ["0", "1", "2"])
    done = secretary.tap("2", card)
    assert done.kind == "state_done"
    assert "清廉阵地：2" in done.text
    assert "目前" in done.text
    assert "待村监会或镇里核实" in done.text


@pytest.mark.parametrize("said", ["3", "3处", "三处。", "12"])
def test_a_number_may_be_typed(secretary, said):
    pick(secretary)
    assert secretary.say(said).kind == "state_done"


@pytest.mark.parametrize("said", ["好几处", "1000"])
def test_what_is_no_number_is_asked_again(secretary, said):
    asked = pick(secretary)
    assert "没看懂数目" in secretary.say(said).text
    secretary.say("3")
    assert secretary.card(asked.token).kind == "state_done"


def test_a_village_is_not_asked_what_a_system_knows(secretary):
    card = secretary.say("报现状")
    text = card.text
    while "下一页" in card.buttons:
        card = secretary.tap("下一页", card)
        text += card.text
    assert "财务章" not in text
    assert "线上审批" not in text
    assert "监督系统" not in text


def test_supervisors_confirm_all_of_it_with_one_tap_on_one_card(secretary, chair):
    before = len(chair.cards())
    for name, value in ((SITES, "3"), ("未公开的流程图", "0")):
        secretary.tap(value, pick(secretary, name))
    assert len(chair.cards()) == before + 1
    card = chair.newest()
    assert card.kind == "state_check"
    assert card.text.count("△") == 2
    done = chair.tap("都属实", card)
    assert "没有待您核实" in done.text
    assert "已核实" in done.text


def test_a_slip_is_taken_back(secretary, chair):
    secretary.tap("0", pick(secretary))
    done = secretary.tap("撤销")
    assert done.text.startswith("－ 已撤销")
    assert "没有待您核实" in chair.newest().text


def test_the_assets_centre_says_yes_for_all_villages_but_one(stage, secretary):
    centre = appoint(stage, Post.TOWN_ASSETS, "1008")
    card = centre.do("全镇现状", "#填第2项")
    assert card.kind == "state_round"
    marked = centre.tap("示例二村", card)
    assert "！否 示例二村" in marked.buttons
    done = centre.tap("除标“否”的都是", marked)
    assert "1 个村“否”：示例二村" in done.text
    assert "未应用" not in secretary.say("看得分").text


def test_the_centre_takes_an_exception_back_before_saving(stage):
    centre = appoint(stage, Post.TOWN_ASSETS, "1008")
    card = centre.do("全镇现状", "#填第1项", "#示例一村", "#！否 示例一村")
    assert "各村都是" in card.buttons


def test_what_the_town_states_is_confirmed_at_once(town):
    town.do("各村得分", "#示例一村", "#更多办理")
    card = town.tap("填现状")
    assert card.kind == "state_list"
    assert town.do("#填第1项").kind == "state_ask"


def test_an_official_who_may_not_is_told_so_by_an_empty_list(stage):
    panel = appoint(stage, Post.CITY_PANEL, "1007")
    assert "没有要填的现状" in panel.say("全镇现状").text
