"""The job that makes a document: ordered in chat, made outside any transaction, sent."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.documents import KEPT, MakeDocument, Steps
from demo.seed import PHONES, seed
from handlers.chat.cards import say
from handlers.chat.scene import Scene
from handlers.services.actor import actor_of
from rubric.posts import Post
from rubric.utterance import Lexicon
from storage.schemes import load
from storage.tables import Outbox

SECRETARY = PHONES[Post.SECRETARY]
MORNING = datetime.fromisoformat("2026-07-15T09:30+08:00")


@pytest.fixture(scope="module")
def words():
    schemes = load()
    return schemes, Lexicon(schemes.vocabulary.duties.values())


@pytest.fixture
def county(store, clock):
    clock.moment = MORNING
    url = store._engine.url.render_as_string(hide_password=False)
    seed(url, MORNING)
    return store


@pytest.fixture
def job(county, writer, clock, words, tmp_path):
    return MakeDocument(county, writer, clock, tmp_path, words)


@pytest.fixture
def order(county, words):
    """Order a document as the secretary; the job's payload."""

    def order(paper="calendar", of=()):
        with county.begin() as uow:
            who = actor_of(uow, uow.people.account_of(SECRETARY), MORNING)
            scene = Scene(uow, MORNING, *words, SECRETARY, who)
            place = who.place_id
            state = {"paper": paper, "place": place, "of": list(of), "state": "making"}
            card = say(scene, "paper_making", **state)
            told = {"paper": paper, "place": place, "of": list(of), "card": card.token}
            return told | {"grant": who.grant_id, "chat": SECRETARY}

    return order


async def done(job, store, payload):
    result = await job.work(payload)
    with store.begin() as uow:
        job.finish(uow, payload, result)
    return result


def card(store, payload):
    with store.begin() as uow:
        return uow.cards.by_token(payload["card"]).text


def sent(store):
    with store.begin() as uow:
        rows = uow._connection.execute(select(Outbox.__table__)).mappings().all()
    return [row for row in rows if row["method"] in ("photo", "document")]


async def test_what_was_ordered_is_made_kept_and_sent(job, county, order, tmp_path):
    payload = order()
    await done(job, county, payload)
    (row,) = sent(county)
    assert (row["method"], row["chat_id"]) == ("photo", SECRETARY)
    assert row["payload"]["filename"].endswith("全年事项日历.png")
    assert (tmp_path / row["payload"]["path"]).read_bytes().startswith(b"\x89PNG")
    assert "已做好发出" in card(county, payload)


async def test_done_twice_after_a_crash_it_is_the_same_file(job, order):
    payload = order()
    first, second = await job.work(payload), await job.work(payload)
    assert first == second


async def test_whoever_lost_his_post_meanwhile_gets_nothing(job, county, order):
    payload = order()
    with county.begin() as uow:
        uow.grants.end(payload["grant"], MORNING)
    assert await done(job, county, payload) == "denied"
    assert sent(county) == []
    assert "职务已有变动" in card(county, payload)


async def test_a_post_lost_while_it_was_made_gets_nothing_either(job, county, order):
    payload = order()
    result = await job.work(payload)
    with county.begin() as uow:
        uow.grants.end(payload["grant"], MORNING)
        job.finish(uow, payload, result)
    assert sent(county) == []


async def test_a_document_nothing_can_be_written_in_is_told(job, county, order):
    payload = order("task-list")
    await done(job, county, payload)
    assert sent(county) == []
    assert "没有可写的内容" in card(county, payload)


async def test_what_is_wrong_with_the_order_is_told_and_not_tried_again(job, county, order):
    payload = order() | {"place": 999}
    with capture_logs() as logged:
        assert await done(job, county, payload) == "failed"
    (told,) = [each for each in logged if each["event"] == "document not made"]
    assert (told["paper"], told["place"], told["exc_info"]) == ("calendar", 999, True)
    assert "没有做成" in card(county, payload)


def test_given_up_it_says_so(job, county, order):
    payload = order()
    with county.begin() as uow:
        job.give_up(uow, payload)
    assert "没有做成" in card(county, payload)


async def test_the_card_tells_how_far_the_work_has_come(job, county, order):
    payload = order("ledger")
    await job._progress(payload, 50)
    assert "已完成 50%" in card(county, payload)


async def test_progress_is_told_once_a_quarter_and_never_backwards():
    told = []

    async def tell(percent):
        told.append(percent)

    steps = Steps(asyncio.get_running_loop(), tell)
    for share in (0.0, 0.1, 0.26, 0.3, 0.2, 0.51, 0.99, 1.0):
        steps(share)
    await asyncio.sleep(0.05)
    assert told == [25, 50, 75]


async def test_old_documents_are_swept_when_a_new_one_is_made(job, county, order, clock, tmp_path):
    await done(job, county, order())
    (first,) = sent(county)
    clock.passed = (KEPT + timedelta(days=400)).total_seconds()
    await done(job, county, order("disclosure-notice"))
    assert not (tmp_path / first["payload"]["path"]).exists()
