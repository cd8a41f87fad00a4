"""Versions of the plan side by side, its clauses, and its system of laboratories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.pages.cities.lists import signed
from app.pages.cities.request import CitiesRequest
from app.pages.cities.wholes import figures_of
from geo.analysis.planned_areas import AreaChange, areas_of, changes, extent, together, whole_of
from geo.languages import ORIGINAL
from geo.model.names import shortened
from geo.model.places import Place
from geo.model.science_cities import ADDED, PLANNED, ScienceCityArea, Words
from layers.build.science_cities import extent_words


def spans(request: CitiesRequest) -> list[dict[str, Any]]:
    """Return each city's planned areas in both versions, whole and parts, and what changed.

    All bars have one scale: ``share`` is per cent of the longest.
    """
    found = [span for city in request.cities if (span := _span(request, city)) is not None]
    rows = [row for span in found for row in (*span["bars"], *span["known"])]
    longest = max((row["km2"] for row in rows), default=1.0)
    for row in rows:
        row["share"] = round(100 * row["km2"] / longest, 2)
        for segment in row.get("segments", ()):
            segment["share"] = round(100 * segment["km2"] / longest, 2)
    return found


def _span(request: CitiesRequest, city: str) -> dict[str, Any] | None:
    whole, versions = whole_of(request.catalogue, city), request.catalogue.profile.versions
    if whole is None:
        return None
    parts = [a for a in areas_of(request.catalogue, (city,)) if a.kind in ADDED]
    by = {change.area.place_id: change for change in changes(request.catalogue, city)}
    zones = [by[a.place_id] for a in parts if a.kind == "zone" and a.place_id in by]
    core = next((by[a.place_id] for a in parts if a.kind == "core" and a.place_id in by), None)
    total = by.get(whole.place_id)
    return {
        "city": city,
        "name": whole.short(request.lang),
        "note": "" if total else whole.area_note(request.lang),
        "marks": request.footnotes.marks(whole.source_ids),
        "bars": [_bar(request, city, version, by) for version in versions] if total else [],
        "only_core": bool(core and total and core.by == total.by and not any(z.by for z in zones)),
        "total": _both(total.first.value, total.second.value) if total else None,
        "core": _both(core.first.value, core.second.value) if core else None,
        "core_name": core.area.short(request.lang) if core else "",
        "zones": _zones([(z.first.value, z.second.value) for z in zones]),
        "zone_count": len(zones),
        "known": [] if total else list(_known(request, city)),
        "figures": figures_of(request, whole),
    }


def _known(request: CitiesRequest, city: str) -> Iterator[dict[str, Any]]:
    """Yield the areas that documents give of the parts of a city whose whole has none.

    They are of different documents and lie in one another: a bar for each, never a sum.
    """
    for area in areas_of(request.catalogue, (city,)):
        known = extent(request.catalogue, area, request.version)
        if known is None:
            continue
        yield {
            "name": area.short(request.lang),
            "href": request.asked.link(place=area.place_id),
            "km2": known.km2,
            "words": extent_words(known, request.catalogue, request.lang),
            "kind": area.kind,
            "planned": known.value.period if known.value else "",
            "derived": bool(known.value and known.value.status == "derived"),
            "note": "" if known.value else area.area_note(request.lang),
            "marks": request.footnotes.marks(
                known.value.source_ids if known.value else area.source_ids
            ),
        }


def _both(first: float, second: float) -> dict[str, Any]:
    change = together((second, -first))
    return {"first": f"{first:g}", "second": f"{second:g}", "by": signed(change)}


def _zones(values: list[tuple[float, float]]) -> dict[str, Any] | None:
    if not values:
        return None
    first, second = (together(column) for column in zip(*values, strict=True))
    return _both(first, second)


def _bar(
    request: CitiesRequest, city: str, version: str, by: Mapping[str, AreaChange]
) -> dict[str, Any]:
    """Return a version as segments of one bar; ``grown`` is what it adds to a part, per cent."""
    segments: list[dict[str, Any]] = []
    latest = request.catalogue.profile.versions[-1]
    for area in areas_of(request.catalogue, (city,)):
        values = request.catalogue.cell(area.place_id, PLANNED, version)
        if area.kind not in ADDED or not values:
            continue
        value, change = values[0].value, by.get(area.place_id)
        more = max(change.by, 0.0) if change is not None and version == latest else 0.0
        segments.append(
            {
                "name": area.short(request.lang),
                "href": request.asked.link(place=area.place_id),
                "kind": area.kind,
                "km2": value,
                "words": f"{value:g}",
                "more": signed(more) if more else "",
                "grown": round(100 * more / value, 2) if value else 0.0,
                "derived": values[0].status == "derived",
                "marks": request.footnotes.marks(values[0].source_ids),
            }
        )
    km2 = together(segment["km2"] for segment in segments)
    return {"version": version, "segments": segments, "km2": km2, "words": f"{km2:g}"}


def clauses(request: CitiesRequest) -> list[dict[str, Any]]:
    """Return what the plan says of each city that is shown, clause by clause.

    What it says of laboratories stands with those.
    """
    apart = request.catalogue.profile.laboratories is not None
    return [
        {
            "city": city,
            "name": area.short(request.lang),
            "words": [
                _said(request, words)
                for words in _of(request, city)
                if words.clause and not (apart and words.of_laboratories)
            ],
        }
        for city in request.cities
        if (area := whole_of(request.catalogue, city)) is not None
    ]


def laboratories(request: CitiesRequest) -> dict[str, Any] | None:
    """Return the system of laboratories: the plan's words, and what other sources name.

    The plan gives two numbers and no list. What no source gives stays unknown.
    """
    words = [
        words for city in request.cities for words in _of(request, city) if words.of_laboratories
    ]
    named = request.catalogue.profile.laboratories
    if not words or named is None:
        return None
    home = _home(request)
    members = [p for p in request.catalogue.platforms.values() if p.type == named.platform_type]
    return {
        "told": named.in_lang(request.lang),
        "home": shortened(home.name(request.lang)) if home else "",
        "words": [_said(request, word) for word in words],
        "members": [
            {
                "name": platform.name(request.lang),
                "where": platform.address or platform.county,
                "field": platform.field,
                "status": platform.status,
                "here": home is not None and platform.prefecture == home.place_id,
                "year": platform.established,
                "quote": platform.quote,
                "marks": request.footnotes.marks(platform.source_ids),
            }
            for platform in members
        ],
    }


def _home(request: CitiesRequest) -> Place | None:
    """Return the prefecture of the science city that is named first."""
    area = whole_of(request.catalogue, request.catalogue.profile.city_ids[0])
    return request.catalogue.places.get(area.prefecture) if area is not None else None


def _of(request: CitiesRequest, city: str) -> list[Words]:
    ids = {a.place_id for a in request.catalogue.areas.values() if a.city == city}
    return [words for words in request.catalogue.city_words if ids & set(words.areas)]


def _said(request: CitiesRequest, words: Words) -> dict[str, Any]:
    areas = request.catalogue.areas
    return {
        "clause": words.clause,
        "quote": words.quote,
        "source": words.source_id,
        "marks": request.footnotes.marks((words.source_id,)),
        "said": "" if request.lang == ORIGINAL else words.said_en,
        "areas": [
            {"name": areas[a].short(request.lang), "href": request.asked.link(place=a)}
            for a in words.areas
        ],
    }


def clauses_of(request: CitiesRequest, area: ScienceCityArea) -> list[dict[str, Any]]:
    """Return what the plan, or another document, says of one area."""
    return [
        _said(request, word) for word in request.catalogue.city_words if area.place_id in word.areas
    ]
