"""From a sealed sheet to a recognised village that spends its subsidy, through every room."""

from datetime import date

import pytest

from demo.botapi.phone import buttons, in_chat, words_of
from demo.botapi.standin import CHAIR, OFFICE, SECRETARY
from handlers.services import scorings, sealing
from handlers.services.act import Act
from handlers.services.actor import acting
from handlers.services.book import open_book
from handlers.services.worksheets import worksheet
from rubric.posts import Post
from storage.schemes import load
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.acceptance.conftest import SCHEME, STRANGERS

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

BUREAU, COLLEAGUE, PARTNER = STRANGERS
YEAR = 2026
SAMPLED = 3


@pytest.fixture
def city(prepared, county):
    """The city's people are bound, and the village's town score is sealed by two hands."""
    store = Store(prepared.store_url)
    with store.begin() as uow:
        place = uow.places.city().id
        posts = (Post.CITY_AGRICULTURE, Post.CITY_AGRICULTURE, Post.CITY_PANEL)
        for phone, post in zip(STRANGERS, posts, strict=True):
            county.appoint(uow, place, post, phone)
        _seal(uow, county)
    store.close()
    prepared.start()


def _seal(uow, county):
    """Full points for every item, by one person of the town, checked by another."""
    first, second = (
        uow.grants.get(county.appoint(uow, county.town, post, phone))
        for post, phone in ((Post.TOWN_OFFICE, 9101), (Post.TOWN_DISCIPLINE, 9102))
    )
    act = _act(uow, county, first)
    row = scorings.begin(act, SCHEME, YEAR, "town")
    for no, line in worksheet(act, row).lines.items():
        sheet = worksheet(act, uow.scorings.get(row.id, Scope.operator()))
        scorings.give(act, sheet, no, line.item.points, "实地核查属实")
    scorings.submit(act, worksheet(act, uow.scorings.get(row.id, Scope.operator())))
    act = _act(uow, county, second)
    row = uow.scorings.get(row.id, Scope.operator())
    assert sealing.seal(act, row, worksheet(act, row).proposal.evidence).sheet


def _act(uow, county, grant):
    actor = acting(uow, grant)
    book = open_book(uow, load(), actor.scope, county.village, county.now.date())
    return Act(uow, actor, county.now, book)


class Hand:
    """A phone whose owner waits for a button, and taps it."""

    def __init__(self, phone):
        self.phone = phone
        phone.start()

    def do(self, *steps):
        for step in steps:
            if step.startswith("#"):
                self.press(step[1:])
            else:
                self._say(step)

    def _say(self, words):
        """The answer comes as a message, or on the card that has these words on a button."""
        before = self._shown(self.phone.state())
        said = self.phone.say(words)["message_id"]
        self.phone.wait(
            lambda state: {number for number, _ in self._shown(state) - before} - {said}
        )

    def _shown(self, state):
        return {(each["message_id"], words_of(each)) for each in in_chat(state, self.phone.id)}

    def press(self, part):
        """The newest button with these words, as soon as there is one; its card changes."""
        message, label = self.phone.wait(lambda state: self._found(state, part))
        self.phone.tap(label, message["message_id"])
        self.phone.wait(lambda state: message not in in_chat(state, self.phone.id))

    def _found(self, state, part):
        for message in reversed(in_chat(state, self.phone.id)):
            for label in buttons(message):
                if part in label:
                    return message, label
        return None

    def sees(self, words):
        return self.phone.wait_for(words)


@pytest.mark.usefixtures("city")
def test_a_village_is_checked_evaluated_listed_posted_confirmed_and_paid(telegram, ledger, county):
    bureau, colleague, partner, office, secretary, chair = (
        Hand(telegram.phone(number))
        for number in (BUREAU, COLLEAGUE, PARTNER, OFFICE, SECRETARY, CHAIR)
    )
    bureau.do("各镇进度", "#任务数", "#示例镇")
    bureau.phone.say("达标10，示范1")
    bureau.sees("达标 10，示范（标杆） 1")

    bureau.do("抽查", "#抽签（1村）", "#按此抽签", "#看第1个")
    for _ in range(SAMPLED):
        bureau.do("#查第", "#一致")
    bureau.do("#出具意见", "#确认达标")
    secretary.sees("确认示例一村为达标村居")

    office.do("上报示范村居", "#选第1个", "#上报这1个村")
    bureau.sees("示例镇上报 2026年示范（标杆）村居 1 个")

    bureau.do("评定", "#看第1个", "#采用镇级评分", "#提交签署")
    partner.do("#已核对，签署")
    colleague.do("#封存")
    colleague.sees("市级评定分 100 分，已封存")

    bureau.do("名单", "#定名单", "#公示", "#今天张贴")
    bureau.sees("△ 公示")
    telegram.phone(BUREAU).set_clock("2026-07-30T09:30:00+08:00")
    bureau.do("名单", "#认定公示期满的村")
    secretary.sees("被认定为示范（标杆）村居")
    office.sees("被认定为示范（标杆）村居")

    bureau.do("你好", "#补助", "#看第1个", "#登记已拨付")
    secretary.do("#记一笔使用")
    secretary.phone.say("3500元 制作清廉墙绘")
    chair.do("#已核对，3500元")
    chair.sees("✓ 已核对")

    with ledger.read() as uow:
        rows = uow.facts.rows("recognition", Scope.operator(), county.village)
        assert uow.audit.verify() == []
    standings = {row.said["standing"]: row for row in rows}
    assert standings["up-to-standard"].since("confirm") == date(2026, 7, 15)
    assert standings["demonstration"].since("confirm") == date(2026, 7, 30)
