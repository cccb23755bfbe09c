"""The command as a whole, with a tiny bot for ours."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from demo.__main__ import moment
from demo.botapi.phone import Control
from demo.botapi.standin import people
from tests.demo.test_program import SMALL_BOT

ROOT = Path(__file__).parents[2]
DRIVER = """
import sys
import demo.__main__ as page
page.seed_page, page.BOT = (lambda url, now: None), tuple(sys.argv[1:])
sys.exit(page.main([]))
"""


@pytest.fixture
def running(tmp_path):
    """The command in a process of its own, its temporary folder, and the page's address."""
    environment = {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "PYTHONUTF8": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", DRIVER, *SMALL_BOT],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        line = process.stdout.readline()
        yield process, re.search(r"http://127\.0\.0\.1:\d+", line)[0]
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_page_and_bot_and_leaves_nothing_behind(running, tmp_path, number):
    process, url = running
    control = Control(url)
    control.wait(lambda state: len(state["messages"]) == 2 * len(people()))
    control.close()
    process.send_signal(number)
    _out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)
    assert not any(SMALL_BOT[1] in each and str(tmp_path) in each for each in processes())


def processes():
    """The command lines and folders of all processes."""
    for each in Path("/proc").glob("[0-9]*"):
        try:
            yield f"{(each / 'cmdline').read_text()} {(each / 'cwd').readlink()}"
        except OSError:
            continue


def test_the_page_is_there_at_the_address_it_prints(running):
    _process, url = running
    answer = httpx.get(url, trust_env=False)
    assert "清廉村居助手" in answer.text


def test_a_moment_without_a_zone_is_china_s():
    assert moment("2026-07-15T09:00").isoformat() == "2026-07-15T09:00:00+08:00"
    assert moment("2026-07-15T09:00Z").isoformat() == "2026-07-15T09:00:00+00:00"
