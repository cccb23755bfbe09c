"""Bears the programme again and again: `python -m tests.acceptance.nursery`.

Its modules are loaded once. For each line on standard input, the environment as JSON, it forks a
child that is `qinglian run`, tells the child's number, and how it ended once it has.
"""

import json
import os
import sys
import time
from signal import SIGKILL

from bot import logs, papermaking, run, settings
from handlers.forms import pictures

LOADED = papermaking, pictures
LOG = "LOG"
"""Beside the settings, the file to which the child's log is added."""


def live(environment: dict[str, str]) -> None:
    """Be the programme until it is stopped or killed."""
    log = os.open(environment.pop(LOG), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, sys.stderr.fileno())
    os.environ.update(environment)  # noqa: TID251 - as if it were started so
    loaded = settings.load()
    logs.configure(loaded.secrets, level=loaded.log_level)
    run.run(loaded)


def bear(environment: dict[str, str]) -> int:
    """The number of a child that lives."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            live(environment)
            status = 0
        finally:
            os._exit(status)
    return child


def end_of(child: int, parent: int) -> int:
    """Of what signal it ended; it does not outlive who ordered it."""
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        if os.getppid() != parent:
            os.kill(child, SIGKILL)
        time.sleep(0.01)


def main() -> None:
    parent = os.getppid()
    for line in sys.stdin:
        born = bear(json.loads(line))
        print(born, flush=True)  # noqa: T201 - the answer
        print(end_of(born, parent), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
