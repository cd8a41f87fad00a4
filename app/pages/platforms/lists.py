"""Lists: the platforms chosen as a table, and published totals beside what the list counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.pages.platforms.controls import RANKS, SORTS
from app.pages.platforms.request import PlatformsRequest
from geo.analysis.platform_filter import counted
from geo.model.platform_totals import PlatformTotal
from geo.model.platforms import Platform

# From the point of the thing itself to no point at all.
EXACTNESS = ("site", "campus", "township", "county-seat", "county-centroid", "prefecture-seat", "")


def sorts(look: PlatformsRequest) -> list[dict[str, Any]]:
    """Return the orders the table can have."""
    return [
        {
            "words": look.say(f"sort.{name}"),
            "href": look.asked.link(sort=name),
            "on": look.asked["sort"] == name,
        }
        for name in SORTS
    ]


def rows(look: PlatformsRequest) -> list[dict[str, Any]]:
    """Return the platforms chosen in the order asked for; equals keep the order of the table."""
    return [_row(look, p) for p in sorted(look.platforms, key=_key(look))]


def _key(look: PlatformsRequest) -> Callable[[Platform], Any]:
    kinds = {kind: at for at, kind in enumerate(look.catalogue.platform_types)}
    keys: Mapping[str, Callable[[Platform], Any]] = {
        "type": lambda p: kinds[p.type],
        "level": lambda p: RANKS.index(p.rank),
        "name": lambda p: p.name(look.lang),
        "place": lambda p: (not p.prefecture, p.prefecture, p.county),
        "exact": lambda p: EXACTNESS.index(p.precision),
    }
    return keys[look.asked["sort"]]


def _row(look: PlatformsRequest, platform: Platform) -> dict[str, Any]:
    known = look.catalogue
    field = known.fields.get(platform.field)
    return {
        "id": platform.place_id,
        "name": platform.name(look.lang),
        "original": platform.name_zh,
        "host": platform.host,
        "type": known.platform_types[platform.type].name(look.lang),
        "level": look.word(f"level.{platform.rank}"),
        "field": field.name(look.lang) if field else "",
        "status": platform.status,
        "status_words": look.word(platform.status),
        "place": look.name_of(platform.prefecture) if platform.prefecture else "",
        "county": platform.county,
        "exact": look.word(f"exactness.{platform.precision}"),
        "notes": look.footnotes.marks(platform.source_ids),
        "href": look.asked.link(place=platform.place_id),
        "on": look.asked["place"] == platform.place_id,
    }


def totals(look: PlatformsRequest) -> dict[str, list[dict[str, Any]]]:
    """Return published totals beside counts: those of the plan, and all others."""
    found: dict[str, list[dict[str, Any]]] = {"plan": [], "others": []}
    for total in look.catalogue.platform_totals:
        group = "plan" if total.source_id == look.catalogue.profile.plan_source else "others"
        found[group].append(_total(look, total))
    return found


def plan_totals(look: PlatformsRequest) -> list[dict[str, Any]]:
    """Return the totals of the plan that the list counts something of, with how much it has."""
    return [
        _total(look, total)
        for total in look.catalogue.platform_totals
        if total.source_id == look.catalogue.profile.plan_source
        and counted(look.catalogue, total) is not None
    ]


def beside(look: PlatformsRequest) -> list[dict[str, Any]]:
    """Return the totals of the types and the place that are chosen, to stand beside the count."""
    choice = look.choice
    return [
        _total(look, total)
        for total in look.catalogue.platform_totals
        if total.match
        and set(total.types) == set(choice.types)
        and total.prefecture == choice.prefecture
        and total.host == choice.host
    ]


def _total(look: PlatformsRequest, total: PlatformTotal) -> dict[str, Any]:
    platforms = counted(look.catalogue, total)
    return {
        "name": total.name(look.lang),
        "scope": total.scope(look.lang),
        "as_of": total.as_of,
        "value": look.say("total.floor" if total.floor else "total.value", n=f"{total.value:,}"),
        "source": total.source_id,
        "notes": look.footnotes.marks((total.source_id,)),
        "quote": total.quote,
        "listed": None if platforms is None else len(platforms),
        "href": _shown(look, total),
        "match": look.say(f"match.{total.match or 'none'}"),
        "why": total.why(look.lang),
    }


def _shown(look: PlatformsRequest, total: PlatformTotal) -> str:
    """Return the address of the page that lists what is counted beside a total."""
    return look.asked.link(
        field="",
        type=total.types,
        level=total.rank,
        status=total.status,
        prefecture=total.prefecture,
        host=total.host,
        campuses="",
        place="",
    )
