"""Entries: the figure of one subject, of a place or of a group, or why there is none.

A group has a sum only of counts and amounts, and only where every member has a figure of that
very period. Its rates divide summed numerators by summed denominators: a mean of rates would
count the smallest member as much as the largest. Nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from geo.analysis.conflicts import Conflict, conflicts_of
from geo.model.figures import Division, DivisionPart, Value
from geo.model.indicators import ADDABLE, Indicator
from geo.model.subject import Subject
from geo.store.derived import Divisor, divisor

if TYPE_CHECKING:
    from geo.model.series_breaks import QuotientRefusal
    from geo.store.catalogue import Catalogue

Lack = Literal["", "no-figure", "refused", "members-missing", "no-parts", "no-sum"]


@dataclass(frozen=True)
class Entry:
    """What is known of a subject for an indicator and a period; ``lack`` says why nothing is.

    ``lack``: no-figure; refused (``refusals`` say why a quotient is not computed, also of members
    of a group); members-missing (``missing`` names those of a group without a figure, or
    without its denominator); no-parts (a published ratio says neither numerator nor denominator,
    so a group has none); no-sum (ranks do not add up). ``parts`` are the figures that were added,
    or of a derived figure the numerators; ``below`` is what they are divided by, in its own unit.
    ``conflicts`` are those of every figure that it rests on. The figure of a group has the word of
    the group for its ``place_id``.
    """

    subject: Subject
    indicator_id: str
    period: str
    figure: Value | None = None
    lack: Lack = ""
    missing: tuple[str, ...] = ()
    parts: tuple[Value, ...] = ()
    below: Divisor | None = None
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[QuotientRefusal, ...] = ()

    @property
    def value(self) -> float | None:
        """Return the number in the indicator's unit, or None."""
        return None if self.figure is None else self.figure.value

    @property
    def floor(self) -> bool:
        """Return whether the number is only a least one."""
        return self.figure is not None and self.figure.status == "floor"


def entry(catalogue: Catalogue, subject: Subject, indicator_id: str, period: str) -> Entry:
    """Return the entry of a subject; raise UnknownWord for an indicator that does not exist."""
    indicator = catalogue.indicator(indicator_id)
    if subject.kind != "group":
        return _of_place(catalogue, subject, indicator, period)
    if indicator.denominator:
        return _rate(catalogue, subject, indicator, period)
    if indicator.kind in ADDABLE:
        return _sum(catalogue, subject, indicator, period)
    lack: Lack = "no-sum" if indicator.kind == "rank" else "no-parts"
    return Entry(subject, indicator_id, period, lack=lack)


def _of_place(catalogue: Catalogue, subject: Subject, indicator: Indicator, period: str) -> Entry:
    place, name = subject.members[0], indicator.indicator_id
    cell = catalogue.cell(place, name, period)
    if not cell:
        refusals = _refusals(catalogue, subject.members, name, period)
        lack: Lack = "refused" if refusals else "no-figure"
        return Entry(subject, name, period, lack=lack, refusals=refusals)
    if not indicator.denominator:
        conflicts = tuple(conflicts_of([cell]))
        return Entry(subject, name, period, figure=cell[0], conflicts=conflicts)
    top = catalogue.cell(place, indicator.numerator, period)
    below = divisor(catalogue, indicator, place, period)
    conflicts = tuple(conflicts_of([top, below.cell if below else ()]))
    return Entry(
        subject, name, period, figure=cell[0], parts=top[:1], below=below, conflicts=conflicts
    )


def _sum(catalogue: Catalogue, subject: Subject, indicator: Indicator, period: str) -> Entry:
    name = indicator.indicator_id
    cells = {place: catalogue.cell(place, name, period) for place in subject.members}
    missing = tuple(place for place, cell in cells.items() if not cell)
    if missing:
        return Entry(subject, name, period, lack="members-missing", missing=missing)
    parts = tuple(cell[0] for cell in cells.values())
    return Entry(
        subject,
        name,
        period,
        figure=_figure(subject, indicator, parts, value=added(parts), words=_words(parts)),
        parts=parts,
        conflicts=tuple(conflicts_of(cells.values())),
    )


def _rate(catalogue: Catalogue, subject: Subject, indicator: Indicator, period: str) -> Entry:
    """Return summed numerators over summed denominators; the province is a denominator once."""
    name = indicator.indicator_id
    cells, divisors, missing = [], [], []
    for place in subject.members:
        cell = catalogue.cell(place, indicator.numerator, period)
        below = divisor(catalogue, indicator, place, period)
        if not cell or below is None:
            missing.append(place)
        else:
            cells.append(cell)
            divisors.append(below)
    if missing:
        return Entry(
            subject,
            name,
            period,
            lack="members-missing",
            missing=tuple(missing),
            refusals=_refusals(catalogue, missing, name, period),
        )
    parts = tuple(cell[0] for cell in cells)
    whole = divisors[:1] if indicator.denominator == "province" else divisors
    value = sum(one.value for one in whole)
    unit = catalogue.indicator(indicator.numerator).unit_zh
    scaled = "" if indicator.factor == 1 else f" × {indicator.factor:g}"
    under = " + ".join(one.digits for one in whole)
    years = "/".join(sorted({one.period for one in whole}))
    below = Divisor(value, whole[0].unit, whole[0].decimals, period=years)
    words = f"({_words(parts)}) {unit} ÷ ({under}) {below.unit}{scaled}"
    found = added(parts) / value * indicator.factor
    sources = tuple(source for one in whole for source in one.source_ids)
    return Entry(
        subject,
        name,
        period,
        figure=replace(
            _figure(subject, indicator, parts, value=found, words=words, sources=sources),
            people_period=years,
            division=Division(
                tuple(DivisionPart(part.value) for part in parts),
                tuple(one.part for one in whole),
                any(len(cell) > 1 for cell in (*cells, *(one.cell for one in whole))),
            ),
        ),
        parts=parts,
        below=below,
        conflicts=tuple(conflicts_of([*cells, *(one.cell for one in whole)])),
    )


def _refusals(
    catalogue: Catalogue, places: Iterable[str], indicator_id: str, period: str
) -> tuple[QuotientRefusal, ...]:
    refusals = (catalogue.refusal(place, indicator_id, period) for place in places)
    return tuple(dict.fromkeys(refusal for refusal in refusals if refusal is not None))


def _figure(
    subject: Subject,
    indicator: Indicator,
    parts: tuple[Value, ...],
    *,
    value: float,
    words: str,
    sources: tuple[str, ...] = (),
) -> Value:
    """Return the figure of a group; it is a least one where any of its parts is."""
    stated = (source for part in parts for source in part.source_ids)
    return Value(
        place_id=subject.word,
        indicator_id=indicator.indicator_id,
        period=parts[0].period,
        as_of="",
        value=value,
        status="floor" if any(part.status == "floor" for part in parts) else "derived",
        source_ids=tuple(dict.fromkeys((*stated, *sources))),
        quote="",
        note=words,
    )


def added(parts: Iterable[Value]) -> float:
    """Return the sum of figures as one would add them on paper, free of binary noise."""
    return float(sum((Decimal(repr(part.value)) for part in parts), Decimal(0)))


def less(a: float, b: float) -> float:
    """Return a − b as one would take them on paper, free of binary noise.

    >>> less(394.2, 361.6)
    32.6
    """
    return float(Decimal(repr(a)) - Decimal(repr(b)))


def _words(parts: Iterable[Value]) -> str:
    return " + ".join(f"{part.value:,.10g}" for part in parts)
