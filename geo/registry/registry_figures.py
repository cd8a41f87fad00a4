"""Figures of a registry: its counts as indicators of places, written as tables of a data package.

Counts are of the whole extract: where it has no enterprise of a county there is none, and the
figure is 0. What it does not tell (a field nobody has, a zone without a published boundary) has no
figure. A prefecture has its counties and those that are known to be in it and no nearer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.files.atomic import write_file
from geo.model.figures import REGISTRY_STATUS
from geo.model.registry_tables import (
    PREFIX,
    REGISTRY_DERIVED,
    REGISTRY_INDICATORS,
    REGISTRY_VALUES,
    two_languages,
)
from geo.registry.registry_counts import registry_counts
from geo.sentences import Said, said

if TYPE_CHECKING:
    from geo.model.table_schema import TableSchema
    from geo.registry.registry_counts import RegistryCounts
    from geo.registry.registry_package import RegistryPackage
    from geo.store.catalogue import Catalogue

# Founding years that a map steps through: growth of two decades, and no century of ones.
FOUNDED_YEARS = 20
YEARS_OF_PEOPLE = 2
ACTIVE, FOUNDED = f"{PREFIX}active", f"{PREFIX}founded"
NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
LAST_OF_YEAR = (12, 31)
MOST_NAMED = 5

Row = Mapping[str, str]


@dataclass(frozen=True)
class _Making:
    """What figures are made of: counts, what was told of the import, the places there are."""

    counts: RegistryCounts
    package: RegistryPackage
    catalogue: Catalogue

    @property
    def day(self) -> str:
        return str(self.package.about["extracted"])

    @property
    def of(self) -> Said:
        return said("registry.of.synthetic" if self.package.synthetic else "registry.of")

    @property
    def years(self) -> Sequence[int]:
        """Return the years that the extract covers to their end, as far back as figures go."""
        day = date.fromisoformat(self.day)
        last = day.year if (day.month, day.day) == LAST_OF_YEAR else day.year - 1
        return range(last - FOUNDED_YEARS + 1, last + 1)

    @property
    def fields(self) -> Mapping[str, str]:
        """Return the indicator of each field that some enterprise tells, in the plan's order."""
        told = {field for _, field in self.counts.by_field}
        ids: dict[str, str] = {}
        for at, (name, one) in enumerate(self.catalogue.fields.items(), start=1):
            plain = NOT_IN_NAMES.sub("_", one.name_en.casefold()).strip("_") or f"field_{at}"
            if name in told:
                ids[name] = f"{ACTIVE}_{plain}"
        return ids


def registry_tables(package: RegistryPackage, catalogue: Catalogue) -> Mapping[str, bytes]:
    """Return the tables of a registry's figures, by their paths in a data package.

    ``catalogue`` has the places, fields and zones of that package; figures of a registry in it do
    not matter. Raises AtlasError for a registry that counts where the package has no place.
    """
    making = _Making(registry_counts(package), package, catalogue)
    _known(making)
    tables: Mapping[TableSchema, Iterator[Row]] = {
        REGISTRY_INDICATORS: _indicators(making),
        REGISTRY_DERIVED: _derived(making),
        REGISTRY_VALUES: _values(making),
    }
    return {table.path: _written(table, rows) for table, rows in tables.items()}


def write_registry_tables(data: Path, package: RegistryPackage, catalogue: Catalogue) -> None:
    """Write the tables of a registry's figures into a data folder."""
    for path, body in registry_tables(package, catalogue).items():
        write_file(data / path, body)


def _known(making: _Making) -> None:
    counts, places = making.counts, making.catalogue.places
    used = {*counts.opened, *(place for place, _ in counts.founded)}
    strange = sorted(place for place in used if place not in places)
    strange += sorted(zone for zone in counts.in_zones if zone not in making.catalogue.zones)
    if strange:
        raise AtlasError(said("registry.elsewhere", places=tuple(strange[:MOST_NAMED])))


