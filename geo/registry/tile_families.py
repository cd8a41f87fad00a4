"""What kinds of enterprises tiles tell apart: families of tiles, and their kinds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from geo.registry.registry_rows import STATUSES
from geo.registry.registry_tile import Short

# Enterprises that are not closed, by field; and all, by field, status and class of years.
OPEN, ALL = "open", "all"
CLOSED = "closed"
# So many classes of years, about equally full; they begin with whole fives of years.
YEAR_CLASSES, FIVE = 5, 5


@dataclass(frozen=True)
class Kinds:
    """What numbers of kinds mean: fields, statuses and classes of years, each with 0 for not told.

    ``fields`` and ``statuses`` are ids, ``firsts`` the first year of each class but the first.
    """

    fields: tuple[str, ...]
    firsts: tuple[int, ...]

    def of_family(
        self, family: str, field: Short, status: Short, year: Short
    ) -> tuple[npt.NDArray[np.bool_], Short]:
        """Return which enterprises are of a family, and their kinds; all by number, 0 not told."""
        if family == OPEN:
            return status != STATUSES.index(CLOSED) + 1, field
        classes = np.where(year > 0, np.searchsorted(self.firsts, year, side="right") + 1, 0)
        kind = (field.astype(np.int64) * (len(STATUSES) + 1) + status) * (
            len(self.firsts) + 2
        ) + classes
        return np.ones(len(field), dtype=bool), kind.astype(np.uint16)

    def listed(self, family: str) -> list[dict[str, Any]]:
        """Return every kind of a family, by its number, fit for JSON."""
        fields, statuses = ("", *self.fields), ("", *STATUSES)
        if family == OPEN:
            return [{"field": field} for field in fields]
        years = range(len(self.firsts) + 2)
        return [
            {"field": field, "status": status, "years": at}
            for field in fields
            for status in statuses
            for at in years
        ]

    def year_classes(self) -> list[dict[str, int | None]]:
        """Return the classes of years: the first of those that are not told, then all others."""
        bounds = [None, *self.firsts, None]
        told = [
            {"from": low, "to": None if high is None else high - 1}
            for low, high in pairwise(bounds)
        ]
        return [{"from": None, "to": None}, *told]


def kinds_of(about: Mapping[str, Any], cube: Path) -> Kinds:
    """Return the kinds of a registry, by what is told of it and its counts."""
    counts = pq.read_table(cube, columns=["year", "count"]).group_by("year")
    years = sorted(
        (year["year"], year["count_sum"])
        for year in counts.aggregate([("count", "sum")]).to_pylist()
        if year["year"] is not None
    )
    return Kinds(tuple(about["fields"]), _firsts(years))


def _firsts(years: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the first years of classes, by years with counts, rising."""
    total, before = sum(count for _, count in years), 0
    firsts: list[int] = []
    for year, count in years:
        before += count
        share = (len(firsts) + 1) * total / YEAR_CLASSES
        if len(firsts) < YEAR_CLASSES - 1 and before > share:
            # The year in which a fifth more is reached begins a class, to the nearest five.
            first = FIVE * math.floor(year / FIVE + 0.5)
            if first > max([years[0][0], *firsts]):
                firsts.append(first)
    return tuple(firsts)
