"""Matrix: of which part of a science city is what published, as marks."""

from __future__ import annotations

from typing import Any, Literal

from app.pages.cities.request import CitiesRequest
from geo.analysis.planned_areas import whole_of
from geo.model.science_cities import PLANNED, WHOLE, ScienceCityArea
from layers.words import text

State = Literal["known", "partly", "none", "apart"]
# A point of these is the place itself; any other stands for a town or a county.
EXACT = ("campus", "site")


def matrix(request: CitiesRequest) -> dict[str, Any]:
    """Return a row for each area of the cities shown, and how many of all marks are known."""
    cities: list[dict[str, Any]] = []
    for city in request.cities:
        whole = whole_of(request.catalogue, city)
        areas = [area for area in request.areas if area.city == city]
        rows = [_row(request, area) for area in (*([whole] if whole else []), *areas)]
        cities.append({"city": city, "rows": rows})
    cells = [cell for one in cities for row in one["rows"] for cell in row["cells"]]
    asked = [cell for cell in cells if cell["state"] != "apart"]
    return {
        "columns": columns(request),
        "cities": cities,
        "known": sum(cell["state"] != "none" for cell in asked),
        "all": len(asked),
    }


def columns(request: CitiesRequest) -> list[str]:
    """Return the keys of what may be known of an area."""
    versions = request.catalogue.profile.versions
    return [
        *(f"planned-{version}" for version in versions),
        *("other", "limits", "hosts", "function", "industries", "aims", "point", "boundary"),
    ]


def _row(request: CitiesRequest, area: ScienceCityArea) -> dict[str, Any]:
    chosen = request.area is area
    return {
        "id": area.place_id,
        "name": area.short(request.lang),
        "kind": text(request.lang)[f"area.{area.kind}"],
        "whole": area.kind == WHOLE,
        "chosen": chosen,
        "href": request.asked.link(place="" if chosen else area.place_id),
        "cells": _cells(request, area),
    }


def _cells(request: CitiesRequest, area: ScienceCityArea) -> list[dict[str, str]]:
    """Return a mark for each column, with the figure where it is one."""
    known, whole = request.catalogue, area.kind == WHOLE
    supplied = area.place_id in known.official_areas
    cells: list[tuple[State, str]] = []
    for version in known.profile.versions:
        values = known.cell(area.place_id, PLANNED, version)
        derived = bool(values) and values[0].status == "derived"
        state: State = "partly" if derived else _state(values)
        cells.append((state, f"{values[0].value:g}" if values else ""))
    other = area.area_km2
    cells.append(("partly" if area.area_about else _state(other is not None),
                  "" if other is None else f"{other:g}"))  # fmt: skip
    exact = supplied or area.precision in EXACT
    placed = area.at is not None and not area.city_level
    point: State = "known" if exact else "partly" if placed else "none"
    cells += [
        (_state(area.limits_zh), ""),
        ("apart" if whole else _state(area.counties), ""),
        (_state(area.function_zh), ""),
        (_state(area.industries_zh), ""),
        (_state(area.aims), ""),
        ("apart" if whole else point, ""),
        (_state(supplied), ""),
    ]
    return [{"state": state, "number": number} for state, number in cells]


def _state(found: object) -> State:
    return "known" if found else "none"
