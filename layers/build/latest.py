"""The period in which each place has its own newest figure: who offers it, and what it warns of."""

from __future__ import annotations

from geo.analysis.latest import latest_breaks
from geo.languages import LANGUAGES
from geo.model.indicators import Indicator
from geo.model.periods import LATEST, LATEST_WITHIN
from geo.store.catalogue import Catalogue
from layers.data import Frame
from layers.words import period_words, say


def periods(catalogue: Catalogue, indicator: Indicator, level: str) -> tuple[str, ...]:
    """Return the periods of a layer of figures: its years, and of several also ``LATEST``."""
    years = catalogue.periods(indicator.indicator_id, level)
    return (*years, LATEST) if len(years) > 1 else years


def frame_words(frame: Frame, lang: str) -> str:
    """Return the period of a frame as its map says it: of ``LATEST`` also from when to when."""
    words = period_words(frame.period, lang)
    if frame.period != LATEST:
        return words
    shown = sorted({cell.period[:4] for cell in frame.cells if cell.period})
    ends = dict.fromkeys((shown[0], shown[-1]))
    years = period_words("–".join(ends), lang)
    if len(ends) == 1:
        return f"{words}{LANGUAGES[lang].brackets.format(years)}"
    return say(lang, "period.latest-of", words=words, years=years, within=LATEST_WITHIN)


def latest_warnings(
    catalogue: Catalogue, indicator: Indicator, level: str, lang: str
) -> tuple[str, ...]:
    """Return what parts newest figures of several years: the breaks of the series between them."""
    series_breaks = latest_breaks(catalogue, indicator.indicator_id, level)
    if not series_breaks:
        return ()
    reasons = LANGUAGES[lang].space.join(
        dict.fromkeys(series_break.reason(lang) for series_break in series_breaks)
    )
    return (say(lang, "warning.latest-breaks", reasons=reasons),)
