"""What a file that takes over its reader might try; each says whether it was refused."""

from __future__ import annotations

import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

DONE, REFUSED = b"done", b"refused"


@dataclass(frozen=True)
class Attack:
    """One thing tried in a child of the jail; ``what`` is the name of a method."""

    what: str
    target: str = ""

    def prepare(self) -> None:
        """Need nothing before the fork."""

    def run(self, _tell: object, /) -> bytes:
        """Try it."""
        try:
            getattr(self, self.what)()
        except OSError:
            return REFUSED
        return DONE

    def read(self) -> None:
        Path("/etc/passwd").read_bytes()

    def look_around(self) -> None:
        list(Path.home().iterdir())

    def write(self) -> None:
        Path(self.target).write_text("left behind", "utf-8")

    def remove(self) -> None:
        Path(self.target).unlink()

    def connect(self) -> None:
        socket.socket().connect(("127.0.0.1", int(self.target)))

    def listen(self) -> None:
        socket.socket(socket.AF_UNIX).listen()

    def execute(self) -> None:
        os.execv("/bin/true", ["/bin/true"])  # noqa: S606  it must not come to it

    def spawn(self) -> None:
        subprocess.run(["/bin/true"], check=False)

    def fork(self) -> None:
        if not os.fork():
            os._exit(0)

    def kill_parent(self) -> None:
        os.kill(os.getppid(), 9)

    def loop(self) -> None:
        while True:
            pass

    def hoard(self) -> None:
        held = []
        while True:
            held.append(bytearray(50_000_000))

    def abort(self) -> None:
        os.abort()

    def exit(self) -> None:
        os._exit(7)

    def chatter(self) -> None:
        os.write(1, b"a secret")
        os.write(2, b"a secret")
