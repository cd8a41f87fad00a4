"""The card of the view: one area with everything that is known of it, and what is not."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from app.context.place_pages import place_address
from app.pages.cities.lists import confidence, figure, hosts, other, platforms
from app.pages.cities.request import CitiesRequest
from app.pages.cities.versions import clauses_of
from app.shell.notes import foreign
from geo.analysis.proximity import Near
from geo.languages import ORIGINAL
from geo.model.science_cities import PLANNED, WHOLE, ScienceCityArea
from geo.sentences import in_words
from layers.words import km2_words, text

# The zoom of the Explore map at which the parts of a city stand apart.
CLOSE = 10
HOWS = ("named", "circle", "around")


def card(request: CitiesRequest) -> dict[str, Any] | None:
    """Return the card of the area that is chosen; None where none is."""
    area = request.area
    if area is None:
        return None
    known, lang = request.catalogue, request.lang
    boundary = known.official_areas.get(area.place_id)
    return {
        "id": area.place_id,
        "name": area.name(lang),
        "kind": text(lang)[f"area.{area.kind}"],
        "whole": area.kind == WHOLE,
        "city": area.city,
        "close": request.asked.link(place=""),
        "explore": _explore(request, area),
        "page": place_address(request.urls, lang, area.place_id),
        "planned": [
            figure(request, value)
            for version in request.catalogue.profile.versions
            for value in known.cell(area.place_id, PLANNED, version)
        ],
        "other": other(request, area),
        "other_note": area.area_note(lang),
        "boundary_words": km2_words(boundary.area_km2, lang) if boundary else "",
        "boundary_marks": request.footnotes.marks((boundary.source_id,)) if boundary else (),
        "limits": area.limits(lang),
        "hosts": hosts(request, area),
        "towns": area.towns,
        "function": area.function(lang),
        "industries": area.industries(lang),
        "key_platforms": area.key_platforms,
        "aims": area.aims,
        "confidence": None if area.kind == WHOLE else confidence(request, area),
        "exactness": text(lang)[f"exactness.{area.precision}"],
        "method": area.method,
        "method_foreign": foreign(in_words(area.method, lang), lang),
        "city_level": area.city_level,
        "beside": _beside(request, area),
        "quote": area.quote,
        "note": area.remark(lang),
        "marks": request.footnotes.numbers(area.source_ids),
        "words": clauses_of(request, area),
        "unknown": unknown(request, area),
        "platforms": _platforms(request, area),
    }


def unknown(request: CitiesRequest, area: ScienceCityArea) -> list[str]:
    """Return the keys of what no source gives of an area."""
    supplied = area.place_id in request.catalogue.official_areas
    missing = {
        f"planned-{version}": not request.catalogue.cell(area.place_id, PLANNED, version)
        for version in request.catalogue.profile.versions
    }
    missing |= {
        "limits": not area.limits_zh,
        "hosts": not area.counties and area.kind != WHOLE,
        "function": not area.function_zh,
        "industries": not area.industries_zh,
        "aims": not area.aims,
        "point": (area.at is None or area.city_level) and area.kind != WHOLE and not supplied,
        "boundary": not supplied,
    }
    return [key for key, lacking in missing.items() if lacking]


def _beside(request: CitiesRequest, area: ScienceCityArea) -> list[dict[str, str]]:
    """Return the other areas that stand at the same point of the map."""
    return [
        {"name": one.short(request.lang), "href": request.asked.link(place=one.place_id)}
        for one in request.catalogue.areas.values()
        if one.at is not None and one.at == area.at and one is not area and one.kind != WHOLE
    ]


def _platforms(request: CitiesRequest, area: ScienceCityArea) -> list[dict[str, Any]]:
    """Return the platforms in and around the area in groups, the surest first."""
    nears = platforms(request, area)
    return [
        {"how": how, "rows": [_platform(request, near) for near in nears if near.how == how]}
        for how in HOWS
        if any(near.how == how for near in nears)
    ]


def _platform(request: CitiesRequest, near: Near) -> dict[str, Any]:
    platform, phrases = near.platform, text(request.lang)
    return {
        "name": platform.name(request.lang),
        "km": None if near.km is None else f"{near.km:.1f}",
        "type": request.catalogue.platform_types[platform.type].name(request.lang),
        "status": phrases[platform.status],
        "planned": platform.status == "planned",
        "exactness": phrases[f"exactness.{platform.precision}"],
    }


def _explore(request: CitiesRequest, area: ScienceCityArea) -> str:
    """Return the address of the area on the map of the whole province."""
    query = {"layer": request.catalogue.profile.city(area.city).layer_id}
    if area.kind != WHOLE:
        query["place"] = area.place_id
    if area.at is not None:
        lon, lat = area.at
        query["view"] = f"{lat:.4f},{lon:.4f},{CLOSE}"
    if request.lang != ORIGINAL:
        query["lang"] = request.lang
    return f"{request.urls.map}?{urlencode(query, safe=',')}"
