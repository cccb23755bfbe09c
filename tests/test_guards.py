"""The guards of the whole suite do see what they are to see."""

import logging
import socket

import pytest
import structlog

from tests.conftest import FENCE, WATCH
from tests.guards import SpokeElsewhere

KEY = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
def _forgiven():
    """What these tests do on purpose is no fault of theirs."""
    yield
    FENCE.spoken.clear()
    WATCH.told.clear()


@pytest.mark.usefixtures("_forgiven")
def test_no_other_machine_is_spoken_to():
    with socket.socket() as plug, pytest.raises(SpokeElsewhere):
        plug.connect(("192.0.2.1", 80))
    with pytest.raises(SpokeElsewhere):
        socket.getaddrinfo("host.invalid", 80)
    with pytest.raises(AssertionError, match=r"host\.invalid"):
        FENCE.verdict()


def test_this_machine_may_be_spoken_to():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    FENCE.verdict()


@pytest.mark.usefixtures("_forgiven")
@pytest.mark.parametrize("logger", [logging.getLogger("x"), structlog.get_logger("bot.x")])
def test_a_name_in_a_log_is_seen_also_at_debug(logger):
    logger.debug("saved 示例书记")
    with pytest.raises(AssertionError, match="示例书记"):
        WATCH.verdict()


@pytest.mark.usefixtures("_forgiven")
def test_a_token_is_struck_out_before_it_is_written():
    logging.getLogger("x").debug("POST /bot%s/getMe", KEY)
    WATCH.verdict()


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram.Bot", "sqlalchemy.engine"])
def test_packages_that_log_what_is_sent_or_stored_are_silent(name):
    assert not logging.getLogger(name).isEnabledFor(logging.INFO)
