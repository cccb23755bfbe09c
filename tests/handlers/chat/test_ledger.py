"""Records looked up by month, duty or item, opened and told whole."""

LOG = "昨天支委会，5人参加"


def test_the_newest_come_first_a_page_at_a_time(secretary):
    secretary.say(LOG)
    card = secretary.say("台账")
    assert "1. 7月14日　支委会" in card.text
    assert secretary.tap("下一页", card).text != card.text


def test_it_is_narrowed_to_a_month(secretary):
    card = secretary.do("台账", "#筛选、打印", "#按月份", "#2026年6月")
    assert "　6月，共" in card.text


def test_it_is_narrowed_to_a_duty(secretary):
    choices = secretary.do("台账", "#筛选、打印", "#按事项")
    duty = next(iter(choices.buttons))
    assert f"{duty}，共" in secretary.tap(duty, choices).text


def test_it_is_narrowed_to_an_item(secretary):
    card = secretary.do("台账", "#筛选、打印", "#按考核项", "#第2项")
    assert "第2项" in card.text


def test_a_record_is_told_whole(secretary, chair):
    secretary.say(LOG)
    chair.do("#退回，写理由", "#没有这件事")
    card = secretary.do("台账", "#第1条")
    assert "原话　昨天支委会，5人参加" in card.text
    assert "示例书记（村党组织书记）" in card.text
    assert "没有这件事" in card.text
    assert secretary.tap("更正", card).kind == "log_edit"


def test_back_leads_to_the_same_list(secretary):
    assert (
        "　6月，共"
        in secretary.do("台账", "#筛选、打印", "#按月份", "#2026年6月", "#第1条", "#返回").text
    )


def test_nobody_but_its_doer_is_offered_to_correct(secretary, chair):
    secretary.say(LOG)
    assert "更正" not in chair.do("台账", "#第1条").buttons


def test_a_town_opens_a_villages_ledger(town):
    assert "示例三村　台账" in town.do("台账", "#示例三村", "#看台账").text
