"""Layer specs: what to draw, said once, with no data inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from geo.analysis.target_gap import Allocation
from geo.levels import Level
from layers.symbols import KINDS

Kind = Literal["choropleth", "categories", "symbols", "points"]
CIRCLE = "circle"
# What a place is drawn with: the fill of its area, a marker, or a dot: small, one of many, whose
# filling says how exact its point is. Renderers match all of them: the type check names each that
# does not know a new one.
SymbolType = Literal["fill", "marker", "dot"]


class KindFacts(NamedTuple):
    """What is true of a kind of layer; the figures of a ``classed`` one are classed."""

    symbol: SymbolType
    classed: bool = False


_FACTS: Mapping[str, KindFacts] = {kind: KindFacts(**facts) for kind, facts in KINDS.items()}
CLASSED = tuple(kind for kind, facts in _FACTS.items() if facts.classed)
# Layers that fill areas, and layers of marks that lie on them.
FILLED = tuple(kind for kind, facts in _FACTS.items() if facts.symbol == "fill")
MARKS = tuple(kind for kind in _FACTS if kind not in FILLED)
DOTS = tuple(kind for kind, facts in _FACTS.items() if facts.symbol == "dot")


def symbol_type(kind: str) -> SymbolType:
    """Return what the places of a kind of layer are drawn with; KeyError for what is no kind."""
    return _FACTS[kind].symbol


def is_marked(kind: str, *, sized: bool) -> bool:
    """Return whether places of a kind have marks: symbols or dots, or circles where ``sized``."""
    return kind in MARKS or sized


def row_symbol(kind: str, shape: str) -> SymbolType:
    """Return what a row of a legend is drawn with: of areas, one with the shape of a symbol."""
    symbol = symbol_type(kind)
    return "marker" if symbol == "fill" and shape == CIRCLE else symbol


@dataclass(frozen=True)
class Choropleth:
    """Places of a level filled by the class of any indicator they have figures for."""

    layer_id: str
    level: Level
    kind: Kind = "choropleth"


@dataclass(frozen=True)
class Hosts:
    """Counties filled by the highest level of the high-tech zones they host."""

    layer_id: str
    level: Level = "county"
    kind: Kind = "categories"


@dataclass(frozen=True)
class Symbols:
    """Zones as symbols by level; with an indicator, as symbols whose area is the value."""

    layer_id: str
    indicator_id: str = ""
    level: Level = "zone"
    kind: Kind = "symbols"


@dataclass(frozen=True)
class Points:
    """Platforms as points, clustered, colored by a property: ``family`` of type, or ``field``."""

    layer_id: str
    by: Literal["family", "field"]
    level: Level = "platform"
    kind: Kind = "points"


@dataclass(frozen=True)
class GapLayer:
    """Places filled by how far they are from their path to a target, under one allocation."""

    layer_id: str
    allocation: Allocation
    level: Level = "prefecture"
    kind: Kind = "categories"


@dataclass(frozen=True)
class Pipeline:
    """Zones by the level they have at each date with a published count, and at the target."""

    layer_id: str
    level: Level = "zone"
    kind: Kind = "symbols"


@dataclass(frozen=True)
class ScienceCity:
    """Areas of a science city as symbols by kind, with the circles of their planned areas."""

    layer_id: str
    city: str
    level: Level = "area"
    kind: Kind = "symbols"


@dataclass(frozen=True)
class DifferenceLayer:
    """Places filled by how far two figures of each are apart, mirrored about no difference.

    Zones and areas have no fill: of the kind ``symbols`` their symbols have the color.
    """

    layer_id: str
    level: Level = "prefecture"
    kind: Kind = "categories"


Layer = Choropleth | Hosts | Symbols | Points | GapLayer | Pipeline | ScienceCity | DifferenceLayer
# Layers that offer indicators to choose from: they have a sheet for each.
CHOOSING = (Choropleth, GapLayer)
