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
from layers.extent import Bounds
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


def _bounds(request: CitiesRequest, city: str) -> Bounds | None:
    """Return what holds every point and every circle of a city: the same for every version.

    Cities that are shown together have boxes of one size in the plane of the map, so that their
    pictures have one scale.
    """
    known = {one: box for one in request.cities if (box := _content(request, one)) is not None}
    if city not in known:
        return None
    wide = max(east - west for west, _, east, _ in known.values()) / 2
    high = max((north - south) / cos(radians((north + south) / 2)) for _, south, _, north in
               known.values()) / 2  # fmt: skip
    west, south, east, north = known[city]
    lon, lat = (west + east) / 2, (south + north) / 2
    up = high * cos(radians(lat))
    return round(lon - wide, 4), round(lat - up, 4), round(lon + wide, 4), round(lat + up, 4)


def _content(request: CitiesRequest, city: str) -> Bounds | None:
    """Return the box around all that is drawn of a city, with room for names."""
    boxes = [
        box
        for area in areas_of(request.catalogue, (city,))
        for version in request.catalogue.profile.versions
        if (box := _box(request, area, version)) is not None
    ]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west) - MARGIN, min(south) - MARGIN, max(east) + MARGIN, max(north) + MARGIN


def _box(request: CitiesRequest, area: ScienceCityArea, version: str) -> Bounds | None:
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
