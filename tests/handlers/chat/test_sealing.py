"""复核并封存: by a second person, on what his card showed; then the village is told."""

import pytest

from tests.ledger import audit_rows

REASON = "第12项通报没有核实"


def through(phone):
    """Adopt what is left of the first village, one by one, and submit it."""
    card = phone.do("待评分", "#示例一村", "#采用无争议10项")
    while card.kind == "scoring_item":
        card = phone.tap(next(iter(card.buttons)))
    return phone.tap("提交复核")


@pytest.fixture
def submitted(town, discipline):
    """The sealer's card of the first village, scored by the town's office as proposed."""
    assert through(town).kind == "scoring_check"
    return discipline.newest()


@pytest.fixture
def sealed(discipline, submitted):
    return discipline.tap("复核并封存", submitted)


def test_the_second_person_is_shown_sum_line_and_what_nobody_looked_at(submitted):
    assert submitted.text.startswith("请您复核　示例一村")
    assert "合计 98 分，达到示范（标杆）申报线（90分）" in submitted.text
    assert "尚无人核查 16 项" in submitted.text
    assert "改动系统提示 0 项" in submitted.text


def test_differences_to_the_proposal_are_named_with_their_reasons(town, discipline):
    town.do("待评分", "#示例一村", "#采用无争议10项", "#6分", "走访三户反映工程未公示")
    card = town.tap("下一项")
    while card.kind == "scoring_item":
        card = town.tap(next(iter(card.buttons)))
    town.tap("提交复核")
    assert "第4项 8→6　走访三户反映工程未公示" in discipline.newest().text


def test_whoever_scored_it_has_no_seal(town, submitted):
    assert submitted
    card = town.do("待评分", "#示例一村")
    assert card.kind == "scoring_check"
    assert "复核并封存" not in card.buttons


def test_one_tap_seals_and_secretary_and_supervisors_are_told_once(sealed, secretary, chair):
    assert "98 分，7月15日封存" in sealed.text
    assert "评分：示例镇清廉办（镇清廉办），复核：示例镇纪委（镇纪委）" in sealed.text
    for phone in (secretary, chair):
        (card,) = [each for each in phone.cards() if each.kind == "scoring_sealed"]
        assert "98 分，7月15日封存" in card.text
        assert {"看各项得分", "有不同意见"} <= set(card.buttons)


def test_the_village_sees_item_by_item_what_it_got(sealed, secretary):
    assert sealed
    card = secretary.tap("看各项得分")
    assert "第1项　3/4 分" in card.text
    assert "4月支委会未见记录等2处" in card.text
    assert "98 分" in secretary.tap("返回").text


def test_the_sealed_score_stands_above_the_hint(secretary, submitted, discipline):
    assert "镇级评分" not in secretary.say("看得分").text
    discipline.tap("复核并封存", submitted)
    lines = secretary.say("看得分").text.splitlines()
    assert lines[1] == "镇级评分 98 分（7月15日封存）"


def own(phone):
    """更多办理 → 看镇级评分."""
    card = phone.say("更多办理")
    while "看镇级评分" not in card.buttons:
        card = phone.tap("下一页")
    return phone.tap("看镇级评分")


def test_before_and_after_the_menu_shows_the_village_its_sheet(secretary, submitted, discipline):
    assert "还没有封存" in own(secretary).text
    discipline.tap("复核并封存", submitted)
    assert "98 分" in own(secretary).text


def test_progress_counts_it_with_its_points(sealed, town):
    assert sealed
    card = town.say("待评分")
    assert "已封存 1" in card.text
    assert "示例一村　已封存 98分" in town.tap("下一页", card).text


def test_evidence_that_moved_is_shown_before_it_is_sealed(submitted, discipline, secretary):
    secretary.say("昨天支委会，5人参加")
    card = discipline.tap("复核并封存", submitted)
    assert "台账有更新，各项得分没有变，还没有封存" in card.text
    assert "封存" in discipline.tap("复核并封存").text
    assert discipline.newest().kind == "scoring_sealed"


def test_items_that_moved_go_back_alone_and_both_are_told(stage, town, discipline, submitted):
    stage.now = stage.now.replace(month=8, day=3)
    card = discipline.tap("复核并封存", submitted)
    assert "没有封存" in card.text
    assert "第1、" in card.text
    assert town.newest().kind == "scoring_moved"
    card = town.tap("看这张表")
    assert "要重评：第1" in card.text
    assert "还差 21 项" not in card.text


@pytest.mark.usefixtures("submitted")
def test_it_is_sent_back_with_a_reason_that_the_scorer_reads(discipline, town):
    discipline.do("#退回，写理由", REASON)
    assert discipline.newest().kind == "scoring_village"
    card = town.newest()
    assert f"退回理由：{REASON}" in card.text
    assert "看合计并提交" in card.buttons


@pytest.mark.usefixtures("submitted")
def test_sending_back_can_be_left(discipline):
    assert discipline.do("#退回，写理由", "#先不写").kind == "scoring_check"


def test_a_correction_takes_a_reason_and_two_persons_again(sealed, discipline, town, secretary):
    discipline.tap("写更正件", sealed)
    card = discipline.say(REASON)
    assert f"更正件，理由：{REASON}" in card.text
    assert "已评 21 项" in card.text
    discipline.do("#看各项", "#下一页", "#下一页", "#第12项", "#改分数", "4 查到一份通报")
    assert discipline.do("#看合计并提交").kind == "scoring_sum"
    assert "由另一人复核封存" in discipline.tap("提交复核").text
    assert "97 分" in town.tap("复核并封存").text
    assert "第2号" in town.newest().text
    assert f"更正第1号：{REASON}" in secretary.newest().text


def test_a_correction_can_be_left(sealed, discipline):
    discipline.tap("写更正件", sealed)
    assert discipline.tap("先不写").kind == "scoring_sealed"


def test_an_old_card_shows_what_became_of_the_sheet(sealed, town):
    assert sealed
    old = next(card for card in reversed(town.cards()) if card.kind == "scoring_check")
    card = town.tap("撤回再改", old)
    assert "98 分，7月15日封存" in card.text


def test_two_who_seal_at_once_seal_once(stage, discipline, submitted, town):
    discipline.tap("复核并封存", submitted)
    discipline.tap_data(f"{submitted.token}:{submitted.version}:0")
    with stage.begin() as uow:
        kinds = [row["action"] for row in audit_rows(uow)]
    assert kinds.count("sheet.seal") == 1
    assert town


def test_the_scorer_hears_once_that_it_was_sealed_and_finds_it_again_to_correct_it(sealed, town):
    assert sealed
    (told,) = [each for each in town.cards() if each.kind == "scoring_sealed"]
    assert "98 分，7月15日封存" in told.text
    again = town.do("待评分", "#下一页", "#示例一村")
    assert again.kind == "scoring_sealed"
    assert "写更正件" in again.buttons
