"""录入一票否决 from the queue: first of which village."""


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
