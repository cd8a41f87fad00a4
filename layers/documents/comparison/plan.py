"""The plan of a picture: what a reader has on the screen, as words that travel anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.analysis.operands import Way
from geo.model.figures import Measure
from layers.map import MapSpec

Mode = Literal["side", "swipe", "difference"]


@dataclass(frozen=True)
class Plan:
    """A comparison as one picture: subjects (geo.analysis.subjects), mode, language and maps.

    ``maps`` are those of the page, each with the subjects it is about. ``figures`` are what the
    sides show of indicators, None for a side that shows none; a difference has two of them and a
    ``way``, and the theme of its one map is computed.
    """

    words: tuple[str, ...]
    mode: Mode
    lang: str
    maps: tuple[tuple[tuple[str, ...], MapSpec], ...] = ()
    figures: tuple[Measure | None, ...] = ()
    way: Way = "minus"
