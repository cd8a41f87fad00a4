"""Words and boxes of the plan's fields, and the totals that stand beside the list of platforms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.errors import Fault
from geo.sentences import said
from geo.validate.tables import CheckedTable

COUNTED = ("types", "level", "status", "host")


def faults(tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    """Yield what the columns of these tables say against each other."""
    if "platform_totals" in tables:
        yield from _total_faults(tables["platform_totals"])
    if "field_words" in tables:
        yield from _word_faults(tables["field_words"])
    if "boxes" in tables:
        yield from _programme_faults(tables["boxes"])


def _total_faults(table: CheckedTable) -> Iterator[Fault]:
    for row in table.rows:
        if row["match"] and not row["types"]:
            message = said("total-uncounted.types")
            yield table.fault(row, "types", "total-uncounted", message)
        for column in COUNTED:
            if row[column] and not row["match"]:
                message = said("total-uncounted.match")
                yield table.fault(row, column, "total-uncounted", message)
        for column in ("why_zh", "why_en"):
            if row["match"] != "same" and not row[column]:
                message = said("total-unexplained")
                yield table.fault(row, column, "total-unexplained", message)


def _word_faults(table: CheckedTable) -> Iterator[Fault]:
    for row in table.rows:
        holds = row["word"] in row["quote"]
        if row["basis"] in ("verbatim", "reading") and holds != (row["basis"] == "verbatim"):
            message = said(f"word-basis.{'holds' if holds else 'lacks'}", word=row["word"])
            yield table.fault(row, "basis", "word-basis", message)


def _programme_faults(table: CheckedTable) -> Iterator[Fault]:
    for row in table.rows:
        chinese = row.items("programmes_zh")
        if len(chinese) != len(row.items("programmes_en")):
            message = said("programme-unpaired")
            yield table.fault(row, "programmes_en", "programme-unpaired", message)
        for name in chinese:
            if name not in row["quote"]:
                message = said("programme-unquoted", name=name)
                yield table.fault(row, "programmes_zh", "programme-unquoted", message)
