"""A file's sheets become a report: which sheet, what is where, and what became of each row."""

from __future__ import annotations

from collections.abc import Iterator

from geo.own_table.choices import Choices, Guess
from geo.own_table.grid import letters
from geo.own_table.layout import Layout, Undecided, best_grid, layout_of
from geo.own_table.matching import Matcher
from geo.own_table.own_file import OwnFile
from geo.own_table.place_index import PlaceIndex
from geo.own_table.report import TableReport, kept_units, rows_of, sums_of
from geo.own_table.telling import Tell, silent
from geo.own_table.units import unit_of
from geo.own_table.years import year_of
from geo.sentences import Said, said

MARKS = {"\t": "own.mark.tab", " ": "own.mark.blank"}


def understood(
    file: OwnFile, index: PlaceIndex, choices: Choices, *, tell: Tell = silent
) -> TableReport:
    """Return what a file says, row by row.

    What is chosen goes before what was saved with the file. Raises Undecided where too little is
    understood, or a choice is of something that is not there.
    """
    choices = choices.over(file.decided.choices)
    _check(choices, index)
    matcher = Matcher(index, dict(choices.places))
    grid = best_grid(file.grids, matcher, choices)
    layout = layout_of(grid, matcher, choices)
    level, rows = rows_of(layout, matcher, choices, text=file.kind == "text", tell=tell)
    guesses = (
        *_of_file(file, choices, layout),
        *_of_layout(layout, choices, level),
        *_of_measures(layout, choices, {c: str(u) for c, u in kept_units(rows).items()}),
    )
    return TableReport(layout, level, guesses, rows, tuple(sums_of(rows, level)))


def _check(choices: Choices, index: PlaceIndex) -> None:
    if choices.unit and unit_of(choices.unit) is None:
        raise Undecided(said("own.choice.unit", word=choices.unit))
    if choices.period and year_of(choices.period)[0] != choices.period:
        raise Undecided(said("own.choice.period", word=choices.period))
    levels = tuple(dict.fromkeys(place.level for place in index.places.values()))
    if choices.level and choices.level not in levels:
        raise Undecided(said("own.choice.level", word=choices.level, known=levels))
    for words, place in choices.places.items():
        if place not in index.places:
            raise Undecided(said("own.choice.place", words=words, code=place))


def _of_file(file: OwnFile, choices: Choices, layout: Layout) -> Iterator[Guess]:
    yield Guess("kind", said(f"own.kind.{file.kind}"), said("own.why.bytes"))
    if file.kind == "text":
        yield _guess("encoding", file.encoding, file.encoding_why)
        mark = said(MARKS[file.delimiter]) if file.delimiter in MARKS else file.delimiter
        yield _guess("delimiter", mark, file.delimiter_why)
    else:
        why = said("own.why.sheet", count=layout.matched, sheets=len(file.grids))
        yield Guess("sheet", layout.grid.name, why, bool(choices.sheet))


def _guess(what: str, value: str | Said, why: Said | None) -> Guess:
    chosen = said("own.chosen")
    return Guess(what, value, why or chosen, why == chosen)


def _of_layout(layout: Layout, choices: Choices, level: str) -> Iterator[Guess]:
    header = ", ".join(str(row + 1) for row in layout.header_rows)
    yield Guess("header", header or said("own.none"), said("own.why.header"))
    yield Guess(
        "first_row", str(layout.first + 1), said("own.why.first"), chosen=bool(choices.first_row)
    )
    yield Guess(
        "key",
        _column(layout, layout.key),
        said("own.why.key", count=layout.matched),
        bool(choices.key),
    )
    if layout.parent is not None:
        yield Guess(
            "parent", _column(layout, layout.parent), said("own.why.parent"), bool(choices.parent)
        )
    for what, one in (("series", layout.series_column), ("units", layout.unit_column)):
        if one is not None:
            yield Guess(what, _column(layout, one), said("own.why.words"))
    for column in layout.beside:
        yield Guess("beside", _column(layout, column), said("own.why.beside"))
    yield Guess(
        "level",
        said(f"own.level.{level}") if level else said("own.none"),
        said("own.why.level"),
        bool(choices.level),
    )
    yield _period(layout, choices)
    if layout.left_out:
        names = tuple(_column(layout, column) for column in layout.left_out)
        yield Guess("left_out", said("own.list", items=names), said("own.why.left-out"))
    if layout.notes:
        rows = ", ".join(str(row + 1) for row in layout.notes)
        yield Guess("notes", rows, said("own.why.notes"))


def _period(layout: Layout, choices: Choices) -> Guess:
    if choices.period:
        return Guess("period", choices.period, said("own.chosen"), chosen=True)
    if layout.period_from == "headers":
        years = sorted({one.period for one in layout.measures})
        return Guess("period", ", ".join(years), said("own.why.period-headers"))
    if layout.period_column is not None:
        column = _column(layout, layout.period_column)
        return Guess("period", column, said("own.why.period-column"), bool(choices.period_column))
    if layout.period:
        return Guess("period", layout.period, said(f"own.why.period-{layout.period_from}"))
    return Guess("period", said("own.none"), said("own.why.period-none"))


def _of_measures(layout: Layout, choices: Choices, kept: dict[int, str]) -> Iterator[Guess]:
    for one in layout.measures:
        unit = _unit(str(one.unit or ""), kept.get(one.column, ""))
        yield Guess("measure", _column(layout, one.column), unit, bool(choices.columns))


def _unit(read: str, kept: str) -> Said:
    if not read and not kept:
        return said("own.unit.none")
    if read and kept and read != kept:
        return said("own.unit.other", read=read, kept=kept)
    return said("own.unit.same", read=read or kept)


def _column(layout: Layout, column: int) -> str:
    head = layout.headers[column] if column < len(layout.headers) else ""
    return f"{letters(column)} {head}".strip()
