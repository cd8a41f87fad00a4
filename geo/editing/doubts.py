"""What of a year's figures deserves a look before it is published, each with its reason.

Nothing here is certain: a doubt is a sentence for a person, who knows whether it is so. What is
usual is taken from the data's own years (geo.editing.growth_history).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Literal

from geo.editing.exchanged_places import exchanged, permuted
from geo.editing.growth_history import (
    FEWEST_PLACES,
    GrowthHistory,
    Parted,
    Years,
    growth_history,
    movements,
)
from geo.sentences import Said, said

DoubtKind = Literal[
    "unit", "digit", "leap", "zero", "exchanged", "permuted", "year", "gap", "restated", "sum",
    "moved",
]  # fmt: skip
TEN = math.log(10)
# From this factor on, a whole table is in another unit rather than in another year.
OTHER_UNIT = math.log(8)
# A figure of fewer digits may well be the same in another year.
TELLING = 3
HALF = 0.5
# What falls from fewer to nothing may be so.
FEW = 10
# Two places that have each other's figures.
PAIR = 2
# What binary fractions make of a sum that is right.
EXACT = 1e-11
# Without other years, what a sum may differ by.
SUM_UNKNOWN = 0.005


@dataclass(frozen=True)
class YearTable:
    """Figures of one indicator and level, by year and place, with the year that is new.

    ``standing`` are figures of that year that other sources gave before; ``whole`` the province's,
    by year, where the indicator adds up; ``parts`` how many places it adds up over; ``fresh`` the
    places whose figures are new. ``name`` says a place in both languages.
    """

    years: Years
    year: int
    fresh: Collection[str]
    name: Callable[[str], Said]
    measure: Said
    unit: Said
    parted: Parted
    standing: Mapping[str, float]
    whole: Mapping[int, float]
    parts: int
    steady: bool = True


@dataclass(frozen=True)
class Doubt:
    """A thing to look at: of which kind, of which places, and the sentence that says it."""

    kind: DoubtKind
    places: tuple[str, ...]
    sentence: Said


def doubts(table: YearTable) -> Iterator[Doubt]:
    """Yield what deserves a look in the figures of a year."""
    yield from _restated(table)
    yield from _sum(table)
    if not table.steady:
        return
    yield from _another_year(table)
    yield from _gap(table)
    beside = _neighbour(table)
    if beside is not None:
        usual = growth_history(table.years, table.year, table.parted)
        yield from _moved(table, beside, usual.over(abs(table.year - beside)))


def _moved(table: YearTable, beside: int, usual: GrowthHistory) -> Iterator[Doubt]:
    """Yield what moved unusually since a neighbouring year: all together, some, or one."""
    now, then = table.years[table.year], table.years[beside]
    moved = movements(then, now, lambda place: table.parted(place, beside, table.year))
    later = 1 if table.year > beside else -1
    middle = median(moved.values()) if len(moved) >= FEWEST_PLACES else usual.middle * later
    if len(moved) >= FEWEST_PLACES:
        yield from _together(table, beside, middle - usual.middle * later, usual)
    yield from _vanished(table, beside)
    mine = {place: now[place] for place in moved}
    expected = {place: then[place] * math.exp(middle) for place in moved}
    off = {place: one - middle for place, one in moved.items()}
    unusual = {place for place, one in off.items() if abs(one) > usual.far and place in table.fresh}
    belong = permuted(unusual, mine, expected, usual.far) if len(unusual) > 1 else {}
    if belong:
        yield _misplaced(table, beside, belong)
        unusual = set()
    if usual.known:
        rest = {place: one for place, one in mine.items() if place not in belong}
        for one, other in exchanged(rest, expected, usual.spread):
            if {one, other} & set(table.fresh):
                yield _misplaced(table, beside, {one: other, other: one})
                unusual -= {one, other}
    for place in sorted(unusual):
        yield _leap(table, beside, place, off[place])


def _together(table: YearTable, beside: int, shift: float, usual: GrowthHistory) -> Iterator[Doubt]:
    if abs(shift) > OTHER_UNIT:
        power = round(abs(shift) / TEN)
        key = "doubt.unit.more" if shift > 0 else "doubt.unit.less"
        yield _doubt(table, "unit", (), key, beside=beside, factor=10**power)
    elif abs(shift) > usual.far_middle:
        percent = round(math.expm1(shift) * 100, 1)
        yield _doubt(table, "moved", (), "doubt.moved", beside=beside, percent=percent)


def _vanished(table: YearTable, beside: int) -> Iterator[Doubt]:
    then, now = table.years[beside], table.years[table.year]
    for place in sorted(set(table.fresh) & now.keys()):
        if now[place] == 0 and then.get(place, 0) >= FEW:
            figures = {"before": _told(then[place]), "beside": beside}
            yield _doubt(table, "zero", (place,), "doubt.zero", **figures)


def _misplaced(table: YearTable, beside: int, belong: Mapping[str, str]) -> Doubt:
    places = tuple(sorted(belong))
    kind: DoubtKind = "exchanged" if len(places) == PAIR else "permuted"
    return _doubt(table, kind, places, f"doubt.{kind}", beside=beside)


def _leap(table: YearTable, beside: int, place: str, off: float) -> Doubt:
    power = round(abs(off) / TEN)
    near = power > 0 and abs(abs(off) - power * TEN) < HALF
    kind: DoubtKind = "leap" if not near else "digit" if power < TELLING else "unit"
    figures = {
        "value": _told(table.years[table.year][place]),
        "before": _told(table.years[beside][place]),
        "factor": _told(float(f"{math.exp(abs(off)):.2g}")),
    }
    side = "more" if off > 0 else "less"
    return _doubt(table, kind, (place,), f"doubt.{kind}.one.{side}", beside=beside, **figures)


def _another_year(table: YearTable) -> Iterator[Doubt]:
    """Yield another year that most figures are those of, to the last digit."""
    now = {p: v for p, v in table.years[table.year].items() if p in table.fresh and _telling(v)}
    for year, figures in sorted(table.years.items()):
        both = [place for place in now if place in figures] if year != table.year else []
        same = [place for place in both if figures[place] == now[place]]
        if len(same) >= max(FEWEST_PLACES, HALF * len(both)):
            count = {"same": len(same), "both": len(both), "other": year}
            yield _doubt(table, "year", tuple(sorted(same)), "doubt.year", **count)


def _gap(table: YearTable) -> Iterator[Doubt]:
    """Yield a year that was left out, where years stand without a gap before it."""
    earlier = sorted(year for year in table.years if year < table.year)[-TELLING:]
    if len(earlier) == TELLING and earlier[-1] - earlier[0] == TELLING - 1:
        missing = tuple(str(year) for year in range(earlier[-1] + 1, table.year))
        if missing:
            yield _doubt(table, "gap", (), "doubt.gap", missing=missing)


def _restated(table: YearTable) -> Iterator[Doubt]:
    now = table.years[table.year]
    both = [place for place in table.standing if place in now and place in table.fresh]
    other = [place for place in both if table.standing[place] != now[place]]
    if len(other) >= max(FEWEST_PLACES, HALF * len(both)):
        count = {"other": len(other), "both": len(both)}
        yield _doubt(table, "restated", tuple(sorted(other)), "doubt.restated", **count)


def _sum(table: YearTable) -> Iterator[Doubt]:
    """Yield a sum that is not the province's figure, by more than in other years."""
    gaps = {
        year: (math.fsum(figures.values()), table.whole[year])
        for year, figures in table.years.items()
        if table.whole.get(year, 0) > 0 and len(figures) == table.parts
    }
    if table.year not in gaps:
        return
    together, whole = gaps.pop(table.year)
    off = [abs(one / other - 1) for one, other in gaps.values()]
    digits = max(map(_decimals, (*table.years[table.year].values(), whole)))
    rounding = HALF * 10.0**-digits * (table.parts + 1) / whole
    allowed = max(rounding, 1.5 * max(off) if off else SUM_UNKNOWN)
    if len(off) >= TELLING and max(off) < EXACT:
        # Where every other year adds up to the last digit, this one should.
        allowed = EXACT
    if abs(together / whole - 1) > allowed:
        told = {"sum": _told(round(together, digits)), "whole": _told(whole)}
        more = "more" if together > whole else "less"
        gap = _told(round(abs(together - whole), digits))
        yield _doubt(table, "sum", (), f"doubt.sum.{more}", gap=gap, **told)


def _neighbour(table: YearTable) -> int | None:
    """Return the year to compare with: the last one before that has figures, else the next."""
    others = [
        year
        for year, figures in table.years.items()
        if year != table.year and any(place in figures for place in table.fresh)
    ]
    earlier = [year for year in others if year < table.year]
    return max(earlier) if earlier else min(others, default=None)


def _doubt(
    table: YearTable, kind: DoubtKind, places: tuple[str, ...], key: str, **parts: object
) -> Doubt:
    names = tuple(map(table.name, places))
    told = said(key, measure=table.measure, unit=table.unit, year=table.year, places=names, **parts)
    return Doubt(kind, places, told)


def _telling(value: float) -> bool:
    """Return whether a figure has so many digits that it is hardly that of two years."""
    return len(f"{value:.12g}".replace(".", "").strip("0")) >= TELLING


def _decimals(value: float) -> int:
    return len(f"{value:.10g}".partition(".")[2])


def _told(value: float) -> str:
    """Return a number for a sentence.

    >>> _told(1234567.5), _told(3.0)
    ('1,234,567.5', '3')
    """
    return f"{value:,.15g}"
