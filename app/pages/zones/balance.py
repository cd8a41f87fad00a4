"""Balance: the zones of the economic regions, and how far the cities without one are from one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.pages.zones.names import place_name
from app.pages.zones.request import ZonesRequest
from geo.analysis.scenario import BALANCE_LEVELS, Balance, BalanceLevel, Stand
from layers.build.scenario import nearest_words

MILLION = 1_000_000


def balance(request: ZonesRequest) -> dict[str, Any]:
    """Return the regions, the prefectures without a zone, and all prefectures."""
    return {
        "regions": _regions(request),
        "without": [_without(request, level) for level in BALANCE_LEVELS],
        "far": _far(request),
        "prefectures": list(_prefectures(request)),
        "marks": request.footnotes.marks(
            dict.fromkeys(
                s for region in request.catalogue.regions.values() for s in region.source_ids
            )
        ),
    }


def _regions(request: ZonesRequest) -> list[dict[str, Any]]:
    """Return the zones of every region as a bar, the longest as long as there is room."""
    known = list(request.catalogue.regions.values())
    every = [request.outcome.of_region(region.prefectures) for region in known]
    most = max((after for _, after in every), default=0) or 1
    found = []
    for region, (before, after) in zip(known, every, strict=True):
        people = _people(request, region.prefectures)
        national = request.outcome.of_region(region.prefectures, "national")
        found.append(
            {
                "name": region.name(request.lang),
                "prefectures": [place_name(request, p) for p in region.prefectures],
                "national": national,
                "every": (before, after),
                "changed": before != after or national[0] != national[1],
                "share": 100 * after / most,
                "national_share": 100 * national[1] / most,
                "before_share": 100 * before / most,
                "rate_before": _per_million(before, people),
                "rate_after": _per_million(after, people),
            }
        )
    return found


def _without(request: ZonesRequest, level: BalanceLevel) -> dict[str, Any]:
    before, after = request.outcome.without(level)
    return {
        "level": level,
        "before": len(before),
        "after": [place_name(request, place) for place in after],
    }


def _far(request: ZonesRequest) -> list[dict[str, Any]]:
    """Return how far the nearest zone is from each prefecture without one, the farthest first.

    One that has its first by what is assumed stays in the list, so that what changes is seen.
    """
    apart = [
        one for one in request.outcome.balances if not one.every.before and one.every.km_before
    ]
    apart.sort(key=lambda one: -(one.every.km_before or 0.0))
    most = max((one.every.km_before or 0.0 for one in apart), default=0.0) or 1.0
    return [_distant(request, one, most) for one in apart]


def _distant(request: ZonesRequest, one: Balance, most: float) -> dict[str, Any]:
    before, after = one.every.km_before or 0.0, one.every.km_after or 0.0
    return {
        "id": one.prefecture,
        "name": place_name(request, one.prefecture),
        "nearest": place_name(request, one.every.nearest_after),
        "before": nearest_words(before, request.lang),
        "after": nearest_words(after, request.lang),
        "share": 100 * after / most,
        "before_share": 100 * before / most,
        "changed": before != after,
    }


def _prefectures(request: ZonesRequest) -> Iterator[dict[str, Any]]:
    for one in request.outcome.balances:
        yield {
            "id": one.prefecture,
            "name": place_name(request, one.prefecture),
            "levels": [_stand(request, one.of(level)) for level in BALANCE_LEVELS],
            "changed": any(one.of(level).changed for level in BALANCE_LEVELS),
        }


def _stand(request: ZonesRequest, stand: Stand) -> dict[str, Any]:
    """Return the zones of a prefecture and the nearest one, in words, before and after."""
    return {
        "before": stand.before,
        "after": stand.after,
        "nearest": place_name(request, stand.nearest_after),
        "km_before": _km(request, stand.km_before),
        "km_after": _km(request, stand.km_after),
    }


def _km(request: ZonesRequest, km: float | None) -> str:
    return "" if km is None else nearest_words(km, request.lang)


def _people(request: ZonesRequest, prefectures: tuple[str, ...]) -> float | None:
    """Return the residents of some prefectures at the census, None where one is not known."""
    year = request.catalogue.profile.census_year
    cells = [request.catalogue.cell(place, "population_census", year) for place in prefectures]
    return sum(cell[0].value for cell in cells) if all(cells) else None


def _per_million(zones: int, people: float | None) -> float | None:
    return zones / people * MILLION if people else None
