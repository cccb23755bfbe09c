"""Ports of 127.0.0.1 for servers that a test starts."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_port() -> Iterator[int]:
    """One on which nobody listens, and that the system gives to nobody else meanwhile: not to a
    test beside this one, nor to a connection while the server is away.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]
