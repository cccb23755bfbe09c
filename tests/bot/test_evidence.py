import asyncio
from datetime import date

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import BadRequest, NetworkError

from benchmarks.photo_scenes import jpeg, scene
from bot.evidence import FetchEvidence
from handlers.services import fetching
from rubric.utterance import Lexicon
from storage.evidence import Fetched
from storage.files import Files
from storage.record_rows import NewEvidence
from storage.schemes import load
from storage.scope import Scope

PHOTO = jpeg(scene(5001))
ALL = Scope.operator()


@pytest.fixture
def served(monkeypatch):
    """What the file server gives, by path; asked through the real client."""
    pages = {}

    async def page(request):
        return pages[request.path_params["name"]]

    app = Starlette(routes=[Route("/file/{name:path}", page)])
    client = httpx.AsyncClient
    transport = httpx.ASGITransport(app)
    monkeypatch.setattr(
        "bot.evidence.httpx.AsyncClient",
        lambda **how: client(transport=transport, timeout=how["timeout"]),
    )
    return pages


@pytest.fixture
def village(store):
    with store.begin() as uow:
        town = uow.places.add("town", "示例镇")
        village = uow.places.add("village", "示例一村", town)
        person = uow.people.add("示例书记")
        grant = uow.grants.add(person, "村党组织书记", village, date(2026, 1, 1))
    return {"village_id": village, "by_id": person, "by_grant_id": grant}


@pytest.fixture
def keep(store, clock, village):
    """A file the secretary sent: its job's payload."""

    def keep(name="f1"):
        told = {"kind": "photo", "file_id": name, "file_unique_id": f"u-{name}", "at": clock.now()}
        with store.begin() as uow:
            return {"evidence": uow.evidence.keep(NewEvidence(**village | told)), "chat_id": "7"}

    return keep


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path / "data")


@pytest.fixture
def fetching_job(bot, writer, clock, files):
    bot.base_file_url = "http://127.0.0.1/file"
    schemes = load()
    words = (schemes, Lexicon(schemes.vocabulary.duties.values()))
    return FetchEvidence(bot, writer, clock, files, words)


@pytest.fixture
def finished(fetching_job, store):
    """Do a job to its end; the file as it stands then, and what was said."""

    async def finished(payload):
        result = await fetching_job.work(payload)
        with store.begin() as uow:
            fetching_job.finish(uow, payload, result)
            row = uow.evidence.get(payload["evidence"], ALL)
            card = uow.cards.latest("7", "photo_refused")
            return row, card.text if card else ""

    return finished


def script(bot, size, path="photo.jpg"):
    bot.script["getFile"] = [{"file_path": path, "file_size": size}]


async def test_a_photo_is_fetched_made_anew_and_noted(bot, served, keep, finished, files):
    script(bot, len(PHOTO))
    served["photo.jpg"] = Response(PHOTO)
    row, said = await finished(keep())
    assert bot.asked("getFile") == [{"file_id": "f1"}]
    assert files.read(row.path).startswith(b"\xff\xd8")
    assert row.path == f"evidence/{row.sha256[:2]}/{row.sha256[2:]}.jpg"
    assert said == ""


async def test_a_job_done_twice_leaves_one_file(bot, served, keep, finished, tmp_path):
    served["photo.jpg"] = Response(PHOTO)
    payload = keep()
    for _ in range(2):
        script(bot, len(PHOTO))
        row, _ = await finished(payload)
    kept = [path.name for path in (tmp_path / "data").rglob("*.jpg")]
    assert sorted(kept) == sorted([f"{row.sha256[2:]}.jpg", f"{row.sha256[2:]}.small.jpg"])


async def test_a_file_said_to_be_too_large_is_not_even_asked_for(bot, served, keep, finished):
    script(bot, fetching.MOST_BYTES + 1)
    row, said = await finished(keep())
    assert row.refused == "large"
    assert "超过10兆" in said
    assert served == {}


async def test_a_file_larger_than_it_was_said_is_cut_off(bot, served, keep, finished):
    script(bot, 100)
    served["photo.jpg"] = Response(b"\xff\xd8\xff" * fetching.MOST_BYTES)
    row, _ = await finished(keep())
    assert (row.refused, row.path) == ("large", None)


async def test_a_file_telegram_finds_too_big_is_refused_likewise(bot, keep, finished):
    bot.script["getFile"] = [BadRequest("File is too big")]
    row, _ = await finished(keep())
    assert row.refused == "large"


async def test_a_file_telegram_knows_no_more_is_said_to_be_lost(bot, keep, finished):
    bot.script["getFile"] = [BadRequest("invalid file_id")]
    row, said = await finished(keep())
    assert row.refused == "lost"
    assert "请重发" in said


async def test_a_broken_photo_is_explained_to_its_sender(bot, served, keep, finished):
    script(bot, 9)
    served["photo.jpg"] = Response(PHOTO[: len(PHOTO) // 2])
    row, said = await finished(keep())
    assert row.refused == "broken"
    assert "没有传完整" in said


@pytest.mark.parametrize("fault", [NetworkError("down"), None])
async def test_a_fault_of_the_network_is_tried_again(bot, served, keep, fetching_job, fault):
    script(bot, 9)
    if fault:
        bot.script["getFile"] = [fault]
    served["photo.jpg"] = Response(status_code=502)
    with pytest.raises((NetworkError, httpx.HTTPStatusError)):
        await fetching_job.work(keep())


async def test_it_is_fetched_through_the_proxy_that_calls_take(fetching_job, monkeypatch):
    heard = []

    async def refuse(reader, writer):
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("HTTPS_PROXY", f"http://clerk:p%40ss@127.0.0.1:{port}")
        monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
        with pytest.raises(httpx.ProxyError):
            await fetching_job._read("https://127.0.0.1:9/file/photo.jpg")
    (head,) = heard
    assert head.startswith(b"CONNECT 127.0.0.1:9 ")
    assert b"Proxy-Authorization: Basic Y2xlcms6cEBzcw==" in head


async def test_after_the_last_try_the_sender_is_told(keep, fetching_job, store):
    payload = keep()
    with store.begin() as uow:
        fetching_job.give_up(uow, payload)
    with store.read() as uow:
        assert uow.evidence.get(payload["evidence"], ALL).refused == "lost"
        assert "一直没能取到" in uow.cards.latest("7", "photo_refused").text


async def test_a_shot_sent_before_is_noted_with_a_picture_of_both(
    bot, served, keep, finished, files
):
    served["photo.jpg"] = Response(PHOTO)
    script(bot, len(PHOTO))
    first, _ = await finished(keep("f1"))
    script(bot, len(PHOTO))
    second, _ = await finished(keep("f2"))
    ((number, pair),) = second.alike
    assert number == first.id
    assert files.read(pair)
    assert isinstance(first.alike, tuple)
    assert not first.alike


def test_what_is_fetched_is_a_value():
    assert Fetched("ab", "path") == Fetched("ab", "path")
