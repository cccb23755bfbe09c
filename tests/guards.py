"""What holds over the whole suite: no test speaks to another machine, no log names anybody."""

import logging
import re
import sys

import structlog
from structlog.stdlib import ProcessorFormatter

from bot import logs

HERE = frozenset({"127.0.0.1", "::1", "localhost", "", None})
SPOKEN = ("socket.connect", "socket.sendto")
LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname")
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
NAMES = (
    "示例书记",
    "示例文书",
    "示例主任",
    "示例镇清廉办",
    "示例甲",
    "某村文书",
    "示例村党组织书记",
)
SAID = ("5人参加", "330106199001011234")
"""Names and sentences that many tests use."""


def telling(log, *more):
    """The lines of a log that hold a token, a name, a sentence, or one of these words."""
    words = (*NAMES, *SAID, *more)
    return [
        line
        for line in log.splitlines()
        if TOKEN.search(line) or any(each in line for each in words)
    ]


class SpokeElsewhere(AssertionError):
    """A test spoke to a machine other than this one."""


class Watch(logging.Handler):
    """Reads every line at DEBUG, as the programme writes it; keeps those that tell too much."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.setFormatter(logs._formatter(()))
        self.told = []

    def emit(self, record):
        self.told += telling(self.format(record))

    def listen(self):
        """Again and again: a test may have set up the logs anew."""
        root = logging.getLogger()
        if self not in root.handlers:
            root.addHandler(self)
        root.setLevel(logging.DEBUG)
        logs.silence()
        structlog.configure(
            processors=[ProcessorFormatter.wrap_for_formatter],
            logger_factory=structlog.stdlib.LoggerFactory(),
            wrapper_class=structlog.stdlib.BoundLogger,
            cache_logger_on_first_use=False,
        )

    def verdict(self):
        """Fail once for what was told since the last look."""
        told, self.told = self.told, []
        assert not told, f"a log tells too much: {told[:3]}"


class Fence:
    """Refuses to connect elsewhere; and remembers it, should the programme take it as a fault."""

    def __init__(self):
        self.spoken = []
        sys.addaudithook(self.hear)

    def hear(self, event, args):
        if event in SPOKEN and isinstance(args[1], tuple):
            self.refuse(args[1][0])
        elif event in LOOKED_UP:
            self.refuse(args[0])

    def refuse(self, host):
        host = host.decode() if isinstance(host, bytes) else host
        if host not in HERE:
            self.spoken.append(host)
            raise SpokeElsewhere(host)

    def verdict(self):
        spoken, self.spoken = self.spoken, []
        assert not spoken, f"a test spoke to {spoken}"
