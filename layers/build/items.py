"""Items: the places of a layer with the words that do not change from period to period."""

from __future__ import annotations

from geo.languages import LANGUAGES
from geo.levels import level_facts
from geo.model.names import shortened
from geo.model.places import Place
from geo.model.platforms import Platform
from geo.model.zones import Zone
from geo.sentences import in_words
from geo.store.catalogue import Catalogue
from layers.data import Item
from layers.words import extent_words, km2_words, say, text, words_of


def place_item(place: Place, lang: str, *, at: tuple[float, float] | None = None) -> Item:
    """Return a prefecture or a county as an item, with where a mark of it stands (degrees)."""
    return Item(
        place_id=place.place_id,
        name=place.name(lang),
        short=short_name(place, lang),
        at=at,
        prefecture=place.prefecture,
    )


def short_name(place: Place, lang: str) -> str:
    """Return the name a map label carries: a prefecture's without its administrative ending."""
    name = place.name(lang)
    return shortened(name) if level_facts(place.level).shortened else name


def zone_item(zone: Zone, catalogue: Catalogue, lang: str) -> Item:
    """Return a high-tech zone as an item, with how its extent is known."""
    confidence = zone.confidence(catalogue.official_zones)
    counted = {True: "yes", False: "no", None: "unknown"}[zone.counted]
    hosts = [catalogue.places[c].name(lang) for c in zone.counties if c in catalogue.places]
    phrases = words_of(catalogue.phrase_parts, lang)
    facts = [("fact.level", phrases[f"rank.{zone.rank}"])]
    if zone.approved_km2 is not None:
        facts.append(("fact.approved", km2_words(zone.approved_km2, lang)))
    if zone.area_km2 not in (None, zone.approved_km2):
        facts.append(("fact.area", km2_words(zone.area_km2, lang)))
    boundary = catalogue.official_zones.get(zone.place_id)
    if boundary is not None:
        source = catalogue.sources[boundary.source_id]
        facts.append(("fact.boundary-area", km2_words(boundary.area_km2, lang)))
        facts.append(("fact.boundary-source", in_words(source.title, lang)))
    facts += [
        ("fact.hosts", LANGUAGES[lang].comma.join(hosts) or phrases["unknown"]),
        ("fact.confidence", extent_words(confidence, "zone", lang)),
        ("fact.location", phrases[f"exactness.{zone.precision}"]),
        ("fact.counted", phrases[counted]),
    ]
    return Item(
        place_id=zone.place_id,
        name=zone.name(lang),
        short=zone.short(lang).replace(" High-Tech Zone", " HTZ"),
        at=zone.at,
        confidence=confidence,
        exactness_key=zone.precision,
        exactness=phrases[f"exactness.{zone.precision}"],
        circle_m=zone.circle_m if confidence == "area-circle" else None,
        hosts=zone.counties,
        prefecture=zone.prefecture,
        facts=tuple((phrases[key], words) for key, words in facts),
    )


def platform_item(platform: Platform, catalogue: Catalogue, lang: str) -> Item:
    """Return a platform as an item, with how exact its point is."""
    phrases = text(lang)
    field = catalogue.fields.get(platform.field)
    facts = [
        ("fact.type", catalogue.platform_types[platform.type].name(lang)),
        ("fact.level", phrases[f"level.{platform.rank}"]),
        ("fact.field", field.name(lang) if field else phrases["no-field"]),
        ("fact.host", platform.host),
        ("fact.status", phrases[platform.status]),
        ("fact.location", phrases[f"exactness.{platform.precision}"]),
    ]
    return Item(
        place_id=platform.place_id,
        name=platform.name(lang),
        short=platform.name(lang),
        at=platform.at,
        confidence="point",
        exactness_key=platform.precision,
        exactness=phrases[f"exactness.{platform.precision}"],
        prefecture=platform.prefecture,
        facts=tuple((phrases[key], words) for key, words in facts if words),
    )


def host_item(county: Place, zones: tuple[Zone, ...], lang: str) -> Item:
    """Return a county as an item that names the zones it hosts."""
    item = place_item(county, lang)
    names = [zone.name(lang) for zone in zones]
    joined = LANGUAGES[lang].comma.join(names)
    facts = ((say(lang, "fact.zones"), joined),) if names else ()
    return Item(
        place_id=item.place_id,
        name=item.name,
        short=item.short,
        confidence="host-county" if names else "",
        prefecture=item.prefecture,
        facts=facts,
    )
