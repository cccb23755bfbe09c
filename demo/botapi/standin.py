"""The stand-in in a thread of the caller's process: for tests, and for trying a bot by hand."""

import socket
import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette

from demo.botapi.app import build
from demo.botapi.clock import SHANGHAI, Clock
from demo.botapi.phone import Phone
from demo.botapi.world import TOKEN, Person, World

SECRETARY, CHAIR, OFFICE = 1001, 1002, 1003
DISCIPLINE, CITY = 1011, 1012
_STARTED = datetime(2026, 7, 15, 9, 0, tzinfo=SHANGHAI)


def people() -> tuple[Person, ...]:
    """The people of the page: a village's two, and three offices that share a place on it."""
    return (
        Person(SECRETARY, "村书记", "村党组织书记", "示例一村"),
        Person(CHAIR, "村监会主任", "村监会主任", "示例一村"),
        Person(OFFICE, "镇清廉办", "镇清廉办", "示例镇"),
        Person(DISCIPLINE, "镇纪委", "镇纪委", "示例镇"),
        Person(CITY, "市农水局", "市农业农村和水利局", "示例市"),
    )


def server(app: Starlette, *, grace_seconds: int = 1) -> uvicorn.Server:
    """A quiet uvicorn for an application; it serves on a socket given to it."""
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=grace_seconds,
    )
    return uvicorn.Server(config)


def listen(port: int = 0) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one."""
    # Named TCP, so that asyncio turns off Nagle's delay: a request costs 2 ms, not 44.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    sock.listen(128)
    return sock


class StandIn:
    """Serves from entering a `with` to leaving it."""

    def __init__(
        self,
        persons: Iterable[Person] | None = None,
        *,
        now: datetime = _STARTED,
        running: bool = True,
        clock_file: Path | None = None,
        port: int = 0,
    ) -> None:
        clock = Clock(now, running=running, file=clock_file)
        self.world = World(people() if persons is None else persons, clock)
        self.token = TOKEN
        self._socket = listen(port)
        self.port: int = self._socket.getsockname()[1]
        self._server = server(build(self.world))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._phones: dict[int, Phone] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as base_url (it appends the token)."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    def phone(self, person_id: int) -> Phone:
        """This person's phone, to act and to read with; closed when the stand-in leaves."""
        if person_id not in self._phones:
            self._phones[person_id] = Phone(self.url, person_id)
        return self._phones[person_id]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for phone in self._phones.values():
            phone.close()
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()

    def _serve(self) -> None:
        self._server.run(sockets=[self._socket])
