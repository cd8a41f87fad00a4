"""Trend: one indicator over the years, with the places most like this one and the province."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from app.pages.place.key_figures import FigureRow, series_words
from app.pages.place.plot import Axis, axis, line
from app.pages.place.request import PlaceRequest
from geo.model.figures import Value
from geo.model.indicators import ADDABLE
from geo.model.places import Place
from geo.model.science_cities import ScienceCityArea
from geo.model.zones import Zone
from layers.build.items import short_name
from layers.words import number_words, per_cent, unit_words, value_words

if TYPE_CHECKING:
    from geo.store.catalogue import AnyPlace

# So many years are written below a chart beside the last.
WRITTEN = 4
# Two figures are a sparkline; a chart takes more.
YEARS = 3
# The least distance of two names beside their lines, in hundredths of the height.
APART = 8.0


def drawable(request: PlaceRequest) -> tuple[str, ...]:
    """Return the indicators of which the place has figures of so many years."""
    return tuple(name for name, values in request.series.items() if len(values) >= YEARS)


def trend(request: PlaceRequest, rows: Sequence[FigureRow]) -> dict[str, Any] | None:
    """Return the lines of the chosen indicator, and the choice; None where nothing has years."""
    known = drawable(request)
    offered = [row for row in rows if row.indicator.indicator_id in known]
    if not offered:
        return None
    name = request.asked["indicator"] or offered[0].indicator.indicator_id
    indicator = request.catalogue.indicators[name]
    series = {
        place: found for place in _drawn(request, name) if (found := _series(request, place, name))
    }
    first, last = (request.series[name][at].period for at in (0, -1))
    beside = {
        place: tuple(v for v in values if first <= v.period <= last)
        for place, values in series.items()
    }
    shown = {place: values for place, values in beside.items() if values}
    on = axis(list(shown.values()))
    lines = [_line(request, place, values, on) for place, values in shown.items()]
    _spread(lines)
    mine = lines[0]
    return {
        "indicator": indicator,
        "name": indicator.name(request.lang),
        "unit": unit_words(indicator, request.lang),
        "lines": lines,
        "breaks": mine["breaks"],
        "ticks": [
            {"y": round(on.y(tick), 2), "words": number_words(tick, indicator, request.lang)}
            for tick in on.ticks
        ],
        "cut": on.low > 0,
        "years": [{"x": round(on.x(year), 2), "words": year} for year in _years(on)],
        "share": _share(request, request.series[name][-1]),
        "choices": [
            {
                "words": row.name,
                "href": request.asked.link(indicator=row.indicator.indicator_id),
                "on": row.indicator.indicator_id == name,
            }
            for row in offered
        ],
        "said": series_words(request, indicator, request.series[name]),
        "cites": [value.source_ids for values in shown.values() for value in values],
        "marks": request.footnotes.marks(
            dict.fromkeys(s for value in request.series[name] for s in value.source_ids)
        ),
    }


def _drawn(request: PlaceRequest, name: str) -> Iterator[str]:
    """Yield the place, then the province where its figure is no sum, then the nearest places."""
    yield request.place_id
    if request.catalogue.indicators[name].kind not in ADDABLE:
        yield request.catalogue.profile.adcode
    yield from request.peers


def _series(request: PlaceRequest, place_id: str, name: str) -> tuple[Value, ...]:
    catalogue = request.catalogue
    periods = catalogue.periods(name, catalogue.place(place_id).level)
    cells = (catalogue.cell(place_id, name, period) for period in periods)
    return tuple(cell[0] for cell in cells if cell)


def _line(
    request: PlaceRequest, place_id: str, values: Sequence[Value], on: Axis
) -> dict[str, Any]:
    catalogue, lang = request.catalogue, request.lang
    indicator = catalogue.indicators[values[0].indicator_id]
    made, place = line(catalogue, values, on), catalogue.place(place_id)
    return {
        "id": place_id,
        "name": _short(place, lang),
        "kind": "own"
        if place_id == request.place_id
        else "whole"
        if place_id == catalogue.profile.adcode
        else "peer",
        "solid": made.solid,
        "dashed": made.dashed,
        "dots": [
            {"x": x, "y": y, "words": f"{v.period} {value_words(v.value, indicator, lang)}"}
            for x, y, v in made.dots
        ],
        "breaks": [
            {"x": x, "words": " ".join(series_break.reason(lang) for series_break in series_breaks)}
            for x, series_breaks in made.breaks
        ],
        "x": made.dots[-1][0],
        "y": made.dots[-1][1],
    }


def _short(place: AnyPlace, lang: str) -> str:
    """Return the name that there is room for beside a line."""
    if isinstance(place, Place):
        return short_name(place, lang)
    return place.short(lang) if isinstance(place, Zone | ScienceCityArea) else place.name(lang)


def _spread(lines: Sequence[dict[str, Any]]) -> None:
    """Move names apart downwards, then back up until the last is inside the box."""
    order = sorted(lines, key=lambda one: float(one["y"]))
    for at, one in enumerate(order[1:]):
        one["y"] = max(one["y"], order[at]["y"] + APART)
    for at, one in enumerate(reversed(order)):
        one["y"] = min(one["y"], 100 - at * APART)


def _years(on: Axis) -> list[str]:
    """Return the years that are written: the first and the last, and those that have room."""
    step = max(1, ceil((on.last - on.first) / WRITTEN))
    return [str(year) for year in range(on.last, on.first - 1, -step)][::-1]


def _share(request: PlaceRequest, newest: Value) -> str:
    """Return what an amount makes of the province's of the same year; nothing for a rate."""
    catalogue = request.catalogue
    values = catalogue.cell(catalogue.profile.adcode, newest.indicator_id, newest.period)
    addable = catalogue.indicators[newest.indicator_id].kind in ADDABLE
    if not addable or not values or values[0].value <= 0 or values[0].status == "floor":
        return ""
    part = per_cent(newest.value, values[0].value)
    return request.say("trend.share", year=newest.period, part=part)
