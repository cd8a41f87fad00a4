"""Tasks of the jail: what a child is asked to do, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from geo.own_table.telling import Phase, Tell

Outcome = Literal["fine", "refused", "slow", "memory", "died"]


class Task(Protocol):
    """What a child does: frozen data that knows how to become bytes."""

    def prepare(self) -> None:
        """Load what ``run`` will need; called before the fork, and looks at no foreign byte."""
        ...

    def run(self, tell: Tell, /) -> bytes:
        """Return the answer; raises AtlasError where there is none, in words for a person.

        How far it is is said by ``tell``, to whoever waits.
        """
        ...


@dataclass(frozen=True)
class Answer:
    """What came of a task; ``body`` is its bytes, or the words of a refusal."""

    outcome: Outcome
    body: bytes = b""


@dataclass(frozen=True)
class Begun:
    """A task is in work; ``child`` is the process that does it."""

    child: int


@dataclass(frozen=True)
class Reached:
    """How far a task is: what is done, how much of it, and of how much; 0 of 0 is not known."""

    phase: Phase
    done: int
    of: int
