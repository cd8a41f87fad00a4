"""Inside: the zones, platforms and parts of science cities that lie in a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.context.place_pages import paged
from app.pages.place.request import PlaceRequest
from geo.analysis.zone_status import steps_of
from geo.model.platforms import Platform
from geo.model.science_cities import WHOLE, ScienceCityArea
from geo.model.zones import Zone
from layers.words import text

# The step by which a zone has the level that it has.
APPROVED = "{grade}_approved"


def inside(request: PlaceRequest) -> dict[str, Any]:
    """Return what lies in the place; nothing for a zone or an area, which are parts themselves."""
    known = request.catalogue
    zones = zones_in(request)
    areas = [
        a
        for a in known.areas.values()
        if a.kind != WHOLE and _within(request, a.prefecture, a.counties)
    ]
    platforms = platforms_in(request)
    hosts = [c for c in paged(known)["county"] if known.places[c].prefecture == request.place_id]
    return {
        "zones": sorted((zone_row(request, z) for z in zones), key=lambda row: row["order"]),
        "areas": [_link(request, a.place_id, a.short(request.lang)) for a in areas],
        "platforms": _by_field(request, platforms),
        "platform_count": len(platforms),
        "hosts": [_link(request, c, request.name_of(c)) for c in hosts if c != request.place_id],
        "any": bool(zones or areas or platforms),
    }


def platforms_in(request: PlaceRequest) -> list[Platform]:
    """Return the listed platforms that lie in the place."""
    return [
        p
        for p in request.catalogue.platforms.values()
        if request.place_id in (p.prefecture, p.county)
    ]


def zones_in(request: PlaceRequest) -> list[Zone]:
    """Return the zones that lie in the place."""
    every = request.catalogue.zones.values()
    return [zone for zone in every if _within(request, zone.prefecture, zone.counties)]


def _within(request: PlaceRequest, prefecture: str, counties: Iterable[str]) -> bool:
    return request.place_id in (prefecture, *counties)


def zone_row(request: PlaceRequest, zone: Zone) -> dict[str, Any]:
    """Return a zone with its level and the year it has had it since."""
    wanted = APPROVED.format(grade=zone.grade)
    steps = [s for s in steps_of(request.catalogue, zone.place_id) if s.step == wanted]
    year = steps[-1].date[:4] if steps else ""
    return {
        **_link(request, zone.place_id, zone.short(request.lang)),
        "rank": zone.rank,
        "words": text(request.lang)[f"rank.{zone.rank}"],
        "year": year,
        "order": (zone.grade, year),
    }


def _by_field(request: PlaceRequest, platforms: list[Platform]) -> list[dict[str, Any]]:
    """Return how many platforms each field has, the most first; those without one last."""
    fields = [p.field for p in platforms]
    known = request.catalogue.fields
    counts = Counter(field for field in fields if field in known)
    rows = [(known[field].name(request.lang), count) for field, count in counts.most_common()]
    rest = len(fields) - counts.total()
    rows += [(request.words["inside.no-field"], rest)] if rest else []
    most = max((count for _, count in rows), default=1)
    return [{"name": name, "count": count, "share": count / most} for name, count in rows]


def _link(request: PlaceRequest, place_id: str, name: str) -> dict[str, Any]:
    return {"name": name, "href": request.address_of(place_id)}


def seat_of(request: PlaceRequest) -> list[ScienceCityArea]:
    """Return the science cities that the place is the seat of."""
    return [
        a
        for a in request.catalogue.areas.values()
        if a.kind == WHOLE and a.prefecture == request.place_id
    ]
