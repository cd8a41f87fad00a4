"""Cells with few enterprises are withheld, so that no difference of cells that are shown tells one.

A cell with fewer than the least is withheld, and with it all that lies in it. Of the four parts of
a cell that is shown the withheld ones have none together, or at least the least: where they would
have fewer, the next smallest part is withheld too. So what is left of a cell when any shown parts
of it are taken away, at whatever zoom, is a sum of groups and of cells of which each has none or at
least the least. The numbers that are shown are the true ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from geo.registry.morton import Places

Counts = npt.NDArray[np.int64]
# Cells of stretches are put together when there are so many of them.
TOGETHER = 1 << 21


class CountedCells:
    """Counts enterprises in the cells of one zoom, in the memory of the cells."""

    def __init__(self) -> None:
        self._parts: list[tuple[Places, Counts]] = []
        self._held = self._kept = 0

    def add(self, cells: Places) -> None:
        """Count an enterprise in each of ``cells``."""
        self._parts.append(_counted(cells, np.ones(len(cells), dtype=np.int64)))
        self._held += len(self._parts[-1][0])
        if self._held > 2 * self._kept + TOGETHER:
            self.counted()

    def counted(self) -> tuple[Places, Counts]:
        """Return the cells that hold any, rising, and how many each holds."""
        cells = np.concatenate([np.zeros(0, np.uint64), *(part[0] for part in self._parts)])
        counts = np.concatenate([np.zeros(0, np.int64), *(part[1] for part in self._parts)])
        self._parts = [_counted(cells, counts)]
        self._held = self._kept = len(self._parts[0][0])
        return self._parts[0]


def _counted(cells: Places, counts: Counts) -> tuple[Places, Counts]:
    each, place = np.unique(cells, return_inverse=True)
    return each, np.bincount(place, weights=counts, minlength=len(each)).astype(np.int64)


def shown_cells(
    cells: Places, counts: Counts, zooms: range, least: int
) -> Iterator[tuple[int, Places, Counts]]:
    """Yield for each of ``zooms``, rising, the cells that are shown and how many each holds.

    ``cells`` are those of the last zoom, rising. All cells of the first zoom are one group: how
    many there are in all is known.
    """
    levels = [(cells, counts)]
    for _ in zooms[1:]:
        cells, counts = _counted(cells >> np.uint64(2), counts)
        levels.append((cells, counts))
    whole = np.zeros(1, dtype=np.uint64)
    above, shown = whole, np.array([counts.sum() >= least])
    for zoom, (cells, counts) in zip(zooms, reversed(levels), strict=True):
        within = np.zeros_like(cells) if above is whole else cells >> np.uint64(2)
        parent = np.searchsorted(above, within)
        visible = shown[parent] & ~_withheld(parent, counts, least)
        yield zoom, cells[visible], counts[visible]
        above, shown = cells, visible


def _withheld(parent: npt.NDArray[np.intp], counts: Counts, least: int) -> npt.NDArray[np.bool_]:
    """Return which parts of their cells are withheld: few, or needed to hide those that are."""
    order = np.lexsort((counts, parent))
    rising, group = counts[order], parent[order]
    before = np.cumsum(rising) - rising
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    lengths = np.diff(starts, append=len(group))
    smaller = before - np.repeat(before[starts], lengths)
    hidden = np.zeros(len(counts), dtype=bool)
    hidden[order] = (rising < least) | ((smaller > 0) & (smaller < least))
    return hidden
