"""Confinement: what a process that reads foreign files gives up before it looks at one."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from app.jail import landlock, syscalls
from geo.sentences import Said

# Files that may be open: the answer, and what Python holds of its own.
OPEN_FILES = 16
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Allowance:
    """What a child may use: seconds of a processor and of the clock, and megabytes of memory."""

    seconds: int = 20
    memory: int = 1_500


def lacking() -> tuple[Said, ...]:
    """Return what this machine cannot forbid a process, in words; nothing where it can all."""
    if sys.platform != "linux":
        return (Said("Landlock", "Landlock"), Said("seccomp", "seccomp"))
    found = {"Landlock": landlock.version() > 0, "seccomp": syscalls.available()}
    return tuple(Said(name, name) for name, there in found.items() if not there)


def confine(allowance: Allowance) -> None:
    """Give up everything but computing on what is in memory and answering; it cannot be undone.

    What the machine cannot forbid is not: whoever starts children asks ``lacking`` before.
    """
    import resource  # noqa: PLC0415  Windows has none, and never comes here

    limits = (
        (resource.RLIMIT_AS, allowance.memory * MEGABYTE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    )
    for what, most in limits:
        resource.setrlimit(what, (most, most))
    # At the first a signal says what it was; at the second a process ends, whatever it does.
    resource.setrlimit(resource.RLIMIT_CPU, (allowance.seconds, allowance.seconds + 1))
    if sys.platform != "linux":
        return
    syscalls.forbid_privileges()
    if landlock.version():
        landlock.forbid_files()
    if syscalls.available():
        syscalls.forbid_calls()
