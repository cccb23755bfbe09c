"""Every button in every state of its record answers sensibly, and writes nothing twice."""

from datetime import timedelta
from typing import NamedTuple

import pytest

from handlers.chat.cards import VIEWS
from handlers.chat.press import on_press
from storage.scope import Scope
from tests.handlers.limits import faults
from tests.handlers.stage import Phone, Stage

LOG = "昨天支委会，5人参加"
REFUSALS = {"settled", "log_locked", "log_over", "own_record", "denied", "gone", "no_post"}


@pytest.fixture
def village(stage):
    with stage.begin() as uow:
        account = uow.people.account_of("1001")
        return uow.grants.active_of(account.person_id, stage.now, stage.now.date())[0].place_id


@pytest.fixture
def kept(stage, village):
    """The newest record of the village that has somebody's own words."""

    def kept():
        with stage.begin() as uow:
            rows = uow.records.of_village(village, Scope.operator())
            return max((row for row in rows if row.body), key=lambda row: row.id)

    return kept


class Cast(NamedTuple):
    """Who can do something meanwhile."""

    stage: Stage
    secretary: Phone
    chair: Phone


def confirmed(cast):
    cast.chair.tap(
        "已看，同意", next(card for card in cast.chair.cards() if card.kind == "review_ask")
    )


def returned(cast):
    card = next(card for card in cast.chair.cards() if card.kind == "review_ask")
    cast.chair.tap("日期或人数不符", cast.chair.tap("退回，写理由", card))


def withdrawn(cast):
    receipt = next(card for card in cast.secretary.cards() if card.kind.startswith("log_"))
    if receipt.kind != "log_saved":
        receipt = cast.secretary.tap("返回", receipt)
    cast.secretary.tap("撤销", receipt)


def corrected(cast):
    cast.secretary.tap("更正", cast.secretary.cards()[0])
    cast.secretary.do("#改人数", "6")


def untouched(cast):
    """Nothing happened meanwhile."""


def over(cast):
    """The grant ended."""
    with cast.stage.begin() as uow:
        account = uow.people.account_of("1001")
        for grant in uow.grants.active_of(account.person_id, cast.stage.now, cast.stage.now.date()):
            uow.grants.end(grant.id, cast.stage.now - timedelta(days=1))


STATES = (untouched, confirmed, returned, withdrawn, corrected, over)


@pytest.mark.drill
@pytest.mark.parametrize("meanwhile", STATES)
@pytest.mark.parametrize(
    "path",
    [
        (),
        ("更正",),
        ("更正", "改日期"),
        ("更正", "改事项"),
        ("更正", "改人数"),
        ("撤销",),
        ("看得分",),
    ],
)
def test_a_receipts_buttons_in_every_state(stage, secretary, chair, kept, path, meanwhile):
    card = secretary.say(LOG)
    old = card
    for label in path:
        card = secretary.tap(label, card)
    with_buttons = [old, card]
    if path[:1] != ("撤销",) or meanwhile in (untouched, over):
        try_in_state(stage, secretary, chair, meanwhile, path)
    before = kept()
    for shown in with_buttons:
        for label in shown.buttons:
            with stage.rehearsal():
                answer(secretary, label, shown)
    assert kept() == before


def try_in_state(stage, secretary, chair, meanwhile, path):
    if (path and meanwhile is corrected) or path == ("看得分",):
        return
    meanwhile(Cast(stage, secretary, chair))


def answer(phone, label, card):
    """Press; what comes is a card within the limits that leads on."""
    already = len(phone.cards())
    shown = phone.tap(label, card)
    newest = phone.newest()
    assert shown.kind in VIEWS
    for each in (shown, newest):
        assert faults(each.text, each.rows) == [], each
    if len(phone.cards()) > already:
        assert newest.kind in REFUSALS | {"voice_new", "review_ask"}, newest


@pytest.mark.drill
@pytest.mark.parametrize("meanwhile", STATES)
@pytest.mark.parametrize("path", [(), ("退回，写理由",), ("发现问题",)])
def test_the_queues_buttons_in_every_state(stage, secretary, chair, path, meanwhile):
    secretary.say(LOG)
    card = chair.newest()
    old = card
    if meanwhile is not untouched:
        meanwhile(Cast(stage, secretary, chair))
    for label in path:
        card = chair.tap(label, card)
    for shown in (old, card):
        for label in shown.buttons:
            with stage.rehearsal():
                answer(chair, label, shown)


def raised(cast):
    """It stands as it was raised."""


def reported(cast):
    cast.secretary.tap(
        "已整改", next(c for c in cast.secretary.cards() if c.kind == "finding_assigned")
    )
    cast.secretary.say("已补签，三人签字齐全")


