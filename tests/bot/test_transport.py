"""Against a server of a few lines: what it hears, and what is said of its silence."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from telegram import InputFile
from telegram.error import Forbidden, NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.proxy import Proxy
from bot.transport import AnswerLost, Transport
from bot.verdict import Again, judge
from tests.ports import held_port

SOON = 0.2
LATER = 30
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
PARAMETERS = RequestData([RequestParameter("text", "支委会&三务", None)])


def upload(content=b"\xff\xd8photo"):
    file = RequestParameter.from_input("photo", InputFile(content, filename="照片.jpg"))
    return RequestData([RequestParameter("caption", "公开栏", None), file])


class Server:
    """Reads requests and does with the connection what it was told."""

    def __init__(self, then, *, reads=True):
        self.then = then
        self.reads = reads
        self.heard = []
        self.over = asyncio.Event()
        self.serving = set()

    async def __call__(self, reader, writer):
        self.serving.add(asyncio.current_task())
        try:
            while not self.over.is_set():
                if self.reads:
                    self.heard.append(await _request(reader))
                await self.then(self, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def end(self):
        self.over.set()
        for task in self.serving:
            task.cancel()
        await asyncio.gather(*self.serving, return_exceptions=True)


async def _request(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    return head, await reader.readexactly(length)


async def answers(_server, writer):
    writer.write(ANSWER)
    await writer.drain()


async def is_silent(server, _writer):
    await server.over.wait()


async def hangs_up(_server, _writer):
    raise ConnectionError


async def breaks_off(_server, writer):
    writer.write(ANSWER[:-1])
    await writer.drain()
    raise ConnectionError


async def refuses(_server, writer):
    writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
    await writer.drain()


async def points_elsewhere(_server, writer):
    writer.write(b"HTTP/1.1 307 Elsewhere\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n")
    await writer.drain()


async def is_a_wall(_server, writer):
    writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\n<html>")
    await writer.drain()


@asynccontextmanager
async def talking(then, *, patience=LATER, reads=True):
    """A transport, the server, and its address."""
    server = Server(then, reads=reads)
    listening = await asyncio.start_server(server, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with Transport(read_timeout=patience) as transport:
        yield transport, server, f"http://127.0.0.1:{port}/sendMessage"
    listening.close()
    await server.end()


async def post(transport, url, data=PARAMETERS, **times):
    return await transport.do_request(url, "POST", data, **times)


async def test_parameters_arrive_as_a_form_and_the_answer_comes_back():
    async with talking(answers) as (transport, server, url):
        assert await post(transport, url) == (200, b"{}")
    ((head, body),) = server.heard
    assert b"application/x-www-form-urlencoded" in head
    assert body == b"text=%E6%94%AF%E5%A7%94%E4%BC%9A%26%E4%B8%89%E5%8A%A1"


async def test_a_file_arrives_with_its_name_and_its_kind_beside_the_caption():
    async with talking(answers) as (transport, server, url):
        await post(transport, url, upload())
    ((head, body),) = server.heard
    assert b"multipart/form-data" in head
    assert b"\xff\xd8photo" in body
    assert b"image/jpeg" in body
    assert "公开栏".encode() in body


async def test_one_connection_serves_many_calls():
    async with talking(answers) as (transport, server, url):
        for _ in range(3):
            await post(transport, url)
        assert len(transport._session.connector._conns) == 1
    assert len(server.heard) == 3


@pytest.mark.parametrize("then", [is_silent, hangs_up, breaks_off])
async def test_after_the_request_has_left_a_failure_leaves_a_doubt(then):
    async with talking(then, patience=SOON) as (transport, _, url):
        with pytest.raises(AnswerLost):
            await post(transport, url)


async def test_an_upload_that_nobody_takes_ends_and_leaves_a_doubt():
    async with talking(is_silent, patience=SOON, reads=False) as (transport, _, url):
        times = dict.fromkeys(("write_timeout", "connect_timeout", "pool_timeout"), SOON)
        with pytest.raises(AnswerLost):
            await post(transport, url, upload(bytes(20_000_000)), **times)


async def test_where_nobody_listens_it_surely_never_left():
    with held_port() as port:
        async with Transport(read_timeout=SOON) as transport:
            with pytest.raises(NetworkError) as failure:
                await post(transport, f"http://127.0.0.1:{port}/sendMessage")
    assert not isinstance(failure.value, AnswerLost)


async def test_nobody_is_followed_elsewhere_with_what_is_said():
    async with talking(points_elsewhere) as (transport, server, url):
        with pytest.raises(NetworkError) as failure:
            await transport.post(url, PARAMETERS)
    assert len(server.heard) == 1
    assert not isinstance(failure.value, AnswerLost)


async def test_a_wall_that_answers_for_telegram_makes_nobody_unreachable():
    async with talking(is_a_wall) as (transport, _, url):
        with pytest.raises(Forbidden) as failure:
            await transport.post(url, PARAMETERS)
    assert isinstance(judge(failure.value), Again)


async def test_what_a_proxy_refuses_to_pass_on_surely_never_left():
    async with talking(refuses) as (_, server, url):
        proxy = Proxy(url.rpartition("/")[0], {"Proxy-Authorization": "Basic eA=="})
        async with Transport(read_timeout=LATER, proxy=proxy) as transport:
            with pytest.raises(NetworkError) as failure:
                await post(transport, "https://127.0.0.1:9/sendMessage")
        ((head, _),) = server.heard
        assert head.startswith(b"CONNECT 127.0.0.1:9 ")
        assert b"Proxy-Authorization: Basic eA==" in head
    assert not isinstance(failure.value, AnswerLost)


async def test_waiting_for_a_free_connection_ends_and_surely_never_left(monkeypatch):
    monkeypatch.setattr("bot.transport.CONNECTIONS", 1)
    async with talking(is_silent) as (transport, server, url):
        first = asyncio.create_task(post(transport, url))
        while not server.heard:  # noqa: ASYNC110 - polled
            await asyncio.sleep(0.01)
        with pytest.raises(TimedOut):
            await post(transport, url, pool_timeout=SOON, connect_timeout=0.01)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


async def test_it_waits_as_long_as_a_call_asks():
    async def takes_its_time(server, writer):
        await asyncio.sleep(3 * SOON)
        await answers(server, writer)

    async with talking(takes_its_time, patience=SOON) as (transport, _, url):
        assert await post(transport, url, read_timeout=LATER) == (200, b"{}")
        assert await post(transport, url, read_timeout=None) == (200, b"{}")


async def test_it_must_be_opened_and_is_closed_once():
    transport = Transport(read_timeout=SOON)
    with pytest.raises(RuntimeError):
        await post(transport, "http://127.0.0.1:9/")
    await transport.initialize()
    await transport.initialize()
    await transport.shutdown()
    await transport.shutdown()


def test_an_answer_is_read_even_if_it_is_not_quite_utf_8():
    assert Transport.parse_json_payload(b'{"text": "a\xff"}') == {"text": "a�"}


def test_what_is_no_json_leaves_a_doubt():
    with pytest.raises(AnswerLost):
        Transport.parse_json_payload(b"<html>502</html>")


async def test_no_error_names_the_address_and_so_the_token():
    async with talking(is_silent) as (transport, _, url):
        for failing in (url, "http://127.0.0.1:9/bot123:SECRET/x", "http:///bot123:SECRET/x"):
            with pytest.raises(NetworkError) as failure:
                await post(transport, failing, read_timeout=SOON)
            assert "/" not in str(failure.value)
