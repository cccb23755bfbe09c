import io
import json
import logging

import pytest
import structlog

from bot import logs

KEY = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
def lines():
    """What was logged, parsed; the root logger is put back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure([KEY, "webhook-secret-of-mine"], stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json_with_its_data(lines):
    structlog.get_logger("bot.test").warning("message rejected", outbox=7)
    (line,) = lines()
    assert line["event"] == "message rejected"
    assert (line["outbox"], line["level"], line["logger"]) == (7, "warning", "bot.test")
    assert line["at"].endswith("+08:00")


def test_what_other_packages_log_has_the_same_form(lines):
    logging.getLogger("elsewhere").warning("%s is low", "disk")
    (line,) = lines()
    assert (line["event"], line["logger"]) == ("disk is low", "elsewhere")


def test_an_exception_stays_on_the_line(lines):
    try:
        open("")  # noqa: PTH123, SIM115 - to have an error with a traceback
    except OSError:
        structlog.get_logger().exception("磁盘已满")
    (line,) = lines()
    assert "FileNotFoundError" in line["exception"]


def test_an_exception_handed_over_later_is_told_too(lines):
    structlog.get_logger().error("update failed", exc_info=ValueError("x"))
    assert "ValueError: x" in lines()[0]["exception"]


@pytest.mark.parametrize("secret", [KEY, "webhook-secret-of-mine"])
def test_no_secret_is_written_wherever_it_stands(lines, secret):
    logging.getLogger("elsewhere").error("POST /bot%s/sendMessage", secret)
    try:
        int(secret)
    except ValueError:
        structlog.get_logger().exception("fault", url=f"x/{secret}/y")
    assert secret not in json.dumps(lines(), ensure_ascii=False)
    assert len(lines()) == 2


def test_another_bots_token_is_not_written_either(lines):
    structlog.get_logger().error("x", value="bot99887766:ZZyyXXwwVVuuTTssRRqqPPooNNmmLLkkJJi")
    assert "ZZyy" not in json.dumps(lines())


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram.Bot", "apscheduler.x"])
def test_packages_that_tell_every_request_are_silent_below_warning(lines, name):
    logging.getLogger(name).info("HTTP Request")
    logging.getLogger(name).warning("trouble")
    assert [line["event"] for line in lines()] == ["trouble"]


def test_what_json_cannot_hold_is_shown_and_does_not_break_the_log(lines):
    structlog.get_logger().error("x", value={1, 2})
    assert lines()[0]["value"] == "{1, 2}"


def test_at_debug_the_packages_that_tell_of_people_stay_silent():
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure((), stream, "DEBUG")
    logging.getLogger("bot.x").debug("ours")
    for name in ("httpcore.http11", "telegram.Bot", "sqlalchemy.engine.Engine"):
        logging.getLogger(name).debug("示例某人")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["ours"]
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()
