"""Counts of a registry, by place, zone, field, status and founding year, as its cube has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.registry.registry_file import COMPRESSION, COUNTED, WORD
from geo.registry.registry_package import RegistryPackage

# What the words of a kind say, in the order of COUNTED; None is unknown.
Kind = tuple[Any, ...]
Kinds = Mapping[Kind, int]
CLOSED = "closed"
COUNT = "count"


@dataclass(frozen=True)
class RegistryCounts:
    """How many enterprises a registry has of each kind.

    ``opened`` are those not known to be closed, by place; ``by_field`` and ``in_zones`` count the
    same by place and field, and by zone. ``founded`` counts all by place and year, whatever became
    of them. A place is a county, or a prefecture where no more is known. ``statusless`` of the
    open tell no status, ``fieldless`` no field; ``yearless`` of all tell no year.
    """

    opened: Mapping[str, int]
    by_field: Mapping[tuple[str, str], int]
    in_zones: Mapping[str, int]
    founded: Mapping[tuple[str, int], int]
    statusless: int
    fieldless: int
    yearless: int
    total: int


def registry_counts(package: RegistryPackage) -> RegistryCounts:
    """Return the counts of a registry from its cube."""
    cube = _plain(pq.read_table(package.cube_path))
    # What tells no status is not known to be closed.
    opened = cube.filter(pc.not_equal(pc.fill_null(cube["status"], ""), CLOSED))
    fields, years = _sums(opened, "place", "field"), _sums(cube, "place", "year")
    zones = _sums(opened, "zone")
    return RegistryCounts(
        opened={place: count for (place,), count in _sums(opened, "place").items()},
        by_field={kind: count for kind, count in fields.items() if kind[1] is not None},
        in_zones={zone: count for (zone,), count in zones.items() if zone is not None},
        founded={kind: count for kind, count in years.items() if kind[1] is not None},
        statusless=_sums(opened, "status").get((None,), 0),
        fieldless=sum(count for kind, count in fields.items() if kind[1] is None),
        yearless=sum(count for kind, count in years.items() if kind[1] is None),
        total=sum(years.values()),
    )


def kinds_of(rows: pa.Table) -> Counter[Kind]:
    """Return how many rows there are of each kind."""
    words, numbers = {}, {}
    for name in COUNTED:
        column = rows[name].combine_chunks()
        if pa.types.is_dictionary(column.type):
            # Numbers are grouped several times as fast as the words that they stand for.
            words[name] = column.dictionary.to_pylist()
            column = column.indices
        numbers[name] = column
    kinds = pa.table(numbers).group_by(list(COUNTED)).aggregate([([], "count_all")])
    columns = []
    for name in COUNTED:
        told = words.get(name)
        column = kinds[name].to_pylist()
        columns.append(
            column if told is None else [one if one is None else told[one] for one in column]
        )
    counted: Counter[Kind] = Counter()
    for kind, count in zip(zip(*columns, strict=True), kinds["count_all"].to_pylist(), strict=True):
        counted[kind] += count
    return counted


def kinds_in_cube(path: Path) -> Counter[Kind]:
    """Return the counts of a cube."""
    return _counter(pq.read_table(path), COUNT)


def kinds_in_rows(path: Path) -> Counter[Kind]:
    """Return how many rows of a registry there are of each kind, a group of rows at a time."""
    kinds: Counter[Kind] = Counter()
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            kinds.update(kinds_of(file.read_row_group(group, columns=list(COUNTED))))
    return kinds


def write_kinds(path: Path, kinds: Kinds) -> None:
    """Write counts as a cube."""
    order = sorted(kinds, key=lambda kind: tuple((one is not None, one) for one in kind))
    columns = {
        name: pa.array([kind[at] for kind in order], pa.int16() if name == "year" else WORD)
        for at, name in enumerate(COUNTED)
    }
    counts = pa.array([kinds[kind] for kind in order], pa.int64())
    pq.write_table(pa.table({**columns, COUNT: counts}), path, compression=COMPRESSION)


def _plain(rows: pa.Table) -> pa.Table:
    """Return rows whose words are texts: groups of a file may number words otherwise."""
    columns = {
        name: pc.cast(rows[name], pa.string())
        if pa.types.is_dictionary(rows[name].type)
        else rows[name]
        for name in rows.column_names
    }
    return pa.table(columns)


def _sums(rows: pa.Table, *names: str) -> dict[Any, int]:
    sums = rows.group_by(list(names)).aggregate([(COUNT, "sum")])
    return _read(sums, names, f"{COUNT}_sum")


def _counter(rows: pa.Table, counted: str) -> Counter[Kind]:
    return Counter(_read(rows, COUNTED, counted))


def _read(rows: pa.Table, names: Sequence[str], counted: str) -> dict[Kind, int]:
    words = zip(*(rows[name].to_pylist() for name in names), strict=True)
    return dict(zip(words, rows[counted].to_pylist(), strict=True))
