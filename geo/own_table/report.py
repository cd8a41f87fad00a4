"""What became of every row of a table: taken, taken with a note, asked or refused, and the sums."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from geo.own_table.choices import Choices, Guess
from geo.own_table.grid import shown
from geo.own_table.layout import FigureColumn, Layout, filled_down
from geo.own_table.matching import Match, Matcher
from geo.own_table.place_index import KnownPlace
from geo.own_table.telling import Tell, silent
from geo.own_table.units import Unit, in_header, unit_of
from geo.own_table.written_figures import ReadFigure, figure
from geo.own_table.years import year_of

Verdict = Literal["taken", "noted", "asked", "refused"]
# Who waits hears of so many rows at a time.
TOLD_ROWS = 500
VERDICTS: tuple[Verdict, ...] = ("taken", "noted", "asked", "refused")
# How much each row may have been rounded by.
HALF = 0.5
TEXT_NOTE = "text"
# Of other rows with the same place and time, as many are named.
NAMED = 5


@dataclass(frozen=True)
class RowFigure:
    """A figure of a row: of which measure, of which period, as read and as kept."""

    measure: FigureColumn
    period: str
    figure: ReadFigure


@dataclass(frozen=True)
class RowReport:
    """What became of a row: ``number`` as the file counts, ``words`` as they stand there.

    ``reason`` is a code (see ``geo/text/own_table.en.json``), ``also`` the other rows that it
    speaks of, ``notes`` codes of what was done to the words or the figures.
    """

    number: int
    words: str
    match: Match
    values: tuple[RowFigure, ...]
    verdict: Verdict = "taken"
    reason: str = ""
    notes: tuple[str, ...] = ()
    also: tuple[int, ...] = ()

    @property
    def place(self) -> KnownPlace | None:
        """Return the place that its figures are of; None where they are of none."""
        return self.match.place if self.verdict in ("taken", "noted") else None

    @property
    def set_aside(self) -> bool:
        """Return whether it is refused because it is a total: nothing is to be done about it."""
        return self.reason in ("total", "subtotal")


@dataclass(frozen=True)
class Sum:
    """The figures taken of a measure and period beside a total that the file has itself."""

    measure: FigureColumn
    period: str
    row: int
    words: str
    taken: float
    stated: float
    count: int

    @property
    def agrees(self) -> bool:
        """Return whether the two are equal but for the rounding of each figure."""
        digits = max(_digits(self.taken), _digits(self.stated), 0)
        room = HALF * 10.0**-digits * (self.count + 1)
        return math.isclose(self.taken, self.stated, abs_tol=room, rel_tol=1e-12)


@dataclass(frozen=True)
class TableReport:
    """A table as it was understood: every guess, every row, and the sums."""

    layout: Layout
    level: str
    guesses: tuple[Guess, ...]
    rows: tuple[RowReport, ...]
    sums: tuple[Sum, ...]

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """Return how many rows have each verdict; together they are all rows."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in VERDICTS}


def rows_of(
    layout: Layout, matcher: Matcher, choices: Choices, *, text: bool, tell: Tell = silent
) -> tuple[str, tuple[RowReport, ...]]:
    """Return the level of a table's places, and what became of each row.

    ``text`` is whether the file was a text, where every number is one.
    """
    tell("understanding", 0, len(layout.rows))
    # A long table has its places again and again.
    known: dict[tuple[str, ...], Match] = {}
    matches = [_found(layout, row, matcher, known) for row in layout.rows]
    level, pure = _level(matches, choices)
    beside = {} if layout.parent is None else filled_down(layout.grid, layout.rows, layout.parent)
    judged: list[RowReport] = []
    last = ""
    for row, match in zip(layout.rows, matches, strict=True):
        if len(judged) % TOLD_ROWS == 0:
            tell("understanding", len(judged), len(layout.rows))
        named_parents = matcher.match(beside.get(row, "")).places
        parents = tuple(place.place_id for place in named_parents) or ((last,) if last else ())
        named = shown(layout.cell(row, layout.key))
        mine = matcher.settled(match, named, parents=parents, level=level if pure else "")
        values = tuple(_values(layout, row, choices, text=text))
        one = RowReport(row + 1, _words(layout, row), mine, values)
        judged.append(_judged(one, level, parents if beside else ()))
        if (place := mine.place) and not place.parent:
            last = place.place_id
    return level, tuple(_unrepeated(judged))


