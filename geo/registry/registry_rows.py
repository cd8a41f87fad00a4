"""Rows of a registry: what each says, whether it counts, and where it lies.

Every row is taken, taken with a note, or refused; each note and refusal has a reason, and each
reason is counted with its first rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.registry.reasons import REASONS, REFUSALS
from geo.registry.registry_files import Batch
from geo.store.place_grid import NOWHERE, Counts, Floats, Numbers, PlaceGrid

Mask = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

# Of each reason, so many rows are told.
SHOWN = 10
# Ids of invented enterprises begin so; a registry with one of them is called synthetic.
SYNTHETIC = "SYNTHETIC-"
STATUSES = ("active", "closed")
# As the registers of companies say it.
STATUS_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("active", "存续", "在业", "开业", "在营", "在册", "正常"), "active"),
    **dict.fromkeys(("closed", "注销", "吊销", "撤销", "迁出", "停业"), "closed"),
}
# Years from 1800, alone or at the beginning of a date.
YEAR = re.compile(r"(1[89]\d\d|20\d\d)(?:年|[-/.]|$|(?=[01]\d[0-3]\d$))")
# Codes of counties, streets (9 digits) and villages (12) begin with that of the county.
CODE = re.compile(r"(\d{6})(?:\d{3}|\d{6})?")
# Digits that the codes of a prefecture and its counties share.
PREFECTURE = 4


@dataclass(frozen=True)
class KnownPlaces:
    """What rows are held against.

    ``counties`` and ``zones`` are grids; ``zones`` is None where no zone has a known boundary: then
    no row lies in one. ``codes`` are the counties, as the grid has them, and then the prefectures;
    ``fields`` says for each word of a field its id.
    """

    counties: PlaceGrid
    zones: PlaceGrid | None
    codes: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def field_ids(self) -> tuple[str, ...]:
        """Return the ids of the fields, as listed."""
        return tuple(dict.fromkeys(self.fields.values()))


@dataclass
class Tally:
    """How many rows came and met each reason, with what the first rows of each say.

    ``synthetic`` are those that say themselves that they are invented.
    """

    rows: int = 0
    synthetic: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(REASONS, 0))
    shown: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    @classmethod
    def kept(cls, told: Mapping[str, Any]) -> Tally:
        """Return a tally from what JSON has of one."""
        shown = {name: [(at, words) for at, words in rows] for name, rows in told["shown"].items()}
        return cls(**{**told, "shown": shown})

    @property
    def refused(self) -> int:
        """Return how many rows were refused."""
        return sum(self.counts[reason] for reason in REFUSALS)

    @property
    def taken(self) -> int:
        """Return how many rows count; with those refused they are all that came."""
        return self.rows - self.refused

    def meet(self, reason: str, numbers: Counts, words: Callable[[int], str]) -> None:
        """Count rows, by their numbers; ``words`` says what the one at a position says."""
        self.counts[reason] += len(numbers)
        first = self.shown.setdefault(reason, [])
        for at in range(min(len(numbers), SHOWN - len(first))):
            first.append((int(numbers[at]), words(at)))

    def add(self, later: Tally, before: int) -> None:
        """Add what was told of later rows, whose numbers were counted from ``before`` rows on."""
        self.rows += later.rows
        self.synthetic += later.synthetic
        for reason, count in later.counts.items():
            self.counts[reason] += count
        for reason, rows in later.shown.items():
            first = self.shown.setdefault(reason, [])
            first.extend((number + before, words) for number, words in rows[: SHOWN - len(first)])


@dataclass(frozen=True)
class Rows:
    """Rows that are taken, column by column; what is unknown is 0, NaN or -1.

    ``field`` and ``status`` are positions, from 1, in ``KnownPlaces.field_ids`` and STATUSES.
    ``place`` is a position in ``KnownPlaces.codes``, ``zone`` one in the grid of zones. ``lon`` and
    ``lat``, in degrees, are those of a point that decided on the place. ``order`` is that of the
    rows of all files.
    """

    id: Texts
    name: Texts
    field: Numbers
    status: Numbers
    year: Numbers
    lon: Floats
    lat: Floats
    place: Numbers
    zone: Numbers
    order: Counts

    def table(self) -> pa.Table:
        """Return them as columns of the same names."""
        # Without a row, a column of texts has the type of the others.
        texts = {name: pa.array(getattr(self, name), pa.string()) for name in ("id", "name")}
        return pa.table(
            {row.name: texts.get(row.name, getattr(self, row.name)) for row in fields(self)}
        )


def taken(batch: Batch, before: int, known: KnownPlaces, tally: Tally) -> Rows:
    """Return the rows of a batch that count, and tell the tally of all others.

    ``before`` is added to their numbers, so that they stand behind those of earlier files.
    """
    order = batch.numbers + before
    tally.rows += len(order) + len(batch.broken)
    for number, text in batch.broken:
        tally.meet("broken", np.array([number + before]), (text,).__getitem__)
    ids, codes = _texts(batch, "id"), _texts(batch, "code")
    lon, lat = _degrees(batch, "lon"), _degrees(batch, "lat")
    county, coded = known.counties.place(lon, lat), _coded(codes, known)
    pointed, given = county != NOWHERE, ~(np.isnan(lon) | np.isnan(lat))
    keep = np.ones(len(order), dtype=bool)

    def point(at: int) -> str:
        return f"{lon[at]:g}, {lat[at]:g}"

    def meet(reason: str, rows: Mask, words: Callable[[int], str]) -> None:
        at = np.flatnonzero(rows & keep)
        tally.meet(reason, order[at], lambda nth: words(int(at[nth])))
        if reason in REFUSALS:
            keep[at] = False

    tally.synthetic += sum(text.startswith(SYNTHETIC) for text in ids)
    meet("no-id", ids == "", point)
    placed = pointed | (coded != NOWHERE)
    meet("no-place", ~placed & ~given & (codes == ""), ids.__getitem__)
    meet("unknown-code", ~placed & ~given, codes.__getitem__)
    meet("swapped", ~placed & (known.counties.place(lat, lon) != NOWHERE), point)
    meet("outside", ~placed, point)
    meet("point-outside", given & ~pointed, point)
    other = pointed & (coded != NOWHERE) & ~_same(county, coded, known)
    meet("other-place", other, codes.__getitem__)
    words = {name: _texts(batch, name) for name in ("field", "status", "year")}
    fields, statuses, years = _kinds(words, known)
    for name, numbers in (("field", fields), ("status", statuses), ("year", years)):
        meet(f"unknown-{name}", (numbers == 0) & (words[name] != ""), words[name].__getitem__)
    zone = np.full(len(keep), NOWHERE, dtype=np.int16)
    if known.zones is not None:
        zone = np.where(pointed, known.zones.place(lon, lat), zone)
    return Rows(
        id=ids[keep],
        name=_texts(batch, "name")[keep],
        field=fields[keep],
        status=statuses[keep],
        year=years[keep],
        lon=np.where(pointed, lon, np.nan)[keep],
        lat=np.where(pointed, lat, np.nan)[keep],
        place=np.where(pointed, county, coded)[keep],
        zone=zone[keep],
        order=order[keep],
    )


def _texts(batch: Batch, name: str) -> Texts:
    """Return a column as texts without blanks around them; empty where the file has none."""
    if name not in batch.columns:
        return np.full(len(batch.numbers), "", dtype=object)
    column = batch.columns[name]
    if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
        column = pc.cast(column, pa.string())
    trimmed = pc.utf8_trim_whitespace(pc.fill_null(column, ""))
    return np.asarray(trimmed.to_pylist(), dtype=object)


def _degrees(batch: Batch, name: str) -> Floats:
    """Return a column as numbers; what is none is nowhere, as a blank is."""
    if name not in batch.columns:
        return np.full(len(batch.numbers), np.nan)
    column = batch.columns[name]
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return np.asarray(pc.cast(column, pa.float64()).to_numpy(), dtype=np.float64)
    numbers = pd.to_numeric(pd.Series(_texts(batch, name)), errors="coerce")
    return np.asarray(numbers, dtype=np.float64)


def _numbered(texts: Texts, number: Callable[[str], int]) -> Numbers:
    """Return a number for each text, asked once for each that differs."""
    positions, different = pd.factorize(texts)
    numbers = np.array([number(str(text)) for text in different], dtype=np.int16)
    return numbers[positions] if len(different) else np.zeros(0, dtype=np.int16)


def _coded(codes: Texts, known: KnownPlaces) -> Numbers:
    at = {code: place for place, code in enumerate(known.codes)}

    def place(text: str) -> int:
        match = CODE.fullmatch(text)
        return at.get(match[1], NOWHERE) if match else NOWHERE

    return _numbered(codes, place)


def _same(county: Numbers, coded: Numbers, known: KnownPlaces) -> Mask:
    """Return whether a code is that of a point's county, or of its prefecture."""
    counties = len(known.counties.ids)
    above = {code[:PREFECTURE]: at for at, code in enumerate(known.codes) if at >= counties}
    prefectures = np.array([above.get(code[:PREFECTURE], NOWHERE) for code in known.codes])
    same: Mask = (county == coded) | (prefectures[county] == coded)
    return same


def _kinds(words: Mapping[str, Texts], known: KnownPlaces) -> tuple[Numbers, Numbers, Numbers]:
    field_at = {name: at for at, name in enumerate(known.field_ids, start=1)}
    status_at = {name: at for at, name in enumerate(STATUSES, start=1)}

    def year(text: str) -> int:
        match = YEAR.match(text)
        return int(match[1]) if match else 0

    return (
        _numbered(words["field"], lambda text: field_at.get(known.fields.get(text, ""), 0)),
        _numbered(words["status"], lambda text: status_at.get(_status(text), 0)),
        _numbered(words["year"], year),
    )


def _status(text: str) -> str:
    """Return what a word of a register means: 存续（在营、开业、在册） begins with 存续."""
    word = re.split(r"[（(，,、]", text.casefold(), maxsplit=1)[0]
    return STATUS_WORDS.get(word, "")
