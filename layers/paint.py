"""Paint: a sheet, a period and a scale become a painted layer, its legend included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from geo.analysis.ranks import fewest_ranked
from geo.errors import UnknownWord
from geo.model.indicators import SIGNED, Indicator
from layers.data import FREE, LOCKED, LOCKS, Frame, Painted, Sheet, code_at
from layers.palettes import GROUP_RAMPS, ramp
from layers.scale import (
    CLASS_COUNTS,
    FEWEST_CLASSED,
    MANUAL,
    NATURAL,
    NO_DATA,
    ZERO,
    Scale,
    ScaleRow,
    manual,
    scale,
    unclassed,
)
from layers.spec import CIRCLE
from layers.symbols import LEAST_RADIUS
from layers.words import bound_words, say, text

# A sheet is painted in fifty ways, two languages and every period; most ways give the same scale.
KEPT = 4096


@dataclass(frozen=True)
class Classification:
    """How a person wants a choropleth drawn; ``breaks`` count only for the manual scheme.

    Without a ``scheme`` it is as usual: circles for totals, natural breaks for all others.
    """

    scheme: str = ""
    k: int = 5
    lock: str = FREE
    breaks: tuple[float, ...] = ()

    @property
    def key(self) -> str:
        """Return the key of its painting in a layer's file, such as ``natural-5-free``."""
        return f"{self.scheme or NATURAL}-{self.k}-{self.lock}"

    def on(self, *, proportional: bool) -> Classification | None:
        """Return it for a layer that may usually be ``proportional``; None are its circles."""
        return None if proportional and not self.scheme else self


def paint(sheet: Sheet, *, period: str = "", choice: Classification | None = None) -> Painted:
    """Return the sheet painted for one period, the default one when none is named, as usual.

    Raises UnknownWord for a period, scheme, k or lock we do not have, AtlasError for breaks
    that cannot be used.
    """
    period = period or sheet.default_period
    if period not in sheet.frames:
        raise UnknownWord("period", period, sheet.periods)
    frame = sheet.frames[period]
    if sheet.rows:
        return Painted(sheet, frame, sheet.rows, frame.codes)
    indicator = sheet.indicator
    if indicator is None:
        raise UnknownWord("indicator", "", ())
    choice = (choice or Classification()).on(proportional=sheet.proportional)
    if choice is None and frame.sizes:
        return _circles(sheet, frame, indicator)
    found = fitted(sheet, period, choice or Classification())
    frame = replace(frame, sizes=(), size_rows=())
    return Painted(sheet, frame, _rows(found, indicator, sheet.lang), _codes(found, frame.values))


def _circles(sheet: Sheet, frame: Frame, indicator: Indicator) -> Painted:
    """Return a period of totals: circles in one color, whose area is the figure."""
    color = ramp(GROUP_RAMPS[indicator.group], CLASS_COUNTS[0])[-1]
    least = "row.circle-least" if LEAST_RADIUS in frame.sizes else "row.circle"
    row = ScaleRow(say(sheet.lang, least, radius=f"{LEAST_RADIUS:g}"), color, CIRCLE)
    codes = (NO_DATA if v is None else ZERO if v == 0 else code_at(0) for v in frame.values)
    return Painted(sheet, frame, (row,), "".join(codes))


@lru_cache(maxsize=KEPT)
def _rows(found: Scale, indicator: Indicator, lang: str) -> tuple[ScaleRow, ...]:
    return found.rows(lambda bounds: bound_words(bounds, indicator, lang), text(lang))


@lru_cache(maxsize=KEPT)
def _codes(found: Scale, values: tuple[float | None, ...]) -> str:
    return "".join(map(found.code, values))


def fitted(sheet: Sheet, period: str, choice: Classification) -> Scale:
    """Return the scale of a choropleth's period, or of all its periods when locked.

    A period of few figures has no classes, and of less than a third of the places no fill; what
    a person chose stays as chosen.
    """
    if choice.lock not in LOCKS:
        raise UnknownWord("lock", choice.lock, LOCKS)
    indicator = sheet.indicator
    if indicator is None:
        raise UnknownWord("indicator", "", ())
    shown = sheet.frames[period].values
    values = sheet.values if choice.lock == LOCKED else shown
    palette, decimals = GROUP_RAMPS[indicator.group], indicator.decimals
    signed = indicator.kind in SIGNED
    if choice.scheme == MANUAL:
        return manual(
            values, breaks=choice.breaks, palette=palette, decimals=decimals, signed=signed
        )
    known = len(shown) - shown.count(None)
    filled = known >= fewest_ranked(len(sheet.items))
    # Of what may lie below zero the two sides have colors of their own, however few there are.
    if not filled or (known < FEWEST_CLASSED and not signed):
        return unclassed(shown, palette=palette, decimals=decimals, filled=filled)
    return scale(
        values,
        scheme=choice.scheme or NATURAL,
        k=choice.k,
        palette=palette,
        decimals=decimals,
        signed=signed,
    )
