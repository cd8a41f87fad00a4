"""Scales: value to class, and the legend rows that say so; the same object paints and explains."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from math import inf

from geo.errors import AtlasError, UnknownWord
from geo.sentences import said
from layers.classifiers import fitted
from layers.palettes import MOST_CLASSES, UNFILLED, arms, ramp
from layers.spec import CIRCLE
from layers.words import WIDE

SCHEMES = ("natural", "quantiles", "equal", "stdev", "pretty", "manual")
NATURAL, MANUAL = "natural", "manual"
# Schemes whose bounds follow from a rule, not from where the figures lie.
RULES = ("equal", "stdev", "pretty")
CLASS_COUNTS = tuple(range(3, MOST_CLASSES + 1))
# A bound has at least so many digits, and as few as keep every figure in its class.
FEWEST_DIGITS = 2
# Fewer figures are told by their numbers: breaks would part what is next to equal.
FEWEST_CLASSED = 7

NO_DATA, ZERO, NOT_APPLICABLE = "-", "z", "n"
_CODES = "0123456789abcdefghijklm"
# A sheet is painted in fifty ways and two languages from the same figures.
KEPT_SCALES, KEPT_FIGURES = 1024, 65_536


@dataclass(frozen=True)
class ScaleRow:
    """One legend row: its words, its color and, for symbols, its shape.

    Of a layer of areas, what has the ``shape`` of a symbol stands on bare ground.
    """

    label: str
    color: str
    shape: str = ""

    @property
    def fill(self) -> str:
        """Return the color of an area."""
        return UNFILLED if self.shape == CIRCLE else self.color


@dataclass(frozen=True)
class Scale:
    """Classes (lower, upper]; the first is closed below. ``low`` is the smallest value met.

    Zero and missing values are set aside before a scale is made: they are not in any class.
    Figures are classed as they are shown, rounded to ``decimals``: a reader who compares a
    number on screen with the legend finds it where the map has it.
    """

    scheme: str
    low: float
    uppers: tuple[float, ...]
    colors: tuple[str, ...]
    decimals: int

    def code(self, value: float | None) -> str:
        """Return the class of a value as one character: its legend row, or the state's mark."""
        if value is None:
            return NO_DATA
        shown = _shown(value, self.decimals)
        # What is shown as zero lies on no side of it.
        if value == 0 or (shown == 0 and (0 in self.uppers or not self.uppers)):
            return ZERO
        at = bisect_left(self.uppers, shown)
        return _CODES[min(at, len(self.uppers) - 1)]

    def rows(
        self, say_bounds: Callable[[Sequence[float]], Sequence[str]], phrases: Mapping[str, str]
    ) -> tuple[ScaleRow, ...]:
        """Return the legend's class rows: from bound to bound, which ``say_bounds`` says alike."""
        bounds = (self.low, *self.uppers)
        words = say_bounds(bounds)
        # A dash beside a minus would be read as another one.
        span = "row.signed" if min(bounds) < 0 else "row.span"
        rows = []
        for at, color in enumerate(self.colors):
            kind = "row.single" if self._holds_one(at) else span
            if self.scheme == MANUAL and not at:
                kind = "row.upto"
            rows.append(ScaleRow(phrases[kind].format(low=words[at], high=words[at + 1]), color))
        return tuple(rows)

    def _holds_one(self, at: int) -> bool:
        """Return whether a class can hold one number only: its upper bound."""
        low, high = (self.low, *self.uppers)[at : at + 2]
        return low == high or (at > 0 and not self.decimals and high - low == 1)


def scale(
    values: Sequence[float | None],
    *,
    scheme: str,
    k: int,
    palette: str,
    decimals: int,
    signed: bool = False,
) -> Scale:
    """Return the scale of some values; raises UnknownWord for a scheme or k we do not have.

    Of what may lie below zero (``signed``) no class holds figures of both sides, and each side
    has colors of its own.

    Missing values and exact zeros are set aside first: mapclassify would put a NaN into the
    lowest class. Schemes that follow the figures (natural, quantiles) have no empty class; those
    that follow a rule (equal, stdev, pretty) keep theirs, or they would not be what they say.
    """
    if scheme not in SCHEMES or scheme == MANUAL:
        raise UnknownWord("scheme", scheme, SCHEMES)
    if k not in CLASS_COUNTS:
        raise UnknownWord("number of classes", str(k), map(str, CLASS_COUNTS))
    kept = _kept(tuple(values), decimals)
    if signed:
        kept = tuple(value for value in kept if value)
    if not kept:
        return Scale(scheme, 0, (), (), decimals)
    # Distances from the mean give as many classes as they give.
    asked = CLASS_COUNTS[0] if scheme == "stdev" else k
    low = _outward(kept[0], -inf, decimals)
    if not signed:
        uppers = _uppers(kept, scheme, asked, decimals)
        return Scale(scheme, low, uppers, ramp(palette, len(uppers)), decimals)
    tried = (_parted(kept, scheme, fewer, decimals) for fewer in range(asked, 0, -1))
    uppers = next(found for found in tried if len(found) <= MOST_CLASSES)
    return Scale(scheme, low, uppers, _arms(uppers), decimals)


