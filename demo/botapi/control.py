"""/demo/api: what people do, what the page and tests read, and what goes wrong on demand."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from demo.botapi import acts
from demo.botapi.errors import NoSuchPersonError
from demo.botapi.params import Upload
from demo.botapi.signal import Signal
from demo.botapi.world import Message, World

_HEARTBEAT_SECONDS = 15
_LONGEST_WAIT = 50
Body = dict[str, Any]
Restart = Callable[[], Awaitable[None]]


class Control:
    """The page's and the tests' side of one world."""

    def __init__(self, world: World, restart: Restart | None = None) -> None:
        self.world = world
        self.restart = restart
        self._signal = Signal(world)

    def routes(self) -> list[BaseRoute]:
        acting = {"act": self.act, "clock": self.clock, "faults": self.fault, "reset": self.reset}
        posts = [
            Route(f"/demo/api/{name}", self._posted(do), methods=["POST"])
            for name, do in acting.items()
        ]
        return [
            Route("/demo/api/state", self.state),
            Route("/demo/api/changes", self.changes),
            Route("/demo/api/events", self.events),
            Route("/demo/api/files/{file_id}", self.file),
            Route("/demo/api/updates", self._posted(self.inject), methods=["POST"]),
            *posts,
        ]

    def _posted(
        self, do: Callable[[Body], Awaitable[Any]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Read the JSON body, do it, and say what is wrong with it if it cannot be done."""

        async def endpoint(request: Request) -> Response:
            try:
                raw = await request.body()
                return JSONResponse(await do(json.loads(raw) if raw else {}))
            except (ValueError, KeyError, TypeError) as error:
                return JSONResponse({"error": f"请求有误:{error!r}"}, status_code=400)
            except NoSuchPersonError as error:
                return JSONResponse({"error": f"没有这个用户或消息:{error}"}, status_code=404)

        return endpoint

    async def state(self, _request: Request) -> Response:
        """Everything the page needs to draw itself, and the change it stands at."""
        world = self.world
        return JSONResponse(
            {
                "seq": len(world.changes),
                "people": [seen_person(world, each) for each in world.people],
                "messages": [world.seen(each) for each in world.messages.values()],
                "calls": [each.as_json() for each in world.calls],
                "commands": world.commands,
                "clock": world.clock.described(),
                "bot": world.bot_state,
                "unanswered": [query.id for query in world.unanswered()],
                "pending": len(world.updates),
                "webhook": {"url": world.webhook.url, "error": world.webhook.error},
            }
        )

    async def changes(self, request: Request) -> Response:
        """The changes after `after`, waiting up to `wait` seconds for one."""
        after = int(request.query_params.get("after", "0"))
        wait = min(float(request.query_params.get("wait", "0")), _LONGEST_WAIT)
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                while len(self.world.changes) <= after:
                    await self._signal.changed()
        return JSONResponse(self.world.changes[after:])

    async def events(self, request: Request) -> Response:
        """The same changes as a stream of server-sent events."""
        resumed = request.headers.get("last-event-id")
        after = int(resumed or request.query_params.get("after", "0"))
        return StreamingResponse(
            self._stream(after),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    async def _stream(self, after: int) -> AsyncIterator[str]:
        yield ": 已连接\n\n"
        while True:
            for change in self.world.changes[after:]:
                after = change["seq"]
                yield f"id: {after}\ndata: {json.dumps(change, ensure_ascii=False)}\n\n"
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    await self._signal.changed()
            except TimeoutError:
                yield ": 仍连接\n\n"

    async def file(self, request: Request) -> Response:
        file = self.world.files.get(request.path_params["file_id"])
        if file is None:
            return JSONResponse({"error": "没有这个文件"}, status_code=404)
        shown = (
            file.mime if file.mime.startswith(("image/", "audio/")) else "application/octet-stream"
        )
        headers = {"x-content-type-options": "nosniff", "content-security-policy": "sandbox"}
        return Response(file.data, media_type=shown, headers=headers)

    async def act(self, body: Body) -> Body:
        """One act of a person: {"person", "do", …}."""
        done = _ACTS[body["do"]](self.world, int(body["person"]), body)
        if isinstance(done, dict):
            return done
        return {"messages": [self.world.seen(each) for each in done]}

    async def inject(self, body: Body) -> Body:
        """Queue raw updates of any kind."""
        updates = body.get("updates", [body])
        return {"update_ids": [self.world.queue_raw(update) for update in updates]}

    async def clock(self, body: Body) -> Body:
        """Turn the clock: {"turn": day|workday|month} or {"now": ISO time}, {"running": bool}."""
        clock = self.world.clock
        if "running" in body:
            moment = clock.now()
            clock.running = bool(body["running"])
            clock.set(moment)
        if "now" in body:
            clock.set(datetime.fromisoformat(body["now"]))
        if "turn" in body:
            clock.turn(body["turn"])
        self.world.tell("clock", clock=clock.described())
        return clock.described()

    async def fault(self, body: Body) -> Body:
        """Let calls go wrong (see faults.Fault), limit the sends, or clear all faults."""
        if body.get("clear"):
            self.world.faults.waiting.clear()
            self.world.faults.sends_a_second = 0
        elif "sends_a_second" in body:
            self.world.faults.sends_a_second = int(body["sends_a_second"])
        else:
            self.world.faults.add(body)
        return {"waiting": len(self.world.faults.waiting)}

    async def reset(self, _body: Body) -> Body:
        """Start over: with the bot, if this stand-in runs one."""
        if self.restart is not None:
            await self.restart()
        else:
            self.world.reset()
        return {"seq": len(self.world.changes)}


def seen_person(world: World, person_id: int) -> dict[str, Any]:
    """What the page shows of a person."""
    person = world.person(person_id)
    return {
        "id": person.id,
        "name": person.name,
        "post": person.post,
        "place": person.place,
        "started": person.started,
        "blocked": person.blocked,
        "keyboard": person.keyboard,
    }


def _upload(described: Body, mime: str) -> Upload:
    data = base64.b64decode(described["base64"], validate=True)
    return Upload(described.get("name", "文件"), data, described.get("mime", mime))


def _say(world: World, person: int, body: Body) -> list[Message]:
    return [acts.say(world, person, body["text"], body.get("reply_to"))]


def _start(world: World, person: int, body: Body) -> list[Message]:
    return [acts.start(world, person, body.get("payload"))]


def _photos(world: World, person: int, body: Body) -> list[Message]:
    files = [_upload(each, "image/jpeg") for each in body["files"]]
    return acts.photos(world, person, files, body.get("caption", ""), body.get("reply_to"))


def _document(world: World, person: int, body: Body) -> list[Message]:
    file = _upload(body["file"], "application/octet-stream")
    return [acts.document(world, person, file, body.get("caption", ""), body.get("reply_to"))]


def _voice(world: World, person: int, body: Body) -> list[Message]:
    return [acts.voice(world, person, _upload(body["file"], "audio/ogg"), body.get("seconds", 3))]


def _sticker(world: World, person: int, _body: Body) -> list[Message]:
    return [acts.sticker(world, person)]


def _edit(world: World, person: int, body: Body) -> list[Message]:
    return [acts.edit(world, person, body["message_id"], body["text"])]


def _tap(world: World, person: int, body: Body) -> Body:
    return {"query": acts.tap(world, person, body["message_id"], body["data"]).id}


def _block(world: World, person: int, body: Body) -> Body:
    acts.block(world, person, blocked=body.get("blocked", True))
    return {"blocked": world.person(person).blocked}


_ACTS: dict[str, Callable[[World, int, Body], list[Message] | Body]] = {
    "say": _say,
    "start": _start,
    "photos": _photos,
    "document": _document,
    "voice": _voice,
    "sticker": _sticker,
    "edit": _edit,
    "tap": _tap,
    "block": _block,
}
