"""镇级评分 over HTTP: scored by one, refused when the evidence moved, sealed by another."""

import pytest

from demo.botapi.phone import buttons, in_chat, words_of
from demo.botapi.standin import CHAIR, OFFICE, SECRETARY
from handlers.services.sealed import points, verify
from rubric.posts import Post
from storage.scope import Scope
from storage.unit_of_work import Store
from tests.acceptance.conftest import STRANGERS
from tests.ledger import audit_rows

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.drill,
    pytest.mark.usefixtures("running"),
]


@pytest.fixture(scope="module")
def _discipline(programme, county):
    """The town's discipline office, bound to a phone."""
    store = Store(programme.store_url)
    with store.begin() as uow:
        county.appoint(uow, county.town, Post.TOWN_DISCIPLINE, STRANGERS[0])
    store.close()


@pytest.fixture
def phones(telegram, running, _discipline):
    """Office, discipline office, secretary and chair."""
    assert running.alive
    made = [telegram.phone(each) for each in (OFFICE, STRANGERS[0], SECRETARY, CHAIR)]
    for phone in made:
        phone.start()
    return made


def tap(phone, begins):
    """Tap the newest button whose label begins so; the card once it has changed."""
    card = next(each for each in reversed(phone.replies()) if _label(each, begins))
    before = words_of(card)
    phone.tap(_label(card, begins), card["message_id"])
    return phone.wait(lambda state: _changed(state, phone.id, card["message_id"], before))


def _label(message, begins):
    return next((label for label in buttons(message) if label.startswith(begins)), None)


def _changed(state, person, message_id, before):
    now = next(each for each in in_chat(state, person) if each["message_id"] == message_id)
    return now if words_of(now) != before else None


def adopt_every_item(phone):
    card = tap(phone, "采用无争议")
    while _label(card, "采用 "):
        card = tap(phone, "采用 ")
    return card


def sheets(ledger, county):
    with ledger.read() as uow:
        return uow.sheets.of_village(county.village, Scope.operator())


def test_a_sheet_is_sealed_by_another_and_only_as_it_was_shown(phones, ledger, county):
    office, discipline, secretary, chair = phones
    office.say("待评分")
    office.wait_for("镇级评分")
    tap(office, "示例一村")
    total = words_of(adopt_every_item(office))
    assert "合计" in total
    assert "由另一人复核封存" in words_of(tap(office, "提交复核"))
    assert "复核并封存" not in buttons(office.last())

    discipline.wait_for("请您复核")
    secretary.say("昨天支委会,5人参加")
    secretary.wait_for("✓ 已记录")
    assert "还没有封存" in words_of(tap(discipline, "复核并封存"))
    assert sheets(ledger, county) == []

    assert "7月15日封存" in words_of(tap(discipline, "复核并封存"))
    (sheet,) = sheets(ledger, county)
    assert verify(sheet)
    told = f"{points(sheet):f} 分，7月15日封存"
    for phone in (secretary, chair):
        assert "有不同意见" in buttons(phone.wait_for(told))
    secretary.say("看得分")
    assert f"镇级评分 {points(sheet):f} 分" in words_of(secretary.wait_for("提示分"))
    _proved(ledger, sheet)


def _proved(ledger, sheet):
    """The audit chain is whole, and holds the hash of what was sealed."""
    with ledger.read() as uow:
        assert uow.audit.verify() == []
        sealed = [row for row in audit_rows(uow) if row["action"] == "sheet.seal"]
    assert [row["data"]["sheet_hash"] for row in sealed] == [sheet.sheet_hash]
