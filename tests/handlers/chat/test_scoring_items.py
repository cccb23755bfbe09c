"""One item of a score sheet: adopted as proposed, or given another amount and why."""

from decimal import Decimal

import pytest

from handlers.chat.scoring_items import told
from rubric.posts import Post


def test_an_item_tells_points_grounds_and_how_it_is_checked(town, fresh):
    card = town.tap("逐项评", fresh)
    assert "第1项" in card.text
    assert "－0.5　4月支委会未见记录" in card.text
    assert "检查方式：查看记录、台账等" in card.text
    assert list(card.buttons) == [
        "采用 3分", "4分", "2分", "1分", "其他分数", "看依据", "回首页",
    ]  # fmt: skip


@pytest.mark.usefixtures("one_by_one")
def test_what_is_not_due_is_told_on_the_item(town):
    pages = ["#下一页"] * 4
    card = town.do("待评分", "#示例一村", "#看各项", *pages, "#第21项")
    assert "未到期：清廉教育或清廉文化活动" in card.text


def test_another_amount_is_asked_its_reason(town, one_by_one):
    card = town.tap("6分", one_by_one)
    assert "改为 6 分" in card.text
    card = town.say("走访三户，两户反映工程未公示")
    assert "已给 6 分：走访三户，两户反映工程未公示" in card.text
    assert "第7项" in town.tap("下一项").text


@pytest.mark.parametrize("said", ["6.5 走访三户反映工程未公示", "６.５分，走访三户反映工程未公示"])
def test_amount_and_reason_in_one_sentence(town, one_by_one, said):
    town.tap("其他分数", one_by_one)
    card = town.say(said)
    assert "已给 6.5 分：走访三户反映工程未公示" in card.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("9 走访", "分数要在0分和满分之间"),
        ("6.555 走访", "最多两位小数"),
        ("6", "要写明理由"),
    ],
)
def test_an_amount_that_cannot_be_is_explained_and_nothing_is_given(town, one_by_one, said, told):
    town.tap("其他分数", one_by_one)
    assert told in town.say(said).text
    assert "还差 11 项" in town.do("待评分", "#示例一村").text


@pytest.mark.parametrize("reason", ["走访三户反映工程未公示", "3.55 走访三户反映工程未公示"])
def test_an_amount_without_a_reason_waits_for_it(town, one_by_one, reason):
    town.tap("其他分数", one_by_one)
    asked = town.say("3.55")
    assert asked.kind == "scoring_amount"
    assert "要写明理由" in asked.text
    assert "已给 3.55 分：走访三户反映工程未公示" in town.say(reason).text


def test_another_amount_with_its_reason_takes_the_place_of_the_one_before(town, one_by_one):
    town.tap("其他分数", one_by_one)
    assert "已给 2.5 分：现场三处没有公示" in town.do("3.55", "2.5 现场三处没有公示").text
    town.tap("改分数")
    assert "已给 3 分：现场三处没有公示" in town.do("9 现场三处没有公示", "3 现场三处没有公示").text


def test_people_counted_in_a_reason_are_no_amount(town, one_by_one):
    town.tap("其他分数", one_by_one)
    assert "已给 3.55 分：2户反映没有公示" in town.do("3.55", "2户反映没有公示").text


def test_words_without_an_amount_are_asked_again(town, one_by_one):
    town.tap("其他分数", one_by_one)
    assert "请先写分数，再写理由" in town.say("今天天气不错").text
    town.say("6 走访三户反映工程未公示")
    assert "已评 11 项" in town.do("待评分", "#示例一村").text


def test_the_question_can_be_left(town, one_by_one):
    town.tap("其他分数", one_by_one)
    assert town.tap("先不改").kind == "scoring_item"


def test_the_grounds_are_the_document_s_words(town, one_by_one):
    card = town.tap("看依据", one_by_one)
    assert "建设标准：" in card.text
    assert "评分标准：" in card.text
    assert "第4项" in town.tap("返回评分").text


def test_what_was_given_is_kept_and_gone_on_with_later(town, one_by_one):
    town.tap("采用 8分", one_by_one)
    card = town.do("待评分", "#示例一村")
    assert "已评 11 项，还差 10 项" in card.text
    assert "第7项" in town.tap("接着评（10项）").text


def test_the_item_before_can_be_looked_at_and_changed(town, one_by_one):
    card = town.tap("上一项", one_by_one)
    assert "第3项" in card.text
    assert "已给 4 分" in card.text
    town.tap("改分数", card)
    assert "已给 3 分：群众反映一次不配合" in town.say("3 群众反映一次不配合").text


