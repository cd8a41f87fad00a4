"""The profile beside the tables and the boundaries: what it names is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict

from geo.errors import Fault
from geo.model.profile import Profile
from geo.sentences import said
from geo.store.profile_file import CITIES, LABORATORIES, fault
from geo.validate.boundary_rules import Shape
from geo.validate.tables import CheckedTable

MOST_SHOWN = 8


def faults(
    profile: Profile, tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]
) -> Iterator[Fault]:
    """Yield what the profile names and the data do not have; what is unread is not judged."""
    yield from _names(profile, shapes)
    yield from _years(profile)
    sources = _ids(tables, "sources", "source_id")
    yield from _known("plan.source_id", (profile.plan_source,), "sources", sources)
    features = shapes["prefectures"].features if "prefectures" in shapes else ()
    codes = [feature.word("adcode") for feature in features]
    yield from _known("comparison.prefectures", profile.opening.prefecture, "prefectures", codes)


def warnings(profile: Profile, tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    """Yield what the profile names in vain: pages do without it.

    They may be missing on purpose, in a copy without what is sensitive.
    """
    opening, areas = profile.opening, _ids(tables, "science_city_areas", "area_id")
    yield from _known("comparison.zones", opening.zone, "zones", _ids(tables, "zones", "zone_id"))
    yield from _known("comparison.areas", opening.area, "science_city_areas", areas)
    yield from _known("comparison.groups", opening.group, "place_groups", _groups(tables))
    ids = (*_ids(tables, "indicators", "indicator_id"), *_ids(tables, "derived", "indicator_id"))
    for entry, named in asdict(profile.indicators).items():
        words = (named,) if isinstance(named, str) else named
        yield from _known(f"indicators.{entry}", words, "indicators", ids)
    if profile.laboratories is not None:
        types = _ids(tables, "platform_types", "type")
        own = (profile.laboratories.platform_type,)
        yield from _known(f"{LABORATORIES}.type", own, "platform_types", types)
    for at, city in enumerate(profile.city_ids):
        if areas and not any(area.startswith(f"{city}-") for area in areas):
            yield fault(f"{CITIES}[{at}].id", city, said("profile.no-areas", city=city))


def _names(profile: Profile, shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    for feature in shapes["province"].features if "province" in shapes else ():
        for column, own in (("name_zh", profile.name_zh), ("name_en", profile.name_en)):
            full = feature.word(column)
            if full and not full.startswith(own):
                yield fault(f"province.{column}", own, said("profile.name", full=full))


def _years(profile: Profile) -> Iterator[Fault]:
    first, last = profile.first_year, profile.last_year
    if not first < last:
        yield fault("plan.last_year", last, said("profile.order", first=first))
    if not profile.base_year < last:
        yield fault("plan.base_year", profile.base_year, said("profile.years", last=last))


def _known(
    entry: str, words: Collection[str], table: str, known: Collection[str]
) -> Iterator[Fault]:
    """Yield each word that names none of the known, of which the first are told."""
    for word in words:
        if known and word not in known:
            shown = tuple(known)[:MOST_SHOWN]
            yield fault(entry, word, said("profile.names-none", table=table, known=shown))


def _ids(tables: Mapping[str, CheckedTable], name: str, column: str) -> list[str]:
    return [row[column] for row in tables[name].rows] if name in tables else []


def _groups(tables: Mapping[str, CheckedTable]) -> list[str]:
    """Return what addresses call the groups: ``group:<id>`` and ``region:<id>``."""
    named = (("group", "place_groups", "group_id"), ("region", "regions", "region_id"))
    return [
        f"{kind}:{word}"
        for kind, table, column in named
        if table in tables
        for word in dict.fromkeys(row[column] for row in tables[table].rows)
    ]
