"""Fetches a file somebody sent, after the reply; what is kept of a photo is made anew."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import httpx
from telegram.error import BadRequest

from bot.api import RawBot
from bot.clock import Clock
from bot.proxy import Proxy, proxy_for
from bot.writer import Writer
from handlers.chat import fetched
from handlers.services import evidence, fetching
from handlers.services.errors import PictureRefused
from rubric.utterance import Lexicon
from storage.evidence import Fetched, Kept
from storage.files import Files
from storage.record_rows import EvidenceRow
from storage.schemes import Schemes
from storage.unit_of_work import UnitOfWork

LOST, LARGE = "lost", "large"
_TOO_BIG = "file is too big"


class FetchEvidence:
    """One kind of job: get the bytes, make them harmless, store them, find what they resemble."""

    def __init__(
        self,
        bot: RawBot,
        writer: Writer,
        clock: Clock,
        files: Files,
        words: tuple[Schemes, Lexicon],
    ) -> None:
        self._bot = bot
        self._writer = writer
        self._clock = clock
        self._files = files
        self._words = words

    async def work(self, payload: Mapping[str, Any]) -> Fetched | str:
        """What became of the file, or why it is not kept; raises if the network is at fault."""
        row = await self._writer.do(partial(_sent, payload))
        try:
            data = await self._download(row.file_id)
            kept = await asyncio.to_thread(
                fetching.take, data, row.kind, self._clock.now(), self._files
            )
        except PictureRefused as refused:
            return refused.why
        return await self._compared(row, kept)

    def finish(self, uow: UnitOfWork, payload: Mapping[str, Any], result: Fetched | str) -> None:
        """Note the result, and say so where it matters."""
        row = _sent(payload, uow)
        now = self._clock.now()
        scene = fetched.scene_of(uow, now, self._words, row, payload["chat_id"])
        with scene.sight():
            fetched.settle(scene, row, result)

    def give_up(self, uow: UnitOfWork, payload: Mapping[str, Any]) -> None:
        """The sender learns that it has to be sent again."""
        self.finish(uow, payload, LOST)

    async def _download(self, file_id: str) -> bytes:
        """At most as many bytes as are kept, whatever the server said before."""
        try:
            told = await self._bot.call("getFile", file_id=file_id)
        except BadRequest as error:
            raise PictureRefused(LARGE if _TOO_BIG in str(error).lower() else LOST) from error
        if told.get("file_size", 0) > fetching.MOST_BYTES:
            raise PictureRefused(LARGE)
        return await self._read(f"{self._bot.base_file_url}/{told['file_path']}")

    async def _read(self, address: str) -> bytes:
        data = bytearray()
        async with _client(proxy_for(address)) as client, client.stream("GET", address) as answer:
            answer.raise_for_status()
            async for part in answer.aiter_bytes():
                data += part
                if len(data) > fetching.MOST_BYTES:
                    raise PictureRefused(LARGE)
        return bytes(data)

    async def _compared(self, row: EvidenceRow, kept: Fetched) -> Fetched:
        """The same, with the earlier photos of the town that it resembles."""
        if kept.prints is None:
            return kept
        earlier = await self._writer.do(partial(_earlier, row))
        alike = await asyncio.to_thread(fetching.resembling, kept.path, earlier, self._files)
        return replace(kept, alike=alike)


def _client(proxy: Proxy | None) -> httpx.AsyncClient:
    """With the proxy and the trusted certificates that the calls have, and no others."""
    named = httpx.Proxy(proxy.address, headers=dict(proxy.headers)) if proxy else None
    trusted = ssl.create_default_context()
    return httpx.AsyncClient(proxy=named, verify=trusted, trust_env=False, timeout=30)


def _sent(payload: Mapping[str, Any], uow: UnitOfWork) -> EvidenceRow:
    return fetched.sent(uow, payload["evidence"])


def _earlier(row: EvidenceRow, uow: UnitOfWork) -> list[Kept]:
    return uow.evidence.photos_before(row.id, evidence.town_scope(uow, row.village_id))
