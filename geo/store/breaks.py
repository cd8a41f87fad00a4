"""Breaks between two periods of a place, those of the parts of a quotient included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from geo.model.series_breaks import SeriesBreak
from geo.store.derived import divisor

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue


def breaks_between(
    catalogue: Catalogue, place_id: str, indicator_id: str, period_a: str, period_b: str
) -> tuple[SeriesBreak, ...]:
    """Return each break between two periods once: no change is taken across one.

    Of a derived indicator, those of its numerator and of its denominator.
    """
    return tuple(dict.fromkeys(_between(catalogue, place_id, indicator_id, period_a, period_b)))


def _between(
    catalogue: Catalogue, place_id: str, indicator_id: str, one: str, other: str
) -> Iterator[SeriesBreak]:
    """Yield the breaks between two periods of a place, those of a quotient's parts included.

    The residents of a quotient are those that it divides by, which may be of another year.
    """
    indicator = catalogue.indicator(indicator_id)
    yield from _of(catalogue, place_id, indicator_id, one, other)
    if not indicator.denominator:
        return
    yield from _of(catalogue, place_id, indicator.numerator, one, other)
    if indicator.denominator == "province":
        yield from _of(catalogue, catalogue.profile.adcode, indicator.numerator, one, other)
    if indicator.denominator == "people":
        divisors = (divisor(catalogue, indicator, place_id, period) for period in (one, other))
        years = [
            below.period if below else p for below, p in zip(divisors, (one, other), strict=True)
        ]
        yield from _of(catalogue, place_id, "population", years[0], years[1])


def _of(
    catalogue: Catalogue, place_id: str, indicator_id: str, one: str, other: str
) -> Iterator[SeriesBreak]:
    for series_break in catalogue.series_breaks:
        if series_break.indicator_id == indicator_id and series_break.parts(place_id, one, other):
            yield series_break


def broken(
    catalogue: Catalogue, places: Iterable[str], indicator_id: str, one: str, other: str
) -> tuple[SeriesBreak, ...]:
    """Return the breaks between two periods of any of some places, each once."""
    series_breaks = (
        series_break
        for place in places
        for series_break in breaks_between(catalogue, place, indicator_id, one, other)
    )
    return tuple(dict.fromkeys(series_breaks))
