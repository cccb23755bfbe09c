"""Requests to the Bot API over aiohttp: a third of the CPU of PTB's own transport."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.proxy import Proxy

Timeout = float | None
CONNECTIONS = 64
CONNECT_SECONDS, WRITE_SECONDS, UPLOAD_SECONDS = 5.0, 5.0, 20.0
_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class AnswerLost(NetworkError):
    """The request may have reached Telegram; nobody knows what became of it."""


class Transport(BaseRequest):
    """One pool of connections; times are in seconds, None waits for ever.

    Raises TimedOut or NetworkError for what surely never left, AnswerLost for what may have.
    """

    def __init__(self, *, read_timeout: float, proxy: Proxy | None = None) -> None:
        self._read_timeout = read_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> Timeout:
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool, unless it is open; it belongs to the running event loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy.address if self._proxy else None,
            )

    async def shutdown(self) -> None:
        """Close the connections; a second time does nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body, whatever they say."""
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        files = request_data is not None and bool(request_data.multipart_data)
        timeout = _timeout(
            connect=_given(connect_timeout, CONNECT_SECONDS),
            pool=_given(pool_timeout, self._read_timeout),
            write=_given(write_timeout, UPLOAD_SECONDS if files else WRITE_SECONDS),
            read=_given(read_timeout, self._read_timeout),
        )
        data = _body(request_data)
        try:
            async with self._session.request(
                method,
                url,
                data=data,
                timeout=timeout,
                allow_redirects=False,
                proxy_headers=self._proxy.headers if self._proxy else None,
            ) as answer:
                return answer.status, await answer.read()
        except _NEVER_LEFT as error:
            raise _never_left(error) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise AnswerLost(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The body as JSON; also one that is not quite UTF-8, as PTB reads it."""
        try:
            return orjson.loads(payload.decode("utf-8", "replace"))
        except orjson.JSONDecodeError as error:
            raise AnswerLost("Invalid server response") from error


def _given(value: Any, otherwise: float) -> Timeout:
    """What the call asks for; PTB marks by a default value that it asks for nothing."""
    asked: Timeout = otherwise if value is BaseRequest.DEFAULT_NONE else value
    return asked


def _timeout(
    *, connect: Timeout, pool: Timeout, write: Timeout, read: Timeout
) -> aiohttp.ClientTimeout:
    """There is no limit of writing in aiohttp: the whole is bounded by the sum of all four."""
    return aiohttp.ClientTimeout(
        total=_sum(connect, pool, write, read),
        connect=_sum(connect, pool),
        sock_connect=connect,
        sock_read=read,
    )


def _sum(*parts: Timeout) -> Timeout:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _body(request_data: RequestData | None) -> Mapping[str, str] | aiohttp.FormData | None:
    """Parameters as a form; files make it one of several parts."""
    if request_data is None:
        return None
    if not request_data.multipart_data:
        return request_data.json_parameters
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=kind)
    return form


def _never_left(error: Exception) -> NetworkError:
    """By its name alone: what aiohttp says of it names the address, and so the token."""
    said = type(error).__name__
    return TimedOut(said) if isinstance(error, TimeoutError) else NetworkError(said)
