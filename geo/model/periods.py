"""Periods: which one opens, of those that a quantity has figures for."""

from __future__ import annotations

from collections.abc import Mapping

# A period is well covered with a figure for two places of three.
WELL_COVERED = 2 / 3


def opening(covered: Mapping[str, int], of: int) -> str:
    """Return the period that opens, of those with so many figures each; blank for none.

    It is the newest that two thirds of the ``of`` places have a figure for; where no period is
    covered so well, the best covered one, of equals the newest.

    >>> opening({"2020": 21, "2023": 19, "2025": 11}, 21)
    '2023'
    >>> opening({"2020": 6, "2023": 9, "2025": 9}, 21)
    '2025'
    """
    well = [period for period, known in covered.items() if known >= of * WELL_COVERED]
    if well:
        return max(well)
    return max(covered, key=lambda period: (covered[period], period), default="")
