"""The journal of a store: who made which edition current, when and why; each row chained.

A row is a line, in JSON; each carries the SHA-256 of the line before, so that an edit, a removal or
another order shows. The last line is remembered beside them, so that rows removed from the end show
too. The order is that of the chain: a clock may jump. In a folder these are ``journal.jsonl`` and
``journal.head``; the lines are the same, byte for byte, in whatever store they are kept.

This guards against mishaps and quiet edits, not against somebody who may write both and reckons the
chain anew: for that, keep the last hash elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

from geo.files.atomic import write_file
from geo.sentences import Said, said
from geo.store.editions import StoreError

ROWS, HEAD = "journal.jsonl", "journal.head"
# Before a switch, after it, and where it was found not to have happened.
JournalAct = Literal["intends", "published", "rolled-back", "abandoned"]
FIRST = "0" * 64


@dataclass(frozen=True)
class JournalRow:
    """A row: ``base`` is the edition that was current, ``to`` the one that readers get."""

    number: int
    time: str
    who: str
    act: JournalAct
    why: str
    base: str
    to: str
    before: str

    def line(self) -> bytes:
        """Return the row as it is written, without the end of the line."""
        plain = {
            "number": self.number,
            "time": self.time,
            "who": self.who,
            "act": self.act,
            "why": self.why,
            "from": self.base,
            "to": self.to,
            "before": self.before,
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


class JournalLines(Protocol):
    """Where the lines of a journal are kept, and what is remembered of their end."""

    @property
    def end_name(self) -> str:
        """Return what remembers the end, as a person would look for it."""
        ...

    def at_once(self) -> tuple[str, Sequence[bytes]]:
        """Return what is remembered of the end, and the lines, though somebody adds rows."""
        ...

    def append(self, line: bytes) -> None:
        """Add a line and remember it as the end; it outlives a loss of power then."""
        ...


class FolderLines:
    """Lines in a store's folder; one without a journal has none."""

    def __init__(self, root: Path) -> None:
        self._rows, self._head = root / ROWS, root / HEAD

    @property
    def end_name(self) -> str:
        """Return the file that remembers the end."""
        return HEAD

    def at_once(self) -> tuple[str, Sequence[bytes]]:
        """Return what is remembered of the end, and the lines, though somebody adds rows."""
        while True:
            head, lines = self._remembered(), self._lines()
            if self._remembered() == head:
                return head, lines

    def append(self, line: bytes) -> None:
        """Add a line; raises AtlasError where it cannot be written, and is as it was then."""
        lines = self._lines()
        # Its end is remembered before there is another: an end is at most one row behind.
        self._remember(lines)
        whole = [*lines, line]
        write_file(self._rows, b"".join(one + b"\n" for one in whole), lasting=True)
        self._remember(whole)

    def _remember(self, lines: Sequence[bytes]) -> None:
        if lines and self._remembered() != hash_of_line(lines[-1]):
            write_file(self._head, f"{hash_of_line(lines[-1])}\n".encode(), lasting=True)

    def _lines(self) -> list[bytes]:
        return self._read(self._rows).splitlines()

    def _remembered(self) -> str:
        return self._read(self._head).decode("ascii", "replace").strip()

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            why = error.strerror or str(error)
            raise StoreError(said("journal.unreadable", path=str(path), why=why)) from error


class Journal:
    """The journal of a store: its lines, and ``store``, where that is, for messages."""

    def __init__(self, lines: JournalLines, store: str) -> None:
        self._kept, self.store = lines, store

    @property
    def lines(self) -> Sequence[bytes]:
        """Return its rows as they are written, without the ends of the lines."""
        return self._kept.at_once()[1]

    def rows(self) -> Sequence[JournalRow]:
        """Return its rows; raises StoreError where one is no row."""
        read = [_row(number, line) for number, line in enumerate(self.lines, start=1)]
        for one in read:
            if isinstance(one, Said):
                raise StoreError(said("journal.damaged", store=self.store, why=one))
        return [one for one in read if isinstance(one, JournalRow)]

    def findings(self) -> tuple[Said, ...]:
        """Return every sign that it is not what was written: none where it is."""
        return tuple(self._found())

    def append(self, act: JournalAct, *, who: str, why: str, base: str, to: str) -> JournalRow:
        """Add a row, which outlives a loss of power when this returns.

        Raises StoreError where the journal was tampered with, AtlasError where it cannot be
        written; then it is as it was.
        """
        lines = self.sound_lines()
        before = hash_of_line(lines[-1]) if lines else FIRST
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = JournalRow(len(lines) + 1, now, who, act, why, base, to, before)
        self._kept.append(row.line())
        return row

    def follow(self, other: Journal) -> int:
        """Take the rows of another store's journal as they are; return how many were new.

        Raises StoreError where either was tampered with, or where this one has rows that the other
        has not: then they are two histories.
        """
        missing = self.missing(other)
        for line in missing:
            self._kept.append(line)
        return len(missing)

    def missing(self, other: Journal) -> Sequence[bytes]:
        """Return the rows that another journal has beyond these; raises as ``follow`` does."""
        theirs, ours = other.sound_lines(), self.sound_lines()
        if list(theirs[: len(ours)]) != list(ours):
            raise StoreError(said("journal.other", store=self.store, other=other.store))
        return theirs[len(ours) :]

    def sound_lines(self) -> Sequence[bytes]:
        """Return its lines; raises StoreError where they are not what was written."""
        if findings := self.findings():
            raise StoreError(said("journal.damaged", store=self.store, why=findings[0]))
        return self.lines

    def _found(self) -> Iterator[Said]:
        head, lines = self._kept.at_once()
        end = self._kept.end_name
        before = FIRST
        for number, line in enumerate(lines, start=1):
            row = _row(number, line)
            if isinstance(row, Said):
                yield row
            elif row.number != number:
                yield said("journal.number", number=number, said=row.number)
            elif row.before != before:
                yield said("journal.chain", number=number)
            before = hash_of_line(line)
        if not head and len(lines) > 1:
            yield said("journal.no-head", file=end)
        if head and head not in [hash_of_line(line) for line in lines[-2:]]:
            yield said("journal.head", last=len(lines), file=end)


def _row(number: int, line: bytes) -> JournalRow | Said:
    """Return the row that a line is, or what is wrong with it."""
    try:
        plain: Mapping[str, Any] = json.loads(line)
        row = JournalRow(
            number=int(plain["number"]),
            time=str(plain["time"]),
            who=str(plain["who"]),
            act=next(get_arg for get_arg in get_args(JournalAct) if get_arg == plain["act"]),
            why=str(plain["why"]),
            base=str(plain["from"]),
            to=str(plain["to"]),
            before=str(plain["before"]),
        )
    except (ValueError, KeyError, TypeError, StopIteration):
        return said("journal.lines", number=number)
    # Other spellings of the same row are edits, too.
    return row if row.line() == line else said("journal.lines", number=number)


def hash_of_line(line: bytes) -> str:
    """Return by what the next row of a journal, and its remembered end, know a line."""
    return hashlib.sha256(line).hexdigest()