def sums_of(rows: Iterable[RowReport], level: str) -> Iterator[Sum]:
    """Yield each total of the file beside the sum of the figures taken."""
    listed = tuple(rows)
    taken: dict[tuple[int, str, str], list[float]] = defaultdict(list)
    for row in listed:
        if row.place is not None:
            for one in row.values:
                if one.figure.value is not None:
                    taken[_series_key(one)].append(one.figure.value)
    for row in listed:
        if row.match.role != "total" or "subtotal" in row.match.notes or not level:
            continue
        for one in row.values:
            figures = taken.get(_series_key(one), [])
            if one.figure.value is not None and figures:
                yield Sum(
                    one.measure,
                    one.period,
                    row.number,
                    row.words,
                    math.fsum(figures),
                    one.figure.value,
                    len(figures),
                )


def _series_key(one: RowFigure) -> tuple[int, str, str]:
    return one.measure.column, one.measure.name, one.period


def _found(
    layout: Layout, row: int, matcher: Matcher, known: dict[tuple[str, ...], Match]
) -> Match:
    """Return what a row means; ``known`` are those that were met, by their words."""
    own = named_by(layout, row)
    words = (own, *(shown(layout.cell(row, column)) for column in layout.beside))
    if words not in known:
        known[words] = _meant(words, matcher)
    return known[words]


def _meant(words: tuple[str, ...], matcher: Matcher) -> Match:
    """Return what words mean: a code beside the name is surer, and must agree with it."""
    own, *beside = words
    match = matcher.match(own)
    # Who was asked has seen both columns.
    if match.how == "chosen":
        return match
    for one in beside:
        other = matcher.match(one)
        if not other.places or other.how == "near" or other.role != "place":
            continue
        both = tuple(p for p in match.places if p in other.places)
        if both:
            match = replace(match, places=both, notes=(*match.notes, "two_columns"))
        elif not match.places:
            match = replace(other, notes=(*other.notes, "two_columns"))
        elif match.how != "near":
            return Match((*match.places, *other.places), "near", notes=("disagree",))
    return match


def named_by(layout: Layout, row: int) -> str:
    """Return the words of a row that name a place: a total may stand beside its column."""
    own = shown(layout.cell(row, layout.key))
    others = (shown(layout.cell(row, c)) for c in (layout.parent, *layout.beside) if c is not None)
    return own if own.strip() else next(filter(None, others), "")


def _words(layout: Layout, row: int) -> str:
    parent = () if layout.parent is None else (layout.parent,)
    columns = sorted({layout.key, *layout.beside, *parent})
    cells = (shown(layout.cell(row, column)) for column in columns)
    return " ".join(filter(None, cells))


def _level(matches: Sequence[Match], choices: Choices) -> tuple[str, bool]:
    """Return the level of most places that are sure, and whether all others are of it."""
    levels = Counter(match.place.level for match in matches if match.place)
    if choices.level:
        return choices.level, True
    if not levels:
        return "", False
    [(level, _), *others] = levels.most_common()
    return level, not others


def _values(layout: Layout, row: int, choices: Choices, *, text: bool) -> Iterator[RowFigure]:
    kept = unit_of(choices.unit) if choices.unit else None
    year = choices.period or layout.period
    if layout.period_column is not None and not choices.period:
        year = year_of(layout.cell(row, layout.period_column))[0]
    for column in layout.measures:
        measure = _series(layout, row, column)
        unit = measure.unit
        asked = kept if unit is None or kept is None or kept.base == unit.base else None
        one = figure(layout.cell(row, measure.column), unit, asked)
        if text and TEXT_NOTE in one.notes:
            one = replace(one, notes=tuple(note for note in one.notes if note != TEXT_NOTE))
        yield RowFigure(measure, measure.period or year, one)


