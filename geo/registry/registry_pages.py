"""Enterprises of a registry page by page: those within a window, of a place, field, status, year.

A page begins after a row, by its position in the file, so the last page costs what the first does.
Groups of rows whose statistics exclude them are not read; memory holds one group.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, Unpack

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.errors import AtlasError
from geo.sentences import said

if TYPE_CHECKING:
    from geo.registry.registry_package import RegistryPackage

# Groups that one page reads at most: where few rows are asked for, it ends before it is full.
GROUPS = 40
KINDS, SIDES = ("field", "status", "year", "place", "zone"), ("x", "y")
WORDS = ("id", "name", *KINDS)
GEOMETRY, COUNT = "geometry", "count"
POSITION = re.compile(r"[0-9]{1,12}")
# Codes of divisions: those of a whole end in pairs of zeros.
CODE, WHOLE = re.compile(r"[0-9]{6}"), re.compile(r"(00)+$")

Window = tuple[float, float, float, float]
Years = tuple[int, int]


@dataclass(frozen=True)
class RegistryPage:
    """Some enterprises, and the ``after`` of the next page: blank where there is none.

    A row has ``row`` (its position in the file), ``id``, ``name``, ``field``, ``status``, ``year``,
    ``place``, ``zone``, ``lon`` and ``lat``; what is unknown is None.
    """

    rows: tuple[Mapping[str, Any], ...]
    next_after: str


@dataclass(frozen=True)
class RowGroup:
    """The least and the greatest of columns in a group of rows; None where all rows have a gap.

    ``gaps`` are columns in which some row tells nothing.
    """

    ranges: Mapping[str, tuple[Any, Any] | None]
    gaps: Collection[str]

    def meets(self, name: str, low: Any, high: Any) -> bool:  # noqa: ANN401  as the column has them
        """Return whether some row may be between two values of a column, or be one of them."""
        if name not in self.ranges:
            return True
        known = self.ranges[name]
        return known is not None and known[0] <= high and low <= known[1]


class RowFilter(Protocol):
    """What else rows must be: ``columns`` are those that decide."""

    columns: tuple[str, ...]

    def excludes(self, group: RowGroup) -> bool:
        """Return whether no row of a group can be meant."""
        ...

    def mask(self, rows: pa.Table) -> pa.Array:
        """Return which rows are meant; null is not."""
        ...


class WantedRows(TypedDict, total=False):
    """Which enterprises are meant; what is not said excludes none.

    ``bbox`` (west, south, east, north, degrees of CGCS2000) is closed, and so are ``years``; a
    blank among ``fields`` or ``statuses`` means those that tell none. ``place`` is the code of a
    county, a prefecture or the province (all that counts there) or the id of a zone; ``where`` is
    asked beside all that.
    """

    bbox: Window | None
    fields: Sequence[str]
    statuses: Sequence[str]
    years: Years | None
    place: str
    where: RowFilter | None


@dataclass(frozen=True)
class _Wish:
    bbox: Window | None = None
    fields: Sequence[str] = ()
    statuses: Sequence[str] = ()
    years: Years | None = None
    place: str = ""
    where: RowFilter | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that decide, the cheapest first."""
        asked = {
            "year": self.years is not None,
            "field": bool(self.fields),
            "status": bool(self.statuses),
            self._placed: bool(self.place),
            GEOMETRY: self.bbox is not None,
        }
        named = [name for name, decides in asked.items() if decides]
        return tuple(dict.fromkeys([*named, *(self.where.columns if self.where else ())]))

    def excludes(self, group: RowGroup) -> bool:
        """Return whether no row of a group can be meant."""
        if self.where is not None and self.where.excludes(group):
            return True
        wanted: dict[str, Sequence[tuple[Any, Any]]] = {
            "year": [self.years] if self.years else [],
            "field": [(word, word) for word in self.fields if word],
            "status": [(word, word) for word in self.statuses if word],
            self._placed: [self._codes] if self.place else [],
        }
        if self.bbox is not None:
            west, south, east, north = self.bbox
            wanted |= {"x": [(west, east)], "y": [(south, north)]}
        # A blank word asks for what tells nothing.
        blank = {"field": "" in self.fields, "status": "" in self.statuses}
        return any(
            (parts or blank.get(name))
            and not (blank.get(name) and name in group.gaps)
            and not any(group.meets(name, *part) for part in parts)
            for name, parts in wanted.items()
        )

    def mask(self, rows: pa.Table) -> pa.Array | None:
        """Return which rows are meant; None for all of them."""
        masks = []
        if self.years is not None:
            low, high = self.years
            masks.append(
                pc.and_(pc.greater_equal(rows["year"], low), pc.less_equal(rows["year"], high))
            )
        for name, words in (("field", self.fields), ("status", self.statuses)):
            if words:
                masks.append(_among(rows[name], words))
        if self.place:
            column = _plain(rows[self._placed])
            prefix = self._prefix
            masks.append(pc.starts_with(column, prefix) if prefix else pc.equal(column, self.place))
        if self.bbox is not None:
            west, south, east, north = self.bbox
            x, y = (pc.struct_field(rows[GEOMETRY], side) for side in SIDES)
            within = pc.and_(pc.greater_equal(x, west), pc.less_equal(x, east))
            masks.append(
                pc.and_(within, pc.and_(pc.greater_equal(y, south), pc.less_equal(y, north)))
            )
        if self.where is not None:
            masks.append(self.where.mask(rows))
        if not masks:
            return None
        whole = masks[0]
        for one in masks[1:]:
            whole = pc.and_(whole, one)
        # What is unknown is not what was asked for.
        return pc.fill_null(whole, fill_value=False)

    @property
    def _placed(self) -> str:
        return "place" if CODE.fullmatch(self.place) else "zone"

    @property
    def _prefix(self) -> str:
        """Return the digits that all parts of a division share; blank for a county and a zone."""
        if not CODE.fullmatch(self.place) or not WHOLE.search(self.place):
            return ""
        return WHOLE.sub("", self.place)

    @property
    def _codes(self) -> tuple[str, str]:
        """Return the least and the greatest code, or id, of what lies in the place."""
        first = self._prefix or self.place
        return first.ljust(len(self.place), "0"), first.ljust(len(self.place), "9")


