"""The plan of a picture: what a reader has on the screen, as words that travel anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.analysis.operands import Way
from geo.model.figures import Measure

Mode = Literal["side", "swipe", "difference"]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Layer:
    """A published sheet as it is painted: its id, its period, and one scale for all periods."""

    sheet_id: str
    period: str = ""
    locked: bool = False


@dataclass(frozen=True)
class Map:
    """One map: its theme, what stands above it, and what it shows (degrees; none is all).

    ``words`` are the subjects it is about.
    """

    words: tuple[str, ...]
    theme: Layer
    over: tuple[Layer, ...] = ()
    bounds: Bounds | None = None
    counties: bool = False


@dataclass(frozen=True)
class Plan:
    """A comparison as one picture: subjects (geo.analysis.subjects), mode, language and maps.

    ``figures`` are what the sides show of indicators, None for a side that shows none; a difference
    has two of them and a ``way``, and its one map is of no published sheet: it is computed.
    """

    words: tuple[str, ...]
    mode: Mode
    lang: str
    maps: tuple[Map, ...] = ()
    figures: tuple[Measure | None, ...] = ()
    way: Way = "minus"
