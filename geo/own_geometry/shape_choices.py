"""What a person decides about a file of geometries, and how much of one is read.

Plain data: the web worker hands it on without a geometry library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.own_table.choices import word_of, words_of

WORDS = ("system", "shift", "name", "county", "value", "read_as")


@dataclass(frozen=True)
class ShapeLimits:
    """How much of a file of geometries is read; ``columns`` are those of its properties."""

    features: int = 20_000
    vertices: int = 2_000_000
    columns: int = 500


@dataclass(frozen=True)
class CoordinateChoices:
    """What a person decided: the key of a system (``systems.py``), and a shift."""

    system: str = ""
    shift: str = ""


@dataclass(frozen=True)
class ShapeChoices:
    """What a person decided of a file of geometries; blank where the guess stands.

    ``name``, ``county`` and ``value`` are properties, the last that by which features are colored;
    ``places`` says which zone is meant by which words.
    """

    name: str = ""
    county: str = ""
    value: str = ""
    coordinates: CoordinateChoices = field(default_factory=CoordinateChoices)
    places: Mapping[str, str] = field(default_factory=dict)


def shape_choices_of(sent: Mapping[str, object]) -> tuple[ShapeChoices, str]:
    """Return what JSON says was decided, and as what a table with coordinates is to be read.

    Raises ValueError for what no page of ours would say.
    """
    said = {name: word_of(sent.get(name, "")) for name in WORDS}
    choices = ShapeChoices(
        name=said["name"],
        county=said["county"],
        value=said["value"],
        coordinates=CoordinateChoices(said["system"], said["shift"]),
        places=words_of(sent.get("places", {})),
    )
    return choices, said["read_as"]
