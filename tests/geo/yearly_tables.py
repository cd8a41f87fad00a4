"""Yearly tables as a statistics office has them, and the ways in which they are spoilt.

Everything is drawn by a seed: places of very different sizes that grow alike, each a little off,
counts or amounts, with the sum beside them. Nothing of it is of any real place.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from geo.editing.doubts import DoubtKind, YearTable, doubts
from geo.sentences import Said

PLACES = tuple(f"p{number:02}" for number in range(21))
FIRST, YEARS = 2016, 8
Figures = dict[str, float]


@dataclass(frozen=True)
class Spoilt:
    """A table of a year, how it was spoilt, of which places, and what a doubt may call it.

    ``size`` is how far the figures moved by it, in standard deviations of what places move by
    themselves; None where it is not a matter of size.
    """

    table: YearTable
    how: str
    places: frozenset[str]
    kinds: frozenset[DoubtKind]
    size: float | None = None


def clean(seed: int) -> tuple[YearTable, float]:
    """Return a table with the years before it, and by how much places move by themselves."""
    chance = random.Random(seed)  # noqa: S311  a test draws
    digits = chance.choice((0, 1, 2))
    spread = chance.uniform(0.01, 0.05)
    size = {place: 10 ** chance.uniform(2.2, 4.4) for place in PLACES}
    years: dict[int, Figures] = {}
    whole: dict[int, float] = {}
    for year in range(FIRST, FIRST + YEARS + 1):
        growth = chance.gauss(0.06, 0.02)
        for place in PLACES:
            size[place] *= 1 + growth + chance.gauss(0, spread)
        years[year] = {place: round(value, digits) for place, value in size.items()}
        whole[year] = round(sum(years[year].values()), digits)
    table = YearTable(
        years=years,
        year=FIRST + YEARS,
        fresh=PLACES,
        name=lambda place: Said(place, place),
        measure=Said("amount", "总量"),
        unit=Said("units", "万元"),
        parted=lambda place, one, other: False,  # noqa: ARG005  as it is called
        standing={},
        whole=whole,
        parts=len(PLACES),
    )
    return table, spread


def spoilt(seed: int, how: str) -> Spoilt:
    """Return a table that is spoilt in one of the ways of ``WAYS``."""
    table, spread = clean(seed)
    return WAYS[how](table, random.Random(seed + 1), spread)  # noqa: S311  a test draws


def noticed(one: Spoilt) -> bool:
    """Return whether a doubt says of a spoilt table what is wrong, and of the right places."""
    return any(
        doubt.kind in one.kinds
        and (not doubt.places or not one.places or bool(one.places & {*doubt.places}))
        for doubt in doubts(one.table)
    )


def _with(table: YearTable, changed: Mapping[str, float], *, year: int = 0) -> YearTable:
    now = {**table.years[table.year], **changed}
    years = {y: f for y, f in table.years.items() if y != table.year} | {year or table.year: now}
    return replace(table, years=years, year=year or table.year)


def _digit(table: YearTable, chance: random.Random, _: float) -> Spoilt:
    """A digit before the decimal point is lost."""
    place = chance.choice(PLACES)
    text = f"{table.years[table.year][place]:.10g}"
    at = chance.randrange(len(text.partition(".")[0]))
    kinds = frozenset[DoubtKind](("digit", "leap", "unit", "sum"))
    value = float(text[:at] + text[at + 1 :])
    return Spoilt(_with(table, {place: value}), "digit", frozenset({place}), kinds)


def _decimal(table: YearTable, chance: random.Random, _: float) -> Spoilt:
    """The last digit of a figure is lost, behind the point where there is one."""
    place = chance.choice(PLACES)
    text = f"{table.years[table.year][place]:.10g}"
    kinds = frozenset[DoubtKind](("digit", "leap", "unit", "sum"))
    return Spoilt(_with(table, {place: float(text[:-1])}), "decimal", frozenset({place}), kinds)


def _rows(table: YearTable, chance: random.Random, spread: float) -> Spoilt:
    """The figures of two places are exchanged."""
    one, other = chance.sample(PLACES, 2)
    now = table.years[table.year]
    changed = _with(table, {one: now[other], other: now[one]})
    kinds = frozenset[DoubtKind](("exchanged", "permuted", "leap", "digit", "unit"))
    size = abs(math.log(now[one] / now[other])) / spread
    return Spoilt(changed, "rows", frozenset({one, other}), kinds, size)


def _unit(table: YearTable, chance: random.Random, _: float) -> Spoilt:
    """All figures, or those of one place, are 10,000 times as much or as little."""
    factor = chance.choice((10_000.0, 0.0001))
    places = PLACES if chance.random() < 0.5 else (chance.choice(PLACES),)
    now = table.years[table.year]
    changed = {place: float(f"{now[place] * factor:.10g}") for place in places}
    kinds = frozenset[DoubtKind](("unit", "leap", "digit", "sum"))
    return Spoilt(_with(table, changed), "unit", frozenset(places), kinds)


def _year(table: YearTable, chance: random.Random, _: float) -> Spoilt:
    """The figures are those of the year before, stand under the next year, or under the last."""
    kinds = frozenset[DoubtKind](("year", "gap", "restated"))
    way = chance.choice(("before", "later", "earlier"))
    if way == "before":
        return Spoilt(_with(table, table.years[table.year - 1]), "year", frozenset(), kinds)
    if way == "later":
        return Spoilt(_with(table, {}, year=table.year + 1), "year", frozenset(), kinds)
    moved = _with(table, {}, year=table.year - 1)
    standing = table.years[table.year - 1]
    return Spoilt(replace(moved, standing=standing), "year", frozenset(), kinds)


def _names(table: YearTable, chance: random.Random, _: float) -> Spoilt:
    """The names slipped by a row, or stand in another order."""
    now = table.years[table.year]
    order = list(PLACES)
    if chance.random() < 0.5:
        order = order[1:] + order[:1]
    else:
        chance.shuffle(order)
    changed = {place: now[other] for place, other in zip(PLACES, order, strict=True)}
    places = frozenset(p for p in PLACES if changed[p] != now[p])
    kinds = frozenset[DoubtKind](("permuted", "exchanged", "leap", "digit", "unit"))
    return Spoilt(_with(table, changed), "names", places, kinds)


WAYS: Mapping[str, Callable[[YearTable, random.Random, float], Spoilt]] = {
    "digit": _digit,
    "decimal": _decimal,
    "rows": _rows,
    "unit": _unit,
    "year": _year,
    "names": _names,
}
