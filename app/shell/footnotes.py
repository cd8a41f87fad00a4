"""Footnotes: sources by the numbers that stand for them in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geo.model.sources import Source

# So many numbers stand behind one figure where there is little room; the list has the others.
MARKS = 3


@dataclass(frozen=True)
class Footnotes:
    """Numbers the sources of a page in the order in which they are met, each once.

    ``known`` are sources by their ids, ``cited`` the numbers of those that were met.
    """

    known: Mapping[str, Source]
    cited: dict[str, int] = field(default_factory=dict)

    def numbers(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of some sources, in rising order."""
        cited = self.cited
        return tuple(
            sorted(cited.setdefault(source_id, len(cited) + 1) for source_id in source_ids)
        )

    def marks(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the first few of the numbers of some sources."""
        return self.numbers(source_ids)[:MARKS]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources that were met, by number."""
        return tuple(self.known[source_id] for source_id in self.cited)
