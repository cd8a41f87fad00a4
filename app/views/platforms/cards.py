"""Cards: the platform or the zone that is picked, with its sources."""

from __future__ import annotations

from typing import Any

from app.views.platforms import fields
from app.views.platforms.look import Look
from geo.places import Platform, Zone


def card(look: Look) -> dict[str, Any] | None:
    """Return the card of what is picked; None when nothing is."""
    picked = look.asked["place"]
    if picked in look.catalogue.platforms:
        return _platform(look, look.catalogue.platforms[picked])
    if picked in look.catalogue.zones:
        return _zone(look, look.catalogue.zones[picked])
    return None


def _platform(look: Look, platform: Platform) -> dict[str, Any]:
    known = look.catalogue
    field = known.fields.get(platform.field)
    about = f"{field.name(look.lang)} · {field.clause}" if field else look.word("no-field")
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
        "other": platform.name_zh if look.lang == "en" else platform.name_en,
        "facts": _filled(look, facts, own),
        "phrases": [],
        "sources": platform.source_ids,
        "quote": platform.quote,
        "located": [one for one in located if one in known.sources],
        "method": platform.method,
        "close": look.asked.link(place=""),
        "map": _explore(look, platform.place_id),
    }


def _zone(look: Look, zone: Zone) -> dict[str, Any]:
    confidence = zone.confidence(look.catalogue.official_zones)
    facts = [
        ("fact.level", look.word(f"rank.{zone.rank}")),
        ("fact.confidence", look.word(f"confidence.{confidence}")),
        ("fact.location", look.word(f"exactness.{zone.precision}")),
    ]
    return {
        "kind": "zone",
        "name": zone.name(look.lang),
        "other": zone.name_zh if look.lang == "en" else zone.name_en,
        "facts": _filled(look, facts, [("card.where", look.name_of(zone.prefecture))]),
        "phrases": fields.zone_phrases(look, zone),
        "sources": zone.source_ids,
        "quote": "",
        "located": [],
        "method": zone.method,
        "close": look.asked.link(place=""),
        "map": _explore(look, zone.place_id),
    }


def _filled(
    look: Look, facts: list[tuple[str, str]], own: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    rows = [(look.word(key), words) for key, words in facts]
    rows += [(look.say(key), words) for key, words in own]
    return [(label, words) for label, words in rows if words]


def _explore(look: Look, place_id: str) -> str:
    lang = "" if look.lang == "zh" else "&lang=en"
    layer = "zones" if place_id in look.catalogue.zones else "platforms-field"
    return f"{look.world.urls.page()}?layer={layer}&place={place_id}{lang}"
