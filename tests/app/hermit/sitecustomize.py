"""A machine without a network whose disk cannot be written, for the process that imports this.

Python imports a module of this name at its start if its folder is on PYTHONPATH. Shared memory
and the null device may be written, as they may where a service's file system is read-only.
"""

from __future__ import annotations

import errno
import os
import sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
CHANGING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"}
LEFT = ("/dev/null", "/dev/shm")  # noqa: S108  what stays writable
HERE = {"127.0.0.1", "::1", ""}


def watch(event: str, facts: tuple[object, ...]) -> None:
    """Refuse what such a machine refuses, in its words."""
    if event == "open":
        path, _, flags = facts
        if isinstance(flags, int) and flags & WRITING and not isinstance(path, int):
            _refuse(path)
    elif event in CHANGING:
        _refuse(facts[0])
    elif event == "socket.getaddrinfo" and facts[0] not in HERE:
        raise OSError(errno.ENETUNREACH, "no network", str(facts[0]))
    elif event == "socket.connect" and isinstance(facts[1], tuple) and facts[1][0] not in HERE:
        raise OSError(errno.ENETUNREACH, "no network", str(facts[1]))


def _refuse(path: object) -> None:
    if not os.fsdecode(path).startswith(LEFT):  # type: ignore[arg-type]  # a path, says Python
        raise OSError(errno.EROFS, "Read-only file system", path)


sys.addaudithook(watch)
