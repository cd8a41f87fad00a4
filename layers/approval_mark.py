"""The stamp: the words of an approval that stand on every map, decided before any is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap

from geo.approval.state import Approval
from geo.export.stamped import stamped
from geo.export.table import Table
from geo.languages import ORIGINAL
from layers.words import say

# A pale phrase is a small block, for which there is room beside names: a line of it ends where a
# Chinese sentence pauses, and of words that stand apart after so many letters.
PAUSE = re.compile(r"(?<=，)")
LETTERS = 18


@dataclass(frozen=True)
class Stamp:
    """What stands below a map, sentence by sentence: its number, or that it has none.

    The law's own sentence is Chinese; an English map says it in English beside it. ``approved``
    is false where a strip and pale phrases must say the same.
    """

    lines: tuple[str, ...]
    approved: bool

    @property
    def words(self) -> str:
        """Return all lines as one."""
        return " · ".join(self.lines)

    @property
    def phrase(self) -> tuple[str, ...]:
        """Return the lines of a pale phrase, in the map's language; none where there is none."""
        said = self.strip
        return tuple(wrap(said, LETTERS) if " " in said else PAUSE.split(said)) if said else ()

    @property
    def strip(self) -> str:
        """Return the words of the strip over a page, in its language; nothing where none is."""
        return "" if self.approved else self.lines[-1]


def stamp(approval: Approval, lang: str) -> Stamp:
    """Return the words of an approval in a language."""
    if approval.approved:
        return Stamp((say(lang, "approval.number", number=approval.number),), approved=True)
    languages = dict.fromkeys((ORIGINAL, lang))
    return Stamp(tuple(say(language, "approval.banner") for language in languages), approved=False)


def stamp_table(table: Table, approval: Approval, lang: str, *, rows: bool = True) -> Table:
    """Return a table that says in a language what its map has (see geo.export.stamped)."""
    words = stamp(approval, lang).words
    return stamped(table, what=say(lang, "approval.table"), words=words, rows=rows)
