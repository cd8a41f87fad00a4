"""Landlock: the kernel's own rule that a process opens no file, and connects nowhere.

Three calls by number, which are the same on every processor; the one wheel that wraps them is an
alpha of 2025 and knows no version of the kernel's interface after its own.
"""

from __future__ import annotations

import ctypes
import os

from app.jail.syscalls import libc

CREATE, RESTRICT = 444, 446
ASK_VERSION = 1
# Rights over files by the version of the interface that first had them: 13 from the beginning,
# then to move files between folders, to cut them short, to steer devices.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
# Rights over the network since version 4 (bind, connect); scopes since 6 (sockets without a name,
# signals).
NETWORK_SINCE, SCOPES_SINCE = 4, 6
BOTH = 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


def version() -> int:
    """Return the version of the interface that this kernel has; 0 where it has none."""
    answer: int = libc().syscall(CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))
    return max(0, answer)


def forbid_files() -> None:
    """Forbid this process and its children every file, and what else the kernel can forbid.

    Raises OSError where it does not.
    """
    known = version()
    rules = _Ruleset(
        (1 << FILE_RIGHTS.get(known, FILE_RIGHTS[max(FILE_RIGHTS)])) - 1,
        BOTH if known >= NETWORK_SINCE else 0,
        BOTH if known >= SCOPES_SINCE else 0,
    )
    # An older kernel takes a shorter structure, and refuses one that says more than it knows.
    size = 8 * (1 + (known >= NETWORK_SINCE) + (known >= SCOPES_SINCE))
    ruleset = _called(CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    _called(RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    os.close(ruleset)


def _called(number: int, *arguments: object) -> int:
    answer: int = libc().syscall(number, *arguments)
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return answer
