"""Difference sheets: A − B of every place, in colors that mirror one another about zero.

Prefectures are filled; zones and areas are symbols at their places.

Classes follow the figures: thirds of the sizes of all differences, at round numbers, the same on
both sides. Exactly no difference is a row of its own, and neutral; missing on either side is
missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from geo.analysis.difference import Difference as Found
from geo.analysis.difference import Differences, differences
from geo.analysis.observations import Entry
from geo.analysis.operands import Way
from geo.analysis.ranks import fewest_ranked, ranks
from geo.analysis.subjects import offered
from geo.languages import LANGUAGES
from geo.model.figures import Measure
from geo.model.indicators import Indicator
from geo.store.catalogue import Catalogue
from layers.build.assemble import Parts, assembled
from layers.build.difference_items import FILLED, circles, items, kind_of, shape, spec
from layers.data import Cell, Frame, Painted
from layers.paint import paint
from layers.palettes import DIVERGING
from layers.refusals import joined_words, refused_words
from layers.scale import NO_DATA, ScaleRow
from layers.words import (
    MINUS,
    PER_CENT,
    least_words,
    number_words,
    say,
    text,
    unit_words,
    value_words,
)

PLUS = "+"
PERCENT_DECIMALS = 1
MOST_DIGITS = 9
# A bound of a class says two digits: 1,200, not 1,234.56.
BOUND_DIGITS = 2
THIRDS = 3
# The colors of one side, nearest zero first, by how many classes it has.
NEAREST_FIRST = {0: (1,), 1: (2, 0), 2: (2, 1, 0)}


def difference_map(
    catalogue: Catalogue,
    a: Measure,
    b: Measure,
    *,
    way: Way,
    lang: str,
    level: str = FILLED,
) -> Painted:
    """Return the differences of all places of a level as a painted sheet.

    Zones and areas are symbols at their places. The one frame has no period of its own: A and B
    may be of two. Raises Refused for a mismatch.
    """
    places = offered(catalogue, kind_of(level))
    found = differences(catalogue, places, a, b, way=way)
    bounds = _bounds(found)
    cells = tuple(_cell(difference, found, lang) for difference in found.found)
    order = ranks([difference.value for difference in found.found])
    of = sum(rank is not None for rank in order)
    # Differences of figures on several bases are not put in an order.
    if of >= fewest_ranked(len(cells)) and "other-year" not in found.caveats:
        cells = tuple(
            cell if rank is None else replace(cell, rank=rank, of=of)
            for cell, rank in zip(cells, order, strict=True)
        )
    codes = "".join(_code(difference.value, bounds, found) for difference in found.found)
    said = say(lang, f"difference.coverage.{level}", known=of, all=len(cells))
    drawn = circles(catalogue, places, a)
    parts = Parts(
        items(catalogue, places, lang),
        {"": Frame("", cells, said, codes=codes, circles=drawn)},
        rows=tuple(replace(row, shape=shape(level)) for row in _rows(found, bounds, lang)),
        note=say(lang, "difference.note"),
    )
    sheet = assembled(spec(level), catalogue, lang, parts)
    return paint(replace(sheet, title=title(catalogue, found, lang), unit=unit(found, lang)))


def title(catalogue: Catalogue, found: Differences, lang: str) -> str:
    """Return what is subtracted from what, in words."""
    sides = [
        say(
            lang,
            "difference.side",
            name=catalogue.indicator(m.indicator_id).name(lang),
            year=m.period,
        )
        for m in (found.a, found.b)
    ]
    return say(lang, f"difference.title.{found.way}", a=sides[0], b=sides[1])


def unit(found: Differences, lang: str) -> str:
    """Return the unit of a difference: points where per cents are subtracted."""
    if found.way == "rank":
        return text(lang)["difference.unit.rank"]
    if found.way == "percent":
        return PER_CENT
    own = unit_words(found.indicator, lang)
    return text(lang)["difference.unit.points"] if own == PER_CENT else own


def apart_words(value: float, found: Differences, lang: str) -> str:
    """Return a difference with its sign and unit; what is not exactly zero never reads as zero."""
    number = apart_number(value, found, lang)
    if found.way == "rank":
        return number
    if found.way == "percent":
        return f"{number}%"
    if unit_words(found.indicator, lang) == PER_CENT:
        return f"{number} {text(lang)['difference.unit.points']}"
    return f"{_sign(value)}{value_words(abs(value), _measure(found, abs(value)), lang)}"


def apart_number(value: float, found: Differences, lang: str) -> str:
    """Return a difference with its sign in the unit of a list, which stands at its head."""
    if found.way == "rank":
        key = "up" if value > 0 else "down" if value < 0 else "same"
        return say(lang, f"difference.rank.{key}", places=f"{abs(value):g}")
    return f"{_sign(value)}{number_words(abs(value), _measure(found, abs(value)), lang)}"


def _sign(value: float) -> str:
    return PLUS if value > 0 else MINUS if value < 0 else ""


def bounded(difference: Found, words: str, lang: str) -> str:
    """Return a difference that is only a least or a most one as such."""
    return say(lang, f"difference.{difference.bound}", words=words) if difference.bound else words


def lack_words(difference: Found, lang: str) -> str:
    """Return why there is no difference, with the reason of a break; nothing where there is one."""
    if not difference.lack:
        return ""
    reasons = LANGUAGES[lang].space.join(
        series_break.reason(lang) for series_break in difference.breaks
    )
    words = say(lang, f"difference.lack.{difference.lack}", reasons=reasons)
    return joined_words(
        words, refused_words((*difference.a.refusals, *difference.b.refusals), lang), lang
    )


def arithmetic(difference: Found, catalogue: Catalogue, lang: str) -> str:
    """Return the two figures of a difference, with their periods; nothing where one is missing."""
    if difference.a.figure is None or difference.b.figure is None:
        return ""
    words = [_figure_words(side, catalogue, lang) for side in (difference.a, difference.b)]
    if difference.ranks:
        words = [
            say(lang, "difference.ranked", words=said, rank=rank.at, known=rank.known)
            for said, rank in zip(words, difference.ranks, strict=True)
        ]
    return say(lang, "difference.sum", a=words[0], b=words[1])


def _figure_words(side: Entry, catalogue: Catalogue, lang: str) -> str:
    words = value_words(side.value or 0.0, catalogue.indicator(side.indicator_id), lang)
    words = least_words(words, lang, least=side.floor)
    return say(lang, "difference.dated", words=words, year=side.period)


def _measure(found: Differences, size: float) -> Indicator:
    """Return the indicator with as many decimals as it takes that a difference is not said as 0."""
    decimals = PERCENT_DECIMALS if found.way == "percent" else found.indicator.decimals
    while size and decimals < MOST_DIGITS and not _rounded(size, decimals):
        decimals += 1
    measure = replace(found.indicator, decimals=decimals, kind=_kind(found))
    percent = found.way == "percent"
    return replace(measure, unit_zh=PER_CENT, unit_en=PER_CENT) if percent else measure


def _kind(found: Differences) -> str:
    """Return the kind in whose words a difference is said: a rank's is a plain number."""
    return "ratio" if found.indicator.kind == "rank" else found.indicator.kind