def unclassed(
    values: Sequence[float | None], *, palette: str, decimals: int, filled: bool
) -> Scale:
    """Return a scale of one class, for figures that are told by their numbers, not by shades.

    It is one tint; where they are not ``filled``, that of the ground.
    """
    kept = _kept(tuple(values), decimals)
    if not kept:
        return Scale(SCHEMES[0], 0, (), (), decimals)
    color = ramp(palette, CLASS_COUNTS[0])[1] if filled else UNFILLED
    low, high = _outward(kept[0], -inf, decimals), _outward(kept[-1], inf, decimals)
    return Scale(SCHEMES[0], low, (high,), (color,), decimals)


def manual(
    values: Sequence[float | None],
    *,
    breaks: Sequence[float],
    palette: str,
    decimals: int,
    signed: bool = False,
) -> Scale:
    """Return a scale with upper bounds that a person chose; raises AtlasError if they cannot be.

    A last class up to the largest value is added when the breaks stop short of it. Classes
    without a member stay: the person asked for them. Of what may lie below zero (``signed``)
    zero is a bound as well.
    """
    if not breaks or list(breaks) != sorted(set(breaks)):
        raise AtlasError(said("breaks.order"))
    kept = _kept(tuple(values), decimals)
    uppers = [*breaks, *kept[-1:]] if kept and kept[-1] > breaks[-1] else list(breaks)
    if signed and kept and min(kept[0], uppers[0]) < 0 < uppers[-1]:
        uppers = sorted({*uppers, 0.0})
    if len(uppers) > MOST_CLASSES:
        raise AtlasError(said("breaks.many", count=len(uppers), most=MOST_CLASSES))
    low = min([*kept[:1], uppers[0]])
    colors = _arms(uppers) if signed else ramp(palette, len(uppers))
    return Scale(MANUAL, low, tuple(uppers), colors, decimals)


def _arms(uppers: Sequence[float]) -> tuple[str, ...]:
    """Return the colors of classes that end at or below zero, and of those above it."""
    below = sum(upper <= 0 for upper in uppers)
    return arms(below, len(uppers) - below)


def _parted(kept: tuple[float, ...], scheme: str, k: int, decimals: int) -> tuple[float, ...]:
    """Return upper bounds with one at zero where figures or classes lie on both sides of it.

    Where nothing lies between the last bound below zero and zero, that bound becomes zero; a
    scheme that follows the figures still has no empty class.
    """
    uppers = _uppers(kept, scheme, k, decimals) if k > 1 else kept[-1:]
    # Distances from the mean of what lies below zero may reach above it.
    if not kept[0] < 0 < uppers[-1]:
        return uppers
    # Two figures are a class each, by whatever rule.
    rule = scheme in RULES and len(set(kept)) > 2  # noqa: PLR2004  two values need no rule
    below = [bound for bound in uppers if bound < 0]
    if below and not rule and not any(below[-1] < value < 0 for value in kept):
        below.pop()
    parted = [*below, 0.0, *(bound for bound in uppers if bound > 0)]
    if rule:
        return tuple(parted)
    floors = (-inf, *parted)
    return tuple(
        bound
        for floor, bound in zip(floors, parted, strict=False)
        if any(floor < value <= bound for value in kept)
    )


@lru_cache(maxsize=KEPT_SCALES)
def _uppers(kept: tuple[float, ...], scheme: str, k: int, decimals: int) -> tuple[float, ...]:
    """Return upper bounds as mapclassify finds them, with few digits, and the same members."""
    distinct = sorted(set(kept))
    if len(distinct) <= 2:  # noqa: PLR2004  nothing to classify: each value is its own class
        return _rounded(distinct, kept, decimals)
    bounds = sorted({_shown(float(bound), decimals) for bound in fitted(kept, scheme, k)})
    bounds[-1] = max(bounds[-1], kept[-1])
    if scheme in RULES:
        # Below the smallest value a rule may have bounds that nobody needs.
        needed = [bound for bound in bounds if bound >= kept[0]]
        # Pretty ones are round already.
        return tuple(needed) if scheme == "pretty" else _rounded(needed, kept, decimals)
    full: list[float] = []
    for bound in bounds:
        below = full[-1] if full else -inf
        members = [value for value in kept if below < value <= bound]
        if members:
            full.append(members[-1])
    return _rounded(full, kept, decimals)


def _rounded(bounds: Sequence[float], kept: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Return rising bounds rounded up, short of the next figure and of the next bound."""
    limits = (*bounds[1:], inf)
    return tuple(
        _outward(bound, min(limit, *(value for value in kept if value > bound), inf), decimals)
        for bound, limit in zip(bounds, limits, strict=True)
    )


def _outward(value: float, short_of: float, decimals: int) -> float:
    """Return the value rounded up to few digits, short of another one; down if that is below it.

    The value itself where no rounding stays short of the other.
    """
    exact = Decimal(repr(value))
    way = ROUND_CEILING if short_of > value else ROUND_FLOOR
    largest = exact.adjusted() - FEWEST_DIGITS + 1
    for place in range(largest, -decimals - 1, -1):
        found = float(exact.quantize(Decimal(1).scaleb(place), rounding=way, context=WIDE))
        if found < short_of or way == ROUND_FLOOR:
            return found
    return value


@lru_cache(maxsize=KEPT_SCALES)
def _kept(values: tuple[float | None, ...], decimals: int) -> tuple[float, ...]:
    """Return the figures that are classed, as they are shown, in rising order."""
    return tuple(sorted(_shown(value, decimals) for value in values if value))


@lru_cache(maxsize=KEPT_FIGURES)
def _shown(value: float, decimals: int) -> float:
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_EVEN, context=WIDE))