def settled(cast):
    reported(cast)
    cast.chair.tap("合格，销号")


def sent_back(cast):
    reported(cast)
    cast.chair.do("#不合格，写理由", "还少一个人签字")


def cleared(cast):
    raised_card = next(c for c in cast.chair.cards() if c.kind == "finding_raised")
    cast.chair.tap("查无此事", cast.chair.tap("撤回", raised_card))


FINDING = (raised, reported, settled, sent_back, cleared)


@pytest.mark.parametrize("meanwhile", FINDING)
def test_a_findings_buttons_in_every_state(stage, secretary, chair, meanwhile):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    cards = [(chair, chair.newest()), (secretary, secretary.newest())]
    meanwhile(Cast(stage, secretary, chair))
    cards += [(phone, card) for phone in (chair, secretary) for card in phone.cards()[-3:]]
    for phone, card in cards:
        for label in card.buttons:
            with stage.rehearsal():
                answer(phone, label, card)


@pytest.mark.parametrize("path", [("支委会",), ("支委会", "选别的日期")])
def test_a_finished_log_card_writes_no_second_record(stage, secretary, path):
    start = secretary.say("报一项工作")
    card = start
    for label in path:
        card = secretary.tap(label, card)
    done = (
        secretary.say("7月14日") if path[-1] == "选别的日期" else secretary.tap("昨天 14日", card)
    )
    assert done.kind == "log_saved"
    for shown in (start, card):
        for label in shown.buttons:
            with stage.rehearsal():
                secretary.tap(label, shown)
                saved = [each for each in secretary.cards() if each.kind == "log_saved"]
                assert len(saved) <= 1


def test_a_double_tap_acts_once(secretary, chair):
    secretary.say(LOG)
    card = chair.newest()
    chair.tap("已看，同意", card)
    count = len(chair.cards())
    chair.tap("已看，同意", card)
    assert len(chair.cards()) == count


def test_an_old_version_shows_the_card_as_it_is_now(secretary):
    card = secretary.do("报一项工作")
    secretary.tap("支委会", card)
    again = secretary.tap("下一页", card)
    assert "支委会是哪天办的" in again.text


@pytest.mark.parametrize(
    "data", ["", "x", "a:b:c", "AAAAAAAAAAAAAAAAAAAAAA:1:0", "一" * 21, "AAAAAAAA:١:0"]
)
def test_forged_data_is_answered_and_changes_nothing(secretary, data):
    assert secretary.tap_data(data).kind == "gone"


@pytest.mark.parametrize(("version", "button"), [(1, 99), (99, 0), (99, 99)])
def test_a_forged_number_on_a_true_card_only_shows_it(secretary, version, button):
    card = secretary.say("看得分")
    shown = secretary.tap_data(f"{card.token}:{version}:{button}", card.token)
    assert shown.kind == "score_card"
    assert len(secretary.cards()) == 1


def test_another_chats_card_is_refused(secretary, chair):
    card = secretary.say(LOG)
    data = f"{card.token}:{card.version}:{card.buttons['撤销']}"
    assert chair.tap_data(data).kind == "gone"
    assert secretary.cards()[0].kind == "log_saved"


def test_a_card_of_whoever_had_this_chat_before_is_refused(stage, secretary):
    card = secretary.say(LOG)
    with stage.begin() as uow:
        uow.people.bind(uow.people.add("乙"), "1001", "1001", stage.now)
    shown = secretary.tap_data(f"{card.token}:{card.version}:0")
    assert shown.kind == "gone"


def test_a_button_of_a_former_release_is_answered(stage, secretary):
    card = secretary.say("看得分")
    with stage.begin() as uow:
        row = uow.cards.by_token(card.token)
        old = [{"label": "旧", "action": "no.more", "args": [], "row": 0}]
        uow.cards.change(row.id, row.kind, row.data, row.text, old, stage.now)
    assert secretary.tap_data(f"{card.token}:2:0").kind == "gone"


def test_of_two_copies_the_tapped_one_lives_on(stage, secretary):
    card = secretary.say("看得分")
    with stage.begin() as uow:
        uow.cards.delivered(uow.cards.by_token(card.token).id, 10)
    data = f"{card.token}:1:{card.buttons['回首页']}"
    secretary._act(lambda turn: on_press(turn, data, 11))
    with stage.begin() as uow:
        assert uow.cards.by_token(card.token).message_id == 11


def test_nobody_without_a_post_gets_through(stage, secretary):
    card = secretary.say("看得分")
    over(Cast(stage, secretary, secretary))
    secretary.tap("各项明细", card)
    assert secretary.newest().kind == "no_post"
