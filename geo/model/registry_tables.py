"""Tables that are made of a registry's counts: indicators, quotients and figures like all others.

They have the columns of their twins in ``statistics``. Nobody writes them by hand: the check
compares them with what the counts give, so no description of the package judges them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo.model.figures import VALUES, Value
from geo.model.indicators import DERIVED, INDICATORS
from geo.sentences import Said

# Every indicator of a registry begins so, and no other may.
PREFIX = "registry_"
# Between the two languages of a note: its table has one column.
BETWEEN = " ‖ "


def two_languages(zh: str, en: str) -> str:
    """Return a note as the table of figures holds it."""
    return f"{zh}{BETWEEN}{en}"


def _figures(rows: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(replace(row, note=_noted(row.note)) for row in rows)


def _noted(note: str) -> str:
    zh, mark, en = note.partition(BETWEEN)
    return Said(en, zh) if mark else note


REGISTRY_INDICATORS = replace(
    INDICATORS,
    name="registry_indicators",
    path="registry/indicators.csv",
    presence="optional",
)
REGISTRY_DERIVED = replace(
    DERIVED, name="registry_derived", path="registry/derived.csv", presence="optional"
)
REGISTRY_VALUES = replace(
    VALUES,
    name="registry_values",
    path="registry/values.csv",
    presence="optional",
    held=_figures,
)
