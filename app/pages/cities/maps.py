"""The maps of the view: two places in one scale, and one legend for both."""

from __future__ import annotations

from math import cos, radians
from typing import Any

from app.pages.cities.request import CitiesRequest
from app.pages.cities.streets import outlines
from app.shell.landmark_switch import drawn
from app.shell.view import PageMap
from geo.analysis.planned_areas import areas_of, changes, extent
from geo.model.places import CONFIDENCES
from geo.model.science_cities import WHOLE, ScienceCityArea
from layers.build.registry import sheet
from layers.credit import credit
from layers.data import Sheet
from layers.map import MapLayer

METRES_PER_DEGREE = 111_320.0
# Around what is drawn: names stand beside the marks.
MARGIN = 0.035


def plates(request: CitiesRequest) -> dict[str, PageMap]:
    """Return a map for each city; a click on an area shows its card."""
    return {city: _plate(request, city) for city in request.cities}


def _plate(request: CitiesRequest, city: str) -> PageMap:
    mine = request.area is not None and request.area.city == city
    return PageMap(
        theme=MapLayer(request.catalogue.profile.city(city).layer_id, period=request.version),
        bounds=_bounds(request, city),
        counties=True,
        late=True,
        selected=request.asked["place"] if mine else "",
        pick=request.asked.link(place="{id}"),
        unpick=request.asked.link(place=""),
        group="science-cities",
        rings=_rings(request, city) if request.comparing else (),
        streets=outlines(request, city),
        landmarks=drawn(request.asked),
    )


def _rings(request: CitiesRequest, city: str) -> tuple[tuple[float, float, float], ...]:
    """Return the circles of the first version for what has changed since; a whole has none."""
    found, older = [], request.catalogue.profile.versions[0]
    for change in changes(request.catalogue, city):
        area, before = change.area, extent(request.catalogue, change.area, older)
        if change.by and area.kind != WHOLE and area.at is not None and before is not None:
            found.append((*area.at, round(before.circle_m, 1)))
    return tuple(found)


def _bounds(request: CitiesRequest, city: str) -> tuple[float, float, float, float] | None:
    """Return what holds every point and every circle of a city: the same for every version."""
    boxes = [
        box
        for area in areas_of(request.catalogue, (city,))
        for version in request.catalogue.profile.versions
        if (box := _box(request, area, version)) is not None
    ]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return (
        round(min(west) - MARGIN, 4),
        round(min(south) - MARGIN, 4),
        round(max(east) + MARGIN, 4),
        round(max(north) + MARGIN, 4),
    )


def _box(
    request: CitiesRequest, area: ScienceCityArea, version: str
) -> tuple[float, float, float, float] | None:
    if area.at is None:
        return None
    lon, lat = area.at
    known = extent(request.catalogue, area, version)
    circle = area.confidence(request.catalogue.official_areas, known) == "area-circle"
    high = known.circle_m / METRES_PER_DEGREE if circle and known is not None else 0.0
    wide = high / cos(radians(lat))
    return lon - wide, lat - high, lon + wide, lat + high


def legend(request: CitiesRequest) -> dict[str, Any]:
    """Return the one legend of the maps: kinds with counts, extents, coverage, credit."""
    known = request.catalogue
    sheets = {
        city: sheet(known, known.profile.city(city).layer_id, lang=request.lang)
        for city in request.cities
    }
    first = next(iter(sheets.values()))
    codes = "".join(made.frames[request.version].codes for made in sheets.values())
    frames = [made.frames[request.version] for made in sheets.values()]
    sources = {key: source for made in sheets.values() for key, source in made.sources.items()}
    return {
        "both": len(sheets) > 1,
        "kinds": [
            {"label": row.label, "color": row.color, "shape": row.shape, "count": codes.count(code)}
            for code, row in zip("01234", first.rows, strict=True)
        ],
        "extents": _extents(request, sheets),
        "said": [
            (city, made.frames[request.version].coverage, made.frames[request.version].warnings)
            for city, made in sheets.items()
        ],
        "credit": credit(frames, sources, request.lang),
    }


def _extents(request: CitiesRequest, sheets: dict[str, Sheet]) -> list[dict[str, Any]]:
    """Return how extents are known in the version that is shown, strongest first, with counts."""
    known = request.catalogue
    shown = [
        area.confidence(known.official_areas, extent(known, area, request.version))
        for area in request.areas
    ]
    words = {row[0]: row for made in sheets.values() for row in made.confidence_rows}
    return [
        {"key": key, "label": words[key][1], "explain": words[key][2], "count": shown.count(key)}
        for key in CONFIDENCES
        if key in words
    ]
