"""The report of a table as a page shows it: JSON in both languages, and what may be chosen.

Many rows are told alike: each sentence stands once, and rows name it by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo.languages import LANGS
from geo.own_table.choices import Choices, Guess
from geo.own_table.grid import OwnSheet, letters, shown
from geo.own_table.layout import Layout
from geo.own_table.own_file import OwnFile
from geo.own_table.place_index import KnownPlace, PlaceIndex
from geo.own_table.report import RowFigure, RowReport, Sum, TableReport, Verdict, named_by
from geo.own_table.report_words import candidates, how, sentence
from geo.own_table.table_text import CHINESE_ENCODINGS
from geo.sentences import Said, in_words, said

# What a person may choose between; a text may also have other encodings.
ENCODINGS = ("utf-8", *(one for one in CHINESE_ENCODINGS if one != "utf-8"), "utf-16")
# What a person has to look at goes before what is simply taken.
ORDER: tuple[Verdict, ...] = ("asked", "refused", "noted", "taken")
DELIMITERS = (",", "\t", ";", "|", "，", "；", "、")
# Of a header, which may be a sentence.
LONGEST = 40
# A page lists so many rows, those first about which something is to be said; the workbook has all.
MOST_ROWS = 5_000
# So much of a sheet shows how it was read.
PREVIEWED, WIDEST = 8, 12


class Sentences:
    """Sentences in both languages, each once; ``of`` gives the number of one."""

    def __init__(self) -> None:
        self.listed: list[Mapping[str, str]] = []
        self._at: dict[tuple[str, ...], int] = {}

    def of(self, text: str) -> int:
        """Return the number of a sentence, which is added where it is new."""
        told = spoken(text)
        key = tuple(told.values())
        if key not in self._at:
            self._at[key] = len(self.listed)
            self.listed.append(told)
        return self._at[key]


def spoken(text: str) -> Mapping[str, str]:
    """Return a text by language."""
    return {lang: in_words(text, lang) for lang in LANGS}


def page_report(report: TableReport) -> Mapping[str, Any]:
    """Return every guess, every row and the sums of a report as JSON can say them.

    A row is its number in the file, its words, the place, how it was found, the verdict, the code
    of the reason, the sentence, the candidates, the words that a candidate is chosen for, whether
    it is a total, and its figures.
    """
    told = Sentences()
    return {
        "reading": guess_rows(report.guesses),
        "counts": dict(report.counts),
        "rows": [_row(row, report.layout, told) for row in _listed(report.rows)],
        "sums": [spoken(sum_words(one)) for one in report.sums],
        "sentences": told.listed,
    }


def guess_rows(guesses: Iterable[Guess]) -> Sequence[Mapping[str, Any]]:
    """Return how a file was read as JSON can say it, a row a guess."""
    return [
        {
            "what": guess.what,
            "value": spoken(guess.value),
            "why": spoken(guess.why),
            "chosen": guess.chosen,
        }
        for guess in guesses
    ]


def _listed(rows: Sequence[RowReport]) -> Sequence[RowReport]:
    """Return the rows that a page lists, as they follow in the file."""
    if len(rows) <= MOST_ROWS:
        return rows
    first = sorted(rows, key=lambda row: ORDER.index(row.verdict))
    return sorted(first[:MOST_ROWS], key=lambda row: row.number)


def _row(row: RowReport, layout: Layout, told: Sentences) -> Sequence[Any]:
    # Which of two rows of one place is meant, no choice of a place can say.
    offered = () if row.reason == "twice" else candidates(row)
    return (
        row.number,
        row.words,
        _place(row.place) if row.place else None,
        told.of(how(row)),
        row.verdict,
        row.reason,
        told.of(sentence(row)),
        [_place(one) for one in offered],
        named_by(layout, row.number - 1) if offered else "",
        row.set_aside,
        [_figure(one) for one in row.values],
    )


def _place(place: KnownPlace) -> Mapping[str, Any]:
    return {"id": place.place_id, "name": spoken(Said(place.name_en, place.name_zh))}


def _figure(one: RowFigure) -> Sequence[Any]:
    """Return a figure: column, measure, period, as read, as kept, unit, factor, state."""
    read = one.figure
    factor = read.factor if read.state == "number" else None
    return (
        one.measure.letter,
        one.measure.name,
        one.period,
        read.raw,
        read.value,
        str(read.unit),
        factor,
        read.state,
    )


def sum_words(one: Sum) -> Said:
    """Return the sum of the figures taken beside the total that the file has."""
    return said(
        "own.sum.agrees" if one.agrees else "own.sum.differs",
        measure=one.measure.name or one.measure.letter,
        period=one.period,
        count=one.count,
        taken=one.taken,
        row=one.row,
        words=one.words,
        stated=one.stated,
        gap=one.taken - one.stated,
    )


def choosable(file: OwnFile, index: PlaceIndex, choices: Choices) -> Mapping[str, Any]:
    """Return what may be chosen of a file, and how it begins, whether it is understood or not.

    Columns are (letter, words of the first row that has some).
    """
    texts = file.kind == "text"
    named = (grid for grid in file.grids if grid.name == choices.sheet)
    grid = next(named, next(iter(file.grids), None))
    levels = dict.fromkeys(place.level for place in index.places.values())
    return {
        "columns": _columns(grid) if grid else [],
        "sheets": [] if texts else [one.name for one in file.grids],
        "encodings": ENCODINGS if texts else (),
        "delimiters": DELIMITERS if texts else (),
        "levels": {level: spoken(said(f"own.level.{level}")) for level in levels},
        "preview": _preview(grid) if grid else [],
        "now": {"encoding": file.encoding, "delimiter": file.delimiter},
    }


def understood_so(
    file: OwnFile, report: TableReport, index: PlaceIndex, choices: Choices
) -> Mapping[str, Any]:
    """Return the same of a table that was understood, with what is in use now."""
    layout = report.layout
    basis = choosable(file, index, replace(choices, sheet=layout.grid.name))
    optional = {"parent": layout.parent, "period_column": layout.period_column}
    years = {one.period for row in report.rows for one in row.values if one.period}
    return {
        **basis,
        "columns": [(letters(at), head[:LONGEST]) for at, head in enumerate(layout.headers)],
        "now": {
            **basis["now"],
            "sheet": layout.grid.name,
            "first_row": layout.first + 1,
            "key": letters(layout.key),
            **{name: "" if at is None else letters(at) for name, at in optional.items()},
            "columns": [letters(at) for at in dict.fromkeys(m.column for m in layout.measures)],
            "unit": choices.unit,
            "period": choices.period or layout.period,
            "years": sorted(years),
            "level": report.level,
        },
    }


def _columns(grid: OwnSheet) -> Sequence[tuple[str, str]]:
    top = grid.rows[:PREVIEWED]
    width = max((len(row) for row in top), default=0)
    heads = (
        next((shown(row[at]) for row in top if at < len(row) and shown(row[at]).strip()), "")
        for at in range(width)
    )
    return [(letters(at), head[:LONGEST]) for at, head in enumerate(heads)]


def _preview(grid: OwnSheet) -> Sequence[Sequence[str]]:
    return [[shown(cell)[:LONGEST] for cell in row[:WIDEST]] for row in grid.rows[:PREVIEWED]]