@pytest.fixture
def overnight(stage, town):
    """The first item on the card on the last evening of July; the next morning July is over."""
    stage.now = stage.now.replace(month=7, day=31, hour=21)
    card = town.do("待评分", "#示例一村", "#逐项评")
    assert "第1项" in card.text
    yield card
    assert "还差 21 项" in town.do("待评分", "#示例一村").text


def morning(stage):
    stage.now = stage.now.replace(month=8, day=1, hour=8)


def test_what_changed_under_the_card_is_not_adopted_but_shown_anew(stage, town, overnight):
    morning(stage)
    card = town.tap(next(iter(overnight.buttons)), overnight)
    assert "系统提示刚刚变了" in town.newest().text
    assert card.text != overnight.text
    assert "系统提示 " in card.text


def test_nor_is_an_amount_given_on_it(stage, town, overnight):
    town.tap("其他分数", overnight)
    morning(stage)
    assert "系统提示刚刚变了" in town.say("3.5 已补会议记录").text


BEGIN = [{"label": "逐项评", "action": "scoring.start", "args": [], "row": 0}]


def assets_centre(stage):
    with stage.begin() as uow:
        place = uow.places.towns()[0].id
        (grant,) = uow.grants.holders(place, (Post.TOWN_ASSETS,), stage.now.date())
        uow.people.bind(grant.person_id, "1005", "1005", stage.now)
    return stage.phone("1005")


def test_assets_centre_looks_but_does_not_score(stage, one_by_one):
    assets = assets_centre(stage)
    card = assets.do("待评分", "#示例一村")
    assert list(card.buttons) == ["看各项", "看得分", "返回", "回首页"]
    item = assets.do("#看各项", "#第4项")
    assert item.text == one_by_one.text
    assert list(item.buttons) == ["看依据", "返回", "上一项", "回首页"]
    assert assets.do("#看依据").kind == "scoring_grounds"


def test_assets_centre_sees_no_scoring_that_has_not_begun(stage):
    assets = assets_centre(stage)
    card = assets.do("待评分", "#示例一村")
    assert list(card.buttons) == ["看得分", "返回", "回首页"]


def test_one_who_may_not_score_is_refused_by_the_office_that_does(stage):
    assets = assets_centre(stage)
    shown = assets.do("待评分", "#示例一村")
    with stage.begin() as uow:
        card = uow.cards.by_token(shown.token)
        uow.cards.change(card.id, card.kind, dict(card.data), card.text, BEGIN, stage.now)
    assets.tap("逐项评")
    assert assets.newest().kind == "denied"
    assert "镇清廉办" in assets.newest().text


@pytest.mark.parametrize(
    ("said", "points", "reason"),
    [
        ("3", "3", ""),
        ("3分", "3", ""),
        ("3.5分,走访两户", "3.5", "走访两户"),
        ("４.２５　走访两户", "4.25", "走访两户"),
        ("0 全村没有公示栏", "0", "全村没有公示栏"),
        ("3。走访\n两户", "3", "走访\n两户"),
    ],
)
def test_amount_and_reason_are_read_from_one_sentence(said, points, reason):
    assert told(said, "") == (Decimal(points), reason)


@pytest.mark.parametrize("said", ["走访两户有反映", "三分", "-3 走访", ".5", "", "3户反映"])
def test_a_sentence_without_an_amount_gives_none(said):
    assert told(said, "") is None


def test_where_the_amount_was_tapped_all_of_the_sentence_is_the_reason():
    assert told("3户反映账目没有张贴", "4") == (Decimal(4), "3户反映账目没有张贴")


def test_amounts_next_to_the_proposed_one_can_be_tapped(town, one_by_one):
    assert one_by_one.rows[1] == ["7分", "6分", "5分"]
    card = town.do("待评分", "#示例一村", "#看各项", "#第2项")
    card = town.tap("改分数", card)
    assert "请写分数和理由" in card.text


def test_a_reason_is_kept_as_it_was_written_and_cannot_become_markup(town, one_by_one):
    town.tap("6分", one_by_one)
    assert "&lt;b&gt;两户&lt;/b&gt;" in town.say("走访<b>两户</b>").text


def test_the_last_item_leads_to_the_sum_and_back(town, one_by_one):
    card = one_by_one
    while card.kind == "scoring_item":
        card = town.tap(next(iter(card.buttons)))
    card = town.do("#再看一遍", "#第1项")
    assert next(iter(card.buttons)) == "看合计并提交"
    assert town.tap("看合计并提交").kind == "scoring_sum"
