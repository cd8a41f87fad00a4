"""An order to read a file that may be geometries: plain data, for the worker and for the jail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.jail.own_map import MappedTable
from geo.own_geometry.shape_choices import ShapeChoices, ShapeLimits

# A table with coordinates may be read as one of figures.
FIGURES = "figures"


@dataclass(frozen=True)
class ShapeOrder:
    """A file as a table, and how it is to be read where it is geometries.

    ``folder`` has the borders of our counties. ``read_as`` is ``FIGURES`` where a table with
    coordinates is to be read as one of figures.
    """

    table: MappedTable
    most: ShapeLimits
    choices: ShapeChoices
    folder: Path
    read_as: str = ""
