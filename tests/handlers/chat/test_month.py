"""本月要办: what is owed, overdue first, and what can be reported from it."""


def test_the_month_lists_what_is_overdue_first(secretary):
    card = secretary.say("本月要办")
    assert card.text.splitlines()[1].startswith("！")
    assert next(iter(card.buttons)).startswith("报 ")


def test_a_supervisor_is_offered_only_what_supervisors_report(chair):
    assert not any("支委会" in label for label in chair.say("本月要办").buttons)


def test_what_waits_is_told_with_whose_word_it_waits_for(secretary):
    secretary.say("昨天支委会，5人参加")
    assert "待村监会确认" in secretary.say("本月要办").text


def test_what_is_owed_is_told_with_its_last_day(secretary):
    assert "6月财务公开（7月31日到期）" in secretary.say("本月要办").text
