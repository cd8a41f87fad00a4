"""The table of the view: a row for each area of both cities, and what is known only by city."""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.pages.cities.request import CitiesRequest
from geo.analysis.planned_areas import changes, extent, whole_of
from geo.analysis.proximity import Near, near, of_the_city
from geo.model.figures import Value
from geo.model.science_cities import PLANNED, WHOLE, ScienceCityArea
from layers.build.science_cities import extent_words
from layers.words import text, value_words


def rows(told: CitiesRequest) -> list[dict[str, Any]]:
    """Return the areas as the table says them, city by city."""
    found = []
    for city in told.cities:
        whole = whole_of(told.catalogue, city)
        by = {change.area.place_id: change.by for change in changes(told.catalogue, city)}
        areas = [area for area in told.areas if area.city == city]
        if whole is not None:
            areas.insert(0, whole)
        found += [_row(told, area, by) for area in areas]
    return found


def _row(told: CitiesRequest, area: ScienceCityArea, by: dict[str, float]) -> dict[str, Any]:
    lang = told.lang
    counts = Counter(one.how for one in platforms(told, area))
    return {
        "id": area.place_id,
        "name": area.short(lang),
        "kind": text(lang)[f"area.{area.kind}"],
        "whole": area.kind == WHOLE,
        "chosen": told.area is area,
        "href": told.asked.link(place="" if told.area is area else area.place_id),
        "planned": [planned(told, area, version) for version in told.catalogue.profile.versions],
        "change": signed(by[area.place_id]) if area.place_id in by else None,
        "other": other(told, area),
        "other_note": area.area_note(lang),
        "function": area.function(lang),
        "industries": area.industries(lang),
        "hosts": hosts(told, area),
        "limits": area.limits(lang),
        "confidence": None if area.kind == WHOLE else confidence(told, area),
        "exactness": text(lang)[f"exactness.{area.precision}"],
        "counts": {how: counts[how] for how in ("named", "circle", "around")},
        "sources": tuple(dict.fromkeys((*_figure_sources(told, area), *area.source_ids))),
    }


def _figure_sources(told: CitiesRequest, area: ScienceCityArea) -> list[str]:
    known = told.catalogue
    cells = (known.cell(area.place_id, PLANNED, one) for one in known.profile.versions)
    return [source for cell in cells for value in cell for source in value.source_ids]


def planned(told: CitiesRequest, area: ScienceCityArea, version: str) -> dict[str, Any] | None:
    """Return the planned area in a version with its status and sources; None where none is."""
    found = told.catalogue.cell(area.place_id, PLANNED, version)
    return figure(told, found[0]) if found else None


def figure(told: CitiesRequest, value: Value) -> dict[str, Any]:
    """Return a figure as it is read, with its origin."""
    indicator = told.catalogue.indicator(PLANNED)
    return {
        "words": value_words(value.value, indicator, told.lang),
        "number": f"{value.value:g}",
        "period": value.period,
        "status": value.status,
        "status_words": text(told.lang)[f"status.{value.status}"],
        "quote": value.quote,
        "note": value.note,
        "sources": value.source_ids,
    }


def signed(change: float) -> str:
    """Return a difference with its sign; no change is a plain zero.

    >>> signed(32.6), signed(0.0)
    ('+32.6', '0')
    """
    return f"{change:+g}" if change else "0"


def other(told: CitiesRequest, area: ScienceCityArea) -> str:
    """Return a documented area that belongs to no version, in words; nothing without one."""
    if area.area_km2 is None:
        return ""
    known = extent(told.catalogue, area, "")
    return extent_words(known, told.catalogue, told.lang) if known is not None else ""


def hosts(told: CitiesRequest, area: ScienceCityArea) -> list[str]:
    """Return the names of the counties that the documents name as hosts."""
    places = told.catalogue.places
    return [places[county].name(told.lang) for county in area.counties if county in places]


def confidence(told: CitiesRequest, area: ScienceCityArea) -> str:
    """Return how the extent is known in the version that is shown, in words."""
    known = told.catalogue
    key = area.confidence(known.official_areas, extent(known, area, told.version))
    return text(told.lang)[f"confidence.{key}"]


def platforms(told: CitiesRequest, area: ScienceCityArea) -> list[Near]:
    """Return the platforms in and around an area, by the circle of the version that is shown.

    A whole has none of its own: its point is only one of its core.
    """
    if area.kind == WHOLE:
        return []
    known = extent(told.catalogue, area, told.version)
    drawn = area.confidence(told.catalogue.official_areas, known) == "area-circle"
    radius = known.circle_m if known is not None and drawn else None
    return list(near(told.catalogue, area, told.distances, radius))


def seats(told: CitiesRequest) -> list[dict[str, Any]]:
    """Return the platforms that are known only by their prefecture: listed, never placed."""
    found = []
    for city in told.cities:
        whole = whole_of(told.catalogue, city)
        if whole is None:
            continue
        listed = of_the_city(told.catalogue, whole.prefecture)
        names = [one.name(told.lang) for one in listed]
        found.append({"city": city, "name": whole.short(told.lang), "names": names})
    return found
