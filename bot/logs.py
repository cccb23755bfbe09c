"""Logs as JSON lines, one event a line, without secrets."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

from bot.clock import SHANGHAI

_QUIET = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "httpcore",
    "httpx",
    "sqlalchemy",
    "telegram",
    "uvicorn",
)
"""They name the token, messages and names, or every tick and request, in what they log."""
_ANY_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_HIDDEN = "[令牌]"


class Redacted(ProcessorFormatter):
    """The root formatter: the last place a line passes, so nothing gets around it."""

    def __init__(self, secrets: Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return _ANY_TOKEN.sub(_HIDDEN, line)


def configure(secrets: Iterable[str], stream: TextIO | None = None, level: str = "INFO") -> None:
    """Send everything that is logged, ours and others', to one stream (standard error)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(secrets))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    silence()
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def silence() -> None:
    """Packages that log what they send or store are quiet at every level."""
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _formatter(secrets: Iterable[str]) -> Redacted:
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _add_time,
        structlog.processors.format_exc_info,
    ]
    return Redacted(
        secrets,
        foreign_pre_chain=[],
        processors=[
            *shared,
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(serializer=_json),
        ],
    )


def _add_time(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """The machine's time, as the logging library took it: a rehearsal does not bend the log."""
    created = event["_record"].created
    event["at"] = datetime.fromtimestamp(created, SHANGHAI).isoformat(timespec="milliseconds")
    return event


def _json(event: EventDict, **_options: Any) -> str:
    return json.dumps(event, ensure_ascii=False, default=repr)
