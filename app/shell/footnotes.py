"""Footnotes: sources by the numbers that stand for them in a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.model.sources import Source

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue


class Footnotes:
    """Numbers the sources of a page in the order in which they are met, each once."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin with none."""
        self._sources = catalogue.sources
        self._numbers: dict[str, int] = {}

    def numbers(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of some sources, in rising order."""
        known = self._numbers
        return tuple(sorted(known.setdefault(one, len(known) + 1) for one in source_ids))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources that were met, by number."""
        return tuple(self._sources[source_id] for source_id in self._numbers)
