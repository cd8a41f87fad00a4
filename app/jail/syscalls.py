"""Calls of the kernel: which ones a jailed process may make; every other one fails.

The filter is a program of the kernel's own (seccomp, classic BPF), and lists what computing on
memory and writing an answer take. No opening, no sockets, no processes, no signals.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

PR_SET_NO_NEW_PRIVS, PR_GET_SECCOMP, PR_SET_SECCOMP = 38, 21, 22
FILTER = 2
# Of the filter's program: load a word, jump if equal, jump if at least, return.
LOAD, IF_EQUAL, IF_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, DENY = 0x7FFF0000, 0x80000000, (5 << 16) | errno.EPERM
# Where the number of a call and the processor stand in what the filter looks at.
NUMBER, PROCESSOR = 0, 4
# Calls of the second table of an x86 have this bit; none of them is allowed.
SECOND_TABLE = 0x40000000


@cache
def libc() -> ctypes.CDLL:
    """Return the library of the system; asked for where there is one only."""
    return ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Machine:
    """A processor: what the kernel calls it, and the numbers of the calls that are allowed."""

    audit: int
    allowed: Sequence[int]


# Allowed are reading, writing, closing and asking about what is open; memory; handlers of signals;
# clocks, locks within the process, random bytes; and to end. The kernel's table of each processor
# names the numbers, here in the same order: read, write, close, fstat, lseek, mmap and so on.
MACHINES: Mapping[str, Machine] = {
    "x86_64": Machine(
        0xC000003E,
        (
            *(0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 28, 39, 186, 60, 231),
            *(96, 131, 202, 228, 219, 318, 334),
        ),
    ),
    "aarch64": Machine(
        0xC00000B7,
        (
            *(63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 124, 216, 233, 172, 178),
            *(93, 94, 169, 132, 98, 113, 128, 278, 293),
        ),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def available() -> bool:
    """Return whether this kernel takes a filter for this processor."""
    if os.uname().machine not in MACHINES:
        return False
    # Without a program it complains of the address where it knows the request at all.
    libc().prctl(PR_SET_SECCOMP, FILTER, None, 0, 0)
    return ctypes.get_errno() == errno.EFAULT


def forbid_privileges() -> None:
    """Forbid this process and its children to gain rights by what they start."""
    _called(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def forbid_calls() -> None:
    """Let this process make the listed calls only; raises OSError where the kernel does not."""
    machine = MACHINES[os.uname().machine]
    steps = program(machine)
    held = _Program(len(steps) // 8, steps)
    _called(PR_SET_SECCOMP, FILTER, ctypes.byref(held), 0, 0)


def program(machine: Machine) -> bytes:
    """Return the filter for a processor, eight bytes a step."""
    count = len(machine.allowed)
    steps = [
        (LOAD, 0, 0, PROCESSOR),
        (IF_EQUAL, 1, 0, machine.audit),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (IF_AT_LEAST, count, 0, SECOND_TABLE),
        *((IF_EQUAL, count - at, 0, number) for at, number in enumerate(machine.allowed)),
        (RETURN, 0, 0, DENY),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _called(request: int, *arguments: object) -> None:
    if libc().prctl(request, *arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
