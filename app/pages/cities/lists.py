"""What several parts of the page say of an area: figures, places, platforms; and seats."""

from __future__ import annotations

from typing import Any

from app.pages.cities.request import CitiesRequest
from geo.analysis.planned_areas import extent, whole_of
from geo.analysis.proximity import Near, near, of_the_city
from geo.model.figures import Value
from geo.model.science_cities import PLANNED, WHOLE, ScienceCityArea
from layers.build.science_cities import extent_words
from layers.words import text, value_words


def figure(request: CitiesRequest, value: Value) -> dict[str, Any]:
    """Return a figure as it is read, with its origin."""
    indicator = request.catalogue.indicator(PLANNED)
    return {
        "words": value_words(value.value, indicator, request.lang),
        "number": f"{value.value:g}",
        "period": value.period,
        "status": value.status,
        "status_words": text(request.lang)[f"status.{value.status}"],
        "quote": value.quote,
        "note": value.note,
        "marks": request.footnotes.marks(value.source_ids),
    }


def signed(change: float) -> str:
    """Return a difference with its sign; no change is a plain zero.

    >>> signed(32.6), signed(0.0)
    ('+32.6', '0')
    """
    return f"{change:+g}" if change else "0"


def other(request: CitiesRequest, area: ScienceCityArea) -> str:
    """Return a documented area that belongs to no version, in words; nothing without one."""
    if area.area_km2 is None:
        return ""
    known = extent(request.catalogue, area, "")
    return extent_words(known, request.catalogue, request.lang) if known is not None else ""


def hosts(request: CitiesRequest, area: ScienceCityArea) -> list[str]:
    """Return the names of the counties that the documents name as hosts."""
    places = request.catalogue.places
    return [places[county].name(request.lang) for county in area.counties if county in places]


def confidence(request: CitiesRequest, area: ScienceCityArea) -> str:
    """Return how the extent is known in the version that is shown, in words."""
    known = request.catalogue
    key = area.confidence(known.official_areas, extent(known, area, request.version))
    return text(request.lang)[f"confidence.{key}"]


def platforms(request: CitiesRequest, area: ScienceCityArea) -> list[Near]:
    """Return the platforms in and around an area, by the circle of the version that is shown.

    A whole has none of its own: its point is only one of its core.
    """
    if area.kind == WHOLE:
        return []
    known = extent(request.catalogue, area, request.version)
    drawn = area.confidence(request.catalogue.official_areas, known) == "area-circle"
    radius = known.circle_m if known is not None and drawn else None
    return list(near(request.catalogue, area, request.distances, radius))


def seats(request: CitiesRequest) -> list[dict[str, Any]]:
    """Return the platforms that are known only by their prefecture: listed, never placed."""
    found = []
    for city in request.cities:
        area = whole_of(request.catalogue, city)
        if area is None:
            continue
        listed = of_the_city(request.catalogue, area.prefecture)
        names = [platform.name(request.lang) for platform in listed]
        found.append({"city": city, "name": area.short(request.lang), "names": names})
    return found
