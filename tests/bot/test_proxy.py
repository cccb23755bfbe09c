import pytest

from bot.api import open_bot
from bot.errors import ProxyRefused
from bot.proxy import Proxy, proxy_for
from bot.settings import Settings

TELEGRAM = "https://api.telegram.org/bot"
NAMES = ("HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "HTTP_PROXY")


@pytest.fixture
def named(monkeypatch):
    """Names these in the environment, and no others."""

    def named(**values):
        for name in NAMES:
            monkeypatch.delenv(name.lower(), raising=False)
            monkeypatch.setenv(name, values.get(name, ""))

    return named


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://10.0.0.1:8080"}, "http://10.0.0.1:8080"),
        ({"ALL_PROXY": "http://10.0.0.2:7890/"}, "http://10.0.0.2:7890"),
        ({"HTTPS_PROXY": "http://one:1", "ALL_PROXY": "http://two:2"}, "http://one:1"),
        ({"HTTP_PROXY": "http://one:1"}, None),
        ({"ALL_PROXY": "http://one:1", "NO_PROXY": "api.telegram.org"}, None),
        ({"ALL_PROXY": "http://one:1", "NO_PROXY": "localhost"}, "http://one:1"),
    ],
)
def test_https_proxy_comes_before_all_proxy_and_no_proxy_before_both(named, values, address):
    named(**values)
    assert proxy_for(TELEGRAM) == (Proxy(address) if address else None)


def test_a_stand_in_beside_us_is_asked_without(named):
    named(HTTPS_PROXY="http://one:1", HTTP_PROXY="http://one:1", ALL_PROXY="socks5://two:2")
    assert proxy_for("http://127.0.0.1:9/bot") is None


def test_who_must_say_who_he_is_does_so_in_a_header_that_nobody_prints(named):
    named(ALL_PROXY="http://clerk:p%40ss@one:1")
    proxy = proxy_for(TELEGRAM)
    assert (proxy.address, proxy.headers) == (
        "http://one:1",
        {"Proxy-Authorization": "Basic Y2xlcms6cEBzcw=="},
    )
    assert "Basic" not in repr(proxy)


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1080", "https://one:1", "one:1"])
def test_one_that_cannot_be_used_stops_the_start(named, address):
    named(ALL_PROXY=address)
    with pytest.raises(ProxyRefused):
        open_bot(Settings(bot_token="1:token", _env_file=None))


def test_a_stand_in_on_the_same_machine_needs_none(named):
    named(ALL_PROXY="socks5://127.0.0.1:1080")
    api = "http://127.0.0.1:9/bot"
    assert open_bot(Settings(bot_token="1:token", bot_api=api, _env_file=None))
