from datetime import datetime

import pytest

from handlers.chat.examples import ASKED, NOT_RECORDED, PAGES, RECORDED, understood
from handlers.messages.render import render
from rubric.utterance import Intent, Lexicon, understand
from storage.schemes import load
from tests.handlers.conftest import NOW
from tests.handlers.limits import faults

DAYS = [datetime(*day, 9, 30, tzinfo=NOW.tzinfo) for day in (
    (2026, 1, 1), (2026, 3, 31), (2026, 7, 15), (2026, 8, 3), (2026, 12, 31), (2028, 2, 29),
)]  # fmt: skip


@pytest.fixture(params=DAYS, ids=str)
def read(request):
    """What is understood of a sentence on a day."""
    lexicon = Lexicon(load().vocabulary.duties.values())
    return lambda said: understand(said, request.param, lexicon)


@pytest.mark.parametrize("said", RECORDED)
def test_what_is_said_to_be_recorded_leaves_nothing_to_ask(read, said):
    reading = read(said)
    assert reading.intent is Intent.LOG
    assert reading.duties
    assert not reading.asks
    assert not reading.future


@pytest.mark.parametrize("said", ASKED)
def test_what_is_said_to_be_asked_about_leaves_one_thing_open(read, said):
    reading = read(said)
    assert reading.intent is Intent.LOG
    assert reading.asks


@pytest.mark.parametrize("said", NOT_RECORDED)
def test_what_is_said_not_to_be_recorded_is_no_work_done(read, said):
    assert read(said).intent in (Intent.PLAN, Intent.NEGATIVE, Intent.NONE)


def test_the_page_tells_what_would_be_understood_today(stage):
    with stage.begin() as uow:
        scene = stage.turn(uow, "1001").scene
        assert understood(scene, RECORDED[0]) == "支委会 7月14日 5人"
        assert understood(scene, "昨天开了个会") == "问哪项工作"
        assert understood(scene, "2月30日支委会") == "没有“2月30日”"
        assert understood(scene, "主题党日还没开") == "还没办"


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_page_keeps_the_limits_on_every_day(stage, secretary, day):
    stage.now = day
    card = secretary.say("帮助")
    card = secretary.tap("能看懂哪些话", card)
    for number, (_, said) in enumerate(PAGES, 1):
        assert not faults(card.text, card.rows)
        assert f"{number}/{len(PAGES)}" in card.text
        assert all(each in card.text for each in said)
        card = secretary.tap("第一页" if number == len(PAGES) else "下一页", card)
    assert "一句话就能办" in secretary.tap("返回", card).text


def test_a_page_of_another_kind_is_never_drawn():
    with pytest.raises(Exception, match="undefined"):
        render("help_examples")
