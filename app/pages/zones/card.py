"""The card of the view: one zone or county with its steps, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.context.place_pages import place_address
from app.pages.zones.request import ZonesRequest
from geo.analysis.zone_status import state, steps_of
from geo.model.zone_events import ZoneStep
from geo.model.zones import Zone
from layers.build.status_words import date_words


def card(request: ZonesRequest) -> dict[str, Any] | None:
    """Return the card of the place that is chosen; None where none is."""
    place = request.asked["place"]
    if not place:
        return None
    zone = request.catalogue.zones.get(place)
    return _county(request, place) if zone is None else _zone(request, zone)


def _zone(request: ZonesRequest, zone: Zone) -> dict[str, Any]:
    known, lang = request.catalogue, request.lang
    return {
        "kind": "zone",
        "name": zone.name(lang),
        "standing": request.ledger.standings[zone.place_id],
        "prefecture": known.places[zone.prefecture].name(lang),
        "page": place_address(request.urls, lang, zone.place_id),
        "hosts": [known.places[c].name(lang) for c in zone.counties if c in known.places],
        "steps": step_rows(steps_of(known, zone.place_id), lang),
        "note": zone.note,
        "sources": zone.source_ids,
        "requirements": requirements(request, zone, ("national",)),
        "can": zone.grade == "provincial" and zone.counted is not None,
        "reason": "national-already" if zone.grade == "national" else "unconfirmed",
        "on": zone.place_id in request.scenario.upgraded,
        "href": request.based.switched("up", zone.place_id),
    }


def _county(request: ZonesRequest, place: str) -> dict[str, Any]:
    known, lang = request.catalogue, request.lang
    county = known.places[place]
    hosted = [z.name(lang) for z in known.zones.values() if place in z.counties]
    return {
        "kind": "county",
        "name": county.name(lang),
        "prefecture": known.places[county.prefecture].name(lang),
        "hosted": hosted,
        "requirements": requirements(request, None, ("provincial",)),
        "on": place in request.scenario.recognized,
        "href": request.based.switched("new", place),
    }


def step_rows(steps: Iterable[ZoneStep], lang: str) -> list[dict[str, Any]]:
    """Return the steps of a zone as they are read, oldest first."""
    return [
        {
            "step": step.step,
            "date": date_words(step, lang),
            "document": step.document,
            "note": step.note,
            "sources": step.source_ids,
        }
        for step in steps
    ]


def requirements(
    request: ZonesRequest, zone: Zone | None, levels: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return what is asked for some levels, and whether a source shows that a zone meets it."""
    steps = steps_of(request.catalogue, zone.place_id) if zone else ()
    return [
        {
            "level": requirement.level,
            "name": requirement.name(request.lang),
            "threshold": requirement.threshold,
            "clause": requirement.clause,
            "quote": requirement.quote,
            "sources": requirement.source_ids,
            "state": state(requirement, zone, steps) if zone else "not-stated",
        }
        for requirement in request.catalogue.requirements
        if requirement.level in levels
    ]
