"""Documents from a tap: ordered at once, made as a job, sent when they are ready."""

import pytest
from sqlalchemy import select

from handlers.chat import papers
from handlers.chat.cards import Press
from handlers.chat.guard import guarded
from handlers.chat.papers import MAKE, Made
from handlers.services.catalogue import DOCUMENTS
from storage.tables import Job, Outbox


def rows(stage, table):
    with stage.begin() as uow:
        query = select(table.__table__).order_by(table.__table__.c.id)
        return uow._connection.execute(query).mappings().all()


def ordered(stage):
    return [row["payload"]["paper"] for row in rows(stage, Job) if row["kind"] == MAKE]


@pytest.mark.parametrize(
    ("word", "label", "paper"),
    [
        ("看得分", "打印评分表", "score-sheet"),
        ("三务公开", "打印公示单", "disclosure-notice"),
        ("本月要办", "全年日历图", "calendar"),
    ],
)
def test_a_document_is_one_tap_from_where_one_looks_for_it(stage, secretary, word, label, paper):
    card = secretary.tap(label, secretary.say(word))
    assert (card.kind, "正在制作" in card.text) == ("paper_making", True)
    assert ordered(stage) == [paper]


def test_a_town_has_its_workbook_from_its_progress(stage, town):
    town.tap("导出表格", town.say("全镇进度"))
    assert ordered(stage) == ["town-workbook"]


def test_the_ledger_is_printed_as_it_is_narrowed(stage, secretary):
    secretary.say("昨天支委会，5人参加")
    shown = secretary.do("台账", "#筛选、打印", "#按月份", "#2026年7月", "#筛选、打印")
    assert "打印的是7月" in shown.text
    secretary.tap("打印台账", shown)
    (job,) = rows(stage, Job)
    assert job["payload"]["of"] == ["2026-07", None, None]


def test_the_list_offers_what_the_post_may_have(secretary, town):
    assert "本年台账" in secretary.say("打印").buttons
    assert "全镇表格" in town.say("打印").buttons
    assert "全镇表格" not in secretary.newest().buttons


def test_a_double_tap_orders_once(stage, secretary):
    card = secretary.say("打印")
    secretary.tap("本年台账", card)
    secretary.tap("本年台账", card)
    assert ordered(stage) == ["ledger"]


def test_what_is_made_is_sent_and_the_card_says_so(stage, secretary):
    secretary.tap("本年台账", secretary.say("打印"))
    finish(stage, secretary, [Made("made/a.pdf", "台账.pdf"), Made("made/b.png", "图.png")])
    sent = [(row["method"], row["payload"].get("filename")) for row in rows(stage, Outbox)]
    assert sent[-3:-1] == [("document", "台账.pdf"), ("photo", "图.png")]
    assert "已做好发出" in secretary.newest().text


def test_a_card_that_moved_on_is_left_alone(stage, secretary):
    card = secretary.tap("本年台账", secretary.say("打印"))
    secretary.tap("回首页", card)
    finish(stage, secretary, [Made("made/a.pdf", "台账.pdf")])
    assert secretary.newest().kind == "home_secretary"


def test_nothing_to_write_is_told(stage, secretary):
    secretary.tap("本年台账", secretary.say("打印"))
    finish(stage, secretary, [])
    assert "没有可写的内容" in secretary.newest().text


def test_another_posts_document_and_another_places_are_refused(stage, secretary, town):
    forged(stage, secretary, "town-workbook", town_place(stage, town))
    assert secretary.newest().kind == "denied"
    forged(stage, secretary, "ledger", town_place(stage, town))
    assert secretary.newest().kind == "gone"
    assert ordered(stage) == []


def town_place(stage, phone):
    with stage.begin() as uow:
        return stage.turn(uow, phone.id).scene.actor.place_id


def forged(stage, phone, paper, place):
    """A button that no card of ours would draw."""

    card = phone.say("打印")
    with stage.begin() as uow:
        turn = stage.turn(uow, phone.id)
        row = uow.cards.by_token(card.token)
        guarded(turn, lambda: papers.make(Press(turn, row, (paper, place))))


def finish(stage, phone, made):
    with stage.begin() as uow:
        payload = uow._connection.execute(select(Job.__table__)).mappings().one()["payload"]
        scene = stage.turn(uow, phone.id).scene
        papers.finished(scene, uow.cards.by_token(payload["card"]), made)


def test_every_document_has_a_name_that_fits_its_button():
    assert all(len(each.name) <= 10 for each in DOCUMENTS.values())


def test_a_towns_sheet_of_invitations_is_ordered_by_numbers_and_no_secret(stage, town):
    card = town.say("更多办理")
    while "打印邀请二维码" not in card.buttons:
        card = town.tap("下一页", card)
    assert town.tap("打印邀请二维码", card).kind == "paper_making"
    (job,) = [row for row in rows(stage, Job) if row["kind"] == MAKE]
    assert job["payload"]["paper"] == "invite-sheet"
    assert all(isinstance(number, int) for pair in job["payload"]["of"] for number in pair)
    assert len(job["payload"]["of"]) > 30
