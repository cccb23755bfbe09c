"""Whether Telegram is reached and reaches us: asked over the network, only by `qinglian check`."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson

from bot.check import Line
from bot.clock import Clock
from bot.errors import ProxyRefused
from bot.proxy import proxy_for
from bot.settings import Settings
from bot.webhook import HEALTH

_PATIENCE = aiohttp.ClientTimeout(total=8)
_REFUSED = (401, 404)
_SKEW_LATE = timedelta(minutes=1)
_ERROR_FRESH = timedelta(minutes=10)
_NO_WAY = "请看本机能不能上外网、要不要代理(HTTPS_PROXY),并核对 QINGLIAN_BOT_API"
_NO_BOT_API = "答的不是机器人接口。请过一会儿再试,并核对 QINGLIAN_BOT_API"
_NOT_KNOWN = (
    "Telegram 不认这个令牌,可能抄错了或已停用。"
    "请向 @BotFather 核对,改 QINGLIAN_BOT_TOKEN;如果改过 QINGLIAN_BOT_API,请一并核对"
)
_SET_CLOCK = "截止日期和提醒会跟着错。请打开自动校时:timedatectl set-ntp true"
_NOT_DELIVERED = "请看域名、证书(要整条链)、nginx 和防火墙"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server said, and when it was there."""

    status: int
    body: Any
    at: datetime | None = None


def look(settings: Settings, clock: Clock) -> Iterator[Line]:
    """A line for each thing that lies outside; nothing is asked without a token."""
    if settings.bot_token:
        yield from asyncio.run(_telegram(settings, clock))
    if settings.webhook_url:
        yield asyncio.run(_door(settings.webhook_listen))


async def _telegram(settings: Settings, clock: Clock) -> list[Line]:
    try:
        known = await _call(settings, "getMe")
        lines = [_known(settings, known), *_skew(clock, known)]
        if settings.webhook_url and lines[0].good:
            told = await _call(settings, "getWebhookInfo")
            lines.append(_webhook(settings, _result(told), clock.machine()))
    except (aiohttp.ClientError, TimeoutError) as error:
        # By its name alone: what aiohttp says of it names the address, and so the token.
        why = f"Telegram:连不上 {_host(settings)}({type(error).__name__})"
        return [Line("telegram", good=False, text=f"{why}。{_NO_WAY}")]
    except ProxyRefused as error:
        return [Line("telegram", good=False, text=str(error))]
    return lines


async def _call(settings: Settings, method: str) -> _Answer:
    proxy = proxy_for(settings.bot_api)
    address = f"{settings.bot_api}{settings.token}/{method}"
    return await _get(address, proxy=proxy and proxy.address, proxy_headers=proxy and proxy.headers)


async def _get(address: str, **how: Any) -> _Answer:
    async with (
        aiohttp.ClientSession(timeout=_PATIENCE) as session,
        session.get(address, allow_redirects=False, **how) as answer,
    ):
        return _Answer(answer.status, _read(await answer.read()), _date(answer.headers))


def _read(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _date(headers: Mapping[str, str]) -> datetime | None:
    try:
        return parsedate_to_datetime(headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None


def _result(answer: _Answer) -> Mapping[str, Any]:
    """What a call of the Bot API gave; empty if it gave nothing."""
    body = answer.body if isinstance(answer.body, dict) else {}
    result = body.get("result")
    return result if isinstance(result, dict) else {}


def _known(settings: Settings, answer: _Answer) -> Line:
    if name := _result(answer).get("username"):
        return Line("telegram", good=True, text=f"Telegram:连得上,机器人是 @{name}")
    if answer.status in _REFUSED and isinstance(answer.body, dict):
        return Line("telegram", good=False, text=f"令牌:{_NOT_KNOWN}")
    text = f"Telegram:{_host(settings)}(HTTP {answer.status}){_NO_BOT_API}"
    return Line("telegram", good=False, text=text)


def _skew(clock: Clock, answer: _Answer) -> Iterator[Line]:
    """The machine's clock beside Telegram's; a rehearsed one is told elsewhere."""
    if answer.at is None or clock.file:
        return
    ahead = clock.machine() - answer.at
    seconds, good = round(ahead.total_seconds()), abs(ahead) < _SKEW_LATE
    way = "快" if seconds > 0 else "慢"
    amiss = f"本机比 Telegram {way} {abs(seconds) // 60:,} 分钟,{_SET_CLOCK}"
    text = f"校时:{'与 Telegram 相差不到 1 分钟' if good else amiss}"
    yield Line("skew", good, text, {"seconds": seconds})


def _webhook(settings: Settings, told: Mapping[str, Any], now: datetime) -> Line:
    """Which address Telegram calls, and whether it came through of late."""
    if told.get("url") != settings.webhook_url:
        text = "Webhook:Telegram 那里登记的不是 QINGLIAN_WEBHOOK_URL。请启动 qinglian run"
        return Line("webhook", good=False, text=text)
    failed = datetime.fromtimestamp(told.get("last_error_date", 0), UTC)
    waiting = told.get("pending_update_count", 0)
    if waiting and now - failed < _ERROR_FRESH:
        why = f"有 {waiting} 条送不进来:{told.get('last_error_message')}。{_NOT_DELIVERED}"
        return Line("webhook", good=False, text=f"Webhook:{why}", facts={"waiting": waiting})
    return Line("webhook", good=True, text="Webhook:已登记", facts={"waiting": waiting})


async def _door(listen: str) -> Line:
    """Who answers where Telegram's calls are waited for."""
    host, _, port = listen.rpartition(":")
    here = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
    try:
        answer = await _get(f"http://{here}:{port}{HEALTH}")
    except (aiohttp.ClientConnectorError, TimeoutError):
        text = f"端口:{listen} 上没有程序在等。请启动 qinglian run,再看它的日志"
        return Line("door", good=False, text=text)
    except aiohttp.ClientError:
        answer = _Answer(0, None)
    if isinstance(answer.body, dict) and "checks" in answer.body:
        return Line("door", good=True, text=f"端口:{listen} 上是本程序")
    text = f"端口:{listen} 被别的程序占用。请停掉它,或改 QINGLIAN_WEBHOOK_LISTEN 和 nginx 里的端口"
    return Line("door", good=False, text=text)


def _host(settings: Settings) -> str:
    return urlsplit(settings.bot_api).hostname or ""
