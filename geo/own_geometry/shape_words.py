"""The report of a file of geometries in words: for a page, and as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from geo.export.table import Cell, Table, Type
from geo.own_geometry.coordinates import SystemReading
from geo.own_geometry.point_columns import TABLE
from geo.own_geometry.shape_columns import sorting_columns
from geo.own_geometry.shape_report import ShapeReport, ShapeRow
from geo.own_geometry.shifted import SHIFTS
from geo.own_table.choices import Guess
from geo.own_table.grid import letters, shown
from geo.own_table.page_report import ENCODINGS, Sentences, guess_rows, spoken
from geo.own_table.place_index import KnownPlace
from geo.own_table.report_tables import reading_table, report_table
from geo.sentences import Said, said, sequel
from geo.store.catalogue import Catalogue

ROWS = (
    *("row", "words", "place_id", "county_id", "county_zh", "county_en", "kind", "lon", "lat"),
    *("area_km2", "verdict", "code", "sentence_zh", "sentence_en"),
)
TYPES: Mapping[str, Type] = {
    "row": "integer",
    "lon": "number",
    "lat": "number",
    "area_km2": "number",
}
PREVIEWED, WIDEST, LONGEST = 8, 12, 40


@cache
def _note(code: str) -> Said:
    return said(f"own.shape.note.{code}")


def shape_sentence(row: ShapeRow, known: Catalogue) -> Said:
    """Return what became of a feature and, where something is to be done, what."""
    if not row.reason:
        return said("own.shape.taken")
    if row.reason == "noted":
        return sequel(_noted(one, row, known) for one in row.notes)
    return said(f"own.shape.{row.reason}")


def _noted(code: str, row: ShapeRow, known: Catalogue) -> Said:
    if code != "elsewhere":
        return _note(code)
    return said(
        "own.shape.note.elsewhere",
        claimed=_name(known, row.claimed),
        found=_name(known, row.county),
    )


def _name(known: Catalogue, county: str) -> Said:
    place = known.places.get(county)
    return Said(place.name_en, place.name_zh) if place else Said("", "")


def lies_in(row: ShapeRow, known: Catalogue) -> Said | str:
    """Return in which county a feature lies, or which zone it is; blank where it is not taken."""
    if row.place is not None:
        return said("own.shape.zone", zone=Said(row.place.name_en, row.place.name_zh))
    return said("own.shape.lies", county=_name(known, row.county)) if row.county else ""


def source_words(report: ShapeReport) -> Said:
    """Return whose the shapes are, and what was done to their coordinates."""
    parts = [said("own.source")]
    if report.shift.used != "wgs84":
        parts.append(said(f"own.shift.source-{report.shift.used}"))
    elif report.shift.asked and not report.shift.chosen:
        parts.append(said("own.shift.source-open"))
    reading = report.system.reading
    if reading is not None and (reading.exchanged or reading.system.key != "degrees"):
        parts.append(said("own.system.source", system=reading.words))
    return sequel(parts)


def guesses(report: ShapeReport) -> Iterator[Guess]:
    """Yield everything that was understood of a file, with its reason."""
    shapes = report.shapes
    chosen = said("own.chosen")
    yield Guess("kind", said(f"own.kind.{shapes.kind}"), said("own.why.bytes"))
    if shapes.encoding:
        why = shapes.encoding_why or chosen
        yield Guess("encoding", shapes.encoding, why, why == chosen)
    if len(shapes.layers) > 1:
        yield Guess("sheet", shapes.layer, said("own.why.layer", count=len(shapes.layers)))
    if shapes.kind == TABLE:
        yield Guess("coordinates", shapes.stated, said("own.why.columns"))
    reading = report.system.reading
    words = reading.words if reading else said("own.none")
    yield Guess("system", words, report.system.why, report.system.chosen)
    if reading is not None:
        told = report.shift.chosen or report.shift.told
        yield Guess(
            "shift",
            said(f"own.shift.{told}") if told else said("own.none"),
            report.shift.why,
            bool(report.shift.chosen),
        )
    yield Guess(
        "name",
        report.name or said("own.none"),
        said("own.why.name") if not report.chosen.name else chosen,
        bool(report.chosen.name),
    )
    yield Guess(
        "county",
        report.county or said("own.none"),
        said("own.why.county") if not report.chosen.county else chosen,
        bool(report.chosen.county),
    )


def questions(report: ShapeReport) -> Sequence[Mapping[str, Any]]:
    """Return what a person is asked, with the answers that may be given.

    ``blocks`` is whether nothing is drawn before an answer.
    """
    found: list[Mapping[str, Any]] = []
    if report.system.asked and report.system.fits:
        found.append(
            _question("system", report.system.why, _systems(report.system.fits), blocks=True)
        )
    if report.shift.asked and report.system.reading is not None:
        answers = [(one, said(f"own.shift.{one}")) for one in SHIFTS]
        question = _question("shift", report.shift.why, answers, blocks=report.shift.open)
        found.append({**question, "chosen": report.shift.chosen, "likely": report.shift.told})
    return found


def _question(
    what: str, words: Said, answers: Sequence[tuple[str, Said]], *, blocks: bool
) -> Mapping[str, Any]:
    return {
        "what": what,
        "words": spoken(words),
        "answers": [[key, spoken(label)] for key, label in answers],
        "blocks": blocks,
        "chosen": "",
        "likely": "",
    }


def _systems(fits: Sequence[SystemReading]) -> Sequence[tuple[str, Said]]:
    return [(one.key, one.words) for one in fits]


def page_rows(report: ShapeReport, known: Catalogue) -> Mapping[str, Any]:
    """Return every guess and feature as JSON can say them, as ``page_report`` does of rows."""
    told = Sentences()
    return {
        "reading": guess_rows(guesses(report)),
        "counts": dict(report.counts),
        "rows": [_row(row, known, told) for row in report.rows],
        "sums": [],
        "sentences": told.listed,
        "questions": questions(report),
    }


def _row(row: ShapeRow, known: Catalogue, told: Sentences) -> Sequence[Any]:
    offered = [_place(one) for one in row.offered]
    return (
        row.number,
        row.words,
        _place(row.place) if row.place else None,
        told.of(lies_in(row, known)),
        row.verdict,
        row.reason,
        told.of(_page_sentence(row, known)),
        offered,
        row.words if offered else "",
        False,
        [],
    )


def _page_sentence(row: ShapeRow, known: Catalogue) -> str:
    """Return what a page says of a feature beside its verdict: where it lies, if it is no zone."""
    where = "" if row.place or "elsewhere" in row.notes else lies_in(row, known)
    told = shape_sentence(row, known) if row.reason else ""
    return sequel((told, where)) if told and where else told or where


def _place(place: KnownPlace) -> Mapping[str, Any]:
    return {"id": place.place_id, "name": spoken(Said(place.name_en, place.name_zh))}


def choosable(report: ShapeReport) -> Mapping[str, Any]:
    """Return what may be chosen of a file of geometries, with what is in use now."""
    shapes = report.shapes
    columns = shapes.columns
    texts = bool(shapes.encoding)
    reading = report.system.reading
    systems = {one.key: spoken(one.words) for one in report.system.fits}
    if reading is not None:
        systems[reading.key] = spoken(reading.words)
    return {
        "columns": [(letters(at), head[:LONGEST]) for at, head in enumerate(columns)],
        "sheets": shapes.layers if len(shapes.layers) > 1 else [],
        "encodings": ENCODINGS if texts else (),
        "delimiters": (),
        "levels": {},
        "preview": [
            [head[:LONGEST] for head in columns[:WIDEST]],
            *(
                [shown(one.properties.get(head))[:LONGEST] for head in columns[:WIDEST]]
                for one in shapes.features[:PREVIEWED]
            ),
        ],
        "now": {
            "encoding": shapes.encoding,
            "delimiter": "",
            "sheet": shapes.layer,
            "system": reading.key if reading else "",
            "shift": report.shift.chosen,
            "name": report.name,
            "county": report.county,
            "value": report.chosen.value,
        },
        "properties": [head for head in columns if head],
        "values": sorting_columns(shapes.features, columns),
        "systems": systems,
        "shifts": {one: spoken(said(f"own.shift.{one}")) for one in SHIFTS},
    }


def shape_sheets(report: ShapeReport, known: Catalogue) -> tuple[Table, ...]:
    """Return the report as tables: features, what they say, how the file was read."""
    heads = report.shapes.columns
    return (
        report_table("rows", ROWS, (_cells(row, known) for row in report.rows), TYPES),
        report_table(
            "properties",
            ("row", *(f"{at + 1} {head}" for at, head in enumerate(heads))),
            (
                (one.number, *(shown(one.properties.get(head)) or None for head in heads))
                for one in report.shapes.features
            ),
            {"row": "integer"},
        ),
        reading_table(guesses(report)),
    )


def _cells(row: ShapeRow, known: Catalogue) -> tuple[Cell, ...]:
    told = shape_sentence(row, known)
    county = _name(known, row.county)
    placed = row.shape is not None
    return (
        row.number,
        row.words or None,
        row.place.place_id if row.place else None,
        row.county or None,
        county.zh or None,
        str(county) or None,
        row.shape.geom_type if row.shape is not None else None,
        round(row.at[0], 6) if placed else None,
        round(row.at[1], 6) if placed else None,
        round(row.km2, 4) if row.km2 else None,
        row.verdict,
        row.reason or None,
        told.zh,
        str(told),
    )
