"""Latest: each place's own newest figure, and what may be said of such figures together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from geo.analysis.ranks import Standings, Unranked, standings
from geo.model.periods import recent
from geo.store.breaks import breaks_between

if TYPE_CHECKING:
    from geo.model.series_breaks import SeriesBreak
    from geo.store.catalogue import Catalogue


def latest_periods(catalogue: Catalogue, indicator_id: str, level: str) -> Mapping[str, str]:
    """Return the period that ``LATEST`` shows of each place of a level, by place.

    It is the newest with a figure that is not too old (geo.model.periods); for a place without one
    the newest of which the data refuse it, or else the newest that any place has a figure for.
    Raises UnknownWord for an indicator that does not exist.
    """
    newest_first = recent(catalogue.periods(indicator_id, level))

    def shown(place: str) -> str:
        known = (p for p in newest_first if catalogue.cell(place, indicator_id, p))
        refused = (p for p in newest_first if catalogue.refusal(place, indicator_id, p))
        return next(chain(known, refused, newest_first))

    return {place: shown(place) for place in catalogue.at_level_ids(level)}


def _known(catalogue: Catalogue, indicator_id: str, level: str) -> Mapping[str, str]:
    """Return the periods of the places that have a figure."""
    shown = latest_periods(catalogue, indicator_id, level)
    return {place: p for place, p in shown.items() if catalogue.cell(place, indicator_id, p)}


def latest_standings(catalogue: Catalogue, indicator_id: str, level: str) -> Standings:
    """Return the ranks of each place's newest figure: where all are of one year, those of it.

    Figures of several years are not ranked, whatever else stands against it.
    """
    own = _known(catalogue, indicator_id, level)
    if len(set(own.values())) == 1:
        return standings(catalogue, indicator_id, next(iter(own.values())), level)
    of = len(catalogue.at_level_ids(level))
    return Standings({}, dict.fromkeys(own, Unranked("period", len(own), of)))


def latest_breaks(catalogue: Catalogue, indicator_id: str, level: str) -> tuple[SeriesBreak, ...]:
    """Return the breaks that older figures stand before, and the newest behind, each once."""
    own = _known(catalogue, indicator_id, level)
    newest = max(own.values(), default="")
    series_breaks = (
        series_break
        for place, period in own.items()
        for series_break in breaks_between(catalogue, place, indicator_id, period, newest)
    )
    return tuple(dict.fromkeys(series_breaks))
