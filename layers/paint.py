"""Paint: a sheet, a period and a scale become a painted layer, its legend included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.errors import UnknownWord
from geo.figures import SIGNED
from geo.measure import fewest_ranked
from layers.palettes import GROUP_RAMPS
from layers.scale import Scale, manual, one_tint, scale
from layers.sheet import FREE, LOCKED, LOCKS, Painted, Sheet
from layers.words import number_words, text


@dataclass(frozen=True)
class Choice:
    """How a person wants a choropleth classed; ``breaks`` count only for the manual scheme."""

    scheme: str = "natural"
    k: int = 5
    lock: str = FREE
    breaks: tuple[float, ...] = ()


def paint(sheet: Sheet, *, period: str = "", choice: Choice | None = None) -> Painted:
    """Return the sheet painted for one period; the default period when none is named.

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
    found = fitted(sheet, period, choice or Choice())
    rows = found.rows(lambda bound: number_words(bound, indicator, sheet.lang), text(sheet.lang))
    return Painted(sheet, frame, rows, "".join(found.code(cell.value) for cell in frame.cells))


def fitted(sheet: Sheet, period: str, choice: Choice) -> Scale:
    """Return the scale of a choropleth's period, or of all its periods when locked."""
    if choice.lock not in LOCKS:
        raise UnknownWord("lock", choice.lock, LOCKS)
    indicator = sheet.indicator
    if indicator is None:
        raise UnknownWord("indicator", "", ())
    frames = sheet.frames.values() if choice.lock == LOCKED else [sheet.frames[period]]
    values: Sequence[float | None] = [cell.value for frame in frames for cell in frame.cells]
    palette, decimals = GROUP_RAMPS[indicator.group], indicator.decimals
    signed = indicator.kind in SIGNED
    if choice.scheme == "manual":
        return manual(
            values, breaks=choice.breaks, palette=palette, decimals=decimals, signed=signed
        )
    found = scale(
        values,
        scheme=choice.scheme,
        k=choice.k,
        palette=palette,
        decimals=decimals,
        signed=signed,
    )
    few = sum(value is not None for value in values) < fewest_ranked(len(sheet.items))
    return one_tint(values, palette=palette, decimals=decimals) if few and not signed else found
