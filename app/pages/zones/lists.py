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


def context(request: ZonesRequest) -> dict[str, Any]:
    """Return everything that the templates of the view know as ``c``."""
    return {
        "when": moment_words(request.moment, request.catalogue.profile, request.lang),
        "base_year": request.catalogue.profile.base_year,
        "target": request.moment.target,
        "assuming": request.assuming,
        "assumed_here": request.assumed_here,
        "sentence": sentence(request.catalogue, request.outcome, request.lang),
        "line": ledger_words(request.ledger, request.catalogue, request.lang),
        "dates": list(_dates(request)),
        "counter": counter(request),
        "aim": request.aim,
        "new": len(request.scenario.recognized),
        "marks": list(_marks(request)),
        "refused": [
            {
                "name": _zone_name(request, refused_mark.place_id),
                "reason": refused_mark.reason,
                "href": request.asked.switched("up", refused_mark.place_id),
            }
            for refused_mark in request.scenario.refused
        ],
        "changes": request.outcome.counters,
        "homes": _homes(request),
        "card": card.card(request),
        "columns": [_column(request, column) for column in COLUMNS],
        "beside": [_beside(request, one) for one in ("unconfirmed", "undated", "not-yet")],
        "slots": _slots(request),
        "regions": list(_regions(request)),
        "prefectures": list(_prefectures(request)),
        "without": _without(request),
        "requirements": card.requirements(request, None, ("national", "provincial")),
        "cooperations": request.catalogue.cooperations,
        "zones": [_listed(request, zone) for zone in request.catalogue.zones],
        "criteria": ranking.criteria(request),
        "usual_weights": ranking.usual(request),
        "ranking": ranking.ranking(request),
    }


