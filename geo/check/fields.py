"""Words and boxes of the plan's fields, and the totals that stand beside the list of platforms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.check.tables import Table
from geo.errors import Fault

COUNTED = ("types", "level", "status", "host")


def faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Yield what the columns of these tables say against each other."""
    if "platform_totals" in tables:
        yield from _total_faults(tables["platform_totals"])
    if "field_words" in tables:
        yield from _word_faults(tables["field_words"])
    if "boxes" in tables:
        yield from _programme_faults(tables["boxes"])


def _total_faults(table: Table) -> Iterator[Fault]:
    for row in table.rows:
        if row["match"] and not row["types"]:
            message = "say which types are counted beside the total, or leave match blank"
            yield table.fault(row, "types", "total-uncounted", message)
        for column in COUNTED:
            if row[column] and not row["match"]:
                message = "match is blank: nothing is counted beside this total"
                yield table.fault(row, column, "total-uncounted", message)
        for column in ("why_zh", "why_en"):
            if row["match"] != "same" and not row[column]:
                message = "say why the two counts are not of the same thing"
                yield table.fault(row, column, "total-unexplained", message)


def _word_faults(table: Table) -> Iterator[Fault]:
    for row in table.rows:
        holds = row["word"] in row["quote"]
        if row["basis"] in ("verbatim", "reading") and holds != (row["basis"] == "verbatim"):
            words = "hold" if holds else "do not hold"
            right = "verbatim" if holds else "reading"
            message = f"the quoted words {words} {row['word']!r}; the basis is {right}"
            yield table.fault(row, "basis", "word-basis", message)


def _programme_faults(table: Table) -> Iterator[Fault]:
    for row in table.rows:
        chinese = row.items("programmes_zh")
        if len(chinese) != len(row.items("programmes_en")):
            message = "each programme needs its English words, in the same order"
            yield table.fault(row, "programmes_en", "programme-unpaired", message)
        for name in chinese:
            if name not in row["quote"]:
                message = f"the quote does not name {name!r}"
                yield table.fault(row, "programmes_zh", "programme-unquoted", message)
