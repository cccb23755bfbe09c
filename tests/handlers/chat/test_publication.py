"""三务公开: all three at once, or singly, from one card."""


def test_the_card_shows_each_of_the_three(secretary):
    card = secretary.say("三务公开")
    assert "✓ 7月党务公开（7月8日已贴）" in card.text
    assert "！ 5月财务公开（逾期15天）" in card.text
    assert "三务都已贴好" in card.text


def test_said_twice_it_is_not_meant_twice(secretary):
    secretary.say("三项都已贴好")
    card = secretary.say("三项都已贴好")
    assert card.kind == "pub_card"
    assert "6月财务公开" in card.text


def test_with_a_day_it_is_a_sentence_as_any(secretary):
    assert "哪个时段" in secretary.say("昨天三务公开都贴好了").text


def test_a_supervisor_sees_it_and_is_told_whose_it_is(chair):
    card = chair.say("三务公开")
    assert "由村党组织书记或村文书报送" in card.text
    assert list(card.buttons) == ["回首页"]


def test_a_supervisor_cannot_report_it(chair):
    assert chair.say("三项都已贴好").kind == "denied"


def test_when_all_is_shown_it_says_so(secretary):
    for _ in range(2):
        secretary.do("三务公开", "#已贴好")
    assert "都已贴好。" in secretary.say("三务公开").text
