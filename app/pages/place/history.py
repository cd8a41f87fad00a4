"""History: what a zone or a part of a science city is, and how a zone came to its level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.context.place_pages import has_page
from app.pages.place.request import PlaceRequest
from app.shell.notes import foreign
from geo.analysis.zone_status import steps_of
from geo.model.science_cities import PLANNED, ScienceCityArea
from geo.model.zone_events import first_day
from geo.model.zones import Zone
from geo.sentences import Said, in_words
from layers.build.status_words import date_words
from layers.words import km2_words, text, value_words

Fact = dict[str, Any]


def steps(request: PlaceRequest) -> list[dict[str, Any]]:
    """Return the dated steps of a zone, oldest first; nothing for another place."""
    return [
        {
            "words": request.words[f"step.{step.step}"],
            "approval": step.step.endswith("_approved"),
            "date": date_words(step, request.lang),
            "document": step.document,
            "note": step.note,
            "marks": request.footnotes.marks(step.source_ids),
        }
        for step in sorted(
            steps_of(request.catalogue, request.place_id), key=lambda s: first_day(s.date)
        )
    ]


def facts(request: PlaceRequest) -> list[Fact]:
    """Return what is known of a zone or an area beside figures, each as what it is."""
    place = request.place
    if isinstance(place, Zone):
        found = _zone(request, place)
    elif isinstance(place, ScienceCityArea):
        found = _area(request, place)
    else:
        return []
    return [
        {
            "label": request.words[f"fact.{key}"],
            "words": words,
            "foreign": bool(words) and foreign(in_words(words, request.lang), request.lang),
            "links": links,
            "note": note,
        }
        for key, words, links, note in found
        if words or links
    ]


Found = tuple[str, str | Said, list[dict[str, str]], str | Said]


def _zone(request: PlaceRequest, zone: Zone) -> Iterator[Found]:
    lang, comma = request.lang, request.words["comma"]
    yield "level", text(lang)[f"rank.{zone.rank}"], [], ""
    yield "hosts", "", _hosts(request, zone.prefecture, zone.counties), ""
    approved = zone.approved_km2
    yield "approved", "" if approved is None else km2_words(approved, lang), [], ""
    area = zone.area_km2
    yield "documented", "" if area is None else km2_words(area, lang), [], zone.area_note
    yield "industries", comma.join(zone.industries), [], ""
    listed = "" if zone.catalogue_industries == zone.industries else zone.catalogue_industries
    yield "catalogue-industries", comma.join(listed), [], ""
    yield "parks", zone.parks, [], ""
    yield "address", zone.address, [], ""


def _area(request: PlaceRequest, area: ScienceCityArea) -> Iterator[Found]:
    lang, known = request.lang, request.catalogue
    yield "city", known.profile.city(area.city).name(lang), [], ""
    yield "kind", text(lang)[f"area.{area.kind}"], [], ""
    yield "hosts", "", _hosts(request, area.prefecture, area.counties), ""
    for version in known.profile.versions:
        for value in known.cell(area.place_id, PLANNED, version)[:1]:
            words = value_words(value.value, known.indicators[PLANNED], lang)
            yield "planned", f"{words} · {version}", [], ""
    other = area.area_km2
    yield "documented", "" if other is None else km2_words(other, lang), [], area.area_note(lang)
    yield "function", area.function(lang), [], ""
    yield "industries", area.industries(lang), [], ""
    yield "towns", area.towns, [], ""
    yield "key-platforms", area.key_platforms, [], ""
    yield "aims", area.aims, [], ""


def _hosts(
    request: PlaceRequest, prefecture: str, counties: tuple[str, ...]
) -> list[dict[str, str]]:
    """Return the prefecture and the host counties, as links where they have pages."""
    return [
        {
            "name": request.name_of(one),
            "href": request.address_of(one) if has_page(request.catalogue, one) else "",
        }
        for one in (prefecture, *counties)
        if one in request.catalogue.places
    ]
