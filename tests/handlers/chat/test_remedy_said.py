"""整改好了, by itself: the remedy of the finding that is open, and no record."""

import pytest

PROBLEM = "6月第8号凭证没有联审联签"
NUMBER = "第2026-001号"


def raised(chair, *problems):
    for problem in problems:
        chair.do("发现问题", problem)


def nothing_logged(secretary):
    return not any(card.kind.startswith("log_") for card in secretary.cards())


@pytest.fixture(autouse=True)
def found(chair):
    raised(chair, PROBLEM)


@pytest.mark.parametrize("said", [f"{NUMBER}已补签", "整改已完成,三人签字齐全"])
def test_words_that_say_how_are_the_remedy(secretary, chair, said):
    card = secretary.say(said)
    assert (card.kind, "△ 已报整改，待验收" in card.text) == ("finding_assigned", True)
    assert said in chair.newest().text
    assert nothing_logged(secretary)


@pytest.mark.parametrize(
    "said", [f"{NUMBER}已整改", "2026-001号问题整改完成", "2026-001 整改好了", "整改好了", "整改"]
)
def test_the_bare_verb_asks_how(secretary, chair, said):
    secretary.say("本月要办")
    assert secretary.say(said).kind == "finding_remedy"
    assert secretary.say("三人补签了字").kind == "finding_assigned"
    assert "三人补签了字" in chair.newest().text
    assert nothing_logged(secretary)


def test_of_several_it_is_asked_which(secretary, chair):
    raised(chair, "公开栏玻璃破损")
    asked = secretary.say("整改好了,换了玻璃")
    assert (asked.kind, PROBLEM in asked.text) == ("finding_which", True)
    assert "待验收" in secretary.tap("第2026-002号").text
    assert "换了玻璃" in chair.newest().text
    assert secretary.say(f"{NUMBER}已整改").kind == "finding_remedy"


def test_of_more_than_a_page_the_next_are_turned_to(secretary, chair):
    raised(chair, *(f"公开栏破损{number}处" for number in range(1, 5)))
    secretary.say("整改好了")
    secretary.tap("下一页")
    assert secretary.tap("第2026-005号").kind == "finding_remedy"


def test_a_photo_with_these_words_goes_with_the_remedy(secretary, chair):
    secretary.say("本月要办")
    asked = secretary.photos(caption="整改好了")
    assert (asked.kind, "照片1张已收到" in asked.text) == ("finding_remedy", True)
    secretary.say("三人补签了字")
    assert "看照片1张" in chair.newest().buttons


def test_a_photo_whose_words_say_how_is_the_remedy(secretary, chair):
    secretary.photos(caption=f"{NUMBER}已补签，三人签字")
    assert "看照片1张" in chair.newest().buttons


def test_a_photo_waits_for_which_finding_it_shows(secretary, chair):
    raised(chair, "公开栏玻璃破损")
    assert "收到照片1张" in secretary.photos(caption="整改好了").text
    asked = secretary.tap(NUMBER)
    assert (asked.kind, "照片1张已收到" in asked.text) == ("finding_remedy", True)


def test_something_done_right_under_its_card_is_offered_as_the_remedy(secretary, chair):
    card = secretary.say("已补签,三人签字齐全")
    assert (card.kind, "是不是这个问题的整改" in card.text) == ("finding_which", True)
    secretary.tap(NUMBER)
    assert "三人签字齐全" in chair.newest().text


def test_later_the_same_words_are_not_understood(secretary):
    secretary.say("本月要办")
    assert secretary.say("已补签,三人签字齐全").kind == "unclear"


def test_what_an_inspection_found_is_asked_and_may_be_a_record(secretary):
    assert secretary.say("巡察反馈的第2条问题7月14日整改到位").kind == "finding_which"
    saved = secretary.tap("都不是")
    assert (saved.kind, "问题整改" in saved.text) == ("log_saved", True)
    assert secretary.tap_data(f"{saved.token}:1:0").kind == "log_saved"


def test_what_is_remedied_already_is_shown(secretary):
    secretary.say(f"{NUMBER}已补签")
    assert "待验收" in secretary.say(f"{NUMBER}已整改").text


def test_without_a_finding_it_is_a_record(chair, secretary):
    chair.do("#撤回", "#查无此事")
    assert "问题整改" in secretary.say("昨天问题已整改").text


def test_not_yet_done_is_no_remedy(secretary):
    assert secretary.say(f"{NUMBER}还没整改").kind == "log_negative"


def test_words_that_name_another_finding_are_its_remedy(secretary, chair):
    raised(chair, "公开栏玻璃破损")
    secretary.do("整改好了", f"#{NUMBER}")
    card = secretary.say("第2026-002号已换玻璃")
    assert ("公开栏玻璃破损" in card.text, "待验收" in card.text) == (True, True)
    assert PROBLEM not in chair.newest().text
