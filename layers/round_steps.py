"""Round steps: how far apart ticks and lines of an axis stand, so that their numbers read well."""

from __future__ import annotations

from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)
# A step that division left a hair too small is still the one that is meant.
HAIR = 1e-9
TICKS = 4


def round_step(least: float) -> float:
    """Return the least of 1, 2 and 5 times a power of ten that is no less than a positive number.

    >>> round_step(1448), round_step(0.37), round_step(200)
    (2000.0, 0.5, 200.0)
    """
    power = 10.0 ** floor(log10(least))
    return next(power * step for step in STEPS if power * step >= least * (1 - HAIR))


def nice_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round numbers that hold two others between their first and last.

    >>> nice_ticks(0, 4344), nice_ticks(6.1, 7.2)
    ((0.0, 2000.0, 4000.0, 6000.0), (6.0, 6.5, 7.0, 7.5))
    """
    span = (high - low) or abs(high) or 1.0
    step = round_step(span / (TICKS - 1))
    first, last = floor(low / step + HAIR), ceil(high / step - HAIR)
    return tuple(round(step * at, 10) for at in range(first, max(last, first + 1) + 1))


def power_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return powers of ten that hold two positive numbers between their first and last.

    >>> power_ticks(14, 13146), power_ticks(1, 10)
    ((10.0, 100.0, 1000.0, 10000.0, 100000.0), (1.0, 10.0))
    """
    first, last = floor(log10(low) + HAIR), ceil(log10(high) - HAIR)
    return tuple(10.0**at for at in range(first, max(last, first + 1) + 1))
