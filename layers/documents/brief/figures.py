"""Figures of a brief: every number in words, with its rank and its sources."""

from __future__ import annotations

from collections.abc import Sequence

from geo.analysis.subject_profile import ProfileCell, ProfileRow, sense
from geo.model.figures import Value
from geo.model.indicators import Indicator
from layers.documents.brief.context import Telling
from layers.documents.brief.document import Figure, Line, Mark
from layers.refusals import refused_words
from layers.words import number_words, unit_words, value_words


def figure_words(value: Value, indicator: Indicator, lang: str) -> str:
    """Return a number with its unit, as sentences say it; a least figure says so."""
    words = value_words(value.value, indicator, lang)
    return f"≥ {words}" if value.status == "floor" else words


def bare_words(value: Value, indicator: Indicator, lang: str) -> str:
    """Return a number without its unit, as a table has it; a least figure says so."""
    words = number_words(value.value, indicator, lang)
    return f"≥ {words}" if value.status == "floor" else words


def lines(rows: Sequence[ProfileRow], telling: Telling) -> tuple[Line, ...]:
    """Return the table: a line for every indicator that any subject has a figure of."""
    return tuple(_line(row, telling) for row in rows if row.known)


def _line(row: ProfileRow, telling: Telling) -> Line:
    return Line(
        indicator_id=row.indicator.indicator_id,
        name=row.indicator.name(telling.lang),
        unit=unit_words(row.indicator, telling.lang),
        period=row.period,
        figures=tuple(_figure(row, cell, telling) for cell in row.cells),
        group=row.indicator.group,
    )


def _figure(row: ProfileRow, cell: ProfileCell, telling: Telling) -> Figure:
    entry, word = cell.entry, cell.entry.subject.word
    if entry.figure is None:
        return Figure(lack(cell, telling), lack=True)
    end: Mark = "top" if word in row.best else "bottom" if word in row.worst else ""
    return Figure(
        words=bare_words(entry.figure, row.indicator, telling.lang),
        cites=telling.cite(entry.figure.source_ids),
        rank=f"{cell.rank.at}/{cell.rank.known}" if cell.rank else "",
        period="" if row.period else entry.period,
        mark=telling.say(f"{sense(row.indicator)}.{end}") if end else "",
        end=end,
    )


def lack(cell: ProfileCell, telling: Telling) -> str:
    """Return why a cell has no figure."""
    entry = cell.entry
    if entry.lack == "members-missing":
        return telling.say("lack.members-missing", count=len(entry.missing))
    return telling.say(f"lack.{entry.lack}")


def refusals(rows: Sequence[ProfileRow], telling: Telling) -> str:
    """Return why some figures of a table are refused; blank where none is."""
    found = (refusal for row in rows for cell in row.cells for refusal in cell.entry.refusals)
    return refused_words(found, telling.lang)


def unused(rows: Sequence[ProfileRow], telling: Telling) -> str:
    """Return the names of indicators of which no subject has a figure."""
    return telling.listed(row.indicator.name(telling.lang) for row in rows if not row.known)
