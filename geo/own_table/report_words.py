"""The report in words and as sheets of a workbook: what became of every row, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from geo.export.table import Cell, Table
from geo.languages import ENGLISH, ORIGINAL
from geo.own_table.place_index import KnownPlace
from geo.own_table.report import RowFigure, RowReport, Sum, TableReport
from geo.own_table.report_tables import reading_table, report_table
from geo.sentences import Said, in_words, said, sequel

ROWS = (
    "row",
    "words",
    "place_id",
    "place_zh",
    "place_en",
    "how_zh",
    "how_en",
    "verdict",
    "code",
    "sentence_zh",
    "sentence_en",
    "candidates",
)
CELLS = (
    "row",
    "column",
    "measure",
    "place_id",
    "period",
    "as_read",
    "as_kept",
    "unit",
    "factor",
    "state",
    "notes_zh",
    "notes_en",
)


def sentence(row: RowReport) -> Said:
    """Return what became of a row and, where something is to be done, what."""
    if not row.reason:
        return _plain("own.row.taken")
    if row.reason == "noted":
        return _notes(row.notes)
    further = _further(row) if row.verdict == "noted" else ()
    told = said(
        f"own.row.{row.reason}",
        words=row.words,
        rows=tuple(map(str, row.also)),
        level=said(f"own.level.{row.match.places[0].level}") if row.match.places else "",
        raw=_refused_cell(row),
        **_former(row),
    )
    return sequel((told, _notes(further))) if further else told


def how(row: RowReport) -> Said | str:
    """Return how the place of a row was found; blank where none was."""
    if not row.match.places:
        return ""
    key = f"own.how.{row.match.how}"
    return said(key, **_former(row)) if row.match.former else _plain(key)


def candidates(row: RowReport) -> tuple[KnownPlace, ...]:
    """Return the places that an asked row may mean."""
    return row.match.places if row.verdict == "asked" else ()


def sheets(report: TableReport) -> tuple[Table, ...]:
    """Return the report as tables: rows, cells, how it was read, sums."""
    return (
        report_table("rows", ROWS, (_row(row) for row in report.rows), {"row": "integer"}),
        report_table(
            "cells",
            CELLS,
            (_cell(row, one) for row in report.rows for one in row.values),
            {"row": "integer", "as_kept": "number", "factor": "number"},
        ),
        reading_table(report.guesses),
        report_table(
            "sums",
            ("measure", "period", "row", "words", "taken", "stated", "difference", "agrees"),
            map(_sum, report.sums),
            {"row": "integer"},
        ),
    )


def as_json(report: TableReport) -> Mapping[str, Any]:
    """Return the report as JSON can say it: each table a list of rows by column."""
    tables = {
        table.name: [dict(zip(table.names, row, strict=True)) for row in table.rows]
        for table in sheets(report)
    }
    return {"level": report.level, "counts": report.counts, **tables}


@cache
def _plain(key: str) -> Said:
    """Return a sentence whose parts are blank or none."""
    return said(key, former="", until="", code="")


def _row(row: RowReport) -> tuple[Cell, ...]:
    place, told, found = row.place, sentence(row), how(row)
    return (
        row.number,
        row.words,
        place.place_id if place else None,
        place.name_zh if place else None,
        place.name_en if place else None,
        in_words(found, ORIGINAL) or None,
        in_words(found, ENGLISH) or None,
        row.verdict,
        row.reason or None,
        told.zh,
        str(told),
        "; ".join(f"{one.place_id} {one.name_zh}" for one in candidates(row)) or None,
    )


def _cell(row: RowReport, one: RowFigure) -> tuple[Cell, ...]:
    read = one.figure
    notes = _notes((*read.notes, *filter(None, [read.why])))
    return (
        row.number,
        one.measure.letter,
        one.measure.name,
        row.place.place_id if row.place else None,
        one.period or None,
        read.raw or None,
        read.value,
        str(read.unit) or None,
        read.factor if read.state == "number" else None,
        read.state,
        notes.zh or None,
        str(notes) or None,
    )


def _sum(one: Sum) -> tuple[Cell, ...]:
    gap = float(f"{one.taken - one.stated:.12g}")
    return (
        one.measure.name,
        one.period or None,
        one.row,
        one.words,
        float(f"{one.taken:.15g}"),
        one.stated,
        gap,
        "yes" if one.agrees else "no",
    )


@cache
def _notes(codes: tuple[str, ...]) -> Said:
    """Return what some codes mean, one after the other."""
    return sequel(map(_note, codes))


def _note(code: str) -> Said:
    return _plain(f"own.note.{code}")


def _further(row: RowReport) -> tuple[str, ...]:
    return tuple(note for note in row.notes if note != row.reason)


def _former(row: RowReport) -> Mapping[str, str]:
    one = row.match.former
    if one is None:
        return {"former": "", "until": "", "code": ""}
    return {"former": one.former_name, "until": one.until, "code": one.former_code}


def _refused_cell(row: RowReport) -> str:
    return next((one.figure.raw for one in row.values if one.figure.state == "refused"), "")
