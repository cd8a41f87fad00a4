"""Fields: the ten of the plan, the box of each, and who else names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.pages.platforms.request import PlatformsRequest
from geo.analysis.platform_filter import BLANK, NamedPhrase, counts, named, phrases, unnamed
from geo.languages import ORIGINAL
from geo.model.plan_fields import FieldWord
from geo.model.zones import Zone


def chips(look: PlatformsRequest) -> list[dict[str, Any]]:
    """Return the choices of a field with their counts: all, the ten, none stated."""
    found = counts(look.catalogue, look.choice, "field")
    known = look.catalogue.fields.values()
    rows = [("", look.say("field.all"), sum(found.values()))]
    rows += [(f.field, f.name(look.lang), found.get(f.field, 0)) for f in known]
    rows.append((BLANK, look.say("field.none"), found.get(BLANK, 0)))
    return [
        {
            "words": words,
            "count": count,
            "href": look.asked.link(field=name),
            "on": look.asked["field"] == name,
        }
        for name, words, count in rows
    ]


def chosen_field(look: PlatformsRequest) -> dict[str, Any] | None:
    """Return what the plan says of the field chosen: its clause, its parts, its box."""
    field = look.catalogue.fields.get(look.asked["field"])
    if field is None:
        return None
    return {
        "name": field.name(look.lang),
        "name_zh": field.field,
        "clause": field.clause,
        "parts": [
            {"clause": part.clause, "original": part.name_zh, "name": part.name(look.lang)}
            for part in look.catalogue.field_parts
            if part.field == field.field
        ],
        "box": look.catalogue.boxes.get(field.field),
    }


def overview(look: PlatformsRequest) -> list[dict[str, Any]]:
    """Return a row for each field: clause, box, programmes, and how many name it."""
    known = look.catalogue
    found = counts(known, look.choice, "field")
    return [
        {
            "name": field.name(look.lang),
            "clause": field.clause,
            "href": look.asked.link(field=field.field),
            "box": known.boxes.get(field.field),
            "platforms": found.get(field.field, 0),
            "zones": len(_zones(look, field.field)),
            "areas": len(_areas(look, field.field)),
        }
        for field in known.fields.values()
    ]


def named_places(look: PlatformsRequest) -> dict[str, Any]:
    """Return the zones and areas that name the field chosen, and what no field claims."""
    field = look.asked["field"]
    known = look.catalogue
    listed = {phrase for zone in known.zones.values() for phrase in zone.industries}
    silent = [zone.short(look.lang) for zone in _silent(look)]
    return {
        "zones": _zones(look, field) if field in known.fields else [],
        "areas": _areas(look, field) if field in known.fields else [],
        "unnamed": unnamed(sorted(listed), known.field_words),
        "silent": silent,
        "of_zones": len(known.zones),
    }


def named_ids(look: PlatformsRequest) -> tuple[str, ...]:
    """Return the zones and areas that name the field chosen; none when no field is."""
    field = look.asked["field"]
    if field not in look.catalogue.fields:
        return ()
    return tuple(row["id"] for row in (*_zones(look, field), *_areas(look, field)))


def claimed(look: PlatformsRequest, listed: Sequence[str]) -> list[dict[str, Any]]:
    """Return each phrase of an industry list with the words in it that name a field."""
    return [
        {"phrase": phrase, "words": _words(look, named([phrase], look.catalogue.field_words))}
        for phrase in listed
    ]


def _zones(look: PlatformsRequest, field: str) -> list[dict[str, Any]]:
    found = []
    for zone in look.catalogue.zones.values():
        hits = named(zone.industries, look.catalogue.field_words, field=field)
        if hits:
            found.append(
                {
                    "id": zone.place_id,
                    "name": zone.short(look.lang),
                    "about": look.word(f"rank.{zone.rank}"),
                    "href": look.asked.link(place=zone.place_id),
                    "hits": _hits(look, hits),
                    "sources": zone.source_ids,
                }
            )
    return found


def _areas(look: PlatformsRequest, field: str) -> list[dict[str, Any]]:
    found = []
    for area in look.catalogue.areas.values():
        hits = named(phrases(area.industries_zh), look.catalogue.field_words, field=field)
        if hits:
            found.append(
                {
                    "id": area.place_id,
                    "name": area.name(look.lang),
                    "about": look.word(f"area.{area.kind}"),
                    "href": look.asked.link(place=area.place_id),
                    "hits": _hits(look, hits),
                    "sources": area.source_ids,
                }
            )
    return found


def _hits(look: PlatformsRequest, hits: Sequence[NamedPhrase]) -> list[dict[str, Any]]:
    return [{"phrase": hit.phrase, "words": _words(look, [hit])} for hit in hits]


def _words(look: PlatformsRequest, hits: Sequence[NamedPhrase]) -> list[dict[str, str]]:
    """Return the words that name a field, each with the plan's words for it."""
    return [_word(look, word) for hit in hits for word in hit.words]


def _word(look: PlatformsRequest, word: FieldWord) -> dict[str, str]:
    return {
        "word": word.word if look.lang == ORIGINAL else word.word_en,
        "original": word.word,
        "field": look.catalogue.fields[word.field].name(look.lang),
        "clause": word.clause,
        "quote": word.quote,
        "basis": look.say(f"basis.{word.basis}"),
    }


def _silent(look: PlatformsRequest) -> list[Zone]:
    return [zone for zone in look.catalogue.zones.values() if not zone.industries]
