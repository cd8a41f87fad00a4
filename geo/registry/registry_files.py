"""A registry's files, read in batches: CSV, Parquet and GeoParquet, whatever their length."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import shapely

from geo.errors import AtlasError
from geo.registry.registry_columns import POINT, columns_of
from geo.sentences import said
from geo.store.place_grid import Counts

# Rows of a batch: some tens of megabytes, whatever the file has.
BATCH = 250_000
# Bytes of a block of CSV, about a batch.
BLOCK = 1 << 25
UTF8 = "utf-8"
PARQUET = (".parquet", ".geoparquet")
PROBE = 1 << 16
# A GeoParquet file without a reference system is in degrees of WGS 84.
DEGREES = ("EPSG:4326", "EPSG:4490", "OGC:CRS84")
ENCODINGS = ("WKB", "point")


@dataclass(frozen=True)
class FilePart:
    """What is read of a file: all of it, some groups of its rows, or a stretch of its bytes.

    ``groups`` are row groups of a Parquet file. ``span`` is where whole lines of a CSV begin and
    end, its header not among them.
    """

    groups: tuple[int, ...] = ()
    span: tuple[int, int] | None = None


WHOLE = FilePart()


@dataclass(frozen=True)
class Batch:
    """Rows of a file, as it has them: ``columns`` are ours, as far as the file has them.

    ``numbers`` are those of its rows, counted from 1 without the header, in the part that is
    read. ``broken`` are rows that have another number of cells than the header: their numbers, and
    what they say.
    """

    numbers: Counts
    columns: Mapping[str, pa.ChunkedArray]
    broken: tuple[tuple[int, str], ...] = ()

    @property
    def last(self) -> int:
        """Return the number of the last row, broken ones included."""
        return max([*map(int, self.numbers[-1:]), *(number for number, _ in self.broken)])


def batches(
    path: Path, chosen: Mapping[str, str], encoding: str = "", part: FilePart = WHOLE
) -> Iterator[Batch]:
    """Yield the rows of a file, or of a part; raises AtlasError in words for a file that is none.

    A CSV is UTF-8, or GB18030 where its beginning is not UTF-8; ``encoding`` says another.
    """
    try:
        yield from (
            _parquet(path, chosen, part)
            if path.suffix.lower() in PARQUET
            else _csv(path, chosen, encoding, part)
        )
    except OSError as error:
        raise AtlasError(said("registry.unread", path=str(path), why=str(error))) from error
    except (pa.ArrowInvalid, UnicodeDecodeError, csv.Error) as error:
        raise AtlasError(said("registry.broken", path=str(path), why=str(error))) from error


def _csv(path: Path, chosen: Mapping[str, str], encoding: str, part: FilePart) -> Iterator[Batch]:
    encoding = encoding_of(path, encoding)
    columns = columns_of(_header(path, encoding), chosen)
    broken: list[tuple[int, str]] = []

    def skip(row: pa_csv.InvalidRow) -> str:
        # The header is a row to the reader.
        broken.append((row.number - 1, row.text))
        return "skip"

    reader = pa_csv.open_csv(
        path if part.span is None else _stretch(path, *part.span),
        # One thread: the reader then knows the number of a row that it skips.
        read_options=pa_csv.ReadOptions(block_size=BLOCK, encoding=encoding, use_threads=False),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=skip),
        convert_options=pa_csv.ConvertOptions(
            include_columns=list(columns.values()),
            column_types=dict.fromkeys(columns.values(), pa.string()),
            strings_can_be_null=False,
        ),
    )
    first = 1
    for block in reader:
        rows = pa.Table.from_batches([block]).rename_columns(list(columns))
        end = first + rows.num_rows
        lost: list[tuple[int, str]] = []
        # The reader is ahead of what it has given: rows that it skipped may be of the next batch.
        while broken and broken[0][0] < end:
            lost.append(broken.pop(0))
            end += 1
        numbers = np.setdiff1d(np.arange(first, end), [number for number, _ in lost])
        yield Batch(numbers, {name: rows[name] for name in columns}, tuple(lost))
        first = end
    if broken:
        yield Batch(
            np.zeros(0, dtype=np.int64),
            {name: pa.array([], pa.string()) for name in columns},
            tuple(broken),
        )


def _stretch(path: Path, start: int, end: int) -> io.BytesIO:
    """Return lines of a CSV as a file of their own, which begins with the header of all."""
    with path.open("rb") as file:
        header = file.readline()
        file.seek(start)
        return io.BytesIO(header + file.read(end - start))


def encoding_of(path: Path, chosen: str) -> str:
    """Return Python's name of the encoding that is chosen, or else of that of a CSV."""
    if chosen:
        try:
            return codecs.lookup(chosen).name
        except LookupError:
            raise AtlasError(said("registry.encoding", word=chosen)) from None
    with path.open("rb") as file:
        head = file.read(PROBE)
    try:
        # A character may be cut at the end of what was read.
        head[: head.rfind(b"\n") + 1 or len(head)].decode(UTF8)
    except UnicodeDecodeError:
        return "gb18030"
    return UTF8


def _header(path: Path, encoding: str) -> list[str]:
    signed = "utf-8-sig" if encoding == UTF8 else encoding
    with path.open(encoding=signed, newline="") as file:
        header = next(csv.reader(file), [])
    if not header:
        raise AtlasError(said("registry.empty", path=str(path)))
    return header


def _parquet(path: Path, chosen: Mapping[str, str], part: FilePart) -> Iterator[Batch]:
    file = pq.ParquetFile(path)
    geometry = _geometry(file, path)
    header = [name for name in file.schema_arrow.names if name != geometry]
    # A column of points says where, and no other column need.
    columns = columns_of([*header, *(POINT if geometry else ())], chosen)
    named = {
        ours: theirs
        for ours, theirs in columns.items()
        if theirs in header and not (geometry and ours in POINT)
    }
    first = 1
    asked = [*named.values(), *filter(None, [geometry])]
    groups = part.groups or range(file.num_row_groups)
    for block in file.iter_batches(BATCH, row_groups=groups, columns=asked):
        rows = pa.Table.from_batches([block])
        found = {ours: rows[theirs] for ours, theirs in named.items()}
        if geometry:
            found |= _points(rows[geometry])
        yield Batch(np.arange(first, first + rows.num_rows), found)
        first += rows.num_rows


def _geometry(file: pq.ParquetFile, path: Path) -> str:
    """Return the column of points of a GeoParquet file, or nothing."""
    text = (file.schema_arrow.metadata or {}).get(b"geo")
    if text is None:
        return ""
    about: Any = json.loads(text)
    name = str(about["primary_column"])
    column = about["columns"][name]
    system = (column.get("crs") or {}).get("id", {})
    code = f"{system.get('authority', 'OGC')}:{system.get('code', 'CRS84')}"
    if code not in DEGREES or column.get("encoding") not in ENCODINGS:
        raise AtlasError(said("registry.system", path=str(path), code=code, known=DEGREES))
    return name


def _points(column: pa.ChunkedArray) -> dict[str, pa.Array]:
    if pa.types.is_struct(column.type):
        return dict(zip(POINT, column.combine_chunks().flatten(), strict=True))
    points = shapely.from_wkb(column.to_numpy())
    return dict(
        zip(POINT, map(pa.array, (shapely.get_x(points), shapely.get_y(points))), strict=True)
    )