def page(
    package: RegistryPackage, *, limit: int, after: str = "", **wanted: Unpack[WantedRows]
) -> RegistryPage:
    """Return the next enterprises after a position, at most ``limit`` (from 1) of them.

    A page may be short of ``limit`` though others follow. Raises AtlasError for an ``after`` that
    is no position.
    """
    wish = _Wish(**wanted)
    found: list[Mapping[str, Any]] = []
    last = -1
    for read, (first, rows) in enumerate(_hits(package, wish, _position(after) + 1, WORDS)):
        taken = _rows(rows.slice(0, limit - len(found)))
        found += taken
        if len(found) == limit:
            last = taken[-1]["row"] if taken else last
            break
        last = first
        if read + 1 == GROUPS:
            break
    else:
        return RegistryPage(tuple(found), "")
    return RegistryPage(tuple(found), str(last) if last + 1 < _length(package) else "")


def count(package: RegistryPackage, **wanted: Unpack[WantedRows]) -> int:
    """Return how many enterprises ``page`` gives altogether: of a window by reading its groups."""
    wish = _Wish(**wanted)
    if wish.bbox is None and set(wish.columns) <= set(KINDS):
        cube = pq.read_table(package.cube_path)
        mask = wish.mask(cube)
        kept = cube[COUNT] if mask is None else cube[COUNT].filter(mask)
        return int(pc.sum(kept, min_count=0).as_py())
    return sum(rows.num_rows for _, rows in _hits(package, wish, 0, ()))


def _position(after: str) -> int:
    if not after:
        return -1
    if not POSITION.fullmatch(after):
        raise AtlasError(said("registry.after", word=after))
    return int(after)


def _length(package: RegistryPackage) -> int:
    return int(pq.read_metadata(package.rows_path).num_rows)


def _hits(
    package: RegistryPackage, wish: _Wish, start: int, columns: Sequence[str]
) -> Iterator[tuple[int, pa.Table]]:
    """Yield of each group that was read its last position, and the rows that are meant.

    Rows have ``columns``, their position and, where there are columns, their point.
    """
    try:
        with pq.ParquetFile(package.rows_path) as file:
            end = 0
            for number in range(file.num_row_groups):
                group = file.metadata.row_group(number)
                first, end = end, end + group.num_rows
                if end <= start or wish.excludes(_group(group)):
                    continue
                deciding = file.read_row_group(
                    number, columns=list(wish.columns) or ["year"], use_threads=False
                )
                kept = _kept(wish.mask(deciding), group.num_rows, max(0, start - first))
                rows = pa.table({"row": pc.add(kept, first)})
                if columns and len(kept):
                    names = [*columns, GEOMETRY]
                    whole = file.read_row_group(number, columns=names, use_threads=False).take(kept)
                    for name in names:
                        rows = rows.append_column(name, whole[name])
                yield end - 1, rows
    finally:
        # A worker that has answered keeps nothing of it.
        pa.default_memory_pool().release_unused()


def _kept(mask: pa.ChunkedArray | None, count: int, start: int) -> pa.Array:
    """Return the positions of the rows of a group that are meant, from ``start`` on."""
    every = pc.fill_null(pa.nulls(count, pa.bool_()), fill_value=True)
    later = (every if mask is None else mask).slice(start)
    return pc.add(pc.indices_nonzero(later), start)


def _group(group: Any) -> RowGroup:  # noqa: ANN401  pyarrow says no types of metadata
    """Return what a file says of a group of its rows."""
    ranges: dict[str, tuple[Any, Any] | None] = {}
    gaps = set()
    for at in range(group.num_columns):
        column = group.column(at)
        name = column.path_in_schema.rpartition(".")[2]
        known = column.statistics
        if name not in (*KINDS, *SIDES) or known is None:
            continue
        if known.null_count:
            gaps.add(name)
        if known.has_min_max:
            ranges[name] = (known.min, known.max)
        elif known.null_count == group.num_rows:
            ranges[name] = None
    return RowGroup(ranges, gaps)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.cast(column, pa.string())


def _among(column: pa.ChunkedArray, words: Sequence[str]) -> pa.ChunkedArray:
    plain = _plain(column)
    masks = [pc.equal(plain, word) if word else pc.is_null(column) for word in words]
    whole = masks[0]
    for one in masks[1:]:
        whole = pc.or_kleene(whole, one)
    return whole


def _rows(rows: pa.Table) -> list[dict[str, Any]]:
    found = []
    for row in rows.to_pylist():
        at = row.pop(GEOMETRY, None) or {}
        found.append({**row, "lon": at.get("x"), "lat": at.get("y")})
    return found
