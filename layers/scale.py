"""Scales: value to class, and the legend rows that say so; the same object paints and explains."""

from __future__ import annotations

import warnings
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from math import inf

from geo.errors import AtlasError, UnknownWord
from layers.palettes import MOST_CLASSES, ramp

SCHEMES = ("natural", "quantiles", "equal", "stdev", "pretty", "manual")
CLASS_COUNTS = tuple(range(3, MOST_CLASSES + 1))

NO_DATA, ZERO, NOT_APPLICABLE = "-", "z", "n"
_CODES = "0123456789abcdefghijklm"


@dataclass(frozen=True)
class Row:
    """One legend row: its words, its color and, for symbols, its shape."""

    label: str
    color: str
    shape: str = ""


@dataclass(frozen=True)
class Scale:
    """Classes (lower, upper]; the first is closed below. ``low`` is the smallest value met.

    Zero and missing values are set aside before a scale is made: they are not in any class.
    """

    scheme: str
    low: float
    uppers: tuple[float, ...]
    colors: tuple[str, ...]

    def code(self, value: float | None) -> str:
        """Return the class of a value as one character: its legend row, or the state's mark."""
        if value is None:
            return NO_DATA
        if value == 0:
            return ZERO
        return _CODES[min(bisect_left(self.uppers, value), len(self.uppers) - 1)]

    def rows(
        self, say_bound: Callable[[float], str], phrases: Mapping[str, str]
    ) -> tuple[Row, ...]:
        """Return the legend's class rows; each bound is said in one row only once."""
        lowers = (self.low, *self.uppers[:-1])
        rows = []
        for at, (lower, upper) in enumerate(zip(lowers, self.uppers, strict=True)):
            low, high = say_bound(lower), say_bound(upper)
            kind = "row.single" if low == high else "row.first" if at == 0 else "row.next"
            label = phrases[kind].format(low=low, high=high)
            rows.append(Row(label, self.colors[at]))
        return tuple(rows)


def scale(
    values: Sequence[float | None], *, scheme: str, k: int, palette: str, decimals: int
) -> Scale:
    """Return the scale of some values; raises UnknownWord for a scheme or k we do not have.

    Missing values and exact zeros are set aside first: mapclassify would put a NaN into the
    lowest class. Bounds are rounded up to ``decimals``, so that legend and class agree.
    """
    if scheme not in SCHEMES or scheme == "manual":
        raise UnknownWord("scheme", scheme, SCHEMES)
    if k not in CLASS_COUNTS:
        raise UnknownWord("number of classes", str(k), map(str, CLASS_COUNTS))
    kept = tuple(sorted(v for v in values if v))
    if not kept:
        return Scale(scheme, 0, (), ())
    uppers = _uppers(kept, scheme, k, decimals)
    return Scale(scheme, _nearest(kept[0], decimals), uppers, ramp(palette, len(uppers)))


def manual(
    values: Sequence[float | None], *, breaks: Sequence[float], palette: str, decimals: int
) -> Scale:
    """Return a scale with upper bounds that a person chose; raises AtlasError if they cannot be.

    A last class up to the largest value is added when the breaks stop short of it. Classes
    without a member stay: the person asked for them.
    """
    if not breaks or list(breaks) != sorted(set(breaks)):
        raise AtlasError("breaks must be different numbers in rising order, such as 100,500,1000")
    kept = tuple(sorted(v for v in values if v))
    uppers = list(breaks)
    if kept and kept[-1] > uppers[-1]:
        shown = _nearest(kept[-1], decimals)
        uppers.append(shown if shown > uppers[-1] else _ceil(kept[-1], decimals))
    if len(uppers) > MOST_CLASSES:
        raise AtlasError(
            f"{len(uppers)} classes are too many to tell apart; at most {MOST_CLASSES}"
        )
    low = min(kept[0], uppers[0]) if kept else uppers[0]
    return Scale("manual", _nearest(low, decimals), tuple(uppers), ramp(palette, len(uppers)))


@lru_cache(maxsize=4096)
def _uppers(kept: tuple[float, ...], scheme: str, k: int, decimals: int) -> tuple[float, ...]:
    """Return upper bounds, each class holding at least one value; ties make fewer classes."""
    import mapclassify  # noqa: PLC0415  slow and large: only the one-time build classifies

    distinct = sorted(set(kept))
    if len(distinct) <= 2:  # noqa: PLR2004  nothing to classify: each value is its own class
        found: Sequence[float] = distinct
    elif scheme == "natural":
        with warnings.catch_warnings():
            # It asks for numba, a compiler of 100 MB: two hundred places take milliseconds.
            warnings.filterwarnings("ignore", message="Numba not installed")
            found = mapclassify.FisherJenks(kept, k=min(k, len(distinct))).bins
    elif scheme == "quantiles":
        with warnings.catch_warnings():
            # Ties leave fewer classes than asked; the legend shows that.
            warnings.filterwarnings("ignore", message="Not enough unique values")
            found = mapclassify.Quantiles(kept, k=min(k, len(distinct))).bins
    elif scheme == "equal":
        found = mapclassify.EqualInterval(kept, k=k).bins
    elif scheme == "stdev":
        found = mapclassify.StdMean(kept).bins
    else:
        found = mapclassify.PrettyBreaks(kept, k=k).bins
    # The last bound is the largest value as it is shown; a bound between classes is rounded up.
    top = _nearest(kept[-1], decimals)
    between = sorted({_ceil(float(bound), decimals) for bound in found})
    full: list[float] = []
    for bound in (*(bound for bound in between if bound < top), top):
        floor, ceiling = full[-1] if full else -inf, inf if bound == top else bound
        if any(floor < value <= ceiling for value in kept):
            full.append(bound)
    # Pretty breaks may come out more than asked: the lowest are joined until a ramp has colors.
    return tuple(full[-MOST_CLASSES:])


def _ceil(value: float, decimals: int) -> float:
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, rounding=ROUND_CEILING))


def _nearest(value: float, decimals: int) -> float:
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_EVEN))
