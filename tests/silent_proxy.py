"""A way to a server that falls silent: what is connected stays connected, and nobody answers."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

HOST = "127.0.0.1"
BLOCK, LOOK_S = 1 << 16, 0.02


class SilentProxy:
    """Forwards from a port of its own to a socket, while it is not ``hushed``.

    It goes on to accept connections meanwhile, as a host does whose server has stopped.
    """

    def __init__(self, to: Path) -> None:
        self._to, self._over = to, Event()
        self.hushed = Event()
        self._listening = socket.create_server((HOST, 0))
        self.port = int(self._listening.getsockname()[1])
        self._other: dict[socket.socket, socket.socket] = {}
        self._thread = Thread(target=self._forward, name="proxy")
        self._thread.start()

    def address(self, whole: str) -> str:
        """Return the address of a database by way of this, from one by its socket."""
        start, _, rest = whole.partition("@/")
        return f"{start}@{HOST}:{self.port}/{rest.partition('?')[0]}"

    def close(self) -> None:
        """End it, and every connection."""
        self._over.set()
        self._thread.join()

    def _forward(self) -> None:
        with selectors.DefaultSelector() as ready, self._listening:
            ready.register(self._listening, selectors.EVENT_READ)
            while not self._over.is_set():
                # Nothing is read while it is hushed, and nobody is told.
                for key, _ in [] if self.hushed.is_set() else ready.select(LOOK_S):
                    if key.fileobj is self._listening:
                        self._join(ready)
                    elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._other:
                        self._pass(ready, key.fileobj)
                self._over.wait(LOOK_S if self.hushed.is_set() else 0)
            for one in list(self._other):
                one.close()

    def _join(self, ready: selectors.BaseSelector) -> None:
        client, _ = self._listening.accept()
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self._to))
        for one, other in ((client, server), (server, client)):
            self._other[one] = other
            ready.register(one, selectors.EVENT_READ)

    def _pass(self, ready: selectors.BaseSelector, one: socket.socket) -> None:
        block = b""
        with suppress(OSError):
            block = one.recv(BLOCK)
            self._other[one].sendall(block)
        if not block:
            for end in (one, self._other[one]):
                ready.unregister(end)
                del self._other[end]
                end.close()


@contextmanager
def silent_proxy(folder: Path) -> Iterator[SilentProxy]:
    """Run a proxy to the PostgreSQL whose socket is in a folder."""
    proxy = SilentProxy(folder / ".s.PGSQL.5432")
    try:
        yield proxy
    finally:
        proxy.close()
