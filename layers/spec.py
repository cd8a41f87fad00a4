"""Layer specs: what to draw, said once, with no data inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.analysis.target_gap import Allocation
from geo.levels import Level

Kind = Literal["choropleth", "categories", "symbols", "points"]
# Layers whose figures are classed.
CLASSED: tuple[Kind, ...] = ("choropleth",)
# Layers that fill areas, and layers of marks that lie on them.
FILLED: tuple[Kind, ...] = ("choropleth", "categories")
MARKS: tuple[Kind, ...] = ("symbols", "points")
# Marks that are dots: small, many, and their filling says how exact a point is.
DOTS: tuple[Kind, ...] = ("points",)


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
