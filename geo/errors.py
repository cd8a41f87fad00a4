"""Every error this project raises on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a data folder, and what would be right.

    ``row`` is the line of the file as an editor counts it (the header is line 1);
    ``None`` when the fault belongs to the whole file.
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    message: str

    def __str__(self) -> str:
        """Return the fault on one line, position first."""
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        what = f" {self.column} = {self.value!r}" if self.column else ""
        return f"{where}{what}: {self.message} [{self.rule}]"


class AtlasError(ValueError):
    """The root of the errors whose message is meant for a person."""


class CatalogueError(AtlasError):
    """A data folder cannot be used; ``faults`` names everything found wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, sorted by place in the files."""
        self.faults = tuple(sorted(faults, key=lambda f: (f.file, f.row or 0, f.column, f.rule)))
        lines = [str(fault) for fault in self.faults]
        super().__init__("\n".join([f"{len(lines)} fault(s) in the data:", *lines]))


class UnknownWord(AtlasError):
    """A word that names nothing we know; ``known`` lists the words that do."""

    def __init__(self, kind: str, word: str, known: Iterable[str]) -> None:
        """Compose the message, with the nearest known word first when one is near."""
        self.kind, self.word, self.known = kind, word, tuple(known)
        near = get_close_matches(word, self.known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        listed = ", ".join(self.known) or "none"
        super().__init__(f"unknown {kind} {word!r}.{hint} Known: {listed}")

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another process makes the same error of."""
        return UnknownWord, (self.kind, self.word, self.known)


class Refused(AtlasError):
    """A thing we can compute but will not, because the result would mislead."""


class Unfit(AtlasError):
    """Words that name things, but not things that can be compared.

    ``rule`` says why, ``words`` are those at fault, ``right`` are words or numbers that would do.
    """

    def __init__(self, rule: str, words: Iterable[str], right: Iterable[str], said: str) -> None:
        """Keep what is wrong, and say it in a sentence."""
        self.rule, self.words, self.right = rule, tuple(words), tuple(right)
        super().__init__(said)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another process makes the same error of."""
        return Unfit, (self.rule, self.words, self.right, str(self))