def counter(request: ZonesRequest) -> dict[str, Any]:
    """Return the counts of the date, or of the scenario against the base, with their sources."""
    tallies = {level: request.ledger.tally(level) for level in LEVELS}
    numbers: dict[str, int | None] = {
        level: listed_count.count.value if listed_count.count else None
        for level, listed_count in tallies.items()
    }
    if request.assumed_here:
        numbers = {level: request.outcome.counters[level].after for level in LEVELS}
    counts = request.moment.counts
    return {
        "numbers": numbers,
        "unpublished": [
            view_words("zones", request.lang)[f"level.{level}"]
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
        "unconfirmed": [_zone_name(request, zone) for zone in request.ledger.having("unconfirmed")],
        "undated": [_zone_name(request, zone) for zone in request.ledger.having("undated")],
    }


def _dates(request: ZonesRequest) -> Iterator[dict[str, Any]]:
    for moment in request.moments:
        yield {
            "words": moment_words(moment, request.catalogue.profile, request.lang),
            "href": request.asked.link(period=moment.date),
            "on": moment.date == request.moment.date,
        }


def _marks(request: ZonesRequest) -> Iterator[dict[str, str]]:
    """Yield every assumption with the link that takes it back."""
    for zone in request.scenario.upgraded:
        yield {
            "kind": "upgraded",
            "name": _zone_name(request, zone),
            "href": request.asked.switched("up", zone),
        }
    for county in request.scenario.recognized:
        place = request.catalogue.places[county]
        yield {
            "kind": "recognized",
            "name": place.name(request.lang),
            "href": request.asked.switched("new", county),
        }


def _homes(request: ZonesRequest) -> dict[str, Any]:
    """Return the prefectures to choose from, and the counties of the one that is chosen."""
    known, lang = request.catalogue, request.lang
    chosen = request.asked["home"]
    counties = [place for place in known.divisions("county") if place.prefecture == chosen]
    return {
        "chosen": chosen,
        "prefectures": [
            {"id": p.place_id, "name": p.name(lang)} for p in known.divisions("prefecture")
        ],
        "counties": [
            {
                "name": county.name(lang),
                "on": county.place_id in request.scenario.recognized,
                "href": request.based.switched("new", county.place_id),
            }
            for county in counties
        ],
    }


def _column(request: ZonesRequest, standing: Standing) -> dict[str, Any]:
    """Return one column of the pipeline; an assumed upgrade moves its zone."""
    moved = request.scenario.upgraded if request.assumed_here else ()
    mine = [zone for zone in request.ledger.having(standing) if zone not in moved]
    chips = [_chip(request, zone) for zone in mine]
    if standing == "national":
        chips += [{**_chip(request, zone), "assumed": True} for zone in moved]
    return {
        "key": standing,
        "chips": chips,
        "unnamed": _unnamed(request) if standing == "provincial" else 0,
    }


def _unnamed(request: ZonesRequest) -> int:
    """Return how many provincial zones the list does not name; those of the base at the target.

    The target counts the places of nobody too, which stand in a column of their own.
    """
    counted = request.aim.base if request.moment.target and request.aim else request.ledger
    return max(counted.tally("provincial").unnamed or 0, 0)


def _beside(request: ZonesRequest, standing: Standing) -> dict[str, Any]:
    chips = [_chip(request, zone) for zone in request.ledger.having(standing)]
    return {"key": standing, "chips": chips}


def _chip(request: ZonesRequest, zone: str) -> dict[str, Any]:
    return {
        "name": _zone_name(request, zone),
        "href": request.asked.link(place=zone),
        "on": request.asked["place"] == zone,
        "assumed": False,
    }


def _slots(request: ZonesRequest) -> dict[str, Any] | None:
    """Return the places of the plan that belong to nobody yet, filled by what is assumed.

    None before the plan's base year: nobody had planned them then.
    """
    if request.aim is None or last_day(request.moment.date) < last_day(
        request.catalogue.profile.base_year
    ):
        return None
    slots = request.aim.slots
    filled = [
        {
            "name": request.catalogue.places[county].name(request.lang),
            "href": request.asked.link(place=county),
        }
        for county in request.scenario.recognized
    ]
    return {
        "all": slots,
        "filled": filled,
        "empty": max(slots - len(filled), 0),
        "over": max(len(filled) - slots, 0),
    }


def _regions(request: ZonesRequest) -> Iterator[dict[str, Any]]:
    for region in request.catalogue.regions.values():
        before, after = request.outcome.of_region(region.prefectures)
        people = _people(request, region.prefectures)
        national = request.outcome.of_region(region.prefectures, "national")
        yield {
            "name": region.name(request.lang),
            "prefectures": [_place(request, p).name(request.lang) for p in region.prefectures],
            "national": national,
            "every": (before, after),
            "changed": before != after or national[0] != national[1],
            "people": people,
            "rate_before": _per_million(before, people),
            "rate_after": _per_million(after, people),
            "sources": region.source_ids,
        }


def _prefectures(request: ZonesRequest) -> Iterator[dict[str, Any]]:
    for balance in request.outcome.balances:
        yield {
            "id": balance.prefecture,
            "name": _place(request, balance.prefecture).name(request.lang),
            "levels": [_stand(request, balance.of(level)) for level in BALANCE_LEVELS],
            "changed": any(balance.of(level).changed for level in BALANCE_LEVELS),
        }


def _stand(request: ZonesRequest, stand: Stand) -> dict[str, Any]:
    """Return the zones of a prefecture and the nearest one, in words, before and after."""
    return {
        "before": stand.before,
        "after": stand.after,
        "nearest": _near(request, stand.nearest_after),
        "km_before": _km(request, stand.km_before),
        "km_after": _km(request, stand.km_after),
    }


def _km(request: ZonesRequest, km: float | None) -> str:
    return "" if km is None else nearest_words(km, request.lang)


def _without(request: ZonesRequest) -> list[dict[str, Any]]:
    """Return the prefectures without a zone, national ones first, before and after."""
    sides = [(level, request.outcome.without(level)) for level in BALANCE_LEVELS]
    return [
        {
            "level": level,
            "before": len(before),
            "after": [_place(request, place).name(request.lang) for place in after],
        }
        for level, (before, after) in sides
    ]


def _listed(request: ZonesRequest, zone_id: str) -> dict[str, Any]:
    zone = request.catalogue.zones[zone_id]
    return {
        **_chip(request, zone_id),
        "id": zone_id,
        "full": zone.name(request.lang),
        "standing": request.ledger.standings[zone_id],
        "assumed": request.assumed_here and zone_id in request.scenario.upgraded,
        "prefecture": _place(request, zone.prefecture).name(request.lang),
        "steps": card.step_rows(steps_of(request.catalogue, zone_id), request.lang),
        "national": zone.grade == "national",
        "order": STANDINGS.index(request.ledger.standings[zone_id]),
    }


def _near(request: ZonesRequest, place: str) -> str:
    if place in request.catalogue.zones:
        return _zone_name(request, place)
    return request.catalogue.places[place].name(request.lang) if place else ""


def _people(request: ZonesRequest, prefectures: tuple[str, ...]) -> float | None:
    """Return the residents of some prefectures at the census, None where one is not known."""
    year = request.catalogue.profile.census_year
    cells = [request.catalogue.cell(place, "population_census", year) for place in prefectures]
    return sum(cell[0].value for cell in cells) if all(cells) else None


def _per_million(zones: int, people: float | None) -> float | None:
    return zones / people * 1_000_000 if people else None


def _zone_name(request: ZonesRequest, zone: str) -> str:
    return zone_item(request.catalogue.zones[zone], request.catalogue, request.lang).short


def _place(request: ZonesRequest, place: str) -> Place:
    return request.catalogue.places[place]
