"""Strips: where a place stands among all of its level, an indicator a row.

Only figures of one year and one basis stand in a row, and only rates: totals would say how large a
place is. No row adds up with another: there is no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from app.pages.place.request import PlaceRequest
from geo.analysis.ranks import FEWEST_COMPARED, Rank, standings
from geo.analysis.subject_profile import sense
from geo.model.figures import Value
from geo.model.indicators import ADDABLE, Indicator
from layers.words import value_words

# So many rows have room on the first screen; the others are counted.
MOST = 10


@dataclass(frozen=True)
class Strip:
    """A row: every place's figure of one year as a position from 0 to 100, the place's own apart.

    ``against`` is where the province's own figure stands, or without one the ``middle`` place.
    ``lead`` is how far the place is from it, in hundredths of the range, positive for better.
    ``cites`` are the sources of all.
    """

    name: str
    words: str
    year: str
    rank: Rank | None
    own: float
    others: tuple[tuple[float, str], ...]
    against: float
    against_words: str
    middle: bool
    lead: float
    marks: tuple[int, ...]
    cites: tuple[str, ...]


def strips(request: PlaceRequest) -> dict[str, Any]:
    """Return the rows in which the place is ahead and behind, and how many are not drawn."""
    rated = list(_rated(request))
    drawn = [strip for name in rated if (strip := _strip(request, name)) is not None]
    shown = drawn[:MOST]
    return {
        "ahead": sorted((s for s in shown if s.lead >= 0), key=lambda s: -s.lead),
        "behind": sorted((s for s in shown if s.lead < 0), key=lambda s: s.lead),
        "left": len(rated) - len(shown),
        "middle": any(s.middle for s in shown),
        "any": bool(shown),
        "of": len(request.rivals),
    }


def _rated(request: PlaceRequest) -> Iterator[str]:
    """Yield the rates of the place: published ones and those per person, then those per area."""
    indicators = [request.catalogue.indicators[name] for name in request.series]
    order = {"": 0, "people": 0, "area": 1}
    rates = [
        indicator
        for indicator in indicators
        if _judged(indicator) and indicator.denominator in order
    ]
    yield from (
        indicator.indicator_id
        for indicator in sorted(rates, key=lambda one: order[one.denominator])
    )


def _judged(indicator: Indicator) -> bool:
    return indicator.kind not in ADDABLE and sense(indicator) in ("high", "low")


def _strip(request: PlaceRequest, name: str) -> Strip | None:
    """Return the row of the newest year of which enough places have figures of one basis."""
    for own in reversed(request.series[name]):
        alike = _alike(request, own)
        if len(alike) >= FEWEST_COMPARED and len({value.value for value in alike}) > 1:
            return _drawn(request, own, alike)
    return None


def _alike(request: PlaceRequest, own: Value) -> list[Value]:
    """Return the figures of all places of the same year and basis; none that is a least one."""
    cells = (
        request.catalogue.cell(place, own.indicator_id, own.period) for place in request.rivals
    )
    shown = [cell[0] for cell in cells if cell]
    alike = [
        value
        for value in shown
        if value.people_period == own.people_period and value.status != "floor"
    ]
    return alike if own in alike else []


def _drawn(request: PlaceRequest, own: Value, alike: Sequence[Value]) -> Strip:
    catalogue, lang = request.catalogue, request.lang
    indicator = catalogue.indicators[own.indicator_id]
    whole = catalogue.cell(catalogue.profile.adcode, own.indicator_id, own.period)
    stated = [v for v in whole[:1] if v.people_period == own.people_period]
    against = stated[0].value if stated else float(median(v.value for v in alike))
    values = [*(value.value for value in alike), against]
    low, high = min(values), max(values)

    def at(value: float) -> float:
        return round(100 * (value - low) / (high - low), 2)

    better = 1 if sense(indicator) == "high" else -1
    order = standings(catalogue, own.indicator_id, own.period, request.place.level)
    return Strip(
        name=indicator.name(lang),
        words=value_words(own.value, indicator, lang),
        year=own.period,
        rank=order.ranks.get(request.place_id),
        own=at(own.value),
        others=tuple(
            (at(v.value), f"{request.name_of(v.place_id)} {value_words(v.value, indicator, lang)}")
            for v in alike
            if v.place_id != request.place_id
        ),
        against=at(against),
        against_words=value_words(against, indicator, lang),
        middle=not stated,
        lead=better * (at(own.value) - at(against)),
        marks=request.footnotes.marks(own.source_ids),
        cites=tuple(dict.fromkeys(source for v in (*alike, *stated) for source in v.source_ids)),
    )
