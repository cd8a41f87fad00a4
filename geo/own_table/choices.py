"""What a person decides about a table instead of a guess; blank where the guess stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.sentences import Said


@dataclass(frozen=True)
class Choices:
    """How a table is to be understood.

    ``sheet`` is a name; ``first_row`` the number of the first row of places, as the file counts;
    ``key``, ``parent`` and ``period_column`` are columns by letter or header, ``columns`` those of
    the figures; ``unit`` is what figures are kept in, ``period`` the year of all, ``level`` what
    the places are; ``places`` says which code is meant by which words.
    """

    sheet: str = ""
    first_row: int = 0
    key: str = ""
    parent: str = ""
    period_column: str = ""
    columns: tuple[str, ...] = ()
    unit: str = ""
    period: str = ""
    level: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Guess:
    """One thing that was understood: ``what`` (a code), its value, why, and who decided."""

    what: str
    value: str | Said
    why: Said
    chosen: bool = False
