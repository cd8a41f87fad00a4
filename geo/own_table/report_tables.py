"""Parts that the reports of a table and of geometries share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.export.table import Cell, Column, Table, Type
from geo.languages import ENGLISH, ORIGINAL
from geo.own_table.choices import Guess
from geo.sentences import in_words

GUESSED = ("what", "value_zh", "value_en", "why_zh", "why_en", "chosen")


def report_table(
    name: str,
    columns: Iterable[str],
    rows: Iterable[tuple[Cell, ...]],
    types: Mapping[str, Type],
) -> Table:
    """Return a sheet of a report; columns that ``types`` does not name are text."""
    return Table(
        name=name,
        title=name,
        columns=tuple(Column(column, types.get(column, "text")) for column in columns),
        rows=tuple(rows),
    )


def reading_table(guesses: Iterable[Guess]) -> Table:
    """Return the sheet that says how a file was read, a row a guess."""
    return report_table("reading", GUESSED, map(_guess, guesses), {"chosen": "boolean"})


def _guess(guess: Guess) -> tuple[Cell, ...]:
    return (
        guess.what,
        in_words(guess.value, ORIGINAL),
        in_words(guess.value, ENGLISH),
        guess.why.zh,
        str(guess.why),
        guess.chosen,
    )
