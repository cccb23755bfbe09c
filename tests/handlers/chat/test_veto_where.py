"""录入一票否决 from the queue: first of which village."""

from rubric.posts import Post
from tests.handlers.cast import appoint


def test_the_queue_leads_to_entering_a_new_one(discipline):
    card = discipline.do("更多办理", "#签否决事项")
    assert "要新录一件" in card.text
    card = discipline.do("#录入一件", "#示例二村")
    assert card.kind == "veto_kinds"
    assert "示例二村" in card.text
    assert discipline.do("#第2种", "2024年凭证缺失，审计无法进行").kind == "veto_card"


def test_the_villages_go_round_and_lead_back(discipline):
    card = discipline.do("更多办理", "#签否决事项", "#录入一件", "#下一页")
    assert "第2/2页" in card.text
    assert discipline.tap("返回").kind == "veto_queue"


def test_who_enters_none_is_not_offered_it(town):
    assert "签否决事项" not in town.say("更多办理").buttons


def test_a_city_chooses_the_town_first_and_leafs_through_that_alone(stage):
    city = appoint(stage, Post.CITY_AGRICULTURE, "1006")
    with stage.begin() as uow:
        town = uow.places.add("town", "另一镇", uow.places.city().id)
        uow.places.add("village", "另一村", town)
    card = city.do("更多办理", "#签否决事项", "#录入一件")
    assert {"示例镇", "另一镇"} <= set(card.buttons)
    assert "示例一村" not in card.buttons
    card = city.tap("另一镇", card)
    assert "示例一村" not in card.buttons
    assert city.tap("另一村", card).kind == "veto_kinds"
    card = city.do("更多办理", "#签否决事项", "#录入一件", "#示例镇", "#下一页", "#返回")
    assert {"示例镇", "另一镇"} <= set(card.buttons)
