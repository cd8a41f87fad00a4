"""The real catalogue and Toyland's, read once, and the raw rows to hold them against."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.approval.state import Approval
from geo.levels import LEVELS
from geo.store import boundaries, package
from geo.store.catalogue import Catalogue
from layers.build.registry import offered, sheet
from layers.catalogue import layers
from layers.data import Painted, Sheet
from layers.map import PaintedMap
from layers.spec import CHOOSING

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

# A number that nobody can take for one.
APPROVED = Approval("approved", number="（测试 0）")
TESTS = Path(__file__).resolve().parent
REAL, TOY = TESTS.parent / "data", TESTS / "toyland" / "data"


@cache
def of(folder: Path) -> Catalogue:
    """Return the catalogue of a data folder."""
    return package.load(
        folder,
        places=boundaries.places(folder),
        official_zones=boundaries.official_zones(folder),
        official_areas=boundaries.official_areas(folder),
    )


@cache
def rows(folder: Path, table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table as they stand in its file."""
    with (folder / "statistics" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def ground(folder: Path) -> dict[str, GeoDataFrame]:
    """Return the boundaries of a data folder by level."""
    return {level: boundaries.boundaries(folder, level) for level in LEVELS if level != "platform"}


@cache
def topologies(folder: Path) -> dict[str, dict[str, object]]:
    """Return the boundaries of a data folder as the browser gets them."""
    places = of(folder).places.values()
    return {kind: boundaries.topology(folder, kind, places) for kind in ("places", "counties")}


def choices(folder: Path) -> list[tuple[str, str]]:
    """Return every (layer, indicator) that can be shown; the indicator is empty for most."""
    known = of(folder)
    found = []
    for layer_id, spec in layers(known.profile).items():
        chosen = [(layer_id, one.indicator_id) for one in offered(spec, known)]
        found += chosen or ([] if isinstance(spec, CHOOSING) else [(layer_id, "")])
    return found


@cache
def sheet_of(folder: Path, layer: str, indicator: str = "", lang: str = "zh") -> Sheet:
    """Return one sheet of a data folder."""
    return sheet(of(folder), layer, indicator=indicator, lang=lang)


def map_of(folder: Path, theme: Painted, *overlays: Painted, counties: bool = False) -> PaintedMap:
    """Return a map of the whole province."""
    bounds = of(folder).province.bounds
    return PaintedMap(theme, bounds, overlays=overlays, counties=counties, approval=APPROVED)
