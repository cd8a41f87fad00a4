"""Board: the zones by level, those that nobody named yet, and what may be assumed of each."""

from __future__ import annotations

from typing import Any

from app.pages.zones.names import zone_name
from app.pages.zones.request import ZonesRequest
from geo.analysis.zone_status import STANDINGS, Aim, Standing
from geo.model.zone_events import last_day

COLUMNS: tuple[Standing, ...] = ("national", "candidate", "provincial")
BESIDE: tuple[Standing, ...] = ("unconfirmed", "undated", "not-yet")


def board(request: ZonesRequest) -> dict[str, Any]:
    """Return the rows of the board at the date shown, with what is assumed where it is."""
    return {
        "rows": [_row(request, standing) for standing in COLUMNS],
        "beside": [
            {"key": standing, "chips": chips}
            for standing in BESIDE
            if (chips := [_chip(request, zone) for zone in request.ledger.having(standing)])
        ],
        "slots": _slots(request),
        "homes": _homes(request),
    }


def order(request: ZonesRequest, zone: str) -> int:
    """Return where a zone stands in a list by level."""
    return STANDINGS.index(request.ledger.standings[zone])


def _row(request: ZonesRequest, standing: Standing) -> dict[str, Any]:
    """Return one level; an assumed upgrade moves its zone."""
    moved = request.scenario.upgraded if request.assumed_here else ()
    mine = [zone for zone in request.ledger.having(standing) if zone not in moved]
    chips = [_chip(request, zone) for zone in mine]
    planned = _planned(request) if standing == "national" else None
    if standing == "national":
        chips += [{**_chip(request, zone), "assumed": True} for zone in moved]
    return {
        "key": standing,
        "chips": chips,
        "unnamed": _unnamed(request) if standing == "provincial" else 0,
        # Places that the plan has for those it names: they belong to none of them.
        "open": max(planned.upgrades - len(moved), 0) if planned else 0,
        "aim": planned.target.counts["national"].value if planned else None,
    }


def _planned(request: ZonesRequest) -> Aim | None:
    """Return what is aimed at; None at a date before the base year, when nobody had planned it."""
    base_year = request.catalogue.profile.base_year
    return request.aim if last_day(request.moment.date) >= last_day(base_year) else None


def _unnamed(request: ZonesRequest) -> int:
    """Return how many provincial zones the list does not name; those of the base at the target.

    The target counts the places of nobody too, which stand in a row of their own.
    """
    counted = request.aim.base if request.moment.target and request.aim else request.ledger
    return max(counted.tally("provincial").unnamed or 0, 0)


def _chip(request: ZonesRequest, zone: str) -> dict[str, Any]:
    known = request.catalogue.zones[zone]
    full = zone_name(request, zone)
    # Every one of them is a high-tech zone.
    short = full.removesuffix(request.words["board.common"]) or full
    return {
        "name": short,
        "full": full,
        "href": request.asked.link(place=zone),
        "on": request.asked["place"] == zone,
        "assumed": False,
        "mark": request.based.switched("up", zone)
        if known.grade == "provincial" and known.counted is not None
        else "",
    }


def _slots(request: ZonesRequest) -> dict[str, Any] | None:
    """Return the places of the plan that belong to nobody yet, filled by what is assumed."""
    planned = _planned(request)
    if planned is None:
        return None
    slots = planned.slots
    filled = [
        {
            "name": request.catalogue.places[county].name(request.lang),
            "href": request.asked.link(place=county),
            "mark": request.based.switched("new", county),
        }
        for county in request.scenario.recognized
    ]
    return {
        "all": slots,
        "filled": filled,
        "empty": max(slots - len(filled), 0),
        "over": max(len(filled) - slots, 0),
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
