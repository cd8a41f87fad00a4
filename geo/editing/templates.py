"""Files to fill in, made from the data: right codes and names, units, lists to choose from.

What comes back filled in is read without a question: figures by geo.own_table, whole tables by the
names of their columns (geo.editing.whole_table).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UnknownWord
from geo.export.workbook import put_cell, timeless
from geo.files.raw_table import RawTable
from geo.levels import Level, level_facts
from geo.model.indicators import SIGNED
from geo.sentences import Said, said
from geo.store.package_tables import READ

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from geo.model.indicators import Indicator
    from geo.model.table_schema import ColumnSchema, TableSchema
    from geo.store.catalogue import Catalogue

# The levels whose figures offices have, and the tables that they keep.
FIGURES: tuple[Level, ...] = ("prefecture", "zone")
TABLES = ("zones", "zone_steps", "platforms", "targets")
OF_YEAR = "figures"
# The boundary files that offices have, and whose places they bound.
BOUNDARIES: Mapping[str, Level] = {
    "zone_boundaries": "zone",
    "area_boundaries": "area",
    "prefectures": "prefecture",
    "counties": "county",
}
# Rows below those there are, for which lists and forms hold too.
SPARE = 200
TEXT_FORM = "@"
WIDTH, WIDEST = 16, 40
TRUTHS = ("true", "false")
HEAD_FIGURES, HEAD_TABLE = 3, 3
# Years until what was counted once is long ago.
RECENT = 5


@dataclass(frozen=True)
class Template:
    """A workbook: the name of its file, and its bytes."""

    name: str
    body: bytes


def template_names(folder: Path, year: str) -> Sequence[str]:
    """Return the names of the files of a data package: figures of a year, and whole tables."""
    figures = [f"{level}-{OF_YEAR}-{year}.xlsx" for level in FIGURES]
    tables = [f"{name}.xlsx" for name in TABLES if (folder / READ[name].path).is_file()]
    return (*figures, *tables, *(f"{name}.geojson" for name in BOUNDARIES))


def templates(known: Catalogue, folder: Path, year: str) -> Iterator[Template]:
    """Yield the files of a data package: figures of a year, by level, and whole tables."""
    for name in template_names(folder, year):
        yield template(known, folder, name)


def template(known: Catalogue, folder: Path, name: str) -> Template:
    """Return a file by its name; raises UnknownWord where there is none of that name."""
    stem, _, year = name.rpartition(".")[0].rpartition(f"-{OF_YEAR}-")
    if name not in template_names(folder, year):
        raise UnknownWord("template", name, template_names(folder, known.newest_year))
    if stem:
        level = next(one for one in FIGURES if one == stem)
        return Template(name, _figures(known, level, year))
    table = READ[name.rpartition(".")[0]]
    if table.name in BOUNDARIES:
        return Template(name, _boundaries(known, folder, table))
    return Template(name, _table(known, folder, table))


def _figures(known: Catalogue, level: Level, year: str) -> bytes:
    """Return a table of the places of a level, a column for each indicator that it has."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  slow to import, and few ask
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415  the same

    whole, sheet = _book(said("template.sheet"))
    places = known.at_level(level)
    every = [one for one in known.indicators_at(level) if not one.denominator]
    # What was counted once and long ago, in a census or a catalogue, is not asked for each year.
    since = str(int(known.newest_year) - RECENT)
    measured = [
        one
        for one in every
        if len(known.periods(one.indicator_id, level)) > 1
        or known.periods(one.indicator_id, level)[-1] > since
    ]
    put_cell(sheet, 1, 1, said("template.title", year=year, level=said(f"own.level.{level}")).zh)
    heads = [said("template.code").zh, said("template.name").zh, *map(_head, measured)]
    for at, head in enumerate(heads, start=1):
        put_cell(sheet, HEAD_FIGURES, at, head)
    for row, place in enumerate(places, start=HEAD_FIGURES + 1):
        put_cell(sheet, row, 1, place.place_id)
        put_cell(sheet, row, 2, place.name_zh)
        sheet.cell(row, 1).number_format = TEXT_FORM
    last = HEAD_FIGURES + len(places)
    for at, one in enumerate(measured, start=3):
        letter = get_column_letter(at)
        least = None if one.kind in SIGNED else "0"
        rule = DataValidation(
            type="decimal",
            operator="greaterThanOrEqual" if least else "between",
            formula1=least or "-1E+15",
            formula2=None if least else "1E+15",
            allow_blank=True,
            showErrorMessage=True,
            error=said("template.number", unit=one.unit_zh).zh,
        )
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{HEAD_FIGURES + 1}:{letter}{max(last, HEAD_FIGURES + 1)}")
    _dressed(sheet, HEAD_FIGURES, heads)
    lines = [said("template.figures.1", year=year), said("template.figures.2")]
    lines += [said("template.figures.3"), said("template.figures.4")]
    notes = [(one.indicator_id, _head(one), one.note_zh, one.note_en) for one in measured]
    _explained(whole, lines, notes)
    return _saved(whole)


def _head(one: Indicator) -> str:
    return f"{one.name_zh}（{one.unit_zh}）"


