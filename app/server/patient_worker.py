"""gunicorn's threaded worker, which gives a thread to whole requests only.

Connections that are silent or send byte by byte wait in the poller, thousands of them at the cost
of their memory; gunicorn's own worker would let each hold a thread.
"""

from __future__ import annotations

import fcntl
import re
import resource
import socket
import struct
import termios
import time
from collections import deque
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

HEAD_END = b"\r\n\r\n"
# A head that is longer is refused by the parser, which has its own bounds.
LONGEST_HEAD = 1 << 16
# A thread that reads a body or writes an answer is let go where nothing moves for so long.
STALLED_S = 20
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
# Who asks before he sends a body has to be answered first.
EXPECTING = re.compile(rb"\r\nexpect:", re.IGNORECASE)
# Of a request, before a thread reads it.
MOST_KEPT = 1 << 20
# Of one worker; a connection is a file, and the system says how many of these there may be.
MOST_CONNECTIONS, FEWEST_CONNECTIONS, OTHER_FILES = 15_000, 100, 1000
TIMEVAL = struct.pack("ll", STALLED_S, 0)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A threaded worker whose threads do not wait for the bytes of a request."""

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, and wait for its request without a thread."""
        try:
            taken, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        # The system ends what stalls later, in a thread: see socket(7).
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, TIMEVAL)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, TIMEVAL)
        connection = TConn(self.cfg, taken, client, listener.getsockname())
        connection.set_timeout()
        self.pending_conns.append(connection)
        ready = partial(self.on_pending_socket_readable, connection)
        self.poller.register(taken, EVENT_READ, ready)

    def on_pending_socket_readable(self, conn: Any, client: socket.socket) -> None:  # noqa: ANN401  gunicorn's own
        """Give a thread to a new connection if its request is here."""
        if _is_here(client):
            super().on_pending_socket_readable(conn, client)

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:  # noqa: ANN401  gunicorn's own
        """Give a thread to a connection that was kept if its next request is here."""
        if _is_here(client):
            super().on_client_socket_readable(conn, client)

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001  gunicorn's own
        """Take connections or not; who has asked for nothing does not hold up the end."""
        super().set_accept_enabled(enabled)
        if not self.alive:
            until = time.monotonic() + STOP_KEEPALIVE_LINGER
            waiting: deque[Any] = self.pending_conns
            for connection in waiting:
                connection.timeout = min(connection.timeout, until)


def _is_here(client: socket.socket) -> bool:
    """Return whether a thread can go on: with a whole request, with too long a one, or the end.

    Where it cannot, the poller is told to be silent until there are more bytes.
    """
    more = _lacking(client)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, more or 1)
    return not more


def _lacking(client: socket.socket) -> int:
    """Return how many bytes must be there before it is worth to look again, or 0."""
    try:
        here = client.recv(LONGEST_HEAD, socket.MSG_PEEK)
    except OSError:
        return 0
    # Blank lines may stand before a request; alone they are none.
    start = len(here) - len(here.lstrip())
    end = here.find(HEAD_END, start) + len(HEAD_END)
    if end < len(HEAD_END):
        return 0 if not here or len(here) >= LONGEST_HEAD else len(here) + 1
    length = LENGTH.search(here, start, end)
    if not length or EXPECTING.search(here, start, end):
        return 0
    # Longer bodies are read as they come: the system keeps no more.
    whole = min(end + int(length[1]), MOST_KEPT)
    return whole if _waiting(client) < whole else 0


def _waiting(client: socket.socket) -> int:
    """Return how many bytes have come that nobody has read."""
    size = struct.Struct("i")
    (number,) = size.unpack(fcntl.ioctl(client, termios.FIONREAD, bytes(size.size)))
    return int(number)


def most_connections() -> int:
    """Return how many connections a worker may hold; let the process have all files it may."""
    _, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, allowed))
    return max(FEWEST_CONNECTIONS, min(MOST_CONNECTIONS, allowed - OTHER_FILES))
