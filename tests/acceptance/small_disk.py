"""The programme on a disk that is full from SIGUSR1 on, and has space again from SIGUSR2 on.

Where no file system of one's own can be mounted, the kernel's limit to the size of a process's
files comes closest to a full disk: the same calls fail in the same places.
"""

import os
import resource
import signal
import sys

from bot.cli import main

ROOM = 300_000
"""Bytes that still fit, for the ledger's journal and for the log, which is standard error."""


def fill(_signal, _frame):
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = os.fstat(sys.stderr.fileno()).st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (log + ROOM, hard))


def tidy(_signal, _frame):
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, fill)
    signal.signal(signal.SIGUSR2, tidy)
    main()
