"""Periods: which one opens, of those that a quantity has figures for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# A period is well covered with a figure for two places of three.
WELL_COVERED = 2 / 3
# The period in which each place has its own newest figure.
LATEST = "latest"
# A figure so many years older than the newest of its indicator says nothing of today any more.
LATEST_WITHIN = 5


def opening(covered: Mapping[str, int], of: int) -> str:
    """Return the period that opens, of those with so many figures each; blank for none.

    It is ``LATEST``, where that has more figures than any year. Of years it is the newest that two
    thirds of the ``of`` places have a figure for; where no year is covered so well, the best
    covered one, of equals the newest.

    >>> opening({"2020": 21, "2023": 19, "2025": 11}, 21)
    '2023'
    >>> opening({"2020": 6, "2023": 9, "2025": 9}, 21)
    '2025'
    >>> opening({"2023": 9, "2025": 9, "latest": 12}, 21)
    'latest'
    """
    years = {period: known for period, known in covered.items() if period != LATEST}
    if covered.get(LATEST, 0) > max(years.values(), default=0):
        return LATEST
    well = [period for period, known in years.items() if known >= of * WELL_COVERED]
    if well:
        return max(well)
    return max(years, key=lambda period: (years[period], period), default="")


def years_of(periods: Iterable[str]) -> tuple[str, ...]:
    """Return the periods that have one date for all places: every one but ``LATEST``."""
    return tuple(period for period in periods if period != LATEST)


def recent(periods: Iterable[str]) -> tuple[str, ...]:
    """Return the periods at most ``LATEST_WITHIN`` years older than the newest, newest first.

    >>> recent(["2013", "2019", "2020", "2024-07"])
    ('2024-07', '2020', '2019')
    """
    newest_first = sorted(periods, reverse=True)
    return tuple(p for p in newest_first if int(newest_first[0][:4]) - int(p[:4]) <= LATEST_WITHIN)
