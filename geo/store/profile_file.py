"""profile.toml of a data folder becomes a profile, or the faults that forbid it.

Standard library only: the web workers load it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geo.errors import CatalogueError, Fault
from geo.files.operator_files import FileProblem, written
from geo.languages import TABLE_LANGS
from geo.model.profile import (
    Albers,
    CityNames,
    FirstIndicators,
    Laboratories,
    LaboratoryWords,
    Opening,
    Profile,
)
from geo.sentences import Said, said

FILE = "profile.toml"
CITIES = "science_cities"
RULE = "profile"
# What each entry must be: the key of its sentence in geo/text/profile.*.json, which has an example.
ENTRIES: Mapping[str, Mapping[str, str]] = {
    "atlas": {"title_zh": "text", "title_en": "text"},
    "province": {"adcode": "adcode", "name_zh": "text", "name_en": "text"},
    "plan": {"source_id": "text", "first_year": "year", "last_year": "year", "base_year": "year"},
    "census": {"year": "year"},
    "planned_areas": {"versions": "years"},
    "comparison": {"prefectures": "codes", "zones": "ids", "areas": "ids", "groups": "ids"},
    "indicators": {
        "map": "indicator",
        "groups": "indicator",
        "gap": "indicator",
        "key_figures": "indicators",
        "headlines": "indicators",
        "likeness": "indicators",
    },
    "projection": {"parallels": "degrees", "longitude": "degree", "latitude": "degree"},
    "suggestions": {"gdp_year": "year", "hnte_year": "year"},
}
LABORATORIES = "laboratories"
# A table that may be left out.
OPTIONAL: Mapping[str, str] = {
    "type": "text",
    **{
        f"{part}_{lang}": "text"
        for part in ("title", "rule", "caption", "rest")
        for lang in TABLE_LANGS
    },
}
CITY: Mapping[str, str] = {
    "id": "city",
    "layer": "layer",
    "name_zh": "text",
    "name_en": "text",
    "short_zh": "text",
    "short_en": "text",
}
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "adcode": re.compile("[1-9][0-9]0000"),
    "city": re.compile("[a-z]+"),
    "indicator": re.compile("[a-z][a-z0-9_]*"),
    "layer": re.compile("science-city-[a-z]+(-[a-z]+)*"),
    # Braces are where phrases have their parts.
    "text": re.compile(r"(?=.*\S)[^{}\x00-\x1f\x7f]{1,300}"),
}
YEARS = range(1900, 2100)
EAST = 180
PAIR = 2


def profile(folder: Path) -> Profile:
    """Return the profile of a data folder; raise CatalogueError with every fault of its file."""
    found, faults = read_profile(folder)
    if found is None:
        raise CatalogueError(faults)
    return found


def read_profile(folder: Path) -> tuple[Profile | None, list[Fault]]:
    """Return the profile of a data folder, or None and everything that is wrong with its file."""
    try:
        entries = written(folder / FILE)
    except FileProblem as error:
        return None, [Fault(FILE, None, "", "", RULE, said("profile.file", why=error.message))]
    faults = list(_faults(entries))
    if faults:
        text = (folder / FILE).read_text(encoding="utf-8-sig", errors="replace")
        return None, [_placed(fault, text) for fault in faults]
    return _profile(entries), []


def fault(entry: str, value: object, message: Said) -> Fault:
    """Return a fault of one entry, such as ``plan.source_id``."""
    return Fault(FILE, None, entry, str(value), RULE, message)


def _placed(found: Fault, text: str) -> Fault:
    """Return a fault with the line its entry stands on, where it stands on one."""
    table, _, key = re.sub(r"\[\d+\]", "", found.column).partition(".")
    number = int(nth[1]) if (nth := re.search(r"\[(\d+)\]", found.column)) else 0
    head, seen = "", -1
    for at, line in enumerate(text.splitlines(), start=1):
        opened = re.match(r"\s*\[+\s*([\w-]+)\s*\]+", line)
        if opened:
            head, seen = opened[1], seen + (opened[1] == table)
        if head == table and seen == number and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return Fault(FILE, at, found.column, found.value, found.rule, found.message)
    return found


def _faults(entries: Mapping[str, Any]) -> Iterator[Fault]:
    known = (*ENTRIES, CITIES, LABORATORIES)
    for table in entries:
        if table not in known:
            yield fault(table, "", said("profile.table", known=tuple(f"[{one}]" for one in known)))
    for table, forms in ENTRIES.items():
        yield from _table(table, forms, entries.get(table))
    if LABORATORIES in entries:
        yield from _table(LABORATORIES, OPTIONAL, entries[LABORATORIES])
    cities = entries.get(CITIES)
    if not isinstance(cities, list) or not cities:
        yield fault(CITIES, "", said("profile.cities"))
        return
    for at, city in enumerate(cities):
        yield from _table(f"{CITIES}[{at}]", CITY, city)
    for key in ("id", "layer"):
        named = [city.get(key) for city in cities if isinstance(city, dict)]
        for at, word in enumerate(named):
            if word in named[:at]:
                yield fault(f"{CITIES}[{at}].{key}", word, said("profile.city-twice"))


def _table(table: str, forms: Mapping[str, str], rows: object) -> Iterator[Fault]:
    if not isinstance(rows, dict):
        known = tuple(forms)
        yield fault(table, "", said("profile.table-missing", table=table, known=known))
        return
    for key in rows:
        if key not in forms:
            yield fault(f"{table}.{key}", rows[key], said("profile.unknown", known=tuple(forms)))
    for key, form in forms.items():
        right = said(f"profile.form.{form}")
        if key not in rows:
            yield fault(f"{table}.{key}", "", said("profile.missing", key=key, right=right))
        elif not _fits(form, rows[key]):
            yield fault(f"{table}.{key}", rows[key], said("profile.write", right=right))


def _fits(form: str, value: object) -> bool:
    """Return whether a value has a form."""
    if isinstance(value, list):
        return _lists(form, value)
    if isinstance(value, str):
        return form in PATTERNS and bool(PATTERNS[form].fullmatch(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # East of Greenwich and north of the equator.
    return value in YEARS if form == "year" else form == "degree" and 0 < value < EAST


def _lists(form: str, values: list[Any]) -> bool:
    """Return whether a list has a form: two that rise, or names."""
    single = {"years": "year", "degrees": "degree"}.get(form)
    if single:
        pair = len(values) == PAIR and all(_fits(single, value) for value in values)
        return pair and bool(values[0] < values[1])
    if form == "indicators":
        return bool(values) and all(_fits("indicator", value) for value in values)
    named = all(_fits("text", value) for value in values)
    return named and (form == "ids" or (form == "codes" and bool(values)))


def _profile(entries: Mapping[str, Any]) -> Profile:
    atlas, province, plan = entries["atlas"], entries["province"], entries["plan"]
    first, latest = map(str, entries["planned_areas"]["versions"])
    opening, flat = entries["comparison"], entries["projection"]
    return Profile(
        adcode=province["adcode"],
        name_zh=province["name_zh"],
        name_en=province["name_en"],
        title_zh=atlas["title_zh"],
        title_en=atlas["title_en"],
        plan_source=plan["source_id"],
        first_year=str(plan["first_year"]),
        last_year=str(plan["last_year"]),
        base_year=str(plan["base_year"]),
        census_year=str(entries["census"]["year"]),
        versions=(first, latest),
        cities=tuple(
            CityNames(
                city=city["id"],
                layer_id=city["layer"],
                **{key: city[key] for key in ("name_zh", "name_en", "short_zh", "short_en")},
            )
            for city in entries[CITIES]
        ),
        opening=Opening(
            **{kind: tuple(opening[f"{kind}s"]) for kind in Opening.__dataclass_fields__}
        ),
        indicators=_indicators(entries["indicators"]),
        projection=Albers(tuple(flat["parallels"]), flat["longitude"], flat["latitude"]),
        gdp_year=str(entries["suggestions"]["gdp_year"]),
        hnte_year=str(entries["suggestions"]["hnte_year"]),
        laboratories=_laboratories(entries[LABORATORIES]) if LABORATORIES in entries else None,
    )


def _indicators(rows: Mapping[str, Any]) -> FirstIndicators:
    lists = {key: tuple(ids) for key, ids in rows.items() if isinstance(ids, list)}
    return FirstIndicators(**{**rows, **lists})


def _laboratories(rows: Mapping[str, str]) -> Laboratories:
    zh, en = (
        LaboratoryWords(*(rows[f"{part}_{lang}"] for part in LaboratoryWords.__dataclass_fields__))
        for lang in TABLE_LANGS
    )
    return Laboratories(rows["type"], zh, en)
