"""A table of data/statistics as it stands, on its way out, with the titles of its sources."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.errors import CatalogueError, Fault, UnknownWord
from geo.export.geometries import point, shapes
from geo.export.table import Cell, Column, Geometry, Table, Type, cited
from geo.files.precision import coarse
from geo.files.records import table_at
from geo.model.cells import listed, number
from geo.model.sources import Source

TYPES: Mapping[str, Type] = {"number": "number", "integer": "integer", "boolean": "boolean"}
POINTS = (("lon", "lat"), ("centre_lon", "centre_lat"))
CITES = ("source_ids", "source_id")


def names(folder: Path) -> tuple[str, ...]:
    """Return the names of the tables of a data folder."""
    return tuple(sorted(path.stem for path in (folder / "statistics").glob("*.csv")))


def statistics(folder: Path, name: str, sources: Mapping[str, Source]) -> Table:
    """Return a table by its name; raises UnknownWord with those that exist.

    Its rows are placed by their own point, or by the boundary of the place they name.
    """
    if name not in names(folder):
        raise UnknownWord("table", name, names(folder))
    header, rows = _read(folder / "statistics" / f"{name}.csv")
    types, title = _described(folder, name)
    kinds = [types.get(column, "text") for column in header]
    degrees = {name for names in POINTS for name in names}
    cells = [
        tuple(
            coarse(cell) if column in degrees and isinstance(cell, float) else cell
            for column, cell in zip(header, map(_cell, row, kinds), strict=True)
        )
        for row in rows
    ]
    cites = next((column for column in CITES if column in header), "")
    columns = [Column(column, kind) for column, kind in zip(header, kinds, strict=True)]
    used: dict[str, Source] = {}
    if cites:
        at = header.index(cites)
        columns.append(Column("source_titles"))
        for index, row in enumerate(rows):
            mine = {s: sources[s] for s in listed(row[at]) if s in sources}
            used |= mine
            cells[index] = (*cells[index], cited(tuple(mine), sources)[1])
    return Table(
        name=name,
        title=title or name,
        columns=tuple(columns),
        rows=tuple(cells),
        sources=tuple(used.values()),
        geometries=_places(folder, header, rows),
    )


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    found = table_at(path)
    if isinstance(found, Fault):
        raise CatalogueError([found])
    header, body = found
    return header, [(row + [""] * len(header))[: len(header)] for _, row in body]


def _described(folder: Path, name: str) -> tuple[Mapping[str, Type], str]:
    """Return the types of the columns and the title, as the data package says them."""
    path = folder / "datapackage.json"
    if not path.exists():
        return {}, ""
    for resource in json.loads(path.read_text("utf-8-sig"))["resources"]:
        if resource["name"] == name:
            fields = resource["schema"]["fields"]
            types = {f["name"]: TYPES[f["type"]] for f in fields if f["type"] in TYPES}
            return types, resource.get("title", "")
    return {}, ""


def _cell(text: str, kind: Type) -> Cell:
    if not text.strip():
        return None
    if kind == "boolean":
        return text.strip().lower() == "true"
    if kind == "integer":
        return int(text)
    return number(text) if kind == "number" else text


def _places(
    folder: Path, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Geometry | None, ...]:
    for lon, lat in POINTS:
        if lon in header:
            x, y = header.index(lon), header.index(lat)
            return tuple(_point(row[x], row[y]) for row in rows)
    if "place_id" not in header:
        return ()
    at = header.index("place_id")
    known = {**shapes(folder, "province"), **shapes(folder, "prefecture"), **shapes(folder, "zone")}
    with (folder / "statistics" / "zones.csv").open(encoding="utf-8-sig", newline="") as file:
        zones = {row["zone_id"]: _point(row["lon"], row["lat"]) for row in csv.DictReader(file)}
    return tuple(known.get(row[at]) or zones.get(row[at]) for row in rows)


def _point(lon: str, lat: str) -> Geometry | None:
    x, y = number(lon), number(lat)
    return None if x is None or y is None else point((x, y))
