"""The score, item by item with its clause, the records behind it, and the next points."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.handlers.cast import enrol

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_the_card_says_that_it_is_a_hint(secretary):
    card = secretary.say("看得分")
    assert "提示分" in card.text
    assert card.text.endswith("仅供提示，以镇（街道）盖章评分为准。")


def test_what_can_be_won_back_can_be_reported_from_there(secretary):
    card = secretary.do("看得分", "#怎么补、还要办什么")
    assert "可补回" in card.text
    assert "财务公开是哪天办的" in secretary.tap("报 5月财务公开", card).text


def test_a_supervisor_is_not_offered_the_villages_work(chair):
    card = chair.do("看得分", "#怎么补、还要办什么")
    assert not any(label.startswith("报 5月") for label in card.buttons)


def test_an_item_shows_its_clause_and_the_records_behind_it(secretary):
    card = secretary.do("看得分", "#各项明细", "#第1项")
    assert "附件2第1项" in card.text
    assert "评分标准：未开展的每次扣0.5分，扣完为止。" in card.text
    assert secretary.tap("看这项的记录", card).kind == "ledger"


def test_the_items_go_round(secretary):
    card = secretary.do("看得分", "#各项明细")
    for _ in range(6):
        card = secretary.tap("下一页", card)
    assert "第21项" in card.buttons
    assert "第1项" in secretary.tap("第一页", card).buttons


def test_from_an_item_one_comes_back_to_its_page(secretary):
    card = secretary.do("看得分", "#各项明细", "#下一页", "#第5项", "#返回")
    assert "第5项" in card.buttons


def test_a_town_chooses_a_village_first(town):
    card = town.do("看得分", "#选一个村")
    assert card.kind == "town_villages"
    assert "示例三村" in town.do("#示例三村", "#看得分").text


def test_last_year_stays_open_until_it_is_settled(stage, secretary):
    stage.now = datetime(2027, 1, 11, 9, 30, tzinfo=SHANGHAI)
    card = secretary.do("看得分", "#看2026年")
    assert "2026年" in card.text
    assert "2026年" not in secretary.tap("看2027年", card).text


def test_several_schemes_go_by_their_short_names(stage, secretary):
    enrol(stage, "linyi-2022", "tangjiafang-2020", "xx-city-plan")
    card = secretary.say("看得分")
    assert {"温岭量化评分", "临沂清廉村居建设", "唐家坊创建考核", "XX市实施方案"} <= set(
        card.buttons
    )
    assert "…" not in card.text
    assert secretary.tap("唐家坊创建考核").kind == "grade_card"
