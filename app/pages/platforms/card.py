"""Cards: the platform, zone or science-city area that is picked, with its sources."""

from __future__ import annotations

from typing import Any

from app.pages.platforms import fields
from app.pages.platforms.request import PlatformsRequest
from geo.analysis.platform_filter import phrases
from geo.languages import ORIGINAL, beside, cell
from geo.model.platforms import Platform
from geo.model.science_cities import ScienceCityArea
from geo.model.zones import Zone
from layers.words import clause_words, extent_words


def card(look: PlatformsRequest) -> dict[str, Any] | None:
    """Return the card of what is picked; None when nothing is."""
    picked = look.asked["place"]
    if picked in look.catalogue.platforms:
        return _platform(look, look.catalogue.platforms[picked])
    if picked in look.catalogue.zones:
        return _zone(look, look.catalogue.zones[picked])
    if picked in look.catalogue.areas:
        return _area(look, look.catalogue.areas[picked])
    return None


def _platform(look: PlatformsRequest, platform: Platform) -> dict[str, Any]:
    known = look.catalogue
    field = known.fields.get(platform.field)
    about = (
        f"{field.name(look.lang)} · {clause_words(field.clause, look.lang)}"
        if field
        else look.word("no-field")
    )
    where = [look.name_of(platform.prefecture)] if platform.prefecture else []
    where += [platform.county] if platform.county else []
    facts = [
        ("fact.type", known.platform_types[platform.type].name(look.lang)),
        ("fact.level", look.word(f"level.{platform.rank}")),
        ("fact.status", look.word(platform.status)),
        ("fact.field", about),
        ("fact.host", platform.host),
        ("fact.location", look.word(f"exactness.{platform.precision}")),
    ]
    own = [
        ("card.where", " · ".join(where)),
        ("card.address", platform.address),
        ("card.established", platform.established),
        ("card.note", platform.note),
    ]
    located = [platform.location_source_id] if platform.location_source_id else []
    return {
        "kind": "platform",
        "name": platform.name(look.lang),
        "other": cell(platform, "name", beside(look.lang)),
        "facts": _filled(look, facts, own),
        "phrases": [],
        "sources": platform.source_ids,
        "quote": platform.quote,
        "located": [one for one in located if one in known.sources],
        "method": platform.method,
        "close": look.asked.link(place=""),
        "map": _explore(look, platform.place_id),
    }


def _zone(look: PlatformsRequest, zone: Zone) -> dict[str, Any]:
    confidence = zone.confidence(look.catalogue.official_zones)
    facts = [
        ("fact.level", look.word(f"rank.{zone.rank}")),
        ("fact.confidence", extent_words(confidence, "zone", look.lang)),
        ("fact.location", look.word(f"exactness.{zone.precision}")),
    ]
    return {
        "kind": "zone",
        "name": zone.name(look.lang),
        "other": cell(zone, "name", beside(look.lang)),
        "facts": _filled(look, facts, [("card.where", look.name_of(zone.prefecture))]),
        "phrases": fields.claimed(look, zone.industries),
        "sources": zone.source_ids,
        "quote": "",
        "located": [],
        "method": zone.method,
        "close": look.asked.link(place=""),
        "map": _explore(look, zone.place_id),
    }


def _area(look: PlatformsRequest, area: ScienceCityArea) -> dict[str, Any]:
    facts = [
        ("fact.kind", look.word(f"area.{area.kind}")),
        ("fact.location", look.word(f"exactness.{area.precision}")),
    ]
    own = [("card.where", area.towns), ("card.function", area.function(look.lang))]
    return {
        "kind": "area",
        "name": area.name(look.lang),
        "other": cell(area, "name", beside(look.lang)),
        "facts": _filled(look, facts, own),
        "phrases": fields.claimed(look, phrases(area.industries_zh)),
        "sources": area.source_ids,
        "quote": "",
        "located": [],
        "method": area.method,
        "close": look.asked.link(place=""),
        "map": _explore(look, area.place_id),
    }


def _filled(
    look: PlatformsRequest, facts: list[tuple[str, str]], own: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    rows = [(look.word(key), words) for key, words in facts]
    rows += [(look.say(key), words) for key, words in own]
    return [(label, words) for label, words in rows if words]


def _explore(look: PlatformsRequest, place_id: str) -> str:
    lang = "" if look.lang == ORIGINAL else f"&lang={look.lang}"
    area = look.catalogue.areas.get(place_id)
    layer = "zones" if place_id in look.catalogue.zones else "platforms-field"
    if area:
        layer = look.catalogue.profile.city(area.city).layer_id
    return f"{look.world.urls.map}?layer={layer}&place={place_id}{lang}"
