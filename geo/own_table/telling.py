"""Telling how far a long work is, to whoever waits for it: true events, never an estimate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

# What is done of a table, in this order: rows are understood, indicators painted.
Phase = Literal["reading", "understanding", "painting"]
PHASES: tuple[Phase, ...] = get_args(Phase)
# The phase, how much of it is done, and of how much; 0 of 0 where nobody knows.
Tell = Callable[[Phase, int, int], None]


def silent(_phase: Phase, _done: int, _of: int) -> None:
    """Tell nobody."""
