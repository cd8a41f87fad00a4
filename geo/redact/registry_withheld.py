"""A registry without the enterprises that a rule meets, read and written a group of rows at a time.

There is nothing coarser to say of an enterprise: its id names it. What a rule meets is left out,
and everything that is counted is counted without it. Nothing says how many there were.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from geo.errors import AtlasError
from geo.files.atomic import write_file
from geo.files.shape_files import read_level
from geo.model import divisions
from geo.redact.rules import Rule
from geo.registry.registry_boundaries import boundary_hashes
from geo.registry.registry_counts import Kind, kinds_of, write_kinds
from geo.registry.registry_figures import write_registry_tables
from geo.registry.registry_file import COMPRESSION, GROUP, WORD
from geo.registry.registry_package import (
    ABOUT,
    CUBE,
    FOLDER,
    REGISTRY,
    RegistryPackage,
    opened_registry,
    registry_of,
)
from geo.registry.registry_rows import SYNTHETIC
from geo.store import package

Mask = npt.NDArray[np.bool_]
# What of a row a word may stand in: texts of its own, and words that many rows share.
OWN, SHARED = ("id", "name"), ("field", "status", "place", "zone")
GEOMETRY, SIDES = "geometry", ("x", "y")
ZONES = "zone"


@dataclass
class RegistryCopy:
    """A registry on its way into the copy: what its rows are now, and which rules met any."""

    registry: RegistryPackage
    kinds: Counter[Kind] = field(default_factory=Counter)
    synthetic: int = 0
    met: set[Rule] = field(default_factory=set)


def rows_withheld(data: Path, rules: Sequence[Rule], out: Path) -> RegistryCopy | None:
    """Write the rows of a registry that no rule meets; None for a data folder without one.

    ``out`` has the boundaries of zones that stay: rows of other zones lie in none.
    """
    registry = registry_of(data)
    if registry is None:
        return None
    room = out / FOLDER
    room.mkdir()
    copy = RegistryCopy(registry)
    zones = _zones(out)
    areas = {rule: _area(rule) for rule in rules if rule.polygons}
    with pq.ParquetFile(registry.rows_path) as file:
        schema = file.schema_arrow
        with pq.ParquetWriter(room / REGISTRY, schema, compression=COMPRESSION) as writer:
            for group in range(file.num_row_groups):
                rows = file.read_row_group(group)
                rows = rows.filter(pa.array(~_met(rows, rules, areas, copy)))
                rows = _known_zones(rows, zones)
                copy.kinds.update(kinds_of(rows))
                copy.synthetic += pc.sum(pc.starts_with(rows["id"], SYNTHETIC)).as_py() or 0
                writer.write_table(rows.cast(schema), row_group_size=GROUP)
    if not copy.met and zones >= set(registry.about["zones"]):
        # Nothing was left out: the same bytes need no second place.
        _same(registry.rows_path, room / REGISTRY)
    return copy


def registry_finished(copy: RegistryCopy, sources: Collection[str], out: Path) -> None:
    """Write what is counted and told of the rows that stay, from the tables of the copy.

    A registry whose source is withheld goes with it.
    """
    room = out / FOLDER
    told = copy.registry.about
    if told["source"] not in sources:
        shutil.rmtree(room)
        return
    write_kinds(room / CUBE, copy.kinds)
    taken = copy.kinds.total()
    zones = _zones(out)
    about = {
        "source": told["source"],
        "extracted": told["extracted"],
        # What was refused, and in which files it stood, is for who imported it.
        "files": [],
        "rows": taken,
        "taken": taken,
        "refused": 0,
        "reasons": {},
        "examples": {},
        "synthetic": copy.synthetic,
        "boundaries": boundary_hashes(out),
        "zones": [zone for zone in told["zones"] if zone in zones],
        "fields": told["fields"],
        "withheld": bool(copy.met),
    }
    write_file(room / ABOUT, json.dumps(about, ensure_ascii=False, indent=1).encode())
    try:
        known = package.load(out, places=divisions.named(out), registry=False)
        write_registry_tables(out, opened_registry(room), known)
    except AtlasError:
        # The copy is not whole for another reason, which the check of it says.
        shutil.rmtree(room)


def _met(
    rows: pa.Table,
    rules: Sequence[Rule],
    areas: Mapping[Rule, shapely.Geometry],
    copy: RegistryCopy,
) -> Mask:
    """Return which rows some rule meets, and remember the rules."""
    whole = np.zeros(rows.num_rows, dtype=bool)
    texts = list(_texts(rows)) if any(rule.word for rule in rules) else []
    x, y = (pc.struct_field(rows[GEOMETRY], side).to_numpy().astype(np.float64) for side in SIDES)
    for rule in rules:
        if rule.word:
            hit = np.zeros(rows.num_rows, dtype=bool)
            for column in texts:
                hit |= _mask(pc.match_substring(column, rule.word))
        else:
            # On the border of an area is in it.
            hit = np.asarray(shapely.intersects_xy(areas[rule], x, y), dtype=bool)
        if hit.any():
            copy.met.add(rule)
            whole |= hit
    return whole


def _texts(rows: pa.Table) -> Iterator[pa.ChunkedArray]:
    """Yield the texts of rows as rules look at them, without capitals."""
    for name in OWN:
        folded = [text and text.casefold() for text in rows[name].to_pylist()]
        yield pa.chunked_array([pa.array(folded, pa.string())])
    for name in SHARED:
        column = pc.cast(rows[name], pa.string())
        words = {word: word.casefold() for word in pc.unique(column).to_pylist() if word}
        folded = [words.get(word) for word in column.to_pylist()]
        yield pa.chunked_array([pa.array(folded, pa.string())])


def _mask(found: pa.ChunkedArray) -> Mask:
    return np.asarray(pc.fill_null(found, fill_value=False).to_numpy(), dtype=bool)


def _area(rule: Rule) -> shapely.Geometry:
    parts = [shapely.Polygon(outer, holes) for outer, *holes in rule.polygons]
    area = shapely.make_valid(shapely.MultiPolygon(parts))
    shapely.prepare(area)
    return area


def _zones(out: Path) -> set[str]:
    """Return the zones whose boundary is in the copy."""
    return {feature.word("zone_id") for feature in read_level(out, "zone").sound()}


def _known_zones(rows: pa.Table, zones: Collection[str]) -> pa.Table:
    column = pc.cast(rows[ZONES], pa.string())
    kept = pc.if_else(pc.is_in(column, pa.array(sorted(zones), pa.string())), column, None)
    at = rows.column_names.index(ZONES)
    return rows.set_column(at, ZONES, kept.combine_chunks().dictionary_encode().cast(WORD))


def _same(source: Path, target: Path) -> None:
    target.unlink()
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
