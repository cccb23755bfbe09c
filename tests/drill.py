"""How long a drill is: short in `make check`, full in `make drill`."""

import os

FULL = os.environ.get("QINGLIAN_DRILL") == "full"  # noqa: TID251 - chosen by the Makefile


def size(short, full):
    """So many rounds, people, kills: the second where time is no matter."""
    return full if FULL else short
