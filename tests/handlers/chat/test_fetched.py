from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from handlers.chat import fetched
from handlers.messages.render import button, render
from storage.evidence import Fetched
from storage.tables import Evidence
from tests.handlers.limits import faults

DAY = date(2026, 12, 31)
LONG = "示例村的名字很长很长" * 9
SENTENCE = "昨天支委会，5人参加"


@pytest.fixture
def settle(stage):
    """What fetching the newest file brought."""

    def settle(result):
        with stage.begin() as uow:
            row = fetched.sent(uow, _files(uow)[-1])
            words = (stage.schemes, stage.lexicon)
            fetched.settle(fetched.scene_of(uow, stage.now, words, row, "1001"), row, result)

    return settle


def _files(uow):
    query = select(Evidence.__table__.c.id).order_by(Evidence.__table__.c.id)
    return uow._connection.execute(query).scalars().all()


def test_a_photo_that_is_well_changes_nothing_on_screen(secretary, settle):
    receipt = secretary.photos(caption=SENTENCE)
    before = len(secretary.cards())
    settle(Fetched("ab", "ab.jpg", prints=b"p"))
    assert len(secretary.cards()) == before
    assert secretary.card(receipt.token).version == receipt.version


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("large", "超过10兆"),
        ("pixels", "尺寸太大"),
        ("tiny", "太小"),
        ("broken", "没有传完整"),
        ("type", "不是照片"),
        ("lost", "没能取到"),
    ],
)
def test_a_refused_photo_is_explained_and_its_record_stands(secretary, settle, why, said):
    receipt = secretary.photos(caption=SENTENCE)
    assert "照片1张" in receipt.text
    settle(why)
    told = secretary.newest()
    assert said in told.text
    assert "支委会" in told.text
    assert "照片" not in secretary.card(receipt.token).text
    assert "✓ 已记录" in secretary.card(receipt.token).text


def test_a_refused_photo_of_no_record_yet_takes_itself_out_of_the_question(secretary, settle):
    question = secretary.photos()
    settle("broken")
    assert "没有传完整" in secretary.newest().text
    assert "照片1张" not in secretary.card(question.token).text


@pytest.mark.parametrize("last", [None, {"record": 1, "names": LONG, "when": DAY, "moved": []}])
def test_a_card_that_tells_of_reuse_keeps_the_limits_however_long_the_names(last):
    earlier = SimpleNamespace(done_on=DAY)
    card = render(
        "review_ask",
        place_in_queue=10,
        total=20,
        following=[button("以后再看", "review.next", 1)],
        last=last,
        can_find=True,
        record=1,
        village=LONG,
        village_id=1,
        names=LONG,
        period=LONG,
        when=DAY,
        heads=9999,
        photos=10,
        reuse=SimpleNamespace(earlier=earlier, village=LONG),
        body=LONG,
        author=LONG,
        logged=DAY,
        today=DAY,
        accounts=True,
    )
    assert not faults(card.text, [[each.label for each in row] for row in card.rows])


def test_the_supervisors_card_is_drawn_anew_when_a_photo_was_used_before(
    stage, secretary, chair, settle
):
    secretary.photos(caption="7月3日党员大会，25人参加")
    secretary.photos(caption=SENTENCE)
    with stage.begin() as uow:
        old = _files(uow)[0]
    chair.say("去确认")
    settle(Fetched("ab", "ab.jpg", prints=b"p", alike=((old, "pair.jpg"),)))
    card = chair.newest()
    while "比对照片" not in card.buttons:
        card = chair.tap("以后再看")
    assert "请比对" in card.text
