"""Cells with few enterprises: no difference of what is shown, at any zoom, tells how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.registry.tile_withholding import shown_cells

ZOOMS, FINEST = range(1, 5), 4
Cells = list[tuple[int, int]]
CELLS = st.lists(
    st.tuples(st.integers(0, 4**FINEST - 1), st.sampled_from([1, 1, 1, 2, 3, 9])), max_size=80
)
LEAST = st.sampled_from([2, 3, 5])
# For each zoom how many each cell holds.
Levels = dict[int, dict[int, int]]


def truth(cells: Cells) -> Levels:
    levels: dict[int, Counter[int]] = {zoom: Counter() for zoom in range(FINEST + 1)}
    for zoom, counted in levels.items():
        for cell, count in cells:
            counted[cell >> 2 * (FINEST - zoom)] += count
    return {zoom: dict(counted) for zoom, counted in levels.items()}


def shown(true: Levels, least: int) -> Levels:
    finest = sorted(true[FINEST])
    counts = np.array([true[FINEST][cell] for cell in finest], dtype=np.int64)
    told = shown_cells(np.array(finest, dtype=np.uint64), counts, ZOOMS, least)
    return {zoom: dict(zip(at.tolist(), many.tolist(), strict=True)) for zoom, at, many in told}


def parts(cell: int) -> range:
    return range(4 * cell, 4 * cell + 4)


def left(known: Levels, zoom: int, cell: int, least: int) -> set[int]:
    """Return what may be left of a known cell without known cells in it; at most ``least``."""
    below: Mapping[int, int] = known.get(zoom + 1, {})
    within = [part for part in parts(cell) if part in below]
    sums = {min(known[zoom][cell] - sum(below[part] for part in within), least)}
    for part in within:
        rests = {0, least, *left(known, zoom + 1, part, least)}
        sums = {min(one + rest, least) for one in sums for rest in rests}
    return sums


@given(CELLS, LEAST)
def test_no_difference_of_cells_tells_few(cells: Cells, least: int) -> None:
    true = truth(cells)
    told = shown(true, least)
    total = sum(count for _, count in cells)
    if total < least:
        assert not any(told.values())
        return
    known = {0: {0: total}, **told}
    for zoom, row in known.items():
        assert row.items() <= true[zoom].items()
        for cell in row:
            assert left(known, zoom, cell, least) <= {0, least}


@given(CELLS, LEAST)
def test_nothing_is_withheld_without_need(cells: Cells, least: int) -> None:
    true = truth(cells)
    told = shown(true, least)
    for zoom in ZOOMS[1:]:
        for cell in told[zoom - 1]:
            hidden = sorted(
                true[zoom][part] for part in parts(cell) if part in true[zoom].keys() - told[zoom]
            )
            # Without the largest of them they would tell what they hide.
            assert not hidden or hidden[-1] < least or 0 < sum(hidden[:-1]) < least
