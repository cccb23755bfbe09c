"""The door for Telegram's own calls: checks who knocks, stores, and only then says 200."""

import asyncio
import hmac
import json
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.api import Json
from bot.errors import ListenRefused
from storage.errors import DatabaseUnusable

log = structlog.get_logger(__name__)

LARGEST_BODY = 1_000_000
"""Bytes; Telegram's largest updates are far below."""
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

HEALTH = "/health"

Keep = Callable[[Sequence[Json]], Awaitable[None]]
Health = Callable[[], Awaitable[dict[str, Any]]]
"""How the programme is: `good`, and what was looked at; no secrets."""


def webhook_app(url: str, secret: str, keep: Keep, health: Health) -> Starlette:
    """The application that answers at the path of the address given to Telegram, and tells at
    /health how the programme is: 200 if all is good, else 503.
    """

    async def take_in(request: Request) -> Response:
        return Response(status_code=await _take_in(request, secret, keep))

    async def tell_health(_request: Request) -> Response:
        told = await health()
        return JSONResponse(told, status_code=200 if told["good"] else 503)

    path = urlsplit(url).path or "/"
    doors = (Route(path, take_in, methods=["POST"]), Route(HEALTH, tell_health, methods=["GET"]))
    return Starlette(routes=doors)


async def serve(app: Starlette, listen: str, stop: asyncio.Event) -> None:
    """Answer at this address until told to stop; finish what is being answered."""
    server = Server(uvicorn.Config(app, log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve(sockets=[_socket(listen)]))
    await stop.wait()
    server.should_exit = True
    await serving


async def _take_in(request: Request, secret: str, keep: Keep) -> int:
    """The status to answer with: anything but 200 makes Telegram send the update again."""
    shown = request.headers.get(_SECRET_HEADER, "")
    if not hmac.compare_digest(shown.encode(), secret.encode()):
        return 403
    body = await _body(request)
    if body is None:
        return 413
    update = _update(body)
    if update is None:
        return 400
    try:
        await keep([update])
    except DatabaseUnusable as error:
        log.error("数据库用不了,让 Telegram 稍后再送。", why=str(error))  # noqa: TRY400
        return 503
    return 200


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it is too large, whatever length it declares."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _update(body: bytes) -> Json | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    numbered = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if numbered else None


class Server(uvicorn.Server):
    """A server that leaves the signals to the programme around it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _socket(listen: str) -> socket.socket:
    """A listening socket that says it is TCP: only then asyncio sends small answers at once."""
    host, _, port = listen.rpartition(":")
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, int(port)))
        listening.listen()
    except OSError as error:
        listening.close()
        raise ListenRefused(f"{listen}:{error}") from error
    return listening
