"""The proxy that the environment names for the way abroad, as curl reads it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from bot.errors import ProxyRefused


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where it listens, and what it must be shown."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def proxy_for(address: str) -> Proxy | None:
    """HTTPS_PROXY, else ALL_PROXY, unless NO_PROXY names the host; none to a stand-in beside us.

    ProxyRefused if it is no HTTP proxy: without it the bot would seem to run, and reach nobody.
    """
    there, named = urlsplit(address), getproxies()
    found = named.get("https") or named.get("all")
    if there.scheme == "http" or not found or proxy_bypass(there.hostname or ""):
        return None
    proxy = urlsplit(found)
    if proxy.scheme != "http" or not proxy.hostname:
        raise ProxyRefused
    return Proxy(
        f"http://{proxy.netloc.rpartition('@')[2]}", _shown(proxy.username, proxy.password)
    )


def _shown(user: str | None, password: str | None) -> Mapping[str, str]:
    if user is None:
        return {}
    told = f"{unquote(user)}:{unquote(password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(told.encode()).decode()}"}