def _table(known: Catalogue, folder: Path, table: TableSchema) -> bytes:
    """Return a table as it stands, with the names of its columns and lists to choose from."""
    whole, sheet = _book(said("template.sheet"))
    rows = RawTable(folder / table.path)
    columns = [column for column in table.columns if column.name in rows.columns]
    put_cell(sheet, 1, 1, said("template.table", table=table.name).zh)
    for at, column in enumerate(columns, start=1):
        put_cell(sheet, HEAD_TABLE - 1, at, column.title)
        put_cell(sheet, HEAD_TABLE, at, column.name)
    for number, row in enumerate(rows.rows, start=HEAD_TABLE + 1):
        for at, column in enumerate(columns, start=1):
            if row.cells[column.name]:
                put_cell(sheet, number, at, row.cells[column.name])
    last = HEAD_TABLE + len(rows.rows) + SPARE
    for number in range(HEAD_TABLE + 1, last + 1):
        for at in range(1, len(columns) + 1):
            # A code or a date that is typed stays what was typed.
            sheet.cell(number, at).number_format = TEXT_FORM
    _dressed(sheet, HEAD_TABLE, [column.name for column in columns])
    choices = {
        at: words
        for at, column in enumerate(columns, start=1)
        if (words := _words(known, folder, column))
    }
    _listed(whole, sheet, choices, last)
    lines = [said("template.table.1", table=table.name), said("template.table.2")]
    lines.append(said("template.table.3", table=table.name))
    _explained(whole, lines, [(c.name, c.title, c.description, c.unit) for c in columns])
    return _saved(whole)


def _boundaries(known: Catalogue, folder: Path, table: TableSchema) -> bytes:
    """Return a boundary file: as it stands, and a place without a boundary without a geometry."""
    level, path = BOUNDARIES[table.name], folder / table.path
    there = json.loads(path.read_bytes()) if path.is_file() else {"features": []}
    if not level_facts(level).supplied:
        return path.read_bytes()
    key = table.key[0]
    drawn = {str(one["properties"].get(key)): one for one in there["features"]}
    features = [
        drawn.get(place.place_id)
        or {
            "type": "Feature",
            "properties": {
                **{column.name: "" for column in table.columns},
                key: place.place_id,
                "name_zh": place.name_zh,
                "name_en": place.name_en,
            },
            "geometry": None,
        }
        for place in known.at_level(level)
    ]
    whole = {**there, "type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _words(known: Catalogue, folder: Path, column: ColumnSchema) -> Sequence[str]:
    """Return the words that a cell of a column may have, none where it may have any."""
    if column.delimiter:
        return ()
    if column.enum:
        return column.enum
    if column.type == "boolean":
        return TRUTHS
    found: dict[str, None] = {}
    for reference in column.refers_to:
        name, _, key = reference.partition(".")
        table = READ.get(name)
        if table is None:
            return ()
        if table.path.endswith(".csv"):
            found |= dict.fromkeys(row.cells[key] for row in RawTable(folder / table.path).rows)
        else:
            found |= dict.fromkeys(
                place.place_id
                for place in known.places.values()
                if table.path.endswith(f"/{level_facts(place.level).file}")
            )
    return tuple(found)


def _listed(
    whole: Workbook, sheet: Worksheet, choices: Mapping[int, Sequence[str]], last: int
) -> None:
    """Let cells be chosen from lists, which stand in a sheet of their own."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as above
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415  as above

    lists = whole.create_sheet(said("template.lists").zh)
    lists.sheet_state = "hidden"
    for at, (column, words) in enumerate(choices.items(), start=1):
        for row, word in enumerate(words, start=1):
            put_cell(lists, row, at, word)
        here, there = get_column_letter(at), get_column_letter(column)
        rule = DataValidation(
            type="list",
            formula1=f"'{lists.title}'!${here}$1:${here}${len(words)}",
            allow_blank=True,
            showErrorMessage=True,
            error=said("template.choose").zh,
        )
        sheet.add_data_validation(rule)
        rule.add(f"{there}{HEAD_TABLE + 1}:{there}{last}")


def _book(title: Said) -> tuple[Workbook, Worksheet]:
    from openpyxl import Workbook  # noqa: PLC0415  as above

    whole = Workbook()
    sheet = whole.active
    if sheet is None:
        sheet = whole.create_sheet()
    sheet.title = title.zh
    return whole, sheet


def _dressed(sheet: Worksheet, head: int, heads: Sequence[str]) -> None:
    """Make the header bold and wide enough, and keep it in sight."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415  as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as above

    sheet.cell(1, 1).font = Font(bold=True)
    for at, word in enumerate(heads, start=1):
        named = sheet.cell(head, at)
        named.font, named.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        wide = min(max(WIDTH, len(word)), WIDEST)
        sheet.column_dimensions[get_column_letter(at)].width = wide
    sheet.freeze_panes = f"C{head + 1}"


def _explained(whole: Workbook, lines: Sequence[Said], columns: Iterable[Sequence[str]]) -> None:
    """Add the sheet that explains: what to do, and what each column is, in both languages."""
    from openpyxl.styles import Alignment  # noqa: PLC0415  as above

    sheet = whole.create_sheet(said("template.explains").zh)
    row = 0
    for line in lines:
        for words in (line.zh, str(line)):
            row += 1
            put_cell(sheet, row, 1, words)
    row += 1
    for cells in columns:
        row += 1
        for at, words in enumerate(cells, start=1):
            put_cell(sheet, row, at, words)
            sheet.cell(row, at).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (30, 34, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _saved(whole: Workbook) -> bytes:
    raw = io.BytesIO()
    whole.save(raw)
    return timeless(raw)
