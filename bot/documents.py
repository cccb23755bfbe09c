"""Makes a document somebody ordered in chat, outside any transaction, and sends it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bot.clock import Clock
from bot.papermaking import Bench, Paper, make
from bot.writer import Writer
from handlers.chat import papers
from handlers.chat.papers import Made
from handlers.chat.scene import Scene
from handlers.forms.errors import FormError
from handlers.services.actor import Actor, acting
from handlers.services.errors import Denied
from rubric.utterance import Lexicon
from storage.cards import CardRow
from storage.errors import OutOfScope, StorageError
from storage.files import Files
from storage.schemes import Schemes
from storage.unit_of_work import Store, UnitOfWork

log = structlog.get_logger(__name__)

TEMPLATES = "templates"
KEPT = timedelta(days=7)
"""How long a finished document stays, so that one that could not be sent yet can be."""
_STEPS = 4
"""How many times the card tells how far the work has come."""


@dataclass
class Steps:
    """Tells the card at each quarter, and never twice the same."""

    loop: asyncio.AbstractEventLoop
    tell: Callable[[int], Coroutine[Any, Any, None]]
    told: int = field(default=0)

    def __call__(self, share: float) -> None:
        step = min(int(share * _STEPS), _STEPS - 1)
        if step > self.told:
            self.told = step
            work = self.tell(step * 100 // _STEPS)
            asyncio.run_coroutine_threadsafe(work, self.loop)


class MakeDocument:
    """One kind of job. Done twice after a crash, the same bytes are the same file."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        clock: Clock,
        data_dir: Path,
        words: tuple[Schemes, Lexicon],
    ) -> None:
        self._store = store
        self._writer = writer
        self._clock = clock
        self._data_dir = data_dir
        self._files = Files(data_dir)
        self._words = words

    async def work(self, payload: Mapping[str, Any]) -> list[Made] | str:
        """The files, kept; or why there are none."""
        tell = partial(self._progress, payload)
        steps = Steps(asyncio.get_running_loop(), tell)
        return await asyncio.to_thread(self._make, payload, steps)

    def finish(self, uow: UnitOfWork, payload: Mapping[str, Any], result: list[Made] | str) -> None:
        """Send it to whoever ordered it, unless his post has ended meanwhile."""
        scene, card = self._ordered(uow, payload)
        if isinstance(result, str) or not self._holds(uow, payload):
            papers.told(scene, card, result if isinstance(result, str) else "denied")
        else:
            papers.finished(scene, card, result)

    def give_up(self, uow: UnitOfWork, payload: Mapping[str, Any]) -> None:
        """The orderer learns that it was not made."""
        scene, card = self._ordered(uow, payload)
        papers.told(scene, card, "failed")

    def _make(self, payload: Mapping[str, Any], steps: Steps) -> list[Made] | str:
        self._files.sweep_made(self._clock.machine() - KEPT)
        with self._store.read() as uow:
            if not self._holds(uow, payload):
                return "denied"
            bench = Bench(
                uow=uow,
                schemes=self._words[0],
                files=self._files,
                templates=self._data_dir / TEMPLATES,
                actor=_orderer(uow, payload),
                now=self._clock.now(),
                place=payload["place"],
                of=payload["of"],
                progress=steps,
            )
            try:
                made = make(payload["paper"], bench)
            except (Denied, OutOfScope):
                return "denied"
            except (FormError, StorageError):
                log.exception("document not made", paper=payload["paper"], place=payload["place"])
                return "failed"
        return [self._kept(paper) for paper in made]

    def _kept(self, paper: Paper) -> Made:
        path = self._files.put_made(paper.data, Path(paper.filename).suffix)
        return Made(path, paper.filename)

    def _holds(self, uow: UnitOfWork, payload: Mapping[str, Any]) -> bool:
        """Whether the post in which it was ordered is still the orderer's."""
        grant = uow.grants.get(payload["grant"])
        now = self._clock.now()
        active = uow.grants.active_of(grant.person_id, now, now.date())
        return any(each.id == grant.id for each in active)

    async def _progress(self, payload: Mapping[str, Any], percent: int) -> None:
        def told(uow: UnitOfWork) -> None:
            scene, card = self._ordered(uow, payload)
            papers.told(scene, card, "making", percent)

        await self._writer.do(told)

    def _ordered(self, uow: UnitOfWork, payload: Mapping[str, Any]) -> tuple[Scene, CardRow]:
        """The moment as the orderer sees it, and the card on which he ordered."""
        schemes, lexicon = self._words
        who = _orderer(uow, payload)
        scene = Scene(uow, self._clock.now(), schemes, lexicon, payload["chat"], who)
        card = uow.cards.by_token(payload["card"])
        assert card is not None
        return scene, card


def _orderer(uow: UnitOfWork, payload: Mapping[str, Any]) -> Actor:
    return acting(uow, uow.grants.get(payload["grant"]))
