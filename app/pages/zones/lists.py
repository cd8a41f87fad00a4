"""Rows of the view: what its templates say, in the words of a language but without any HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.pages.zones import card, ranking
from app.pages.zones.request import ZonesRequest
from app.text import view_words
from geo.analysis.scenario import BALANCE_LEVELS, Stand
from geo.analysis.zone_status import LEVELS, STANDINGS, Standing, steps_of
from geo.model.places import Place
from geo.model.zone_events import last_day
from layers.build.items import zone_item
from layers.build.scenario import nearest_words, sentence
from layers.build.status_words import ledger_words, moment_words

COLUMNS: tuple[Standing, ...] = ("national", "candidate", "provincial")


def context(told: ZonesRequest) -> dict[str, Any]:
    """Return everything that the templates of the view know as ``c``."""
    return {
        "when": moment_words(told.moment, told.catalogue.profile, told.lang),
        "base_year": told.catalogue.profile.base_year,
        "target": told.moment.target,
        "assuming": told.assuming,
        "assumed_here": told.assumed_here,
        "sentence": sentence(told.catalogue, told.outcome, told.lang),
        "line": ledger_words(told.ledger, told.catalogue, told.lang),
        "dates": list(_dates(told)),
        "counter": counter(told),
        "aim": told.aim,
        "new": len(told.scenario.recognized),
        "marks": list(_marks(told)),
        "refused": [
            {
                "name": _zone_name(told, one.place_id),
                "reason": one.reason,
                "href": told.asked.switched("up", one.place_id),
            }
            for one in told.scenario.refused
        ],
        "changes": told.outcome.counters,
        "homes": _homes(told),
        "card": card.card(told),
        "columns": [_column(told, one) for one in COLUMNS],
        "beside": [_beside(told, one) for one in ("unconfirmed", "undated", "not-yet")],
        "slots": _slots(told),
        "regions": list(_regions(told)),
        "prefectures": list(_prefectures(told)),
        "without": _without(told),
        "requirements": card.requirements(told, None, ("national", "provincial")),
        "cooperations": told.catalogue.cooperations,
        "zones": [_listed(told, zone) for zone in told.catalogue.zones],
        "criteria": ranking.criteria(told),
        "usual_weights": ranking.usual(told),
        "ranking": ranking.ranking(told),
    }


def counter(told: ZonesRequest) -> dict[str, Any]:
    """Return the counts of the date, or of the scenario against the base, with their sources."""
    tallies = {level: told.ledger.tally(level) for level in LEVELS}
    numbers: dict[str, int | None] = {
        level: one.count.value if one.count else None for level, one in tallies.items()
    }
    if told.assumed_here:
        numbers = {level: told.outcome.counters[level].after for level in LEVELS}
    counts = told.moment.counts
    return {
        "numbers": numbers,
        "unpublished": [
            view_words("zones", told.lang)[f"level.{level}"]
            for level, number in numbers.items()
            if number is None
        ],
        "tallies": tallies,
        "derived": {
            level: counts[level].note if level in counts and counts[level].derived else ""
            for level in LEVELS
        },
        "quotes": [
            {"level": level, "quote": count.quote, "sources": count.source_ids}
            for level, count in counts.items()
            if not (count.derived and not count.quote)
        ],
        "unconfirmed": [_zone_name(told, zone) for zone in told.ledger.having("unconfirmed")],
        "undated": [_zone_name(told, zone) for zone in told.ledger.having("undated")],
    }


def _dates(told: ZonesRequest) -> Iterator[dict[str, Any]]:
    for moment in told.moments:
        yield {
            "words": moment_words(moment, told.catalogue.profile, told.lang),
            "href": told.asked.link(period=moment.date),
            "on": moment.date == told.moment.date,
        }


def _marks(told: ZonesRequest) -> Iterator[dict[str, str]]:
    """Yield every assumption with the link that takes it back."""
    for zone in told.scenario.upgraded:
        yield {
            "kind": "upgraded",
            "name": _zone_name(told, zone),
            "href": told.asked.switched("up", zone),
        }
    for county in told.scenario.recognized:
        place = told.catalogue.places[county]
        yield {
            "kind": "recognized",
            "name": place.name(told.lang),
            "href": told.asked.switched("new", county),
        }


def _homes(told: ZonesRequest) -> dict[str, Any]:
    """Return the prefectures to choose from, and the counties of the one that is chosen."""
    known, lang = told.catalogue, told.lang
    chosen = told.asked["home"]
    counties = [one for one in known.divisions("county") if one.prefecture == chosen]
    return {
        "chosen": chosen,
        "prefectures": [
            {"id": p.place_id, "name": p.name(lang)} for p in known.divisions("prefecture")
        ],
        "counties": [
            {
                "name": county.name(lang),
                "on": county.place_id in told.scenario.recognized,
                "href": told.based.switched("new", county.place_id),
            }
            for county in counties
        ],
    }


def _column(told: ZonesRequest, standing: Standing) -> dict[str, Any]:
    """Return one column of the pipeline; an assumed upgrade moves its zone."""
    moved = told.scenario.upgraded if told.assumed_here else ()
    mine = [zone for zone in told.ledger.having(standing) if zone not in moved]
    chips = [_chip(told, zone) for zone in mine]
    if standing == "national":
        chips += [{**_chip(told, zone), "assumed": True} for zone in moved]
    return {
        "key": standing,
        "chips": chips,
        "unnamed": _unnamed(told) if standing == "provincial" else 0,
    }


def _unnamed(told: ZonesRequest) -> int:
    """Return how many provincial zones the list does not name; those of the base at the target.

    The target counts the places of nobody too, which stand in a column of their own.
    """
    counted = told.aim.base if told.moment.target and told.aim else told.ledger
    return max(counted.tally("provincial").unnamed or 0, 0)


def _beside(told: ZonesRequest, standing: Standing) -> dict[str, Any]:
    chips = [_chip(told, zone) for zone in told.ledger.having(standing)]
    return {"key": standing, "chips": chips}


def _chip(told: ZonesRequest, zone: str) -> dict[str, Any]:
    return {
        "name": _zone_name(told, zone),
        "href": told.asked.link(place=zone),
        "on": told.asked["place"] == zone,
        "assumed": False,
    }


def _slots(told: ZonesRequest) -> dict[str, Any] | None:
    """Return the places of the plan that belong to nobody yet, filled by what is assumed.

    None before the plan's base year: nobody had planned them then.
    """
    if told.aim is None or last_day(told.moment.date) < last_day(told.catalogue.profile.base_year):
        return None
    slots = told.aim.slots
    filled = [
        {
            "name": told.catalogue.places[county].name(told.lang),
            "href": told.asked.link(place=county),
        }
        for county in told.scenario.recognized
    ]
    return {
        "all": slots,
        "filled": filled,
        "empty": max(slots - len(filled), 0),
        "over": max(len(filled) - slots, 0),
    }


def _regions(told: ZonesRequest) -> Iterator[dict[str, Any]]:
    for region in told.catalogue.regions.values():
        before, after = told.outcome.of_region(region.prefectures)
        people = _people(told, region.prefectures)
        national = told.outcome.of_region(region.prefectures, "national")
        yield {
            "name": region.name(told.lang),
            "prefectures": [_place(told, p).name(told.lang) for p in region.prefectures],
            "national": national,
            "every": (before, after),
            "changed": before != after or national[0] != national[1],
            "people": people,
            "rate_before": _per_million(before, people),
            "rate_after": _per_million(after, people),
            "sources": region.source_ids,
        }


def _prefectures(told: ZonesRequest) -> Iterator[dict[str, Any]]:
    for one in told.outcome.balances:
        yield {
            "id": one.prefecture,
            "name": _place(told, one.prefecture).name(told.lang),
            "levels": [_stand(told, one.of(level)) for level in BALANCE_LEVELS],
            "changed": any(one.of(level).changed for level in BALANCE_LEVELS),
        }


def _stand(told: ZonesRequest, one: Stand) -> dict[str, Any]:
    """Return the zones of a prefecture and the nearest one, in words, before and after."""
    return {
        "before": one.before,
        "after": one.after,
        "nearest": _near(told, one.nearest_after),
        "km_before": _km(told, one.km_before),
        "km_after": _km(told, one.km_after),
    }


def _km(told: ZonesRequest, km: float | None) -> str:
    return "" if km is None else nearest_words(km, told.lang)


def _without(told: ZonesRequest) -> list[dict[str, Any]]:
    """Return the prefectures without a zone, national ones first, before and after."""
    sides = [(level, told.outcome.without(level)) for level in BALANCE_LEVELS]
    return [
        {
            "level": level,
            "before": len(before),
            "after": [_place(told, place).name(told.lang) for place in after],
        }
        for level, (before, after) in sides
    ]


def _listed(told: ZonesRequest, zone_id: str) -> dict[str, Any]:
    zone = told.catalogue.zones[zone_id]
    return {
        **_chip(told, zone_id),
        "id": zone_id,
        "full": zone.name(told.lang),
        "standing": told.ledger.standings[zone_id],
        "assumed": told.assumed_here and zone_id in told.scenario.upgraded,
        "prefecture": _place(told, zone.prefecture).name(told.lang),
        "steps": card.step_rows(steps_of(told.catalogue, zone_id), told.lang),
        "national": zone.grade == "national",
        "order": STANDINGS.index(told.ledger.standings[zone_id]),
    }


def _near(told: ZonesRequest, place: str) -> str:
    if place in told.catalogue.zones:
        return _zone_name(told, place)
    return told.catalogue.places[place].name(told.lang) if place else ""


def _people(told: ZonesRequest, prefectures: tuple[str, ...]) -> float | None:
    """Return the residents of some prefectures at the census, None where one is not known."""
    year = told.catalogue.profile.census_year
    cells = [told.catalogue.cell(place, "population_census", year) for place in prefectures]
    return sum(cell[0].value for cell in cells) if all(cells) else None


def _per_million(zones: int, people: float | None) -> float | None:
    return zones / people * 1_000_000 if people else None


def _zone_name(told: ZonesRequest, zone: str) -> str:
    return zone_item(told.catalogue.zones[zone], told.catalogue, told.lang).short


def _place(told: ZonesRequest, place: str) -> Place:
    return told.catalogue.places[place]