def _written(table: TableSchema, rows: Iterator[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out, [column.name for column in table.columns], restval="", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _indicators(making: _Making) -> Iterator[Row]:
    counts = making.counts

    def row(name: str, title: Said, *notes: Said) -> Row:
        return {
            "indicator_id": name,
            "kind": "count",
            "decimals": "0",
            **_each("unit", said("registry.unit")),
            **_described(making, title, *notes),
        }

    note = said("registry.note.active", day=making.day, statusless=f"{counts.statusless:,}")
    yield row(ACTIVE, said("registry.indicator.active", of=making.of), note)
    for field, name in making.fields.items():
        one = making.catalogue.fields[field]
        words = Said(one.name_en[:1].lower() + one.name_en[1:], one.name_zh)
        title = said("registry.indicator.field", field=words, of=making.of)
        note = said("registry.note.field", day=making.day, fieldless=f"{counts.fieldless:,}")
        yield row(name, title, note)
    if counts.founded:
        note = said(
            "registry.note.founded",
            day=making.day,
            yearless=f"{counts.yearless:,}",
            first=str(making.years[0]),
        )
        yield row(FOUNDED, said("registry.indicator.founded", of=making.of), note)


def _derived(making: _Making) -> Iterator[Row]:
    people = {
        "denominator": "people",
        "factor": "1",
        "denominator_years": str(YEARS_OF_PEOPLE),
        "decimals": "2",
        **_each("unit", said("registry.unit.people")),
    }
    of_people = said("registry.note.people-census")

    def row(numerator: str, ending: str, title: str, note: Said, how: Row) -> Row:
        named = said(f"registry.indicator.{title}", of=making.of)
        return {
            "indicator_id": f"{numerator}_{ending}",
            "numerator_id": numerator,
            **how,
            **_described(making, named, note),
        }

    yield row(ACTIVE, "per_10k_people", "people", of_people, people)
    area = {
        "denominator": "area",
        "factor": "100",
        "decimals": "1",
        **_each("unit", said("registry.unit.area")),
    }
    yield row(ACTIVE, "per_100km2", "area", said("registry.note.area"), area)
    share = {
        "denominator": "province",
        "factor": "100",
        "decimals": "2",
        **_each("unit", Said("%", "%")),
    }
    yield row(ACTIVE, "province_share", "share", said("registry.note.share"), share)
    if making.counts.founded:
        yield row(FOUNDED, "per_10k_people", "founded-people", of_people, people)


def _values(making: _Making) -> Iterator[Row]:
    counts, day = making.counts, making.day
    row = partial(_value, making, period=day[:4], as_of=day)
    yield from _divided(making, counts.opened.get, partial(row, ACTIVE))
    for zone in sorted(making.package.about["zones"]):
        note = said("registry.note.zone")
        yield row(ACTIVE, zone, counts.in_zones.get(zone, 0), note)
    for field, name in making.fields.items():
        by_place = {place: n for (place, of), n in counts.by_field.items() if of == field}
        yield from _divided(making, by_place.get, partial(row, name))
    for year in making.years if counts.founded else ():
        by_place = {place: n for (place, of), n in counts.founded.items() if of == year}
        told = partial(_value, making, FOUNDED, period=str(year), as_of="")
        yield from _divided(making, by_place.get, told)


def _divided(
    making: _Making, count: Callable[[str], int | None], row: Callable[..., Row]
) -> Iterator[Row]:
    """Yield a figure of the province, of each prefecture, and of each county."""
    known = making.catalogue
    own = {place: count(place) or 0 for place in known.places}
    within = {place.place_id: own[place.place_id] for place in known.divisions("prefecture")}
    loose = dict(within)
    for county in known.divisions("county"):
        within[county.prefecture] += own[county.place_id]
    yield row(known.profile.adcode, sum(within.values()))
    for place, total in within.items():
        yield row(place, total)
    for county in known.divisions("county"):
        more = loose[county.prefecture]
        note = [said("registry.note.loose", count=f"{more:,}")] if more else []
        yield row(county.place_id, own[county.place_id], *note)


def _value(
    making: _Making, indicator: str, place: str, count: int, *notes: Said, period: str, as_of: str
) -> Row:
    about = (*([said("registry.note.synthetic")] if making.package.synthetic else []), *notes)
    return {
        "place_id": place,
        "indicator_id": indicator,
        "period": period,
        "as_of": as_of,
        "value": str(count),
        "status": REGISTRY_STATUS,
        "source_id": str(making.package.about["source"]),
        "quote": f"{making.of.zh} {making.day}",
        "note": two_languages("".join(one.zh for one in about), " ".join(about)) if about else "",
    }


def _described(making: _Making, title: Said, *notes: Said) -> Row:
    about = [*notes]
    if making.package.about.get("withheld"):
        about.append(said("registry.note.withheld"))
    if making.package.synthetic:
        about.insert(0, said("registry.note.synthetic"))
    return {
        **_each("name", title),
        "note_zh": "".join(one.zh for one in about),
        "note_en": " ".join(about),
    }


def _each(column: str, words: Said) -> Row:
    return {f"{column}_zh": words.zh, f"{column}_en": str(words)}
