"""A table of data/statistics as it stands, on its way out, with the titles of its sources."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from geo.errors import CatalogueError, Fault, UnknownWord
from geo.export.geometries import point, shapes
from geo.export.table import Cell, Column, Geometry, Table, Type, both_languages, cited
from geo.files.precision import coarse
from geo.files.records import table_at
from geo.model.cells import listed, number
from geo.model.reader_notes import ReaderNotes
from geo.model.sources import Source
from geo.store.references import PACKAGE

TYPES: Mapping[str, Type] = {"number": "number", "integer": "integer", "boolean": "boolean"}
POINTS = (("lon", "lat"), ("centre_lon", "centre_lat"))
CITES = ("source_ids", "source_id")


def names(folder: Path) -> tuple[str, ...]:
    """Return the names of the tables of a data folder."""
    return tuple(sorted(path.stem for path in (folder / "statistics").glob("*.csv")))


def statistics(
    folder: Path, name: str, sources: Mapping[str, Source], notes: ReaderNotes | None = None
) -> Table:
    """Return a table by its name; raises UnknownWord with those that exist.

    Its rows are placed by their own point, or by the boundary of the place they name. With
    ``notes`` they are as a reader meets them (geo.model.reader_notes), and without shapes.
    """
    if name not in names(folder):
        raise UnknownWord("table", name, names(folder))
    header, rows = _read(folder / "statistics" / f"{name}.csv")
    types, title, strict = _described(folder, name)
    if notes is not None:
        free = set(header) - strict
        rows = [_for_reader(notes, name, dict(zip(header, row, strict=True)), free) for row in rows]
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
        geometries=() if notes is not None else _places(folder, header, rows),
    )


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    found = table_at(path)
    if isinstance(found, Fault):
        raise CatalogueError([found])
    header, body = found
    return header, [(row + [""] * len(header))[: len(header)] for _, row in body]


def _for_reader(
    notes: ReaderNotes, name: str, row: Mapping[str, str], free: Collection[str]
) -> list[str]:
    """Return the cells of a row as a reader meets them, remarks in both languages.

    What a program reads is left as it is: only columns of ``free`` words are reworded.
    """
    cells = notes.read(name, row)
    return [both_languages(cells[at] or "") if at in free else row[at] for at in row]


def _described(folder: Path, name: str) -> tuple[Mapping[str, Type], str, frozenset[str]]:
    """Return the types of the columns, the title, and the columns that have a pattern.

    They are as the data package says them.
    """
    path = folder / PACKAGE
    if not path.exists():
        return {}, "", frozenset()
    for resource in json.loads(path.read_text("utf-8-sig"))["resources"]:
        if resource["name"] == name:
            fields = resource["schema"]["fields"]
            types = {row["name"]: TYPES[row["type"]] for row in fields if row["type"] in TYPES}
            strict = (row["name"] for row in fields if "pattern" in row.get("constraints", {}))
            return types, resource.get("title", ""), frozenset(strict)
    return {}, "", frozenset()


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
