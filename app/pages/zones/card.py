"""The card of the view: one zone or county with its steps, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import pi, sqrt
from typing import Any

from app.context.place_pages import place_address
from app.pages.zones.names import place_name
from app.pages.zones.request import ZonesRequest
from geo.analysis.zone_status import state, steps_of
from geo.model.zone_events import Requirement, ZoneStep
from geo.model.zones import APPROVED, Zone
from geo.sentences import in_words
from layers.build.status_words import date_words
from layers.words import km2_words, least_words, period_words, value_words

# Figures of a zone that stand on its card; its page has the others.
FIGURES = 4
# The circle of the largest approved area has this radius, of a box of 64.
WIDEST = 30.0


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
        "prefecture": place_name(request, zone.prefecture),
        "page": place_address(request.urls, lang, zone.place_id),
        "hosts": [place_name(request, c) for c in zone.counties if c in known.places],
        "steps": step_rows(request, steps_of(known, zone.place_id)),
        "figures": list(_figures(request, zone)),
        "area": _area(request, zone),
        # What is asked for the level that it has says nothing new.
        "requirements": requirements(request, zone, ("national",))
        if zone.grade == "provincial"
        else [],
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
        "prefecture": place_name(request, county.prefecture),
        "hosted": hosted,
        "requirements": requirements(request, None, ("provincial",)),
        "on": place in request.scenario.recognized,
        "href": request.based.switched("new", place),
    }


def step_rows(request: ZonesRequest, steps: Iterable[ZoneStep]) -> list[dict[str, Any]]:
    """Return the steps of a zone as they are read, oldest first."""
    return [
        {
            "step": step.step,
            "level": step.step.removesuffix("_approved") if step.step.endswith("_approved") else "",
            "date": date_words(step, request.lang),
            "document": step.document,
            "note": step.note,
            "marks": request.footnotes.marks(step.source_ids),
        }
        for step in steps
    ]


def _figures(request: ZonesRequest, zone: Zone) -> Iterator[dict[str, Any]]:
    """Yield the newest figures of a zone, in the order of the indicators; its area apart."""
    newest = {cell[0].indicator_id: cell[0] for cell in request.catalogue.figures(zone.place_id)}
    newest.pop(APPROVED, None)
    for name, value in list(newest.items())[:FIGURES]:
        indicator = request.catalogue.indicators[name]
        yield {
            "name": indicator.name(request.lang),
            "words": least_words(
                value_words(value.value, indicator, request.lang),
                request.lang,
                least=value.status == "floor",
            ),
            "year": period_words(value.period, request.lang),
            "marks": request.footnotes.marks(value.source_ids),
        }


def _area(request: ZonesRequest, zone: Zone) -> dict[str, Any] | None:
    """Return the approved area as a circle, at one scale for all zones; None where none is known.

    ``radius`` is of a box of 64, as is ``km``, the length of a kilometre there.
    """
    known = [z.approved_km2 for z in request.catalogue.zones.values() if z.approved_km2]
    if not zone.approved_km2:
        return None
    cells = request.catalogue.figures(zone.place_id)
    cited = [s for cell in cells if cell[0].indicator_id == APPROVED for s in cell[0].source_ids]
    km = WIDEST / sqrt(max(known) / pi)
    return {
        "words": km2_words(zone.approved_km2, request.lang),
        "radius": round(km * sqrt(zone.approved_km2 / pi), 2),
        "km": round(km, 2),
        "marks": request.footnotes.marks(cited),
    }


def asked_for(request: ZonesRequest) -> list[dict[str, Any]]:
    """Return what is asked for each level, what one text asks together; and any threshold."""
    found = []
    for level in ("national", "provincial"):
        mine = [one for one in request.catalogue.requirements if one.level == level]
        texts: dict[tuple[object, ...], list[Requirement]] = {}
        for one in mine:
            texts.setdefault((one.clause, str(one.quote), one.source_ids), []).append(one)
        found.append(
            {
                "level": level,
                "count": len(mine),
                "stated": sum(bool(one.threshold) for one in mine),
                "texts": [
                    {
                        "names": [_required(request, one) for one in same],
                        "clause": same[0].clause,
                        # A name that says what the text says needs no quotation.
                        "quote": ""
                        if in_words(same[0].quote, request.lang) == same[0].name(request.lang)
                        else same[0].quote,
                        "marks": request.footnotes.marks(same[0].source_ids),
                    }
                    for same in texts.values()
                ],
            }
        )
    return found


def _required(request: ZonesRequest, one: Requirement) -> str:
    name = one.name(request.lang)
    if not one.threshold:
        return name
    return request.say("requirements.with", name=name, threshold=one.threshold)


def requirements(
    request: ZonesRequest, zone: Zone | None, levels: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return what is asked for some levels, and whether a source shows that a zone meets it."""
    steps = steps_of(request.catalogue, zone.place_id) if zone else ()
    return [
        {
            "name": _required(request, requirement),
            "state": state(requirement, zone, steps) if zone else "not-stated",
        }
        for requirement in request.catalogue.requirements
        if requirement.level in levels
    ]
