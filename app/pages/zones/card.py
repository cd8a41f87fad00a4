"""The card of the view: one zone or county with its steps, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.pages.zones.request import ZonesRequest
from geo.analysis.zone_status import state, steps_of
from geo.model.zone_events import ZoneStep
from geo.model.zones import Zone
from layers.build.status_words import date_words


def card(told: ZonesRequest) -> dict[str, Any] | None:
    """Return the card of the place that is chosen; None where none is."""
    place = told.asked["place"]
    if not place:
        return None
    zone = told.catalogue.zones.get(place)
    return _county(told, place) if zone is None else _zone(told, zone)


def _zone(told: ZonesRequest, zone: Zone) -> dict[str, Any]:
    known, lang = told.catalogue, told.lang
    return {
        "kind": "zone",
        "name": zone.name(lang),
        "standing": told.ledger.standings[zone.place_id],
        "prefecture": known.places[zone.prefecture].name(lang),
        "hosts": [known.places[c].name(lang) for c in zone.counties if c in known.places],
        "steps": step_rows(steps_of(known, zone.place_id), lang),
        "note": zone.note,
        "sources": zone.source_ids,
        "requirements": requirements(told, zone, ("national",)),
        "can": zone.grade == "provincial" and zone.counted is not None,
        "reason": "national-already" if zone.grade == "national" else "unconfirmed",
        "on": zone.place_id in told.scenario.upgraded,
        "href": told.based.switched("up", zone.place_id),
    }


def _county(told: ZonesRequest, place: str) -> dict[str, Any]:
    known, lang = told.catalogue, told.lang
    county = known.places[place]
    hosted = [z.name(lang) for z in known.zones.values() if place in z.counties]
    return {
        "kind": "county",
        "name": county.name(lang),
        "prefecture": known.places[county.prefecture].name(lang),
        "hosted": hosted,
        "requirements": requirements(told, None, ("provincial",)),
        "on": place in told.scenario.recognized,
        "href": told.based.switched("new", place),
    }


def step_rows(steps: Iterable[ZoneStep], lang: str) -> list[dict[str, Any]]:
    """Return the steps of a zone as they are read, oldest first."""
    return [
        {
            "step": one.step,
            "date": date_words(one, lang),
            "document": one.document,
            "note": one.note,
            "sources": one.source_ids,
        }
        for one in steps
    ]


def requirements(
    told: ZonesRequest, zone: Zone | None, levels: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return what is asked for some levels, and whether a source shows that a zone meets it."""
    steps = steps_of(told.catalogue, zone.place_id) if zone else ()
    return [
        {
            "level": one.level,
            "name": one.name(told.lang),
            "threshold": one.threshold,
            "clause": one.clause,
            "quote": one.quote,
            "sources": one.source_ids,
            "state": state(one, zone, steps) if zone else "not-stated",
        }
        for one in told.catalogue.requirements
        if one.level in levels
    ]