def _series(layout: Layout, row: int, column: FigureColumn) -> FigureColumn:
    """Return what the figure of a row is of, where the row itself says it."""
    if layout.unit_column is not None:
        own = unit_of(shown(layout.cell(row, layout.unit_column)))
        column = replace(column, unit=own or column.unit)
    if layout.series_column is not None:
        name, unit = in_header(shown(layout.cell(row, layout.series_column)))
        column = replace(column, name=name, unit=unit or column.unit)
    return column


def _judged(row: RowReport, level: str, parents: Iterable[str]) -> RowReport:
    """Return a row with its verdict, by what it means and what its figures are."""
    match, place, above = row.match, row.match.place, set(parents)
    if match.role != "place" or not match.places:
        return replace(row, verdict="refused", reason=_placeless(row))
    if place is None:
        return replace(row, verdict="asked", reason=_question(match))
    if above and place.parent and place.parent not in above and match.how != "chosen":
        return replace(row, verdict="asked", reason="parent_differs")
    if level and place.level != level:
        return replace(row, verdict="refused", reason="other_level")
    return _with_figures(row)


def _placeless(row: RowReport) -> str:
    """Return why a row is of no place."""
    match = row.match
    if match.role == "total":
        return "subtotal" if "subtotal" in match.notes else "total"
    if match.role == "part":
        return "part"
    return "unknown" if row.words.strip() else "nameless"


def _question(match: Match) -> str:
    if "disagree" in match.notes:
        return "disagree"
    if "ground" in match.notes:
        return "ground"
    if match.how == "near":
        return "near"
    return "divided" if match.former and len(match.former.places) > 1 else "several"


def _with_figures(row: RowReport) -> RowReport:
    states = Counter(one.figure.state for one in row.values)
    notes = tuple(
        dict.fromkeys(
            (
                *_place_notes(row.match),
                *(note for one in row.values for note in one.figure.notes),
                *(one.figure.why for one in row.values if one.figure.why),
            )
        )
    )
    if any(not one.period for one in row.values) and any(one.period for one in row.values):
        return replace(row, verdict="refused", reason="period", notes=notes)
    if states["refused"] and not states["number"]:
        why = next(one.figure.why for one in row.values if one.figure.why)
        return replace(row, verdict="refused", reason=why, notes=notes)
    if not states["number"]:
        return replace(row, verdict="noted", reason="blank", notes=notes)
    if notes:
        return replace(row, verdict="noted", reason="noted", notes=notes)
    return row


def _place_notes(match: Match) -> tuple[str, ...]:
    quiet = ("code", "name", "short", "english", "composed")
    told = () if match.how in quiet else (match.how,)
    return (*told, *(note for note in match.notes if note != "two_columns"))


def _unrepeated(rows: Sequence[RowReport]) -> Iterator[RowReport]:
    """Yield the rows; those that give one place two figures of one period are asked about."""
    seen: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for row in rows:
        for key in _keys(row):
            seen[key].append(row.number)
    for row in rows:
        same = (number for key in _keys(row) for number in islice(seen[key], NAMED + 1))
        again = sorted({*same} - {row.number})[:NAMED]
        if again:
            yield replace(row, verdict="asked", reason="twice", also=tuple(again))
        else:
            yield row


def _keys(row: RowReport) -> Iterator[tuple[str, int, str]]:
    if row.place is not None:
        for one in row.values:
            yield row.place.place_id, one.measure.column, f"{one.measure.name} {one.period}"


def _digits(number: float) -> int:
    """Return how many digits stand behind the point of a number as it is written."""
    return len(f"{number:.10g}".partition(".")[2])


def kept_units(rows: Iterable[RowReport]) -> Mapping[int, Unit]:
    """Return the unit in which the figures of each column are kept."""
    return {
        one.measure.column: one.figure.unit
        for row in rows
        for one in row.values
        if one.figure.state == "number"
    }
