"""Round steps: how far apart ticks and lines of an axis stand, so that their numbers read well."""

from __future__ import annotations

from math import floor, log10

STEPS = (1, 2, 5, 10)
# A step that division left a hair too small is still the one that is meant.
HAIR = 1e-9


def round_step(least: float) -> float:
    """Return the least of 1, 2 and 5 times a power of ten that is no less than a positive number.

    >>> round_step(1448), round_step(0.37), round_step(200)
    (2000.0, 0.5, 200.0)
    """
    power = 10.0 ** floor(log10(least))
    return next(power * step for step in STEPS if power * step >= least * (1 - HAIR))
