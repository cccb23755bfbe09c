"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from demo.botapi.errors import ApiError
from demo.botapi.methods import execute
from demo.botapi.params import Params, Upload
from demo.botapi.polling import Polling
from demo.botapi.world import TOKEN, World

Json = list[dict[str, Any]]


class BotApi:
    """Answers the bot's calls for one world."""

    def __init__(self, world: World, token: str = TOKEN) -> None:
        self.world = world
        self.token = token
        self.polling = Polling(world)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download),
        ]

    async def call(self, request: Request) -> Response:
        """One method call: fault, execute, log, answer."""
        began = time.monotonic()
        name = request.path_params["method"]
        params = await read_params(request)
        lost = False
        try:
            self._authorised(request)
            lost = await self._faulty(name, params)
            body: dict[str, Any] = {"ok": True, "result": await self._execute(request, params)}
            status = 200
        except ApiError as error:
            body, status = error.answer(), error.code
        self._log(name, params, body, status, time.monotonic() - began)
        return _hang_up() if lost else JSONResponse(body, status_code=status)

    async def download(self, request: Request) -> Response:
        try:
            self._authorised(request)
        except ApiError as error:
            return JSONResponse(error.answer(), status_code=error.code)
        path = request.path_params["path"]
        file = next((each for each in self.world.files.values() if each.path == path), None)
        if file is None:
            return JSONResponse(ApiError(404, "Not Found").answer(), status_code=404)
        return Response(file.data, media_type="application/octet-stream")

    def _authorised(self, request: Request) -> None:
        if request.path_params["token"] != self.token:
            raise ApiError(401, "Unauthorized")

    async def _execute(self, request: Request, params: Params) -> Any:
        name: str = request.path_params["method"]
        if name.lower() == "getupdates":
            return await _while_there(request, self.polling.get_updates(params))
        return execute(self.world, name, params)

    async def _faulty(self, name: str, params: Params) -> bool:
        """Meet the fault a test has set; whether the answer is to be lost."""
        chat_id = params.integer("chat_id") or None
        fault = self.world.faults.take(name, chat_id)
        if fault is not None and fault.kind == "error":
            raise fault.error()
        if fault is not None:
            await asyncio.sleep(fault.seconds)
        self.world.faults.flood(name, chat_id)
        return fault is not None and fault.kind == "lost"

    def _log(
        self, name: str, params: Params, body: dict[str, Any], status: int, spent: float
    ) -> None:
        if name.lower() == "getupdates" and body.get("result") == []:
            return
        self.world.log(name, params.shown(), body, status, spent * 1000)


async def read_params(request: Request) -> Params:
    """Query, JSON, form or multipart, as the Bot API takes them."""
    values: dict[str, Any] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        values |= await request.json()
        return Params(values)
    async with request.form(max_files=20) as form:
        for key, value in form.items():
            if isinstance(value, UploadFile):
                name, mime = value.filename or key, value.content_type or "application/octet-stream"
                uploads[key] = Upload(name, await value.read(), mime)
            else:
                values[key] = value
    return Params(values, uploads)


async def _while_there(request: Request, poll: Coroutine[Any, Any, Json]) -> Json:
    """The poll's result; a bot that was killed must not hold a poll open."""
    polling = asyncio.create_task(poll)
    leaving = asyncio.ensure_future(request.receive())
    await asyncio.wait({polling, leaving}, return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    if not polling.done():
        polling.cancel()
        return []
    return polling.result()


def _hang_up() -> Response:
    """A connection that breaks before the answer is complete."""

    async def nothing() -> AsyncIterator[bytes]:
        raise ConnectionAbortedError
        yield b""

    return StreamingResponse(nothing(), headers={"content-length": "2"})