def _rounded(size: float, decimals: int) -> Decimal:
    step = Decimal(1).scaleb(-decimals)
    return Decimal(repr(size)).quantize(step, rounding=ROUND_HALF_EVEN)


def _bounds(found: Differences) -> tuple[float, ...]:
    """Return where classes end on both sides: at thirds of the sizes, rounded to two digits."""
    sizes = sorted({abs(difference.value) for difference in found.found if difference.value})
    if len(sizes) < THIRDS:
        return ()
    at = (sizes[len(sizes) // THIRDS - 1], sizes[2 * len(sizes) // THIRDS - 1])
    if found.way == "rank":
        return tuple(sorted(set(at)))
    return tuple(sorted({float(f"{size:.{BOUND_DIGITS}g}") for size in at}))


def _code(value: float | None, bounds: Sequence[float], found: Differences) -> str:
    """Return the row of a difference; it is classed as it is shown, its sign exactly."""
    if value is None:
        return NO_DATA
    middle = len(bounds) + 1
    if value == 0:
        return str(middle)
    measure = _measure(found, abs(value))
    size = abs(value) if found.way == "rank" else float(_rounded(abs(value), measure.decimals))
    step = 1 + sum(size > bound for bound in bounds)
    return str(middle + step if value > 0 else middle - step)


def _rows(found: Differences, bounds: Sequence[float], lang: str) -> tuple[ScaleRow, ...]:
    """Return the legend's rows, from far below to far above zero."""
    near = NEAREST_FIRST[len(bounds)]
    below = [
        ScaleRow(_label(found, bounds, step, -1, lang), DIVERGING[color])
        for step, color in enumerate(near)
    ]
    above = [
        ScaleRow(_label(found, bounds, step, 1, lang), DIVERGING[len(DIVERGING) - 1 - color])
        for step, color in enumerate(near)
    ]
    zero = ScaleRow(text(lang)["difference.row.zero"], DIVERGING[len(DIVERGING) // 2])
    return (*reversed(below), zero, *above)


def _label(found: Differences, bounds: Sequence[float], step: int, sign: int, lang: str) -> str:
    def said(size: float) -> str:
        if found.way == "rank":
            return f"{PLUS if sign > 0 else MINUS}{size:g}"
        words = number_words(size, _measure(found, size), lang)
        return f"{PLUS if sign > 0 else MINUS}{words}"

    side = "above" if sign > 0 else "below"
    if not bounds:
        return text(lang)[f"difference.row.{side}"]
    if step == 0:
        return say(lang, f"difference.row.{side}-first", high=said(bounds[0]))
    if step == len(bounds):
        return say(lang, f"difference.row.{side}-last", low=said(bounds[-1]))
    return say(lang, "difference.row.next", low=said(bounds[step - 1]), high=said(bounds[step]))


def _cell(difference: Found, found: Differences, lang: str) -> Cell:
    if difference.value is None:
        return Cell("no-data", lack_words(difference, lang))
    sides = [side.figure for side in (difference.a, difference.b) if side.figure is not None]
    words = bounded(difference, apart_words(difference.value, found, lang), lang)
    return Cell(
        state="value",
        words=words,
        value=difference.value,
        column=bounded(difference, apart_number(difference.value, found, lang), lang),
        floor=bool(difference.bound),
        status=text(lang)["status.derived"],
        source_ids=tuple(dict.fromkeys(s for side in sides for s in side.source_ids)),
    )
